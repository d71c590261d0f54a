"""The tables, named with the codebook's words. ``docs/store.md`` prints them."""

from .base import DOC, metadata
from .comparison import (
    COMPARED_TABLES,
    comparisons,
    digests,
    incident_mentions,
    incident_origins,
    incident_values,
    incidents,
    origin_reports,
    origin_spans,
    origins,
)
from .items import (
    ITEM_TABLES,
    about,
    actors,
    claims,
    events,
    figures,
    fillers,
    labels,
    places,
    ties,
    times,
    voices,
)
from .judgements import judgements
from .reports import originals, problems, records, reports, runs
from .views import VIEWS, View, make_views

__all__ = [
    "COMPARED_TABLES",
    "DOC",
    "ITEM_TABLES",
    "VIEWS",
    "View",
    "about",
    "actors",
    "claims",
    "comparisons",
    "digests",
    "events",
    "figures",
    "fillers",
    "incident_mentions",
    "incident_origins",
    "incident_values",
    "incidents",
    "judgements",
    "labels",
    "make_views",
    "metadata",
    "origin_reports",
    "origin_spans",
    "originals",
    "origins",
    "places",
    "problems",
    "records",
    "reports",
    "runs",
    "ties",
    "times",
    "voices",
]
