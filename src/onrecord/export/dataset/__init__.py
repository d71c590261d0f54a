"""A whole collection as a data set: event data in the field's own shapes, tables, marked-up text.

Which events count is the user's ``Rule``; ``FORMATS`` names the formats, one line each.
"""

from .collection import Collection, DataFormat, Written
from .facts import Facts
from .formats import FORMATS
from .rule import DEFAULT, Rule, parse_rule
from .view import EventView, view_events

__all__ = [
    "DEFAULT",
    "FORMATS",
    "Collection",
    "DataFormat",
    "EventView",
    "Facts",
    "Rule",
    "Written",
    "parse_rule",
    "view_events",
]
