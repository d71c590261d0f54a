"""Whether two stretches of text have most of their words in common, so that cases survive new weights."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")
SHARE = 0.7


def is_close(found: str | None, expected: str | None, *, share: float = SHARE) -> bool:
    """Whether the words in common are at least a share of all words of either; None equals only None."""
    if found is None or expected is None:
        return found is None and expected is None
    one, other = (WORD.findall(text.lower()) for text in (found, expected))
    common = sum(min(one.count(word), other.count(word)) for word in dict.fromkeys(one))
    return common >= share * max(len(one), len(other))


def are_close(found: list[str], expected: list[str], *, share: float = SHARE) -> bool:
    """Whether two lists have the same length, each text with one close to it in the other, in order."""
    pairs = zip(found, expected, strict=False)
    return len(found) == len(expected) and all(is_close(one, other, share=share) for one, other in pairs)
