"""Claims inside what somebody says: "the palace said the rebels had promised to leave".

The tagger gives each word to one span, so inside a content it sees no cue. Only verbs
are read that mostly make a claim of their own there, in their full form: a subject, the
verb, and "to", "that" or an object with "to" (``inner`` in ``lexicon/voices.yaml``).

Limits: no passive, nothing behind "if", no noun ("a promise to leave").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from onrecord.model import Tokens

from .lists import load_voice_words
from .pairing import Attribution, Range
from .quoting import STOPS, find_phrase_before
from .wording import lower_words

SUBJECT_WORDS: Final = 8  # words of the subject of a claim inside another
HELPERS: Final = 3  # words between a subject and its verb ("has already promised")
OBJECT_WORDS: Final = 12  # words of an object before "to"
THAT_WORDS: Final = 8  # words between a verb with an addressee and "that" ("swore to us in June that")
ASIDE_WORDS: Final = 20  # words of a relative clause behind a subject
LEAST_WORDS: Final = 2  # of what the inner claim says
CONFIDENCE: Final = 0.6  # share of such verbs in our own train reports that make a claim


def find_inner(tokens: Tokens, attributions: list[Attribution]) -> list[Attribution]:
    """Attributions inside the contents of others.

    Args:
        tokens: n words.
        attributions: In text order.

    Returns:
        In text order of the contents that hold them.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("The palace said the rebels had promised to leave the town.")
    >>> inner = find_inner(tokens, [Attribution((2, 3), (0, 2), ((3, 11),), 0.9)])
    >>> [tokens.span(*part).text for part in (inner[0].source, inner[0].cue, *inner[0].contents)]
    ['the rebels', 'had promised to', 'leave the town']
    """
    known = {word for a in attributions if a.cue is not None for word in range(*a.cue)}
    contents = dict.fromkeys(content for a in attributions if a.cue is not None for content in a.contents)
    found = {inner.cue: inner for content in contents for inner in _read_content(tokens, content)}
    return [inner for cue, inner in found.items() if cue is not None and known.isdisjoint(range(*cue))]


def _read_content(tokens: Tokens, content: Range) -> Iterator[Attribution]:
    known = load_voice_words()
    for verb in range(content[0] + 1, content[1] - LEAST_WORDS):
        word = tokens.words[verb].lower()
        if word not in known.inner:
            continue
        read = _read_cue(tokens, verb, content[1])
        source = None if read is None else _find_subject(tokens, verb, content[0])
        if read is None or source is None:
            continue
        cue, start = (_find_first(tokens, verb, content[0]), read[0]), read[1]
        end = _find_end(tokens, start, content[1])
        if end - start >= LEAST_WORDS:
            yield Attribution(cue, source, ((start, end),), CONFIDENCE, is_inner=True)


def _read_cue(tokens: Tokens, verb: int, last: int) -> Range | None:
    """Where the cue ends and where what is said begins: both behind "to", or the object or clause behind the verb."""
    known = load_voice_words()
    word, following = (tokens.words[index].lower() for index in (verb, verb + 1))
    addressed = verb + 2 < last and tokens.words[verb + 2].lower() in known.addressed
    if following == "to" and word in known.inner_to and not addressed:
        return verb + 2, verb + 2
    if word in known.inner_that:
        for index in range(verb + 1, min(last, verb + 2 + (THAT_WORDS if addressed else 2))):
            if tokens.words[index].lower() == "that":
                return verb + 1, index + 1
    if word in known.inner_object and following != "to":
        clause = range(verb + 2, min(last, verb + 2 + OBJECT_WORDS))
        stop = next((index for index in clause if tokens.words[index] in STOPS), last)
        if any(tokens.words[index].lower() == "to" for index in clause if index < stop):
            return verb + 1, verb + 1
    if f"{word} {following}" in known.inner_phrases:
        return verb + 2, verb + 2
    return None


def _find_end(tokens: Tokens, first: int, last: int) -> int:
    """Where what is said ends: at a semicolon, or at a comma before another clause."""
    openers = load_voice_words().openers
    for index in range(first, last - 1):
        if tokens.words[index] == ";" or (tokens.words[index] == "," and tokens.words[index + 1].lower() in openers):
            return index
    while last - first > 1 and tokens.words[last - 1] in STOPS:
        last -= 1
    return last


def _find_first(tokens: Tokens, verb: int, least: int) -> int:
    """First of the helping words before a verb."""
    first = verb
    while first > max(least, verb - HELPERS) and tokens.words[first - 1].lower() in load_voice_words().helpers:
        first -= 1
    return first


def _skip_aside(tokens: Tokens, verb: int, least: int) -> int:
    """Where a subject ends: before the verb, or before a relative clause between commas."""
    if verb - 1 <= least or tokens.words[verb - 1] != ",":
        return verb
    for index in range(verb - 2, max(least, verb - 2 - ASIDE_WORDS), -1):
        if tokens.words[index] == ",":
            return index if tokens.words[index + 1].lower() in load_voice_words().asides else verb
    return verb


def _find_subject(tokens: Tokens, verb: int, least: int) -> Range | None:
    """The subject of an active verb that is not negated and no condition."""
    known = load_voice_words()
    first = _find_first(tokens, verb, least)
    if set(lower_words(tokens, (first, verb))) & (known.passive | known.negations):
        return None
    if first > least and tokens.words[first - 1].lower() in known.persons:
        source: Range | None = (first - 1, first)
    else:
        source = find_phrase_before(tokens, _skip_aside(tokens, first, least), least)
    if source is None or tokens.words[source[0]].lower() in known.no_one:
        return None
    opens = tokens.words[source[0] - 1].lower() if source[0] > 0 else ""
    return None if opens in known.conditions else source


def split_nested(tokens: Tokens, attributions: list[Attribution]) -> list[Attribution]:
    """Attributions, "the radio said the army had denied it" with the army as who denies.

    The tagger sees one speaker here, and takes "the army had" for a part of what the radio said.
    """
    split: list[Attribution] = []
    for attribution in attributions:
        outer = split[-1] if split else None
        pair = None if outer is None else _read_nested(tokens, outer, attribution)
        if pair is None:
            split.append(attribution)
        else:
            split[-1:] = pair
    return split


def _read_nested(tokens: Tokens, outer: Attribution, inner: Attribution) -> list[Attribution] | None:
    """Both attributions mended, if the inner one's subject is a content of the outer one."""
    if outer.cue is None or inner.cue is None or outer.source is None or outer.source != inner.source:
        return None
    start = outer.cue[1] + (outer.cue[1] < len(tokens) and tokens.words[outer.cue[1]].lower() == "that")
    subject = next((c for c in outer.contents if c[1] == inner.cue[0] and c[0] in {outer.cue[1], start}), None)
    if subject is None or subject[1] - subject[0] > SUBJECT_WORDS:
        return None
    verb = _find_first(tokens, inner.cue[0], subject[0])
    last = max(content[1] for content in inner.contents)
    if verb == subject[0] or tokens.sentence_of[last - 1] != tokens.sentence_of[inner.cue[0]]:
        return None
    rest = tuple(c for c in outer.contents if c != subject and c[0] >= last)
    return [
        replace(outer, contents=((subject[0], last), *rest)),
        replace(inner, source=(subject[0], verb), cue=(verb, inner.cue[1]), is_inner=True),
    ]
