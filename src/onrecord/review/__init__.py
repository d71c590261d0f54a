"""Review that outlives the model: judgements of people, replayed on every reading.

The way of a judgement::

    address, draft     what a user says -> a row, tied to spans of the text
    store.append       the row in the chain
    decision           rows -> the decisions that still hold
    target, locate     the same item in another reading
    apply, remove      the judged record, and what is in conflict
    constraints        joins, splits and pins, as pairs that comparing must respect
    entries            all of this for the reports of a store
    agreement          how far two readers agree

Ids of items shift from reading to reading, spans do not: a report is named by the hash of
its text.
"""

from .address import INCIDENT, Address, parse_address
from .agreement import Agreement, measure_agreement
from .apply import Judged, Standing, apply_judgements
from .conflict import Conflict
from .constraints import Constraints, incident_constraints, mark_event, mark_incident
from .decision import KINDS, Basis, Mark, read_basis
from .draft import (
    Author,
    Reading,
    draft_correction,
    draft_group,
    draft_settlement,
    draft_undo,
    draft_verdict,
    find_undone,
)
from .entries import (
    find_conflicts,
    judge_entry,
    judged_entries,
    judgements_by_report,
    load_constraints,
    load_judged,
    load_reading,
)
from .fields import FIELDS, Field

__all__ = [
    "FIELDS",
    "INCIDENT",
    "KINDS",
    "Address",
    "Agreement",
    "Author",
    "Basis",
    "Conflict",
    "Constraints",
    "Field",
    "Judged",
    "Mark",
    "Reading",
    "Standing",
    "apply_judgements",
    "draft_correction",
    "draft_group",
    "draft_settlement",
    "draft_undo",
    "draft_verdict",
    "find_conflicts",
    "find_undone",
    "incident_constraints",
    "judge_entry",
    "judged_entries",
    "judgements_by_report",
    "load_constraints",
    "load_judged",
    "load_reading",
    "mark_event",
    "mark_incident",
    "measure_agreement",
    "parse_address",
    "read_basis",
]
