"""PLOVER: one JSON object a line, with the field names of the manual's chapter "Data Fields".

One line a counted event of a report; ``link`` joins those of one incident. Planned acts
are folded (``folding.py``). What PLOVER has no field for stands under ``onrecord``.

Limits: ``text`` is left out, since only its owner may hand it on. A date that the text
does not give is that of publication, as in other event data; ``comment`` says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.model import Place, Precision, Quad

from .collection import Collection, Written
from .countries import country_name
from .folding import Coded, fold, is_same_act
from .gather import RULE, Days, days_of
from .trace import link_to
from .view import EventView, Party, view_entry

QUADS: Final[dict[Quad, int]] = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
RESOLUTIONS: Final[dict[Precision, int]] = {"exact": 5, "settlement": 4, "district": 3, "province": 2, "country": 1}
"""The manual's codes: 5 sub-city, 4 city, 3 district, 2 province, 1 country."""
STATUS_CONTEXTS: Final = {"planned": "future", "hypothetical": "hypothetical", "negated": "negation"}
HISTORICAL_DAYS: Final = 365
"""An event that ended more than this many days before publication is ``historical``. The manual gives no number;
a year keeps out what a report recalls of the same war's last months."""
NO_DATE: Final = "the text gives no date; date is that of publication"
FOLDED: Final = "folded into an event of the same report"
UNDATED: Final = "neither a date nor a date of publication"


def write_plover(collection: Collection, file: BinaryIO) -> Written:
    """One JSON object a line."""
    left_out: Counter[str] = Counter()
    rows = 0
    for entry in collection.entries:
        views = list(view_entry(entry, collection))
        counted = [view for view in views if collection.rule.admits(view.facts)]
        left_out[RULE] += len(views) - len(counted)
        for view in _drop_doubles(counted, left_out):
            line = make_event(view)
            if line is None:
                left_out[UNDATED] += 1
                continue
            file.write(msgspec.json.encode(line) + b"\n")
            rows += 1
    return Written(rows, dict(+left_out))


def _drop_doubles(views: Iterable[EventView], left_out: Counter[str]) -> Iterator[EventView]:
    """Events of one report without the folded ones that another already says."""
    kept = list(views)
    for view in kept:
        if fold(view).folded_from is not None and any(is_same_act(view, other) for other in kept):
            left_out[FOLDED] += 1
        else:
            yield view


def make_event(view: EventView) -> dict[str, Any] | None:
    """One event under the manual's names, without empty fields; None without any date."""
    told, published = days_of(view.event.time), days_of(view.report.published.value)
    days = told or published
    if days is None:
        return None
    event, coded = view.event, fold(view)
    line = {
        "id": f"{view.ref.id}-{event.id}",
        "has_event": True,
        "date": days.first.isoformat(),
        "enddate": days.last.isoformat() if days.count > 1 else None,
        "actor": [_entity(party) for party in view.actors],
        "recipient": [_entity(party) for party in view.recipients],
        "event": [coded.type],
        "event_loc": _location(view.place),
        "event_text": [span.text for span in event.triggers],
        "quad_code": QUADS[coded.quad],
        "event_scale": coded.score,
        "mode": [coded.mode] if coded.mode else None,
        "context": [*event.contexts, *_status_contexts(view, coded, told, published)],
        "link": view.incident.id if view.incident else None,
        "text_info": {"start": view.trigger.start, "end": view.trigger.end},
        "cite_info": _citation(view),
        "size": _size(view),
        "comment": None if told else NO_DATE,
        "onrecord": _own(view, coded),
    }
    return {name: value for name, value in line.items() if value not in (None, [], {}) or name == "actor"}


def _status_contexts(view: EventView, coded: Coded, told: Days | None, published: Days | None) -> list[str]:
    """The manual's auxiliary contexts. A folded act is a promise that was made: no ``future``."""
    found = []
    if told and published and (published.first - told.last).days > HISTORICAL_DAYS:
        found.append("historical")
    context = STATUS_CONTEXTS.get(view.event.status)
    if context and coded.folded_from is None:
        found.append(context)
    if view.polarity == "denied" and "negation" not in found:
        found.append("negation")
    return found


def _entity(party: Party) -> dict[str, Any]:
    """The manual's entity object. Countries that PLOVER writes otherwise than ISO 3166: Kosovo."""
    actor = party.actor
    code = actor.countries[0] if actor and actor.countries else None
    entity = {
        "code": "KOS" if code == "XKX" else code,
        "country_name": country_name(code) or None,
        "sector": actor.sectors[0] if actor and actor.sectors else None,
        "other_sector_codes": list(actor.sectors[1:]) if actor else None,
        "entity_text": party.span.text,
        "identifier_id": (actor.wikidata or actor.registry_id) if actor else None,
        "identifier_text": party.name if actor and (actor.wikidata or actor.registry_id) else None,
        "office": actor.role if actor else None,
        "entity_name": party.name,
    }
    return {name: value for name, value in entity.items() if value}


def _location(place: Place | None) -> dict[str, Any] | None:
    """The manual's location object; None where the text tells no place."""
    if place is None:
        return None
    source, _, number = (place.gazetteer_id or "").partition(":")
    location = {
        "extracted_place": place.mentions[0].text,
        "resolved_place": place.name if place.lat is not None else None,
        "geonameid": int(number) if source == "geonames" and number.isdecimal() else None,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if place.precision == "settlement" else None,
        "district": place.name if place.precision == "district" else None,
        "province": place.name if place.precision == "province" else place.admin1,
        "country": country_name(place.country) or None,
        "country_code": place.country,
        "resolution": RESOLUTIONS.get(place.precision),
    }
    return {name: value for name, value in location.items() if value is not None}


def _size(view: EventView) -> dict[str, Any]:
    """The manual's size object: a number where the wording gives one, else its bounds."""
    size: dict[str, Any] = {}
    for unit, name in (("killed", "dead"), ("injured", "injured"), ("detained", "arrested")):
        for figure in view.figures:
            if figure.unit == unit and not figure.cumulative:
                exact = figure.low == figure.high
                size.setdefault(name, figure.low if exact else {"low": figure.low, "high": figure.high})
    return size


def _citation(view: EventView) -> dict[str, Any]:
    report = view.report
    citation = {
        "citation": view.ref.ref,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": report.publisher,
        "codebook": "PLOVER, with the conventions of OnRecord's codebook",
    }
    return {name: value for name, value in citation.items() if value}


def _own(view: EventView, coded: Coded) -> dict[str, Any]:
    """What PLOVER has no field for."""
    incident = view.incident
    return {
        "report": view.ref.id,
        "event": view.event.id,
        "link": link_to(view),
        "spans": [[span.start, span.end] for span in view.event.triggers],
        "status": view.event.status,
        "certainty": view.certainty,
        "polarity": view.polarity,
        "voices": list(view.voices),
        "deniers": list(view.deniers),
        "grade": incident.grade if incident else None,
        "folded_from": coded.folded_from,
        "published": view.report.published.value,
        "time": view.event.time,
        "precision": view.place.precision if view.place else None,
    }
