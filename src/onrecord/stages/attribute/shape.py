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
from .wording import lower_words

STOPS: Final = frozenset({",", ".", ";", ":", "(", ")", "—", "–", '"', "“", "”"})
CITED_WORDS: Final = 12  # words of the noun phrase of who is cited
CLAUSES: Final = frozenset({"who", "which", "that", "with", "in", "of", "familiar"})
ISSUERS: Final = frozenset({"by", "from"})
FUNCTION_WORDS: Final = frozenset({"the", "a", "an", "of", "and", "to", "in", "that", "'s", "’s"})


def shape_attributions(tokens: Tokens, attributions: list[Attribution]) -> list[Attribution]:
    """Attributions in the codebook's form, in the same order."""
    return [_shape(tokens, attribution) for attribution in attributions]


def _shape(tokens: Tokens, attribution: Attribution) -> Attribution:
    cue, source = attribution.cue, _trim(tokens, attribution.source)
    attribution = replace(attribution, source=source)
    if cue is None:
        return attribution
    if is_impersonal(tokens, cue):
        contents = _complete(tokens, cue, attribution.contents)
        return replace(attribution, source=None, contents=contents)
    if source is not None and _is_faceless(tokens, source, cue):
        return replace(attribution, source=None, cue=(source[0], cue[1]))
    if _cites(tokens, cue, source):
        cited = _phrase_behind(tokens, cue, attribution.contents)
        return attribution if cited is None else replace(attribution, source=cited)
    return attribution if source is None else _split_document(tokens, attribution, source)


def _trim(tokens: Tokens, source: Range | None) -> Range | None:
    """A source without signs at its edges; None if it holds no telling word."""
    if source is None:
        return None
    first, last = source
    while first < last and tokens.words[first] in STOPS:
        first += 1
    while first < last and tokens.words[last - 1] in STOPS:
        last -= 1
    words = lower_words(tokens, (first, last))
    return None if set(words) <= FUNCTION_WORDS else (first, last)


def _split_document(tokens: Tokens, attribution: Attribution, source: Range) -> Attribution:
    """The issuer as the source and the document as the medium: "a report by OCHA", "A UN report"."""
    documents = load_voice_words().documents
    words = lower_words(tokens, source)
    for index, word in enumerate(words[:-1]):
        if word in documents and words[index + 1] in ISSUERS and index + 2 < len(words):
            head = source[0] + index + 1
            return replace(attribution, source=(head + 1, source[1]), medium=(source[0], head))
        if word in ISSUERS:
            break
    if words[-1] not in documents or set(words) & CLAUSES:
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
    """Contents with the clause before and behind a cue without a speaker, if one is missing."""
    sentence = int(tokens.sentence_of[cue[0]])
    begin, end = int(tokens.sentences[sentence]), int(tokens.sentences[sentence + 1])
    parts = list(contents)
    if not any(begin <= first < cue[0] for first, _ in contents):
        start = cue[0]
        while start > begin and tokens.words[start - 1] not in STOPS:
            start -= 1
        if start < cue[0]:
            parts.append((start, cue[0]))
    if not any(cue[1] <= first < end for first, _ in contents):
        stop = cue[1]
        while stop < end and tokens.words[stop] not in STOPS:
            stop += 1
        if stop > cue[1]:
            parts.append((cue[1], stop))
    return tuple(sorted(parts))


def _is_faceless(tokens: Tokens, source: Range, cue: Range) -> bool:
    """Whether "estimates", with no word that says whose, stands before its cue."""
    words = lower_words(tokens, source)
    return source[1] == cue[0] and len(words) == 1 and words[0] in load_voice_words().faceless


def _cites(tokens: Tokens, cue: Range, source: Range | None) -> bool:
    """Whether a cue is "citing" or "quoting" and its source is not behind it."""
    word = tokens.words[cue[1] - 1].lower()
    return word in load_voice_words().cite and word.endswith("ing") and (source is None or source[0] < cue[0])


def _phrase_behind(tokens: Tokens, cue: Range, contents: tuple[Range, ...]) -> Range | None:
    """The noun phrase behind a cue, up to a sign, "that" or what is said."""
    last = cue[1]
    while last < min(len(tokens), cue[1] + CITED_WORDS):
        word = tokens.words[last].lower()
        if word in STOPS or word in {"that", "as"} or any(a <= last < b for a, b in contents):
            break
        last += 1
    return (cue[1], last) if last > cue[1] else None
