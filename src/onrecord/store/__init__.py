"""The memory: reports, their records, and what is decided about them, in one database.

``open_store`` opens it; every other function takes the open store first.
"""

from .add import Outcome, add_items
from .comparison import (
    count_uncompared,
    entries_without_digest,
    load_comparison,
    load_digests,
    load_incident,
    load_incidents,
    load_origins,
    save_comparison,
    save_digests,
)
from .dialect import HIT
from .doctor import count_checks, find_damage
from .judgements import Draft, Judgement, append, last_hash, read_judgements, verify_chain
from .opening import Store, open_store
from .query import run_query
from .read import (
    ProblemRow,
    ReportRow,
    count_reports,
    entries,
    find_refs,
    list_problems,
    list_reports,
    load_original,
    load_record,
)
from .search import EventHit, Hit, Query, find
from .where import Spot, find_spot

__all__ = [
    "HIT",
    "Draft",
    "EventHit",
    "Hit",
    "Judgement",
    "Outcome",
    "ProblemRow",
    "Query",
    "ReportRow",
    "Spot",
    "Store",
    "add_items",
    "append",
    "count_checks",
    "count_reports",
    "count_uncompared",
    "entries",
    "entries_without_digest",
    "find",
    "find_damage",
    "find_refs",
    "find_spot",
    "last_hash",
    "list_problems",
    "list_reports",
    "load_comparison",
    "load_digests",
    "load_incident",
    "load_incidents",
    "load_original",
    "load_origins",
    "load_record",
    "open_store",
    "read_judgements",
    "run_query",
    "save_comparison",
    "save_digests",
    "verify_chain",
]
