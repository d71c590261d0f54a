"""The records of the examples are those that are stored."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.pipeline import Reader
from tests.golden.examples import EXAMPLES
from tests.golden.refresh import golden_path, read_example

TOLERANCE = 0.02
"""Of probabilities: int8 arithmetic rounds differently on processors of different make."""


def split_scores(value: Any) -> tuple[Any, list[float]]:
    """A record without its probabilities, and these in order."""
    scores: list[float] = []

    def strip(item: Any) -> Any:
        if isinstance(item, dict):
            scores.extend(item[key] for key in ("confidence", "score") if isinstance(item.get(key), float))
            return {key: strip(inner) for key, inner in item.items() if key not in {"confidence", "score"}}
        return [strip(inner) for inner in item] if isinstance(item, list) else item

    return strip(value), scores


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_record_is_the_stored_one(reader: Reader, example: Path) -> None:
    """Everything is the same, probabilities within 0.02; if the change is meant, run ``make golden``."""
    found, found_scores = split_scores(json.loads(read_example(reader, example)))
    stored, stored_scores = split_scores(json.loads(golden_path(example).read_text(encoding="utf-8")))
    assert found == stored
    assert found_scores == pytest.approx(stored_scores, abs=TOLERANCE)


def test_every_stored_record_has_an_example() -> None:
    """No record outlives its example."""
    assert {path.name for path in golden_path(EXAMPLES[0]).parent.glob("*.json")} == {
        golden_path(example).name for example in EXAMPLES
    }
