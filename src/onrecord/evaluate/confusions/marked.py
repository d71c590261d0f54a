"""Annotated sentences in short: ``<label=words>`` marks a span, spans may lie inside each other.

Such a sentence becomes an item of the task's own form, so that what the reader makes of it
can be compared as a corpus is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from onrecord.errors import CorpusError
from onrecord.evaluate.attribution import AttributionItem, GoldAttribution
from onrecord.evaluate.corpus import Range
from onrecord.evaluate.entities import Entity, EntityItem
from onrecord.evaluate.pairs import PairItem
from onrecord.evaluate.without_model import PlaceItem, TimeItem, Timex, Toponym

MARK: Final = re.compile(r"<([^<>=]*)=|>")
Marks = list[tuple[str, Range]]


def parse_marks(marked: str) -> tuple[str, Marks]:
    """The sentence without its marks, and the spans in the order in which they begin.

    Raises:
        CorpusError: A mark is not closed, or never opened.

    >>> parse_marks("<source=The <x=mayor>> left")
    ('The mayor left', [('source', (0, 9)), ('x', (4, 9))])
    """
    text, at = "", 0
    opened: list[tuple[str, int]] = []
    marks: Marks = []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1] is not None:
            opened.append((match[1], len(text)))
        elif opened:
            label, start = opened.pop()
            marks.append((label, (start, len(text))))
        else:
            raise CorpusError("a mark is closed that was never opened", source=marked)
    if opened:
        raise CorpusError("a mark is not closed", source=marked)
    return text + marked[at:], sorted(marks, key=lambda mark: (mark[1][0], -mark[1][1]))


def make_attributions(text: str, marks: Marks, _: str) -> AttributionItem:
    """Labels ``source``, ``cue`` and ``content``; a number after them tells attributions apart."""
    numbers = sorted({re.sub(r"\D", "", label) for label, _ in marks})
    return AttributionItem(text, [GoldAttribution(*_roles(marks, number)) for number in numbers])


def _roles(marks: Marks, number: str) -> list[list[Range]]:
    roles = ("source", "cue", "content")
    return [[span for label, span in marks if label == f"{role}{number}"] for role in roles]


def make_names(text: str, marks: Marks, _: str) -> EntityItem:
    """Labels are those of the corpus."""
    return EntityItem(text, [Entity(span, label) for label, span in marks])


def make_pair(text: str, marks: Marks, root: str) -> PairItem:
    """Labels ``source`` and ``target``; the root is given beside the sentence."""
    source, target = ([span for label, span in marks if label == role] for role in ("source", "target"))
    return PairItem(text, source, target, root)


def make_times(text: str, marks: Marks, published: str) -> TimeItem:
    """Labels are values; the day of publication is given beside the sentence."""
    return TimeItem(text, published, [Timex(label, span, text[span[0] : span[1]]) for label, span in marks])


def make_places(text: str, marks: Marks, _: str) -> PlaceItem:
    """Labels are ``lat,lon,class,country,state``."""
    toponyms = []
    for label, span in marks:
        lat, lon, *rest = label.split(",")
        toponyms.append(Toponym(span, float(lat), float(lon), *rest))
    return PlaceItem(text, toponyms)


MAKERS: Final[dict[str, Callable[[str, Marks, str], msgspec.Struct]]] = {
    "attribution": make_attributions,
    "entities": make_names,
    "pairs": make_pair,
    "times": make_times,
    "places": make_places,
}
"""From a marked sentence, and what is given beside it, to an item of each task."""
