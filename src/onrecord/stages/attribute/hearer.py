"""Who heard a speaker and passes it on: "a nurse told Radio Karsh" (codebook section 1, chain)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.model import Tokens

from .lists import load_voice_words
from .pairing import Range
from .wording import lower_words

LONGEST: Final = 8  # words of a hearer's noun phrase


def find_hearer(
    tokens: Tokens, cue: Range | None, *, contents: Sequence[Range] = (), persons: frozenset[int] = frozenset()
) -> Range | None:
    """The medium, watcher or writer that a speaker told.

    Args:
        tokens: n words.
        cue: The cue, with or without its object ("told", "told Reuters").
        contents: What is said; the object ends where it begins.
        persons: Words that are names of persons, who pass nothing on.

    Returns:
        Range of words of the noun phrase; None for an audience ("told parliament"), and for the report
        itself ("told us", "told this newspaper"), whose voice ends every chain and is not written.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("A nurse told Radio Karsh on Monday that two had died.")
    >>> tokens.span(*find_hearer(tokens, (2, 3), contents=[(7, 11)])).text
    'Radio Karsh'
    """
    words = load_voice_words()
    if cue is None:
        return None
    first, told = _find_start(tokens, cue)
    last = _find_end(tokens, first, contents)
    if last == first or not told:
        return None
    lower = lower_words(tokens, (first, last))
    if lower[0] in words.own or set(lower) & words.audience:
        return None
    if set(lower) & words.relaying:
        return first, last
    is_person = any(index in persons for index in range(first, last))
    return (first, last) if _is_name(tokens, first, last) and not is_person else None


def _find_start(tokens: Tokens, cue: Range) -> tuple[int, bool]:
    """Where the object begins, and whether the cue is one of telling: "told X", "complained to us"."""
    words = load_voice_words()
    tellers = [index for index in range(*cue) if tokens.words[index].lower() in words.tell]
    if tellers:
        return tellers[-1] + 1, True
    follows_to = cue[1] < len(tokens) and tokens.words[cue[1]].lower() == "to"
    return cue[1] + follows_to, follows_to


def _find_end(tokens: Tokens, first: int, contents: Sequence[Range]) -> int:
    """One past the last word of the noun phrase that begins at ``first``."""
    words = load_voice_words()
    for index in range(first, min(len(tokens), first + LONGEST)):
        word = tokens.words[index]
        is_end = word.lower() in words.ends and not (index == first and word.lower() in words.own)
        if is_end or not (word[0].isalnum() or word[0] in "'’@-") or any(a <= index < b for a, b in contents):
            return index
    return min(len(tokens), first + LONGEST)


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase is a name, an article before it left out."""
    words = tokens.words[first:last]
    if words[0].lower() in load_voice_words().determiners:
        words = words[1:]
    inner = load_voice_words().particles
    return bool(words) and words[0][0].isupper() and all(w[0].isupper() or w.lower() in inner for w in words)
