"""What the words of a claim say of it: act, form, certainty, polarity, medium."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.find import find_act
from onrecord.lexicon.load import load_hedges, load_media, load_unnamed_heads
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import Act, Certainty, Form, Spans, Tokens

from .pairing import Range

OPENING: Final = frozenset("\"“«„")
CLOSING: Final = frozenset("\"”»")
MEDIUM_PREPOSITIONS: Final = frozenset({"on", "in", "via", "through", "by", "at", "to", "from"})
MEDIUM_REACH: Final = 12  # words after the cue in which a medium is looked for
DETERMINERS: Final = frozenset({"a", "an", "the", "its", "his", "her", "their", "one", "another", "this"})
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
RANK: Final[dict[Certainty, int]] = {"certain": 0, "probable": 1, "possible": 2}


@cache
def _hedge_book() -> Phrasebook[Certainty]:
    return Phrasebook.build(load_hedges().items())


@cache
def _media_book() -> Phrasebook[bool]:
    return Phrasebook.build((word, True) for word in load_media())


def find_cue_act(words: Sequence[str]) -> Act | None:
    """Act of a cue; None if no word of it is known as one of attribution."""
    return find_act(words)


def find_form(tokens: Tokens, contents: Sequence[Range]) -> Form:
    """Direct if all is quoted, mixed if a part is, else indirect.

    >>> from onrecord.stages.segment import segment
    >>> find_form(segment('"Go home," he said.'), [(0, 5)])
    'direct'
    """
    words = tokens.words
    quoted = sum(_quoted_size(words, first, last) for first, last in contents)
    size = sum(last - first for first, last in contents)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * size else "mixed"


def _quoted_size(words: Sequence[str], first: int, last: int) -> int:
    """Words of a range between quotation marks, a mark just outside included."""
    inside = first > 0 and words[first - 1] in OPENING
    count = 0
    for index in range(first, last):
        word = words[index]
        if word in CLOSING and inside:
            inside = False
            count += 1
        elif word in OPENING:
            inside = True
            count += 1
        elif inside:
            count += 1
    return count if count > 1 else 0


def find_certainty(tokens: Tokens, *, cue: Range | None, contents: Sequence[Range]) -> tuple[Certainty, Spans]:
    """The least certainty that a hedge in the cue or content leaves, with the hedges.

    Returns:
        Certainty, and the spans of the words that lower it, in text order.
    """
    found: list[tuple[int, int, Certainty]] = []
    for first, last in sorted([*([cue] if cue else []), *contents]):
        lower = [word.lower() for word in tokens.words[first:last]]
        found += [(first + m.first, first + m.last, m.value) for m in _hedge_book().find_all(lower)]
    certainty = max((value for *_, value in found), key=RANK.__getitem__, default="certain")
    return certainty, tuple(tokens.span(a, b) for a, b, _ in found)


def find_medium(tokens: Tokens, cue: Range | None) -> Range | None:
    """Noun phrase of the medium after (or, behind a comma, before) the cue.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("It said on its official Facebook page that all was well.")
    >>> tokens.span(*find_medium(tokens, (1, 2))).text
    'its official Facebook page'
    """
    if cue is None:
        return None
    sentence = int(tokens.sentence_of[cue[0]])
    begin, end = int(tokens.sentences[sentence]), int(tokens.sentences[sentence + 1])
    stop = min(end, cue[1] + MEDIUM_REACH)
    lower = [word.lower() for word in tokens.words[begin:stop]]
    for match in sorted(_media_book().find_all(lower), key=lambda m: abs(begin + m.first - cue[1])):
        first, last = begin + match.first, begin + match.last
        start = _phrase_start(tokens, first, max(begin, first - 7))
        if start is not None and (first >= cue[1] or abs(cue[0] - last) <= 4):
            return start, last
    return None


def _phrase_start(tokens: Tokens, first: int, least: int) -> int | None:
    """First word of the noun phrase whose head starts at ``first``, if a preposition precedes it."""
    for index in range(first, least - 1, -1):
        before = tokens.words[index - 1].lower() if index else ""
        if before in MEDIUM_PREPOSITIONS:
            return index
        if before in {",", ".", ";", ":", "said", "told", "that", "and"}:
            return None
    return None


def is_named(tokens: Tokens, source: Range | None) -> bool:
    """False for nobody, and for a phrase headed by "officials", "residents" … without a name."""
    if source is None:
        return False
    words = tokens.words[source[0] : source[1]]
    if any(word[0].isupper() and word.lower() not in DETERMINERS for word in words[1:]):
        return True
    heads = load_unnamed_heads()
    lower = [word.lower() for word in words]
    return not any(word in heads for word in lower)


def is_void(tokens: Tokens, cue: Range) -> bool:
    """Whether a cue asserts nothing: "did not say", "would not confirm"."""
    words = [word.lower() for word in tokens.words[max(0, cue[0] - 2) : cue[1]]]
    return any(word in NEGATIONS for word in words)
