"""The way back: what every row says about the reports, events and spans that it rests on."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from onrecord.model import Ref, Report

from .collection import Collection
from .columns import Row
from .gather import Gathered
from .view import EventView

SEPARATOR: Final = "; "
SAFE: Final = "/:?&=%~+,;@!$'()*[]"
"""Signs that an address may hold as they are; ``#`` is none of them, so that the fragment stays ours."""


def mention_of(view: EventView) -> str:
    """Report, event and span of the trigger: ``08e24532a2a06160/e3@120-127``."""
    return f"{view.id}@{view.trigger.start}-{view.trigger.end}"


def link_to(view: EventView) -> str:
    """Address of a report with the event and its span as fragment.

    The form ``#onrecord=REPORT/EVENT&char=START,END`` follows RFC 5147 for the range of characters.
    """
    return f"{address_of(view.report, view.ref)}#onrecord={view.id}&char={view.trigger.start},{view.trigger.end}"


def address_of(report: Report, ref: Ref) -> str:
    """Address of a report without fragment: its URL, or what it was added under, as an IRI reference allows it."""
    if report.url:
        return report.url.partition("#")[0]
    return quote(ref.ref, safe=SAFE)


def origin_names(gathered: Gathered, collection: Collection) -> tuple[str, ...]:
    """Names of the origins behind an incident; the nearest named voices where reports were not compared."""
    if gathered.incident is None:
        return tuple(dict.fromkeys(source for view in gathered.views for source in view.sources))
    found = (collection.find_origin(origin) for origin in gathered.incident.origins)
    return tuple(origin.name for origin in found if origin)


def trace_row(gathered: Gathered) -> Row:
    """The columns that stand behind those of a foreign format; as in ``columns/trace.tsv``."""
    lead, incident = gathered.lead, gathered.incident
    return {
        "incident": incident.id if incident else None,
        "grade": incident.grade if incident else None,
        "origins": SEPARATOR.join(incident.origins) if incident else None,
        "report": lead.ref.id,
        "ref": lead.ref.ref,
        "event": lead.event.id,
        "start": lead.trigger.start,
        "end": lead.trigger.end,
        "status": lead.event.status,
        "certainty": lead.certainty,
        "precision": gathered.place.precision if gathered.place else None,
        "voices": SEPARATOR.join(gathered.voices) or None,
        "deniers": SEPARATOR.join(gathered.deniers) or None,
        "all_mentions": SEPARATOR.join(mention_of(view) for view in gathered.views),
    }
