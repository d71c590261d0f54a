"""What the user decides about comparing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from onrecord.model import Ref
from onrecord.review import Mark

from .mentions import Mentions


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
    """Finds the mentions that marks name.

    Args:
        refs: Of the reports, in the order of their indexes.
        mentions: Of all reports.
    """

    def __init__(self, refs: Sequence[Ref], mentions: Mentions) -> None:
        self._refs = refs
        self._mentions = mentions

    def pairs(self, marks: Sequence[tuple[Mark, Mark]]) -> list[tuple[int, int]]:
        """Pairs of mentions; a mark that names none any more is left out."""
        wanted = {mark.report for pair in marks for mark in pair}
        reports: dict[str, list[int]] = {}
        for index, ref in enumerate(self._refs if wanted else ()):
            if ref.id in wanted:
                reports.setdefault(ref.id, []).append(index)
        found = []
        for one, other in marks:
            a, b = self._find(one, reports), self._find(other, reports)
            if a is not None and b is not None and a != b:
                found.append((min(a, b), max(a, b)))
        return found

    def _find(self, mark: Mark, reports: Mapping[str, Sequence[int]]) -> int | None:
        for report in reports.get(mark.report, ()):
            for index in self._mentions.of_report(report):
                spans = (span for passage in self._mentions[index].passages for span in passage.spans)
                if any(start < mark.end and mark.start < end for start, end in spans):
                    return index
        return None
