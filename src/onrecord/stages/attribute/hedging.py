"""How sure a claim's wording is: hedges in its cue and in what is said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.load import load_hedges
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import Certainty, Polarity, Spans, Tokens

from .lists import load_cue_hedges, load_voice_words
from .pairing import Range
from .wording import lower_words

RANK: Final[dict[Certainty, int]] = {"certain": 0, "probable": 1, "possible": 2}

Hedge = tuple[int, int, Certainty]


@cache
def _hedge_book() -> Phrasebook[Certainty]:
    return Phrasebook.build(load_hedges().items())


def find_certainty(
    tokens: Tokens,
    *,
    cue: Range | None,
    contents: Sequence[Range],
    sourced: bool = True,
    polarity: Polarity = "affirmed",
) -> tuple[Certainty, Spans]:
    """The least certainty that a hedge in the cue or content leaves, with the hedges.

    Args:
        tokens: n words.
        cue: Of the nearest voice.
        contents: What is said.
        sourced: Whether that voice has a source; "is estimated to" weakens, "the UN estimates" does not.
        polarity: What few expect, or somebody does not expect, is no weaker for the word "expect".

    Returns:
        Certainty, and the spans of the words that lower it, in text order.
    """
    found = [hedge for content in contents for hedge in _find_in_content(tokens, content)]
    if cue is not None:
        found += _find_in_cue(tokens, cue, sourced=sourced, polarity=polarity)
    values: list[Certainty] = [value for *_, value in found]
    certainty: Certainty = max(values, key=RANK.__getitem__, default="certain")
    return certainty, tuple(tokens.span(a, b) for a, b, _ in sorted(found))


def _find_in_cue(tokens: Tokens, cue: Range, *, sourced: bool, polarity: Polarity) -> list[Hedge]:
    """The whole cue, if it weakens."""
    words = lower_words(tokens, cue)
    if polarity == "denied" and not set(words) & load_voice_words().doubt:
        return []
    values = [match.value for match in load_cue_hedges(sourced=sourced).find_all(words)]
    return [(*cue, max(values, key=RANK.__getitem__))] if values else []


def _find_in_content(tokens: Tokens, content: Range) -> list[Hedge]:
    first = content[0]
    matches = _hedge_book().find_all(lower_words(tokens, content))
    return [
        (first + m.first, first + m.last, m.value) for m in matches if not _is_other(tokens, first, first + m.first)
    ]


def _is_other(tokens: Tokens, first: int, index: int) -> bool:
    """Whether a word that looks like a hedge is none: the month May, "could not"."""
    word = tokens.words[index]
    following = (*tokens.words[index + 1 : index + 3], "", "")[:2]
    if word == "May":
        return index > first or following[0] == "of" or following[0][:1].isdigit()
    if word.lower() == "could":
        return following[0].lower() in load_voice_words().negations and following[1] not in {"rule", "be"}
    return False
