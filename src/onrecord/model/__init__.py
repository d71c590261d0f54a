"""The nouns: everything that a record holds, immutable and typed."""

from .actor import Actor, ActorKind
from .calibration import Calibration
from .claim import Act, Certainty, Claim, Form, Polarity, Voice
from .event import Event, EventType, Filler, Quad, Status
from .figure import Figure
from .incident import (
    Bounds,
    Comparison,
    Counts,
    Entry,
    EventRef,
    Fields,
    Grade,
    Incident,
    Origin,
    OriginKind,
    Ref,
    ReportSpan,
    Site,
    Stated,
    Statements,
    Verdict,
)
from .label import Label, LabelKind
from .layers import EventDraft, Findings, Mention, MentionType, Tokens
from .place import Alternative, Place, Precision
from .record import SCHEMA, Problem, Record, Run, check, spans_of
from .report import DateBasis, Published, Report
from .span import Span, SpanIndex, Spans
from .tie import Tie, TieType
from .time import Time

__all__ = [
    "SCHEMA",
    "Act",
    "Actor",
    "ActorKind",
    "Alternative",
    "Bounds",
    "Calibration",
    "Certainty",
    "Claim",
    "Comparison",
    "Counts",
    "DateBasis",
    "Entry",
    "Event",
    "EventDraft",
    "EventRef",
    "EventType",
    "Fields",
    "Figure",
    "Filler",
    "Findings",
    "Form",
    "Grade",
    "Incident",
    "Label",
    "LabelKind",
    "Mention",
    "MentionType",
    "Origin",
    "OriginKind",
    "Place",
    "Polarity",
    "Precision",
    "Problem",
    "Published",
    "Quad",
    "Record",
    "Ref",
    "Report",
    "ReportSpan",
    "Run",
    "Site",
    "Span",
    "SpanIndex",
    "Spans",
    "Stated",
    "Statements",
    "Status",
    "Tie",
    "TieType",
    "Time",
    "Tokens",
    "Verdict",
    "Voice",
    "check",
    "spans_of",
]
