"""The spans of a record with what they are: what formats that mark up a text have in common."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from onrecord.model import Record, Span, Spans

Layer = Literal[
    "Content", "Source", "Cue", "Medium", "Hedge", "Event", "Actor", "Place", "Time", "Figure", "Tie", "Label"
]
LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)


class Marked(NamedTuple):
    """A part of a text that one item of the record rests on.

    Attributes:
        layer: What it is there.
        item: Id of the claim, event, actor … that it belongs to.
        spans: More than one where it is discontinuous.
        detail: The closest word for it: type, kind, unit, act.
    """

    layer: Layer
    item: str
    spans: Spans
    detail: str = ""


def mark_record(record: Record) -> list[Marked]:
    """All marks of a record, layer by layer."""
    marks = [*_mark_claims(record)]
    for event in record.events:
        marks += [Marked("Event", event.id, (span,), event.type) for span in event.triggers]
    for actor in record.actors:
        marks += [Marked("Actor", actor.id, (span,), actor.kind) for span in actor.mentions]
    for place in record.places:
        marks += [Marked("Place", place.id, (span,), place.precision) for span in place.mentions]
    marks += [Marked("Time", time.id, (time.span,)) for time in record.times]
    marks += [Marked("Figure", figure.id, (figure.span,), figure.unit) for figure in record.figures]
    for tie in record.ties:
        marks += [Marked("Tie", tie.id, (span,), tie.type) for span in tie.spans]
    marks += [Marked("Label", label.id, (label.span,), label.kind) for label in record.labels]
    return marks


def _mark_claims(record: Record) -> list[Marked]:
    """Contents, and the words of every voice; of a voice after the first its number follows the id: ``c1.2``."""
    marks: list[Marked] = []
    for claim in record.claims:
        marks.append(Marked("Content", claim.id, claim.content, claim.act))
        marks += [Marked("Hedge", claim.id, (span,)) for span in claim.hedges]
        for number, voice in enumerate(claim.voices, 1):
            item = claim.id if number == 1 else f"{claim.id}.{number}"
            parts: tuple[tuple[Layer, Span | None], ...] = (
                ("Source", voice.source),
                ("Cue", voice.cue),
                ("Medium", voice.medium),
            )
            marks += [Marked(layer, item, (span,)) for layer, span in parts if span is not None]
    return marks
