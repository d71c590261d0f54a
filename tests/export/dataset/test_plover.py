"""PLOVER: the manual's names, the foldings, the contexts of status."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from onrecord.export.dataset import FORMATS, Collection, Written, parse_rule
from onrecord.export.dataset.folding import load_foldings
from onrecord.model import Entry, Published
from onrecord.ontology.load import load_types

from .invented import ENTRIES, EVERYTHING, compared, plain, write

LOCATION = (
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
    "country_code", "resolution",
)  # fmt: skip
TEXT = {"type": "string", "minLength": 1}
ENTITY = {
    "type": "object",
    "required": ["entity_text"],
    "properties": {"code": {"pattern": "^[A-Z]{3}$"}, "sector": {"pattern": "^[A-Z]{3}$"}, "entity_text": TEXT},
}
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        "id": TEXT,
        "has_event": {"type": "boolean"},
        "date": {"pattern": r"^\d{4}-\d\d-\d\d$"},
        "enddate": {"pattern": r"^\d{4}-\d\d-\d\d$"},
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "items": {"enum": list(load_types())}, "minItems": 1},
        "event_loc": {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: {} for name in LOCATION},
        },
        "event_text": {"type": "array", "items": TEXT, "minItems": 1},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "mode": {"type": "array", "items": TEXT},
        "context": {"type": "array", "items": TEXT, "uniqueItems": True},
        "link": TEXT,
        "text_info": {"type": "object", "required": ["start", "end"]},
        "cite_info": {"type": "object"},
        "size": {"type": "object", "propertyNames": {"enum": ["dead", "injured", "arrested"]}},
        "comment": TEXT,
        "onrecord": {"type": "object", "required": ["report", "event", "spans", "status", "voices"]},
    },
}  # fmt: skip
"""The manual's table of fields, as far as they are filled, and our own object."""


def events(collection: Collection) -> tuple[Written, dict[str, dict[str, Any]]]:
    """The lines by report name and event, each checked."""
    written, data = write(FORMATS["plover"], collection)
    names = {entry.report.id: entry.report.ref.partition(".")[0] for entry in ENTRIES}
    found = {}
    for line in data.splitlines():
        event = json.loads(line)
        jsonschema.validate(event, SCHEMA)
        found[f"{names[event['onrecord']['report']]}/{event['onrecord']['event']}"] = event
    assert written.rows == len(found)
    return written, found


def test_lines_are_in_the_manuals_form() -> None:
    """Every line has the required fields and no unknown ones; the incident is its link."""
    _, found = events(compared(parse_rule(EVERYTHING)))
    shelling = found["post/e1"]
    assert (shelling["event"], shelling["mode"], shelling["quad_code"]) == (["ASSAULT"], ["heavy-weapons"], 4)
    assert (shelling["link"], found["wire/e1"]["link"]) == ("i1", "i1")
    assert shelling["size"] == {"dead": 22}
    assert found["wire/e1"]["size"] == {"dead": {"low": 44, "high": None}}
    assert shelling["actor"][0]["code"] == "AFG"
    assert shelling["event_loc"]["resolution"] == 4


def test_planned_acts_are_folded() -> None:
    """A planned retreat is a concession, without mode and without ``future``."""
    _, found = events(plain(parse_rule(EVERYTHING)))
    retreat = found["wire/e2"]
    assert (retreat["event"], retreat["quad_code"]) == (["CONCEDE"], 1)
    assert "mode" not in retreat
    assert "context" not in retreat
    assert retreat["onrecord"]["folded_from"] == "RETREAT"
    assert retreat["onrecord"]["status"] == "planned"


def test_folded_act_is_not_told_twice() -> None:
    """What "agreed to hold talks" says is one AGREE, unless the agreement itself does not count."""
    written, found = events(plain(parse_rule(EVERYTHING)))
    assert "post/e2" in found
    assert "post/e3" not in found
    assert written.left_out["folded into an event of the same report"] == 1
    _, found = events(plain(parse_rule("status = planned")))
    assert found["post/e3"]["event"] == ["AGREE"]


def test_contexts_of_status() -> None:
    """Hypothetical and historical events say so, and a date that the text does not give is marked."""
    _, found = events(plain(parse_rule(EVERYTHING)))
    assert found["wire/e3"]["context"] == ["historical", "hypothetical"]
    assert (found["wire/e3"]["date"], found["wire/e3"]["enddate"]) == ("1999-01-01", "1999-12-31")
    assert "comment" not in found["wire/e3"]
    assert "publication" in found["wire/e1"]["comment"]


@pytest.mark.parametrize(
    ("status", "polarity", "contexts"),
    [("planned", "affirmed", ["future"]), ("negated", "affirmed", ["negation"]), ("occurred", "denied", ["negation"])],
)
def test_future_and_negation(status: str, polarity: str, contexts: list[str]) -> None:
    """A planned act of a type that is not folded is ``future``; negated and denied ones are ``negation``."""
    wire = ENTRIES[1]
    event = replace(wire.record.events[0], status=status)
    claim = replace(wire.record.claims[0], polarity=polarity)
    entry = Entry(wire.report, replace(wire.record, events=(event,), claims=(claim,)))
    _, found = events(Collection((entry,), rule=parse_rule(EVERYTHING)))
    assert found["wire/e1"]["context"] == contexts


def test_undated_events_are_counted() -> None:
    """Without any date there is no line, and the reason is told."""
    record = ENTRIES[2].record
    assert record.report.published == Published()
    written, found = events(Collection((ENTRIES[2],)))
    assert (found, written.left_out) == ({}, {"neither a date nor a date of publication": 1})


def test_foldings_are_the_codebooks() -> None:
    """Planned CONSULT to AGREE and planned RETREAT to CONCEDE; no status but ``planned`` is folded."""
    foldings = load_foldings()
    assert list(foldings) == ["planned"]
    assert (foldings["planned"]["CONSULT"], foldings["planned"]["RETREAT"]) == ("AGREE", "CONCEDE")
