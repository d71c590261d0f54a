"""Confusions of names: type, ends, missed, spurious."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.evaluate.corpus import read_items
from onrecord.evaluate.entities import EntityItem, annotated, read
from onrecord.evaluate.label_map import Scheme, choose_scheme, load_schemes
from onrecord.pipeline import Reader

from .cases import Case, Text
from .edges import compare_ends
from .spans import Typed, pair_spans, touches

TABLE = "names"


def read_scheme(path: Path) -> tuple[list[EntityItem], Scheme]:
    """The documents of a file, and the map of its labels.

    Raises:
        CorpusError: Another form, or labels that no map holds.
    """
    items = read_items(path, EntityItem)
    labels = {entity.label for item in items for entity in item.entities}
    return items, load_schemes()[choose_scheme(path.name, labels)]


def find_cases(item: EntityItem, scheme: Scheme, reader: Reader) -> Iterator[Case]:
    """Decisions on one document."""
    yield from compare_names(Text(item.text), annotated(item, scheme), read(item, scheme, reader))


def compare_names(text: Text, gold: Sequence[Typed], found: Sequence[Typed]) -> Iterator[Case]:
    """Decisions on the names of one text."""
    for a, b in pair_spans(gold, found):
        if a == b:
            yield Case(TABLE)
        elif a and b:
            ends = compare_ends(text.text, a[0], b[0])
            types = f"{a[1]} taken for {b[1]}" if a[1] != b[1] else ""
            kind = (f"{types}, other ends" if ends else types) if types else f"{a[1]} {ends}"
            yield text.wrong(TABLE, kind, a[0], annotated=f"{text.cut(a[0])} {a[1]}", read=f"{text.cut(b[0])} {b[1]}")
        elif a:
            is_joined = touches(a[0], [span for span, _ in found])
            yield text.wrong(TABLE, f"{a[1]} joined with another name" if is_joined else f"missed {a[1]}", a[0])
        elif b:
            is_split = touches(b[0], [span for span, _ in gold])
            yield text.wrong(TABLE, f"{b[1]} split off another name" if is_split else f"spurious {b[1]}", b[0])
