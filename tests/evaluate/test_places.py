from __future__ import annotations

import pytest

from onrecord.errors import CorpusError
from onrecord.evaluate.places import score_places


def test_score_of_known_places() -> None:
    """Right answers are near, wrong ones are counted, pointless ones left out."""
    record = {
        "text": "From Aleppo to Homs and Nowhereville.",
        "toponyms": [
            {"span": [5, 11], "lat": 36.2, "lon": 37.16},
            {"span": [15, 19], "lat": 0.0, "lon": 0.0},
            {"span": [24, 36], "lat": None, "lon": None},
        ],
    }
    scores = score_places([record])
    assert scores["n"] == 2
    assert scores["accuracy_161km"] == 0.5
    assert scores["answered"] == 1.0


@pytest.mark.parametrize("records", [[], [{"text": "x"}], [{"text": "x", "toponyms": [{"span": None}]}]])
def test_broken_records(records: list) -> None:
    """Records of another form are refused."""
    with pytest.raises(CorpusError):
        score_places(records)
