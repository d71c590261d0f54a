"""What people decided. Rows are only ever added; triggers refuse anything else."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index

from .base import INTEGER, KEY, TEXT, make_table, span_columns

judgements: Final = make_table(
    "judgements",
    Column("id", INTEGER, primary_key=True, autoincrement=False, doc="1, 2 … without a gap"),
    Column("at", TEXT, nullable=False, doc="When, UTC"),
    Column("by", TEXT, nullable=False, doc="Who"),
    Column("kind", TEXT, nullable=False, doc="accept, reject, correct, join, split, pin …"),
    Column("report", KEY, doc="Id of the report: it outlives re-reading"),
    Column("ref", KEY, doc="What the report was added under"),
    Column("item", KEY, doc="Id of the item when it was judged"),
    *span_columns("the target", is_needed=False),
    Column("field", TEXT, doc="What is judged"),
    Column("value", TEXT, doc="JSON: the new value, or the other targets"),
    Column("reason", TEXT, nullable=False, doc="Why"),
    Column("prev_hash", KEY, nullable=False, doc="`hash` of the row before; 64 zeros in the first"),
    Column("hash", KEY, nullable=False, unique=True, doc="SHA-256 of the row and `prev_hash`"),
    Index("judgements_by_report", "report"),
    doc="Who decided what, when and why; each row's hash seals all before it",
)
