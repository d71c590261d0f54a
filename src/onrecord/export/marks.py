"""The text of a report cut into segments, each under the marks that cover it.

Spans of a record overlap freely (an actor inside a claim that an event crosses);
HTML elements may not. So the text is cut wherever a mark begins or ends, and each
piece is told all its marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from onrecord.model import Span

from .lookup import Lookup
from .words import chain_words, date_words, figure_words, kind_words, place_words

Kind = Literal["claim", "event", "voice", "actor", "place", "figure", "time", "label"]
KINDS: Final[tuple[Kind, ...]] = ("claim", "event", "voice", "actor", "place", "figure", "time", "label")
"""From the outermost underline to the innermost."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one item.

    Attributes:
        title: What it is, in a few words.
        is_last: Whether it is the last span of a claim's content, where the claim's
            number is set.
    """

    start: int
    end: int
    kind: Kind
    item: str
    title: str
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks throughout.

    Attributes:
        kinds: Outermost first.
        title: The marks in words, one a line.
        closes: Ids of the claims whose content ends here.
    """

    text: str
    kinds: tuple[Kind, ...] = ()
    title: str = ""
    closes: tuple[str, ...] = ()


def find_marks(lookup: Lookup) -> Iterator[Mark]:
    """Every mark of a record."""
    record = lookup.record
    for claim in record.claims:
        title = f"{claim.id}: {chain_words(claim, lookup)}"
        for span in claim.content:
            yield Mark(span.start, span.end, "claim", claim.id, title, is_last=span is claim.content[-1])
        for voice in claim.voices:
            yield from (
                _mark(span, "voice", claim.id, f"{claim.id}: voice") for span in (voice.source, voice.cue) if span
            )
    for event in record.events:
        yield from (_mark(span, "event", event.id, f"{event.id}: {kind_words(event)}") for span in event.triggers)
    for actor in record.actors:
        yield from (_mark(span, "actor", actor.id, f"{actor.id}: {actor.name}") for span in actor.mentions)
    for place in record.places:
        title = f"{place.id}: {place.name}, {place_words(place)}"
        yield from (_mark(span, "place", place.id, title) for span in place.mentions)
    for figure in record.figures:
        yield _mark(figure.span, "figure", figure.id, f"{figure.id}: {figure_words(figure)}")
    for time in record.times:
        yield _mark(time.span, "time", time.id, f"{time.id}: {date_words(time.value) if time.value else 'no value'}")
    for label in record.labels:
        yield _mark(label.span, "label", label.id, f"{label.id}: label, {label.kind}")


def _mark(span: Span, kind: Kind, item: str, title: str) -> Mark:
    return Mark(span.start, span.end, kind, item, title)


def cut_segments(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Segment]:
    """Cut a stretch of the text at the edges of its marks.

    Args:
        text: The whole text.
        start: First code point of the stretch.
        end: One past its last.
        marks: Those that overlap it, in any order.

    Yields:
        Segments that make up the stretch.
    """
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    closing: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[max(start, mark.start)].append(mark)
        closing[min(end, mark.end)].append(mark)
    active: dict[Mark, None] = {}
    edges = sorted({start, end, *opening, *closing})
    for begin, stop in pairwise(edges):
        for mark in closing[begin]:
            active.pop(mark, None)
        active |= dict.fromkeys(opening[begin])
        found = {mark.kind for mark in active}
        yield Segment(
            text[begin:stop],
            tuple(kind for kind in KINDS if kind in found),
            "\n".join(dict.fromkeys(mark.title for mark in active)),
            tuple(mark.item for mark in closing[stop] if mark.is_last and mark.end == stop),
        )
