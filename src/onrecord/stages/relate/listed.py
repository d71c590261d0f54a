"""Parts that are named in apposition: "two battalions of the Border Guard, the A and the B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .found import Found
from .index import Index, Item
from .roles import has_part_noun

TRUST: Final = 0.7
"""Not fitted: too few of them in our own reports."""
BODIES: Final = frozenset(("military", "police", "armed_group", "government", "group", "party", "state"))
OPENERS: Final = frozenset(("the", "“", '"', "‘", "'"))
CLOSERS: Final = frozenset(("”", '"', "’", "'"))
JOINERS: Final = frozenset((",", "and"))


def find_listed(index: Index) -> Iterator[Found]:
    """Every named part of a body whose parts are counted or called units."""
    for outer in index.items:
        whole = _find_whole(index, outer)
        names = _read_names(index, outer.last) if whole is not None else []
        if whole is None or len(names) < 2:  # one name alone is the unit's own, or another clause
            continue
        for name in names:
            if name.id not in (whole.id, outer.id):
                yield Found("part_of", name, whole, index.spans(name, whole), TRUST)


def _find_whole(index: Index, outer: Item) -> Item | None:
    """The body in "two battalions of B": what ends a longer mention behind "of"."""
    if not outer.is_actor or not has_part_noun(index, outer.first, outer.last):
        return None
    for at in range(outer.first + 1, outer.last - 1):
        if index.lower[at] == "of":
            start = at + 2 if index.lower[at + 1] == "the" else at + 1
            inner = [item for item in (*index.starting(at + 1), *index.starting(start)) if item.last == outer.last]
            return next((item for item in inner if item.kind in BODIES and item.id != outer.id), None)
    return None


def _read_names(index: Index, at: int) -> list[Item]:
    """Names between commas and "and" from a comma on, as far as nothing else stands between them."""
    end = index.sentence_bounds(at - 1)[1]
    names: list[Item] = []
    while at < end and index.lower[at] in JOINERS:
        at += 1
        while at < end and index.lower[at] in JOINERS | OPENERS:
            at += 1
        item = next((i for i in index.starting(at) if i.is_actor and index.words[at][0].isupper()), None)
        if item is None:
            break
        names.append(item)
        at = item.last
        while at < end and index.lower[at] in CLOSERS:
            at += 1
    return names
