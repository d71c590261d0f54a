"""The mentions of one real-world event gathered, so that it makes one row.

Mentions wait until the last of their incident has come; an event of no incident waits
for nothing. So memory holds what is incomplete, not the collection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple, get_args

from onrecord.model import Bounds, Incident, Place, Precision
from onrecord.model.edtf import bounds

from .collection import Collection
from .view import EventView, Party, view_entry

PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)
"""From the most precise to none."""
RULE: Final = "the rule"


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day that a date can mean."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1


class Toll(NamedTuple):
    """How many, over everybody who gives a count.

    Attributes:
        low: The smallest count that anybody's wording allows.
        best: The smallest that all wordings allow; where there is none (a dispute), ``low``.
        high: The largest; where nobody gives a ceiling, the largest floor.
    """

    low: int
    best: int
    high: int


@dataclass(frozen=True)
class Gathered:
    """The counted mentions of one real-world event: those of an incident, or one event alone.

    Attributes:
        views: At least one; in the order of the collection.
        incident: None where reports have not been compared.
    """

    views: tuple[EventView, ...]
    incident: Incident | None = None

    @property
    def lead(self) -> EventView:
        """The mention that speaks for all: of most fields, the first of those."""
        return max(self.views, key=_fullness)

    @cached_property
    def place(self) -> Place | None:
        """The most precise place of its mentions."""
        places = [view.place for view in self.views if view.place]
        return min(places, key=lambda place: PRECISIONS.index(place.precision), default=None)

    @cached_property
    def days(self) -> Days | None:
        """When, as closely as a mention says; None where none says, or an end is open."""
        values = [self.incident.date] if self.incident and self.incident.date else [v.event.time for v in self.views]
        found = [days for days in map(days_of, values) if days]
        return min(found, key=lambda days: days.count, default=None)

    @cached_property
    def actors(self) -> tuple[Party, ...]:
        """Who did it, by the leading mention."""
        return self.lead.actors

    @cached_property
    def recipients(self) -> tuple[Party, ...]:
        """Who underwent it, by the leading mention."""
        return self.lead.recipients

    @cached_property
    def publishers(self) -> tuple[str, ...]:
        """The outlets that tell it; the name that a report was added under where its outlet is unknown."""
        return tuple(dict.fromkeys(view.report.publisher or view.ref.ref for view in self.views))

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """Every chain that tells it."""
        return tuple(dict.fromkeys(chain for view in self.views for chain in view.voices))

    @cached_property
    def deniers(self) -> tuple[str, ...]:
        """Every chain that denies it."""
        return tuple(dict.fromkeys(chain for view in self.views for chain in view.deniers))

    def toll(self, unit: str) -> Toll | None:
        """How many were killed or injured.

        Where reports were compared, each origin's last count stands: an update replaces what it updates.

        Args:
            unit: ``killed`` or ``injured``, or any other of a figure.
        """
        counts = getattr(self.incident.fields, unit, None) if self.incident else None
        if counts is not None:
            last: dict[str, Bounds] = {value.origin: value for value in counts.values}
            pairs = [(value.low, value.high) for value in last.values()]
        else:
            figures = (figure for view in self.views for figure in view.figures)
            pairs = [(item.low, item.high) for item in figures if item.unit == unit and not item.cumulative]
        return _sum_up([(low, high) for low, high in pairs if low is not None or high is not None])


def _sum_up(pairs: list[tuple[float | None, float | None]]) -> Toll | None:
    """Bounds over all pairs of bounds.

    >>> _sum_up([(58, 58), (58, None)])
    Toll(low=58, best=58, high=58)
    >>> _sum_up([(22, 22), (44, 44)])
    Toll(low=22, best=22, high=44)
    """
    if not pairs:
        return None
    lows = [int(low or 0) for low, _ in pairs]
    ceilings = [int(high) for _, high in pairs if high is not None]
    low, high = min(lows), max([*lows, *ceilings])
    agreed = max(lows) <= min(ceilings, default=high)
    return Toll(low, max(lows) if agreed else low, high)


def days_of(value: str | None) -> Days | None:
    """The days of an EDTF value; None where it has none or is open at an end.

    >>> days_of("2017-04").count, days_of("2017-04/..")
    (30, None)
    """
    found = bounds(value) if value else None
    if found is None or found[0] == date.min or found[1] == date.max:
        return None
    return Days(*found)


def gather(collection: Collection, left_out: Counter[str]) -> Iterator[Gathered]:
    """Every real-world event of a collection that counts by its rule.

    Args:
        collection: The collection.
        left_out: Gets the number of events that the rule keeps out.

    Yields:
        Each when its last mention has come; those of which one has not come, at the end.
    """
    waiting: dict[str, list[EventView]] = {}
    missing: dict[str, int] = {}
    for entry in collection.entries:
        for view in view_entry(entry, collection):
            counts = collection.rule.admits(view.facts)
            left_out[RULE] += not counts
            incident = view.incident
            if incident is None:
                if counts:
                    yield Gathered((view,))
                continue
            mentions = waiting.setdefault(incident.id, [])
            mentions.extend([view] if counts else [])
            missing[incident.id] = missing.get(incident.id, len(incident.mentions)) - 1
            if missing[incident.id] == 0:
                del waiting[incident.id]
                if mentions:
                    yield Gathered(tuple(mentions), incident)
    for mentions in waiting.values():  # an incident with mentions in reports that were not asked for
        if mentions:
            yield Gathered(tuple(mentions), mentions[0].incident)


def _fullness(view: EventView) -> int:
    return bool(view.actors) + bool(view.recipients) + bool(view.place) + bool(view.event.time) + bool(view.event.mode)
