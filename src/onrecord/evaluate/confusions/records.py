"""Confusions of whole records, in the tables of the task ``records``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.evaluate.records.gold import Gold, items_of_gold
from onrecord.evaluate.records.items import Items
from onrecord.evaluate.records.ours import items_of_record
from onrecord.model import Report
from onrecord.pipeline import Reader

from .cases import Case, Text
from .claims import compare_claims
from .events import compare_events
from .places import compare_places
from .ties import compare_labels, compare_ties
from .values import compare_dates, compare_figures

PARTS: Final = (
    compare_claims,
    compare_events,
    compare_figures,
    compare_dates,
    compare_places,
    compare_ties,
    compare_labels,
)

TABLES: Final = (
    *("claims", "wording of claims", "chains"),
    *("events", "event types", "modes", "status", "roles", "roles of events without a partner"),
    *("figures", "dates", "places", "ties", "labels"),
)


def find_cases(gold: Gold, report: Report, reader: Reader) -> Iterator[Case]:
    """Decisions on one report."""
    found = items_of_record(reader.read_report(report))
    yield from compare_items(Text(report.text, gold.doc or ""), items_of_gold(gold, report.text), found)


def compare_items(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on one report, a table for each kind of item."""
    for compare in PARTS:
        yield from compare(text, gold, found)
