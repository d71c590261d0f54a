"""Confusions of place names whose spans are given, as in LGL: what was taken for what, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.evaluate.without_model import PlaceItem, Toponym
from onrecord.gazetteer import open_gazetteer
from onrecord.lexicon.countries import load_countries
from onrecord.model import Mention, Place, Span
from onrecord.model.geometry import great_circle_km
from onrecord.stages.locate import locate_places
from onrecord.stages.segment import segment

from .cases import Case, Text

TABLE: Final = "place names"
NEAR_KM: Final = 161
LEVELS: Final = {"PPL": "town", "ADM1": "state", "ADM2": "county", "PCL": "country", "CON": "continent"}
"""First letters of a GeoNames class to what it is."""
PRECISIONS: Final = {"settlement": "town", "province": "state", "district": "county"}


def find_cases(item: PlaceItem) -> Iterator[Case]:
    """Decisions on the names of one document that have a point; within 161 km is right."""
    text = Text(item.text)
    mentions = tuple(Mention(Span.cut(item.text, *toponym.span), "place") for toponym in item.toponyms)
    places = {
        (span.start, span.end): place
        for place in locate_places(segment(item.text), mentions=mentions, gazetteer=open_gazetteer())
        for span in place.mentions
    }
    for toponym in item.toponyms:
        if toponym.lat is not None and toponym.lon is not None:
            kind = name_toponym(toponym, places.get(toponym.span))
            yield text.wrong(TABLE, kind, toponym.span) if kind else Case(TABLE)


def name_toponym(gold: Toponym, found: Place | None) -> str:
    """How a place differs from the annotated one; empty if it is within 161 km.

    >>> name_toponym(Toponym((0, 5), 30.7, -91.4, "PPL"), None)
    'a town not resolved'
    """
    level = next((word for code, word in LEVELS.items() if (gold.fcode or "").startswith(code)), "place")
    if found is None or found.lat is None or found.lon is None:
        return f"a {level} not resolved"
    if gold.lat is None or gold.lon is None or great_circle_km(gold.lat, gold.lon, found.lat, found.lon) <= NEAR_KM:
        return ""
    other = PRECISIONS.get(found.precision, found.precision)
    kind = f"a {level} taken for {'another' if other == level else 'a'} {other}"
    return f"{kind} in {_name_country(gold, found)}"


def _name_country(gold: Toponym, found: Place) -> str:
    """Whether both lie in one country and state, as far as that is annotated."""
    countries = {name: country.iso3 for country in load_countries() for name in (country.name, *country.aliases)}
    if countries.get(gold.country or "") != found.country:
        return "another country"
    return "the same state" if gold.admin1 == found.admin1 else "another state of the country"
