"""GeoJSON, checked by a library that knows RFC 7946."""

from __future__ import annotations

import json
from typing import Any

from geojson_pydantic import Feature, FeatureCollection, Point

from onrecord.export.dataset import FORMATS, Collection, parse_rule

from .invented import EVERYTHING, compared, plain, write


def features(collection: Collection) -> list[dict[str, Any]]:
    """The features that are written, once the library has found them sound."""
    written, data = write(FORMATS["geojson"], collection)
    checked = FeatureCollection[Feature[Point, dict[str, Any]]].model_validate_json(data)
    assert written.rows == len(checked.features)
    found: list[dict[str, Any]] = json.loads(data)["features"]
    return found


def test_features_are_sound() -> None:
    """Points are longitude first; an event off the map has no geometry."""
    found = features(plain(parse_rule(EVERYTHING)))
    assert [item["geometry"] is None for item in found] == [False, True, True, False, False, True, False]
    assert found[0]["geometry"]["coordinates"] == [66.9, 32.1]


def test_properties_say_how_sure_and_who() -> None:
    """Precision, status, grade, voices and deniers, and the way back to every mention."""
    incident = next(item for item in features(compared()) if item["id"] == "i1")["properties"]
    assert incident["precision"] == "settlement"
    assert (incident["status"], incident["certainty"], incident["grade"]) == ("occurred", "certain", 3)
    assert (incident["voices"], incident["deniers"]) == (["Harbour Monitor", "Talvian Radio"], ["Talvian Army"])
    assert (incident["killed_low"], incident["killed_high"]) == (22, 44)
    assert len(incident["mentions"]) == 3


def test_nothing_to_write_is_still_sound() -> None:
    """An empty collection is an empty feature collection."""
    assert features(Collection(())) == []
