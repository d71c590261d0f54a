"""Confusions of the type of what one actor does to another (PLV)."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.evaluate.pairs import PairItem, find_root
from onrecord.pipeline import Reader

from .cases import Case, Text

TABLE = "event type of a pair"


def find_cases(item: PairItem, reader: Reader) -> Iterator[Case]:
    """The one decision on a sentence."""
    found = find_root(item, reader)
    if found == item.root:
        yield Case(TABLE)
    else:
        yield Text(item.text).wrong(TABLE, f"{item.root} taken for {found}", *item.source, *item.target)
