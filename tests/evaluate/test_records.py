"""Whole records against annotation: the rules of ``score_gold.py``."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.errors import CorpusError
from onrecord.evaluate.corpus import read_items
from onrecord.evaluate.records import GoldLine, score_records
from onrecord.evaluate.records.calibration import KINDS, NAME
from onrecord.evaluate.records.compare import STATUS, STATUSES, compare
from onrecord.evaluate.records.gold import Gold, find_nearest, find_text, items_of_gold
from onrecord.evaluate.records.match import is_same_number, jaccard, overlap
from onrecord.evaluate.records.ours import items_of_record
from onrecord.evaluate.scores import Scores
from onrecord.pipeline import Reader
from tests.fixtures.sample import EMPTY, RECORD, TEXT

from .annotated import GOLD

# Printed by ``score_gold.py`` for the same annotation and record: annotated, found, right.
EXPECTED = {
    "claim content": (4, 5, 3),
    "claim content+source": (4, 5, 2),
    "claim content+source+cue": (4, 5, 2),
    "chains of two or more": (1, 1, 1),
    "of matched claims: form": (3, 3, 3),
    "of matched claims: certainty": (3, 3, 3),
    "of matched claims: polarity": (3, 3, 3),
    "of matched claims: act": (3, 3, 2),
    "event trigger": (4, 4, 3),
    "event trigger+type": (4, 4, 2),
    "event actors (typed events)": (4, 4, 2),
    "event recipients (typed events)": (2, 1, 1),
    "of matched events: status": (3, 3, 2),
    "event place": (2, 2, 2),
    "event date": (2, 1, 1),
    "figure span": (3, 3, 3),
    "figure bounds": (3, 3, 3),
    "figure bounds+unit": (3, 3, 2),
    "date span": (2, 2, 2),
    "date value": (2, 2, 1),
    "place name": (3, 2, 2),
    "place within 161 km": (3, 2, 1),
    "place within 25 km": (3, 2, 1),
    "tie": (2, 1, 1),
    "label": (2, 1, 1),
}
OWN = {"event roles, pooled", *(f"{STATUS}{status}" for status in STATUSES)}


def counts() -> dict[str, tuple[int, ...]]:
    """Our counts of the annotated report."""
    found = compare(items_of_gold(msgspec.convert(GOLD, Gold), TEXT), items_of_record(RECORD))
    return {metric: tuple(tally) for metric, tally in found.items()}


def test_counts_are_those_of_the_script() -> None:
    """Every row has the numbers that the script printed."""
    found = counts()
    assert {metric: found[metric] for metric in EXPECTED} == EXPECTED
    assert set(found) - set(EXPECTED) == OWN


def test_script_still_gives_these_numbers(root: Path) -> None:
    """Where the script is at hand, what was printed is what it prints."""
    path = root.parent / "shared" / "tools" / "score_gold.py"
    if not path.exists():
        pytest.skip("../shared is not part of the repository")
    spec = importlib.util.spec_from_file_location("score_gold", path)
    assert spec is not None
    assert spec.loader is not None
    script: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.compare(script.norm_gold(GOLD, TEXT), script.norm_record(json.loads(RECORD.to_json()), TEXT))
    assert {metric.strip(): tuple(tally) for metric, tally in script.T.items()} == EXPECTED


def test_pooled_roles_are_the_sum() -> None:
    """Actors, recipients, places and dates count alike."""
    found = counts()
    parts = ("event actors (typed events)", "event recipients (typed events)", "event place", "event date")
    assert found["event roles, pooled"] == tuple(sum(found[part][i] for part in parts) for i in range(3))


def test_status_is_scored_by_the_mean_of_the_five(tmp_path: Path, reader: Reader) -> None:
    """Of each status how many are annotated, found and right; the mean takes those that are annotated."""
    found = counts()
    assert found[f"{STATUS}occurred"] == (3, 2, 2)
    assert sum(found[f"{STATUS}{status}"][0] for status in STATUSES) == found["of matched events: status"][0]
    scores = score_records(write_lines(tmp_path), lambda: reader)
    by_status = [scores.value(f"{STATUS}{s} F1") for s in STATUSES if _annotated(scores, f"{STATUS}{s} F1")]
    assert scores.value("of matched events: status macro-F1") == pytest.approx(
        sum(by_status) / len(by_status), abs=1e-3
    )


def _annotated(scores: Scores, metric: str) -> int:
    return next(row.n for row in scores.rows if row.metric == metric)


def test_confidences_are_scored(tmp_path: Path, reader: Reader) -> None:
    """The task prints the calibration error of each kind of item."""
    metrics = {row.metric for row in score_records(write_lines(tmp_path), lambda: reader).rows}
    assert {f"{NAME}, {kind}" for kind in KINDS} <= metrics


def test_empty_record_is_compared() -> None:
    """Nothing found gives zeros, for the same rows."""
    found = compare(items_of_gold(msgspec.convert(GOLD, Gold), TEXT), items_of_record(EMPTY))
    assert [*found] == [*counts()]
    assert all(tally.right == 0 for tally in found.values())


@pytest.mark.parametrize(
    ("wanted", "sentence", "place"),
    [
        ("left", "She left", (14, 18)),
        ("left", "She left nobody told her why", (3, 7)),
        ("left. She", None, (3, 13)),
        ("right", None, None),
        (None, None, None),
    ],
)
def test_text_is_found_near_its_sentence(wanted: str | None, sentence: str | None, place: Any) -> None:
    """From the sentence on, else from the start; white space may differ."""
    assert find_text("He left.  She left.", wanted, sentence) == place


def test_roles_are_found_nearest_to_the_content() -> None:
    """Of several places the one nearest to the claim, the first of equals."""
    text = "Ali said A. Ali said B."
    assert find_nearest(text, "said", [(9, 10)]) == (4, 8)
    assert find_nearest(text, "said", [(21, 22)]) == (16, 20)
    assert find_nearest(text, "denied", [(21, 22)]) is None


def test_overlaps() -> None:
    """Ranges by the shorter one, contents by all that either has, bounds within one per cent."""
    assert (overlap((0, 4), (4, 8)), overlap(None, (0, 1))) == (0.0, 0.0)
    assert jaccard((), ()) == 0.0
    assert is_same_number(100, 101)
    assert not is_same_number(100, 102)
    assert is_same_number(None, None)
    assert not is_same_number(None, 0)


def write_folder(folder: Path) -> Path:
    """The annotated report as a folder."""
    form = {key: value for key, value in GOLD.items() if key != "text"}
    (folder / "sample.gold.json").write_text(json.dumps(form), encoding="utf-8")
    (folder / "sample.txt").write_text(f"# head: 1\n\n{TEXT}\n\n", encoding="utf-8")
    return folder


def write_lines(folder: Path) -> Path:
    """The same as JSON Lines."""
    path = folder / "sample.jsonl"
    path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return path


def test_folder_and_lines_give_the_same_rows(tmp_path: Path, reader: Reader) -> None:
    """Both forms are read as the same report, headings aside."""
    lines = write_lines(tmp_path)
    folder = tmp_path / "folder"
    folder.mkdir()
    first, second = (score_records(path, lambda: reader) for path in (write_folder(folder), lines))
    assert first.rows == second.rows
    assert {row.metric.removesuffix(" F1") for row in first.rows} >= {*EXPECTED, *OWN}


@pytest.mark.parametrize("break_it", [lambda p: None, lambda p: (p / "a.gold.json").write_text("{"),
                                      lambda p: (p / "a.gold.json").write_text("{}")])  # fmt: skip
def test_broken_folder(tmp_path: Path, break_it: Callable[[Path], object], reader: Reader) -> None:
    """No annotation, a broken one, one without its text: each is an error of ours."""
    break_it(tmp_path)
    with pytest.raises(CorpusError):
        score_records(tmp_path, lambda: reader)


def test_own_reports_lose_nothing_in_the_gold_form(tmp_path: Path, root: Path) -> None:
    """Every item of our own dev reports is found again in its text."""
    out = tmp_path / "own-dev.jsonl.gz"
    subprocess.run(
        [sys.executable, str(root / "training" / "gold.py"), "--out", str(out)], check=True, capture_output=True
    )
    golds = read_items(out, GoldLine)
    assert len(golds) >= 40
    for gold in golds:
        items = items_of_gold(gold, gold.text)
        for name in ("claims", "events", "figures", "dates", "places", "ties", "labels"):
            assert len(getattr(items, name)) == len(getattr(gold, name)), (gold.doc, name)
        assert not [date.value for date in gold.dates if " " in (date.value or "")], gold.doc
        for event, annotated in zip(items.events, gold.events, strict=True):
            assert len(event.actors) == len(annotated.actors)
            assert len(event.triggers) == len(annotated.triggers)
