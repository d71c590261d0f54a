"""How the values that are given for one field stand to each other (codebook section 9).

- single: one report gives one.
- agree: all can be true at once; bounds that overlap, such as 58 and "at least 58".
- update: what an origin said last replaces what it said before, and the last words of
  all origins agree.
- dispute: the last words of two origins cannot both be true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Protocol, TypeVar

from onrecord.model import Verdict


class Given(Protocol):
    """A value with its origin."""

    @property
    def origin(self) -> str:
        """Id of the origin that gives it."""


T = TypeVar("T", bound=Given)


def judge(values: Sequence[T], agrees: Callable[[T, T], bool]) -> Verdict:
    """Verdict on the values of one field.

    Args:
        values: In order of publication; at least one.
        agrees: Whether two values can be true at once.
    """
    if len(values) == 1:
        return "single"
    last: dict[str, T] = {}
    is_updated = False
    for value in values:
        before = last.get(value.origin)
        is_updated |= before is not None and not agrees(before, value)
        last[value.origin] = value
    if any(not agrees(a, b) for a, b in combinations(last.values(), 2)):
        return "dispute"
    return "update" if is_updated else "agree"
