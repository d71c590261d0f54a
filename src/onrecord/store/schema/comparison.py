"""What comparing the reports gave: origins, incidents, and the digests it works from."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index

from .base import BYTES, INTEGER, KEY, NUMBER, TEXT, day_columns, make_table, report_column, span_columns


def _owner(table: str) -> Column[str]:
    """The origin or incident that a row belongs to."""
    target = ForeignKey(f"{table}s.id", ondelete="CASCADE")
    return Column(table, KEY, target, primary_key=True, doc=f"Id of the {table}")


def _number() -> Column[int]:
    return Column("n", INTEGER, primary_key=True, autoincrement=False, doc="From 0, in the order of the result")


digests: Final = make_table(
    "digests",
    report_column(is_key=True),
    Column("build", KEY, primary_key=True, doc="What made it"),
    Column("data", BYTES, nullable=False),
    doc="What comparing needs of each report, so that only new ones are worked out; goes with the record",
    sqlite_with_rowid=False,
)

comparisons: Final = make_table(
    "comparisons",
    Column("key", INTEGER, primary_key=True, autoincrement=False, doc="1: only the last comparison is kept"),
    Column("last_record", INTEGER, nullable=False, doc="Largest `records.key` when it was saved"),
    doc="How far the last comparison went",
)

origins: Final = make_table(
    "origins",
    Column("id", KEY, primary_key=True, doc="o1, o2 … in order of first publication"),
    Column("n", INTEGER, nullable=False, doc="From 0"),
    Column("name", TEXT, nullable=False, doc="Source or agency; of a copy, the earliest report"),
    Column("kind", TEXT, nullable=False, doc="copy, agency or source"),
    Column("why", TEXT, nullable=False, doc="The evidence that joins its reports"),
    Column("data", BYTES, nullable=False, doc="The whole origin as JSON, compressed with zlib"),
    doc="The first voices from which reports got their claims",
)

origin_reports: Final = make_table(
    "origin_reports",
    _owner("origin"),
    _number(),
    report_column(),
    Index("origin_reports_by_report", "report_key"),
    doc="The reports of each origin, in order of publication",
    sqlite_with_rowid=False,
)

origin_spans: Final = make_table(
    "origin_spans",
    _owner("origin"),
    _number(),
    report_column(),
    *span_columns("the evidence"),
    Column("text", TEXT, nullable=False, doc="Its words"),
    Index("origin_spans_by_report", "report_key"),
    doc="Where the evidence for an origin stands",
    sqlite_with_rowid=False,
)

incidents: Final = make_table(
    "incidents",
    Column("id", KEY, primary_key=True, doc="i1, i2 … in order of date"),
    Column("n", INTEGER, nullable=False, doc="From 0"),
    Column("type", TEXT, nullable=False, doc="PLOVER"),
    Column("what", TEXT, nullable=False, doc="One neutral line"),
    Column("date", KEY, doc="EDTF"),
    *day_columns("date"),
    Column("place", TEXT, doc="Name of the place that its mentions agree on"),
    Column("lat", NUMBER, doc="Degrees north, WGS 84"),
    Column("lon", NUMBER, doc="Degrees east"),
    Column("precision", TEXT, doc="exact, settlement, district, province, country, region …"),
    Column("grade", INTEGER, nullable=False, doc="Admiralty credibility, 1 to 6"),
    Column("derivation", TEXT, nullable=False, doc="How the grade follows"),
    Column("data", BYTES, nullable=False, doc="The whole incident as JSON, compressed with zlib"),
    Index("incidents_by_date", "date_first"),
    doc="Real-world events, each with its mentions in any number of reports",
)

incident_mentions: Final = make_table(
    "incident_mentions",
    _owner("incident"),
    _number(),
    report_column(),
    Column("event", KEY, nullable=False, doc="Id of the event in that report"),
    *span_columns("its first trigger"),
    Column("text", TEXT, nullable=False, doc="The trigger"),
    Column("why", TEXT, doc="Why it was joined; null for the first"),
    Index("incident_mentions_by_event", "report_key", "event"),
    doc="The events of single reports that an incident joins",
    sqlite_with_rowid=False,
)

incident_origins: Final = make_table(
    "incident_origins",
    _owner("incident"),
    _number(),
    Column("origin", KEY, nullable=False, doc="Id of the origin"),
    doc="The independent origins behind each incident",
    sqlite_with_rowid=False,
)

incident_values: Final = make_table(
    "incident_values",
    _owner("incident"),
    Column("field", KEY, primary_key=True, doc="killed, injured, actor, place, time or status"),
    _number(),
    Column("verdict", TEXT, nullable=False, doc="Of the field: single, agree, update or dispute"),
    Column("low", NUMBER, doc="Of a count"),
    Column("high", NUMBER, doc="Of a count"),
    Column("value", TEXT, doc="Of any other field"),
    report_column(),
    Column("origin", KEY, nullable=False, doc="Id of the origin that it goes back to"),
    Column("voices", TEXT, nullable=False, doc="Who says so, nearest to the fact first, joined by →"),
    Index("incident_values_by_report", "report_key"),
    doc="What is claimed of an incident, field by field",
    sqlite_with_rowid=False,
)

COMPARED_TABLES: Final = (
    incident_values,
    incident_origins,
    incident_mentions,
    incidents,
    origin_spans,
    origin_reports,
    origins,
)
"""Children first: the order in which rows can be deleted."""
