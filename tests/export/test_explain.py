"""Explanations, and the JSON forms."""

import json
from importlib import resources

import jsonschema
import pytest

from onrecord.errors import InputError
from onrecord.export import FORMATS, Layout, explain
from onrecord.export.lookup import items_of
from onrecord.model import Record, spans_of
from tests.fixtures.sample import EMPTY, RECORD

EVENT = """\
e1, event
  type         assault · heavy weapons
  class        material conflict
  status       occurred
  place        p1 Tel Amara
  time         11 March 2014, t2
  figures      f1, f2
  who says so  said by hospital doctor (unnamed) ← Coast Monitor; denied by Amara Brigades
  certainty    certain
  probability  0.93
  read by      stage event, model reader-1

In the text:
  ¶2    TEL AMARA, March 12 - At least 112 people were killed and dozens wounded on Tuesday when fighters of the Amara \
Brigades shelled a market in the town of Tel Amara, the Coast Monitor said, citing a hospital doctor.
        trigger “shelled” (170–177)
        trigger “killed” (97–103)
        actor “fighters of the Amara Brigades” (139–169)
        recipient “At least 112 people” (72–91)
  ¶4    The Brigades, formerly known as the Hill Guard, denied that they had attacked the market.
        trigger “attacked” (380–388)
"""


def test_event() -> None:
    """What an event rests on, whole."""
    assert explain(RECORD, "e1") == EVENT


@pytest.mark.parametrize("item_id", [item.id for item in items_of(RECORD)])
def test_every_item_is_explained_with_all_its_spans(item_id: str) -> None:
    """Each item has an explanation that quotes every span of it."""
    text = explain(RECORD, item_id)
    item = next(item for item in items_of(RECORD) if item.id == item_id)
    assert text.startswith(f"{item_id}, ")
    assert all(f"“{span.text}” ({span.start}–{span.end})" in text for span in spans_of(item))


def test_unknown_item() -> None:
    """An unknown id is an error that lists the known ones."""
    with pytest.raises(InputError, match="no item 'e9' in the record \\(items: c1, c2"):
        explain(RECORD, "e9")
    with pytest.raises(InputError, match="items: none"):
        explain(EMPTY, "e9")


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_round_trips_and_keeps_to_the_schema(name: str) -> None:
    """Both JSON forms are the record of the schema and read back as the same record."""
    schema = json.loads(resources.files("onrecord.model").joinpath("schema/record.schema.json").read_text("utf-8"))
    for record in (RECORD, EMPTY):
        text = FORMATS[name].render(record, Layout())  # type: ignore[index]
        jsonschema.validate(json.loads(text), schema)
        assert Record.from_json(text) == record
        assert text.endswith("}\n")
