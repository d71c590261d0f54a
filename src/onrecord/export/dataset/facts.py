"""What a rule may ask of one event: the fields of the grammar and their values."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from onrecord.model import Certainty, EventType, Polarity, Precision, Status

Kind = Literal["word", "number"]


class Facts(NamedTuple):
    """What a rule may ask of one event; every attribute is a field of the grammar.

    Attributes:
        status: Of the event.
        certainty: The firmest wording of those who affirm it, but no firmer than the event's own.
        polarity: ``denied`` where every claim about it denies it.
        type: PLOVER type.
        mode: Of that type.
        grade: Of its incident, 1 to 6; None before comparing.
        origins: Independent origins behind its incident; None before comparing.
        confidence: Of the reader, 0 to 1.
        precision: Of its place.
        country: ISO 3166-1 alpha-3 of its place.
    """

    status: Status
    certainty: Certainty
    polarity: Polarity
    type: EventType
    mode: str | None = None
    grade: float | None = None
    origins: float | None = None
    confidence: float = 1.0
    precision: str | None = None
    country: str | None = None


class Field(NamedTuple):
    """What values a field takes.

    Attributes:
        values: A closed set; empty where any word does.
    """

    kind: Kind
    what: str
    values: tuple[str, ...] = ()


FIELDS: Final[dict[str, Field]] = {
    "status": Field("word", "of the event", get_args(Status)),
    "certainty": Field("word", "the firmest wording of those who affirm it", get_args(Certainty)),
    "polarity": Field("word", "denied where every claim about it denies it", get_args(Polarity)),
    "type": Field("word", "PLOVER type", tuple(name.lower() for name in get_args(EventType))),
    "mode": Field("word", "PLOVER mode"),
    "grade": Field("number", "of its incident, 1 (confirmed) to 5 (improbable), 6 cannot be judged"),
    "origins": Field("number", "independent origins behind its incident"),
    "confidence": Field("number", "of the reader, 0 to 1"),
    "precision": Field("word", "of its place", get_args(Precision)),
    "country": Field("word", "of its place, ISO 3166-1 alpha-3"),
}
