"""The judged records of a store, and the queue of conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onrecord.errors import InputError
from onrecord.model import Entry, Record, Ref
from onrecord.store import Judgement, Store, entries, find_refs, load_incidents, load_record, read_judgements

from .apply import Judged, apply_judgements
from .conflict import Conflict, raise_conflict
from .constraints import Constraints, find_unheeded, incident_constraints, incident_decisions, is_marked
from .decision import Decision
from .draft import Reading

ByReport = Mapping[str, tuple[Judgement, ...]]


def judged_entries(store: Store) -> Iterator[Entry]:
    """Every report with its record as judged, in the order of ``store.entries``.

    Args:
        store: An open store.

    Yields:
        One page of records is in memory at a time, and all judgements.

    Raises:
        BrokenDatabaseError: A record or a judgement is damaged.
    """
    by_report = judgements_by_report(store)
    for entry in entries(store):
        yield judge_entry(entry, by_report)


def judge_entry(entry: Entry, by_report: ByReport) -> Entry:
    """An entry with its record as judged.

    Args:
        entry: As it was read.
        by_report: As ``judgements_by_report`` gives them.
    """
    judgements = by_report.get(entry.report.id)
    return Entry(entry.report, apply_judgements(entry.record, judgements).record) if judgements else entry


def judgements_by_report(store: Store) -> ByReport:
    """Id of a report -> the judgements of its items, the oldest first."""
    found: dict[str, list[Judgement]] = {}
    for judgement in read_judgements(store):
        if judgement.report is not None:
            found.setdefault(judgement.report, []).append(judgement)
    return {report: tuple(judgements) for report, judgements in found.items()}


def load_reading(store: Store, report: Ref) -> Reading:
    """A report with its judgements.

    Args:
        store: An open store.
        report: One of its reports.
    """
    judgements = tuple(read_judgements(store, report=report.id))
    return Reading(report, load_record(store, report), judgements)


def load_judged(store: Store, report: Ref) -> Judged:
    """The judged record of a report, its conflicts, and how its items stand."""
    return load_reading(store, report).judged


def load_constraints(store: Store) -> Constraints:
    """What comparing the reports must respect."""
    return incident_constraints(read_judgements(store))


def find_conflicts(store: Store) -> Iterator[Conflict]:
    """The queue: every judgement that cannot be replayed as it was meant.

    Args:
        store: An open store.

    Yields:
        Those on items, report by report in the order in which they were first judged; then those on incidents.
    """
    for report, judgements in judgements_by_report(store).items():
        reading = _load(store, report)
        if reading is not None:
            yield from apply_judgements(reading.record, judgements).conflicts
    judgements = tuple(read_judgements(store))
    yield from incident_constraints(judgements).conflicts
    yield from _incident_conflicts(store, incident_decisions(judgements))


def _load(store: Store, report: str) -> Reading | None:
    """The first of the reports with a text; None if the text is not there."""
    try:
        ref = find_refs(store, report)[0]
    except InputError:
        return None
    return Reading(ref, load_record(store, ref))


def _incident_conflicts(store: Store, decisions: Iterable[Decision]) -> Iterator[Conflict]:
    incidents = tuple(load_incidents(store))
    records: dict[str, Record | None] = {}
    for decision in decisions:
        marks = [mark for group in decision.basis.groups for mark in group]
        for report in dict.fromkeys(mark.report for mark in marks):
            if report not in records:
                reading = _load(store, report)
                records[report] = reading.record if reading else None
        gone = [mark for mark in marks if (record := records[mark.report]) is None or not is_marked(mark, record)]
        if gone and not decision.may_be_gone:
            where = ", ".join(f"{mark.report} at {mark.start}-{mark.end}" for mark in gone)
            yield raise_conflict(decision, "gone", f"this reading has no event in {where}")
        unheeded = find_unheeded(decision, incidents)
        if unheeded is not None:
            yield raise_conflict(decision, "unheeded", unheeded)
