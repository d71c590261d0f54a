"""What the user decides about comparing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from onrecord.review import Mark

from .digest import Digest
from .mentions import Mention


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Joins and splits that the user decided.

    Attributes:
        joined: Pairs of mentions that are one incident.
        split: Pairs that are not; stronger than ``joined``.
    """

    joined: tuple[tuple[Mark, Mark], ...] = ()
    split: tuple[tuple[Mark, Mark], ...] = ()


DEFAULT: Final = Settings()
"""Nothing decided."""


class Finder:
    """Finds the mentions that marks name."""

    def __init__(self, digests: Sequence[Digest], mentions: Sequence[Mention]) -> None:
        self._of_report: dict[str, list[int]] = {}
        self._mentions = mentions
        for index, mention in enumerate(mentions):
            self._of_report.setdefault(digests[mention.report].report.id, []).append(index)

    def pairs(self, marks: Iterable[tuple[Mark, Mark]]) -> list[tuple[int, int]]:
        """Pairs of mentions; a mark that names none any more is left out."""
        found = []
        for one, other in marks:
            a, b = self._find(one), self._find(other)
            if a is not None and b is not None and a != b:
                found.append((min(a, b), max(a, b)))
        return found

    def _find(self, mark: Mark) -> int | None:
        for index in self._of_report.get(mark.report, ()):
            spans = (span for passage in self._mentions[index].passages for span in passage.spans)
            if any(start < mark.end and mark.start < end for start, end in spans):
                return index
        return None
