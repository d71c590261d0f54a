"""Reports, their bytes, the runs that read them, the records, and what went wrong."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint, text

from .base import BYTES, INTEGER, KEY, TEXT, day_columns, make_table, report_column, span_columns

originals: Final = make_table(
    "originals",
    Column("sha256", KEY, primary_key=True, doc="Of the bytes, 64 hex digits"),
    Column("size", INTEGER, nullable=False, doc="Bytes before compression"),
    Column("data", BYTES, nullable=False, doc="The bytes that were given, compressed with zlib"),
    doc="What was given to read, byte for byte; equal files are kept once",
)

runs: Final = make_table(
    "runs",
    Column("key", INTEGER, primary_key=True, doc="Number of the run in this database"),
    Column("version", TEXT, nullable=False, doc="Of OnRecord"),
    Column("model", TEXT, nullable=False, doc="Build of the model"),
    Column("gazetteer", TEXT, nullable=False, doc="Version of the gazetteer"),
    Column("settings", TEXT, nullable=False, doc="JSON"),
    UniqueConstraint("version", "model", "gazetteer", "settings", name="runs_once"),
    doc="What made the records",
)

reports: Final = make_table(
    "reports",
    Column("key", INTEGER, primary_key=True, doc="Number of the report in this database"),
    Column("id", KEY, nullable=False, doc="First 16 hex digits of the SHA-256 of `text`"),
    Column("ref", KEY, nullable=False, doc="Path, row id or URL that it was added under"),
    Column("title", TEXT, doc="Headline"),
    Column("byline", TEXT, doc="Author as printed"),
    Column("publisher", TEXT, doc="Outlet"),
    Column("url", TEXT, doc="Address"),
    Column("published", KEY, doc="EDTF"),
    Column("published_basis", TEXT, nullable=False, doc="given, metadata, dateline, inferred or unknown"),
    *day_columns("published"),
    Column("published_order", KEY, nullable=False, doc="Sorts by publication; reports without a date come last"),
    Column("language", TEXT, nullable=False, doc="ISO 639-1"),
    Column("media_type", TEXT, nullable=False, doc="Of the bytes"),
    Column("origin_sha256", KEY, ForeignKey("originals.sha256"), nullable=False, doc="The bytes, in `originals`"),
    Column("given", TEXT, nullable=False, doc="JSON: what the caller said about it when it was added"),
    Column("run_key", INTEGER, ForeignKey("runs.key"), nullable=False, doc="The run of its current record"),
    Column("added", TEXT, nullable=False, doc="When it was first added, UTC"),
    Column("text", TEXT, nullable=False, doc="Canonical text; every span counts its code points"),
    UniqueConstraint("id", "ref", name="reports_once"),
    Index("reports_by_publication", "published_order", "id", "ref"),
    Index("reports_by_ref", "ref"),
    Index("reports_by_original", "origin_sha256"),
    doc="One row for each text and place that it was found at",
)

records: Final = make_table(
    "records",
    Column("key", INTEGER, primary_key=True, doc="Grows with every reading"),
    report_column(),
    Column("run_key", INTEGER, ForeignKey("runs.key"), nullable=False, doc="What read it"),
    Column("read_at", TEXT, nullable=False, doc="When, UTC"),
    Column("data", BYTES, nullable=False, doc="The whole record as JSON, compressed with zlib: `onrecord show`"),
    UniqueConstraint("report_key", "run_key", name="records_once"),
    doc="The record of each report by each run; the flat tables hold the current one",
    sqlite_autoincrement=True,
)

problems: Final = make_table(
    "problems",
    Column("key", INTEGER, primary_key=True),
    report_column(is_needed=False),
    Column("ref", KEY, nullable=False, doc="Of the report"),
    Column("stage", TEXT, nullable=False, doc="Where: intake, read, or a stage of the reader"),
    Column("kind", TEXT, doc="Name of the error; null for a problem inside a record"),
    Column("reason", TEXT, nullable=False, doc="One line"),
    *span_columns("the words that it is about", is_needed=False),
    Column("text", TEXT, doc="Those words"),
    Column("at", TEXT, nullable=False, doc="When, UTC"),
    Index("problems_by_report", "report_key"),
    Index(
        "problems_once",
        "ref",
        unique=True,
        sqlite_where=text("report_key IS NULL"),
        postgresql_where=text("report_key IS NULL"),
    ),
    doc="What could not be read (`report_key` null) or resolved, and why",
)
