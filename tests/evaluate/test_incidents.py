"""Measures of reports against each other, and that our annotations are sound."""

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from onrecord.evaluate.ecb.conll import sum_conll
from onrecord.evaluate.ecb.forest import Forest
from onrecord.evaluate.ecb.mentions import bisect, find_head
from onrecord.evaluate.incidents import read_gold, sum_cubes
from onrecord.evaluate.measures import ratio_f1


def test_perfect_groups_score_full() -> None:
    """The same partition under other names gives 100 everywhere."""
    gold, found = ["a", "a", "b", "c"], [7, 7, 2, 5]
    sums = sum_conll(gold, found)
    assert [float(ratio_f1(np.array(sums[at : at + 4]))) for at in (0, 4, 8)] == pytest.approx([100, 100, 100])
    assert float(ratio_f1(np.array(sum_cubes(gold, found)).sum(axis=0))) == pytest.approx(100)


def test_conll_of_a_known_case() -> None:
    """The example of Pradhan et al.'s scorer documents: MUC 2/3 and 2/2, B-cubed by hand."""
    sums = sum_conll(["a", "a", "a", "b"], [1, 1, 2, 3])
    assert sums[:4] == (1.0, 2.0, 1.0, 1.0)
    assert sums[4] == pytest.approx(4 / 3 + 1 / 3 + 1)
    assert sums[6] == pytest.approx(4.0)


def test_a_stump_adds_its_leaves() -> None:
    """A forest of one split goes left up to the threshold, right above it."""
    forest = Forest(
        bias=0.5,
        roots=np.array([0], dtype=np.int32),
        feature=np.array([0, -1, -1], dtype=np.int32),
        threshold=np.array([1, 0, 0], dtype=np.float32),
        left=np.array([1, 0, 0], dtype=np.int32),
        right=np.array([2, 0, 0], dtype=np.int32),
        value=np.array([0, -1, 1], dtype=np.float32),
    )
    assert forest.score(np.array([[1.0], [1.5]], dtype=np.float32)).tolist() == [-0.5, 1.5]


def test_heads_and_halves() -> None:
    """Particles are no heads; documents of two subjects are cut between them."""
    assert [find_head(text) for text in ("broke out", "car bomb", "the")] == ["broke", "bomb", "the"]
    half = 1 / math.sqrt(2)
    vectors = {
        "a": {"sea": half, "ship": half},
        "b": {"sea": 1.0},
        "c": {"court": 1.0},
        "d": {"court": half, "ship": half},
    }
    halves = bisect(vectors)
    assert halves["a"] == halves["b"] != halves["c"] == halves["d"]


def test_annotations_are_sound(root: Path) -> None:
    """At least 90 incidents over 250 reports; ranges in order; a third kept apart, no report in both parts."""
    folder = root / "training/incidents"
    gold = read_gold(folder / "incidents.jsonl")
    mentions = [(incident.part, mention) for incident in gold for mention in incident.mentions]
    dates = dict(line.split("\t") for line in (folder / "dates.tsv").read_text("utf-8").splitlines())
    assert len(gold) >= 90
    assert len({mention.report for _, mention in mentions}) >= 250
    assert {mention.report for _, mention in mentions} <= set(dates)
    for _, mention in mentions:
        assert mention.triggers
        assert all(start < end for start, end in mention.triggers)
        assert all(a[1] <= b[0] for a, b in pairwise(mention.triggers))
    assert 0.25 < sum(part == "dev" for part, _ in mentions) / len(mentions) < 0.4
