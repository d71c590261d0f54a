"""Take items out of a record, with whatever refers to them."""

from __future__ import annotations

from collections.abc import Set
from typing import TypeVar

from msgspec.structs import replace

from onrecord.model import Claim, Event, Figure, Filler, Label, Record, Voice

T = TypeVar("T", bound=str | None)


def take_out(record: Record, ids: Set[str]) -> Record:
    """A record without some items.

    A reference to one of them becomes None or is dropped. What cannot be without it
    goes too: a tie without one of its ends. A label that stood in the quotation of a
    claim which is none is in the report's own voice.

    Args:
        record: A whole record.
        ids: Of the items.

    Returns:
        The rest; ids stay as they are.
    """
    if not ids:
        return record
    return replace(
        record,
        report=replace(record.report, voices=_voices(record.report.voices, ids)),
        actors=tuple(actor for actor in record.actors if actor.id not in ids),
        places=tuple(place for place in record.places if place.id not in ids),
        times=tuple(time for time in record.times if time.id not in ids),
        figures=tuple(_figure(figure, ids) for figure in record.figures if figure.id not in ids),
        events=tuple(_event(event, ids) for event in record.events if event.id not in ids),
        ties=tuple(tie for tie in record.ties if not ids & {tie.id, tie.from_, tie.to}),
        claims=tuple(_claim(claim, ids) for claim in record.claims if claim.id not in ids),
        labels=tuple(_label(label, ids) for label in record.labels if label.id not in ids),
    )


def _unless(reference: str | None, ids: Set[str]) -> str | None:
    return None if reference in ids else reference


def _event(event: Event, ids: Set[str]) -> Event:
    return replace(
        event,
        actors=_fillers(event.actors, ids),
        recipients=_fillers(event.recipients, ids),
        place=_unless(event.place, ids),
        time=None if event.time_id in ids else event.time,
        time_id=_unless(event.time_id, ids),
        figures=tuple(figure for figure in event.figures if figure not in ids),
    )


def _fillers(fillers: tuple[Filler, ...], ids: Set[str]) -> tuple[Filler, ...]:
    return tuple(Filler(_unless(filler.actor, ids), filler.span) for filler in fillers)


def _voices(voices: tuple[Voice, ...], ids: Set[str]) -> tuple[Voice, ...]:
    return tuple(replace(voice, actor=_unless(voice.actor, ids)) for voice in voices)


def _claim(claim: Claim, ids: Set[str]) -> Claim:
    about = tuple(item for item in claim.about if item not in ids)
    return replace(claim, about=about, voices=_voices(claim.voices, ids))


def _figure(figure: Figure, ids: Set[str]) -> Figure:
    return replace(figure, of=_unless(figure.of, ids))


def _label(label: Label, ids: Set[str]) -> Label:
    return replace(label, actor=_unless(label.actor, ids), by="report" if label.by in ids else label.by)
