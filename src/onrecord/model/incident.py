"""Across reports: incidents, origins, agreement (codebook section 9).

Their JSON forms are ``schema/incidents.schema.json`` and ``schema/origins.schema.json``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from .event import EventType
from .place import Precision
from .record import Record
from .span import Span

OriginKind = Literal["copy", "agency", "source"]
Verdict = Literal["single", "agree", "update", "dispute"]
Grade = Literal[1, 2, 3, 4, 5, 6]
"""Admiralty credibility: 1 confirmed by independent origins … 5 improbable, 6 cannot be judged."""


class Ref(msgspec.Struct, frozen=True, order=True):
    """A report in a collection.

    Attributes:
        id: Of the report: first 16 hex digits of the SHA-256 of its text.
        ref: The path, row id or URL that it was added under.
    """

    id: str
    ref: str


class Entry(msgspec.Struct, frozen=True):
    """A record in a collection."""

    report: Ref
    record: Record


class ReportSpan(msgspec.Struct, frozen=True):
    """A span of one report of a collection."""

    report: Ref
    span: Span


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The first voice from which reports got a claim, or the text that they copy.

    Attributes:
        id: ``o1``, ``o2`` … in order of first publication.
        name: Canonical name of the source or agency; of a copy, of the earliest report.
        kind: ``copy``: near-identical text. ``agency``: a credit or dateline. ``source``: a voice that all quote.
        reports: At least one, in order of publication.
        why: One line: the evidence that joins them.
        spans: Where it stands.
    """

    id: str
    name: str
    kind: OriginKind
    reports: tuple[Ref, ...]
    why: str
    spans: tuple[ReportSpan, ...] = ()


class EventRef(msgspec.Struct, frozen=True):
    """One mention of an incident: an event of one record.

    Attributes:
        event: Its id in that record.
        span: Its first trigger.
    """

    report: Ref
    event: str
    span: Span


class Site(msgspec.Struct, frozen=True):
    """Where an incident happened: the most precise place that its mentions agree on."""

    name: str
    lat: float | None
    lon: float | None
    precision: Precision


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """One count that somebody gives for an incident.

    Attributes:
        origin: Id of the origin that it goes back to.
        voices: Canonical names of who says so, nearest to the fact first; empty for the report's own voice.
    """

    low: float | int | None
    high: float | int | None
    report: Ref
    origin: str
    voices: tuple[str, ...] = ()


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """One value that somebody gives for an incident: actor's name, place, EDTF or status."""

    value: str
    report: Ref
    origin: str
    voices: tuple[str, ...] = ()


class Counts(msgspec.Struct, frozen=True):
    """All counts of one kind, and how they stand to each other."""

    verdict: Verdict
    values: tuple[Bounds, ...]


class Statements(msgspec.Struct, frozen=True):
    """All values of one field, and how they stand to each other."""

    verdict: Verdict
    values: tuple[Stated, ...]


class Fields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is claimed of one incident, field by field; a field of which nothing is said is left out."""

    killed: Counts | None = None
    injured: Counts | None = None
    actor: Statements | None = None
    place: Statements | None = None
    time: Statements | None = None
    status: Statements | None = None


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """The mentions, in any number of reports, of one real-world event.

    Attributes:
        id: ``i1``, ``i2`` … in order of date.
        what: One neutral line made from the fields.
        date: EDTF.
        mentions: In order of publication.
        origins: Ids of the independent origins behind it.
        why: Why each mention was joined, one line a mention after the first.
        derivation: How the grade follows, one line.
    """

    id: str
    type: EventType
    what: str
    date: str | None
    place: Site | None
    mentions: tuple[EventRef, ...]
    fields: Fields
    origins: tuple[str, ...]
    grade: Grade
    why: tuple[str, ...] = ()
    derivation: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """What comparing a collection gives."""

    origins: tuple[Origin, ...] = ()
    incidents: tuple[Incident, ...] = ()
