"""What all tables share: the metadata, the types, the columns of a span.

Types are those of a SQLite STRICT table (INTEGER, REAL, TEXT, BLOB), so that one
statement gives the same on both databases; truth values are 0 and 1. Ids and dates
are compared byte by byte on PostgreSQL too, whatever its collation.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import REAL, Column, Double, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

metadata: Final = MetaData()
DOC: Final = "doc"
"""Where a table keeps its line for the docs."""

INTEGER: Final = Integer()
NUMBER: Final[TypeEngine[float]] = Double().with_variant(REAL(), "sqlite")
TEXT: Final = Text()
KEY: Final = Text().with_variant(Text(collation="C"), "postgresql")
BYTES: Final = LargeBinary()


def make_table(name: str, *columns: Any, doc: str, **options: Any) -> Table:
    """A table of the store: STRICT on SQLite, with a line that the docs print."""
    return Table(name, metadata, *columns, info={DOC: doc}, sqlite_strict=True, **options)


def make_item_table(name: str, *columns: Any, doc: str, has_id: bool = True) -> Table:
    """A table of items of reports, kept in the order of its primary key.

    Args:
        name: The codebook's word, in the plural.
        columns: After report and id.
        doc: One line.
        has_id: Whether an item has an id of its own in its record.
    """
    id_ = [Column("id", KEY, primary_key=True, doc="Id in the record")] if has_id else []
    return make_table(name, report_column(is_key=True), *id_, *columns, doc=doc, sqlite_with_rowid=False)


def report_column(*, is_key: bool = False, is_needed: bool = True) -> Column[int]:
    """The report that a row is about."""
    return Column(
        "report_key",
        INTEGER,
        ForeignKey("reports.key", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=not (is_key or is_needed),
        doc="The report",
    )


def span_columns(what: str, *, prefix: str = "span", is_needed: bool = True) -> tuple[Column[int], Column[int]]:
    """Where something stands: half-open, in code points of ``reports.text``."""
    return (
        Column(f"{prefix}_start", INTEGER, nullable=not is_needed, doc=f"First code point of {what}"),
        Column(f"{prefix}_end", INTEGER, nullable=not is_needed, doc="One past its last code point"),
    )


def day_columns(name: str) -> tuple[Column[str], Column[str]]:
    """First and last day that an EDTF value spans, to compare with; null where there is none."""
    return (
        Column(f"{name}_first", KEY, doc=f"First day that `{name}` can mean"),
        Column(f"{name}_last", KEY, doc="Last day"),
    )
