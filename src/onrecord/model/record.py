"""The record: everything read out of one report.

The JSON form is ``schema/record.schema.json`` in this folder; words are those of
the codebook. ``check`` tests what a schema cannot say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.errors import RecordError

from .actor import Actor
from .claim import Claim
from .event import Event
from .figure import Figure
from .label import Label
from .place import Place
from .report import Report
from .span import Span
from .tie import Tie
from .time import Time

SCHEMA = "onrecord/record/1"
PART: Final = 1000
"""Items of a record that are written at a time."""


class Problem(msgspec.Struct, frozen=True):
    """What could not be read or resolved, and why."""

    stage: str
    reason: str
    span: Span | None = None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Enough to repeat the reading bit for bit; no clock value, no host name."""

    version: str
    model: str
    gazetteer: str
    settings: dict[str, str | int | float | bool | None] = {}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read out of one report."""

    schema: str = SCHEMA
    report: Report
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    claims: tuple[Claim, ...] = ()
    labels: tuple[Label, ...] = ()
    problems: tuple[Problem, ...] = ()
    run: Run

    def to_json(self) -> str:
        """The record as JSON, one line, keys in the order of the classes."""
        return msgspec.json.encode(self).decode()

    def write_json(self, file: BinaryIO) -> None:
        """Write what ``to_json`` gives, as UTF-8, a part at a time: a long record's takes tens of megabytes.

        Args:
            file: Open to write bytes.
        """
        file.writelines(self.json_parts())

    def json_parts(self) -> Iterator[bytes]:
        """The parts of what ``to_json`` gives, as UTF-8."""
        opening = b"{"
        for name, value in zip(self.__struct_fields__, msgspec.structs.astuple(self), strict=True):
            yield opening + msgspec.json.encode(name) + b":"
            yield from _encode_items(value) if isinstance(value, tuple) else (msgspec.json.encode(value),)
            opening = b","
        yield b"}"

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries and lists."""
        built = msgspec.to_builtins(self)
        return dict(built)

    @classmethod
    def from_json(cls, data: str | bytes) -> Record:
        """Read a record and check it.

        Raises:
            RecordError: No JSON of this form, or ``check`` finds a fault.
        """
        try:
            record = msgspec.json.decode(data, type=cls)
        except msgspec.MsgspecError as error:
            raise RecordError(str(error)) from error
        if record.schema != SCHEMA:
            raise RecordError(f"schema {record.schema!r} is not {SCHEMA!r}")
        faults = list(check(record))
        if faults:
            raise RecordError(faults[0])
        return record


def _encode_items(items: tuple[msgspec.Struct, ...]) -> Iterator[bytes]:
    """A list as JSON, ``PART`` items at a time."""
    yield b"["
    for first in range(0, len(items), PART):
        part = msgspec.json.encode(items[first : first + PART])
        yield (b"," if first else b"") + part[1:-1]
    yield b"]"


def spans_of(value: object) -> Iterator[Span]:
    """Every span inside a noun, depth first."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)


def check(record: Record) -> Iterator[str]:
    """Faults that a schema cannot see.

    Every span slices to its text; every id is unique and every reference resolves.

    Yields:
        One line a fault.
    """
    text = record.report.text
    for span in spans_of(record):
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            yield f"span {span.start}-{span.end} does not slice to {span.text!r}"
    ids: set[str] = set()
    for items in (
        *(record.actors, record.places, record.times, record.figures),
        *(record.events, record.ties, record.claims, record.labels),
    ):
        for item in items:
            if item.id in ids:
                yield f"id {item.id} twice"
            ids.add(item.id)
    for reference in _references(record):
        if reference is not None and reference not in ids:
            yield f"no item {reference}"


def _references(record: Record) -> Iterator[str | None]:
    for event in record.events:
        yield from (event.place, event.time_id, *event.figures)
        yield from (filler.actor for filler in event.actors + event.recipients)
    for claim in record.claims:
        yield from claim.about
        yield from (voice.actor for voice in claim.voices)
    for tie in record.ties:
        yield from (tie.from_, tie.to)
    for figure in record.figures:
        yield figure.of
    for label in record.labels:
        yield from (label.actor, None if label.by == "report" else label.by)
    yield from (voice.actor for voice in record.report.voices)
