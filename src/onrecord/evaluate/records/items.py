"""What is compared: the same plain items for the gold form and for our records.

Source: ``tools/score_gold.py`` beside the design papers, whose rules this folder keeps;
given the same data, both give the same numbers. ``confidence`` is that of the record; annotators give none.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.evaluate.corpus import Range

Ranges = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim; ``chain`` holds the sources of its voices, None where nobody is named."""

    content: Ranges
    source: Range | None
    cue: Range | None
    chain: tuple[Range | None, ...]
    form: str | None
    certainty: str | None
    polarity: str | None
    act: str | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FillerItem:
    """Who acts or undergoes: the phrase, and all mentions of the actor that it names."""

    span: Range
    words: str
    mentions: Ranges = ()


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event; ``mentions`` are those of its place."""

    triggers: Ranges
    type: str
    status: str
    actors: tuple[FillerItem, ...]
    recipients: tuple[FillerItem, ...]
    place: Range | None
    date: str | None
    mentions: Ranges = ()
    mode: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class FigureItem:
    """A figure."""

    span: Range
    low: float | None
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class DateItem:
    """A time expression."""

    span: Range
    value: str | None


@dataclass(frozen=True, slots=True)
class PlaceItem:
    """A place."""

    spans: Ranges
    name: str
    lat: float | None
    lon: float | None
    precision: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class TieItem:
    """A tie, with the mentions of its two ends; ``spans`` are the words that state ours."""

    type: str
    from_: Ranges
    to: Ranges
    spans: Ranges = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """All items of one report."""

    claims: tuple[ClaimItem, ...] = ()
    events: tuple[EventItem, ...] = ()
    figures: tuple[FigureItem, ...] = ()
    dates: tuple[DateItem, ...] = ()
    places: tuple[PlaceItem, ...] = ()
    ties: tuple[TieItem, ...] = ()
    labels: Ranges = ()
