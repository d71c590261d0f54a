"""The JSON of a record is that of the schema, and comes back whole."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord.intake import read_file
from onrecord.model import Record, check
from onrecord.pipeline import Reader
from tests.fixtures.sample import EMPTY, RECORD
from tests.golden.examples import EXAMPLES

SCHEMA = resources.files("onrecord.model").joinpath("schema", "record.schema.json")


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """The shipped schema, itself checked."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_schema_is_the_contract(root: Path) -> None:
    """The shipped copy is, byte for byte, the project's contract, where that lies beside the repository."""
    contract = root.parent / "shared" / "design" / "record.schema.json"
    if contract.exists():
        assert SCHEMA.read_bytes() == contract.read_bytes()


@pytest.mark.parametrize("record", [RECORD, EMPTY], ids=["everything", "nothing"])
def test_made_record_is_valid(validator: jsonschema.Draft202012Validator, record: Record) -> None:
    """A record with every kind of item, and one with none, fit the schema and come back equal."""
    validator.validate(json.loads(record.to_json()))
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_read_record_is_valid(validator: jsonschema.Draft202012Validator, reader: Reader, example: Path) -> None:
    """What the reader makes of an example fits the schema, has no fault, and comes back equal."""
    record = reader.read_report(read_file(example))
    text = record.to_json()
    validator.validate(json.loads(text))
    assert list(check(record)) == []
    assert Record.from_json(text) == record
    assert Record.from_json(text).to_json() == text
