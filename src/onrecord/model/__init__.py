"""The nouns: everything that a record holds, immutable and typed."""

from .actor import Actor, ActorKind
from .claim import Act, Certainty, Claim, Form, Polarity, Voice
from .event import Event, EventType, Filler, Quad, Status
from .figure import Figure
from .label import Label, LabelKind
from .layers import EventDraft, Findings, Mention, MentionType, Tokens
from .place import Alternative, Place, Precision
from .record import SCHEMA, Problem, Record, Run, check, spans_of
from .report import DateBasis, Published, Report
from .span import Span, Spans
from .tie import Tie, TieType
from .time import Time

__all__ = [
    "SCHEMA",
    "Act",
    "Actor",
    "ActorKind",
    "Alternative",
    "Certainty",
    "Claim",
    "DateBasis",
    "Event",
    "EventDraft",
    "EventType",
    "Figure",
    "Filler",
    "Findings",
    "Form",
    "Label",
    "LabelKind",
    "Mention",
    "MentionType",
    "Place",
    "Polarity",
    "Precision",
    "Problem",
    "Published",
    "Quad",
    "Record",
    "Report",
    "Run",
    "Span",
    "Spans",
    "Status",
    "Tie",
    "TieType",
    "Time",
    "Tokens",
    "Voice",
    "check",
    "spans_of",
]
