"""Bring what the tagger found into the codebook's form.

PolNeAR, on which the tagger learned, gives "reportedly" the words behind it only, takes
"estimates" for a source, and joins "citing" to who cites. The codebook wants the content
on both sides of a cue without a speaker, no source where nobody speaks, and the one who
is cited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.model import Tokens

from .lists import load_voice_words
from .pairing import Attribution, Range
from .speakers import mend_speaker
from .wording import lower_words

STOPS: Final = frozenset({",", ".", ";", ":", "(", ")", "—", "–", '"', "“", "”"})
SUBJECT_WORDS: Final = 4  # words of a subject that is taken for the source; a longer one may be a clause
CITED_WORDS: Final = 12  # words of the noun phrase of who is cited


def shape_attributions(tokens: Tokens, attributions: list[Attribution]) -> list[Attribution]:
    """Attributions in the codebook's form, in the same order."""
    shaped = [_shape(tokens, attribution) for attribution in attributions]
    around = zip(shaped, [None, *shaped], [*shaped[1:], None], strict=False)
    return [a for a, before, after in around if not _is_part(a, before) and not _is_part(a, after)]


def _is_part(one: Attribution, other: Attribution | None) -> bool:
    """Whether a cue has become a part of its neighbour's: "Estimates" of "Estimates suggest"."""
    if other is None or one.cue is None or other.cue is None or one.cue == other.cue:
        return False
    return other.cue[0] <= one.cue[0] and one.cue[1] <= other.cue[1]


def _shape(tokens: Tokens, attribution: Attribution) -> Attribution:
    cue, source = attribution.cue, _trim(tokens, attribution.source)
    attribution = mend_speaker(tokens, replace(attribution, source=source, medium=_trim(tokens, attribution.medium)))
    cue, source = attribution.cue, attribution.source
    if cue is None or attribution.hearer is not None:
        return attribution
    if is_impersonal(tokens, cue):
        contents = _complete(tokens, cue, attribution.contents)
        return replace(attribution, source=None, contents=contents)
    if source is None:
        attribution = _take_subject(tokens, cue, attribution)
        source = attribution.source
    if source is not None and _is_faceless(tokens, source, cue):
        return replace(attribution, source=None, cue=(source[0], cue[1]))
    if _cites(tokens, cue, source):
        return _take_cited(tokens, cue, attribution)
    return attribution if source is None else _split_document(tokens, attribution, source)


def _take_subject(tokens: Tokens, cue: Range, attribution: Attribution) -> Attribution:
    """The source of an active cue that the tagger missed: a short phrase between its clause's start and the cue."""
    known = load_voice_words()
    if set(lower_words(tokens, cue)) & (known.passive | known.cite | known.account | known.relay):
        return attribution
    begin, _ = tokens.sentence_around(cue[0])
    first = cue[0]
    while first > max(begin, cue[0] - SUBJECT_WORDS) and tokens.words[first - 1] not in STOPS:
        first -= 1
    words = tokens.words[first : cue[0]]
    opens = first == begin or tokens.words[first - 1] in STOPS
    others = tuple(c for c in attribution.contents if c != (first, cue[0]))
    if not (words and opens and others and all(word[0].isalnum() for word in words)):
        return attribution
    if any(a < cue[0] and first < b for a, b in others):
        return attribution
    is_phrase = words[0][0].isupper() or words[0].lower() in known.determiners
    return replace(attribution, source=(first, cue[0]), contents=others) if is_phrase else attribution


def _trim(tokens: Tokens, source: Range | None) -> Range | None:
    """A source or medium without signs at its edges; None if it holds no telling word."""
    if source is None:
        return None
    first, last = source
    while first < last and tokens.words[first] in STOPS:
        first += 1
    while first < last and tokens.words[last - 1] in STOPS:
        last -= 1
    known = load_voice_words()
    words = set(lower_words(tokens, (first, last)))
    return None if words <= known.function_words | known.medium_before else (first, last)


def _split_document(tokens: Tokens, attribution: Attribution, source: Range) -> Attribution:
    """The issuer as the source and the document as the medium: "a report by OCHA", "A UN report"."""
    known = load_voice_words()
    words = lower_words(tokens, source)
    for index, word in enumerate(words[:-1]):
        if word in known.documents and words[index + 1] in known.issuers and index + 2 < len(words):
            head = source[0] + index + 1
            return replace(attribution, source=(head + 1, source[1]), medium=(source[0], head))
        if word in known.issuers:
            break
    if words[-1] not in known.documents or set(words) & known.clauses:
        return attribution
    issuer = _find_issuer(tokens, source)
    return replace(attribution, source=issuer, medium=source)


def _find_issuer(tokens: Tokens, source: Range) -> Range | None:
    """Who issued a document that its phrase names: "the ministry's website", "A UN report"."""
    words = tokens.words[source[0] : source[1]]
    for index, word in enumerate(words):
        if word in {"'s", "’s", "'", "’"} and index:
            return source[0], source[0] + index
    names = [source[0] + index for index, word in enumerate(words[:-1]) if word[0].isupper() and index]
    return (names[0], names[-1] + 1) if names else None


def is_impersonal(tokens: Tokens, cue: Range) -> bool:
    """Whether a cue has no speaker: "reportedly", "is believed to"."""
    known = load_voice_words()
    words = lower_words(tokens, cue)
    if set(words) & known.impersonal:
        return True
    return bool(set(words) & known.passive) and bool(set(words) & known.hearsay) and words[-1] in {"to", "be"}


def _complete(tokens: Tokens, cue: Range, contents: tuple[Range, ...]) -> tuple[Range, ...]:
    """Contents that reach, before and behind a cue without a speaker, from sign to sign."""
    begin, end = tokens.sentence_around(cue[0])
    start, stop = cue
    while start > begin and tokens.words[start - 1] not in STOPS:
        start -= 1
    while stop < end and tokens.words[stop] not in STOPS:
        stop += 1
    before = [c for c in contents if begin <= c[0] < cue[0]]
    behind = [c for c in contents if cue[1] <= c[0] < end]
    parts = [c for c in contents if c not in before and c not in behind]
    if not before or before[-1][1] >= start:
        first = max(start, before[0][0]) if before else start
        parts += [c for c in before if c[1] <= first] + [(first, cue[0])]
    else:
        parts += before
    if not behind or behind[0][0] <= stop:
        last = max([stop, *(c[1] for c in behind if c[0] <= stop)])
        parts += [(cue[1], last)] + [c for c in behind if c[0] > last]
    else:
        parts += behind
    return tuple(sorted(part for part in parts if part[0] < part[1]))


def _is_faceless(tokens: Tokens, source: Range, cue: Range) -> bool:
    """Whether "estimates", with no word that says whose, stands before its cue."""
    words = lower_words(tokens, source)
    return source[1] == cue[0] and len(words) == 1 and words[0] in load_voice_words().faceless


def _cites(tokens: Tokens, cue: Range, source: Range | None) -> bool:
    """Whether a cue is "citing", "quoting" or "according to" and its source is not behind it."""
    known = load_voice_words()
    word = tokens.words[cue[1] - 1].lower()
    if not known.account.isdisjoint(lower_words(tokens, cue)):
        return source is None or source[0] != cue[1]
    return word in known.cite and word.endswith("ing") and (source is None or source[0] < cue[0])


def _take_cited(tokens: Tokens, cue: Range, attribution: Attribution) -> Attribution:
    """Who is cited is the noun phrase behind the cue, even where the tagger took it for what is said."""
    taken = [content for content in attribution.contents if content[0] == cue[1]]
    rest = tuple(content for content in attribution.contents if content not in taken)
    cited: Range | None
    if taken and rest and taken[0][1] - cue[1] <= CITED_WORDS:
        cited, attribution = taken[0], replace(attribution, contents=rest)
    else:
        cited = _phrase_behind(tokens, cue, attribution.contents)
    return attribution if cited is None else _split_document(tokens, replace(attribution, source=cited), cited)


def _phrase_behind(tokens: Tokens, cue: Range, contents: tuple[Range, ...]) -> Range | None:
    """The noun phrase behind a cue, up to a sign, "that" or what is said."""
    last = cue[1]
    while last < min(len(tokens), cue[1] + CITED_WORDS):
        word = tokens.words[last].lower()
        if word in STOPS or word in {"that", "as"} | load_voice_words().cite or any(a <= last < b for a, b in contents):
            break
        last += 1
    return (cue[1], last) if last > cue[1] else None
