"""Whether probabilities are honest: which items are right, and how far off their confidence is."""

from typing import Any

import msgspec
import pytest

from onrecord.evaluate.records.calibration import (
    BINS,
    ENTRIES,
    KINDS,
    NAME,
    Judged,
    calibration_rows,
    judge_items,
)
from onrecord.evaluate.records.gold import Gold, items_of_gold
from onrecord.evaluate.records.items import ClaimItem, EventItem, Items, PlaceItem, TieItem
from onrecord.evaluate.records.ours import items_of_record
from onrecord.model import Calibration
from tests.fixtures.sample import RECORD, TEXT

from .annotated import GOLD


def rows_of(*reports: list[Judged]) -> dict[str, float]:
    """Figures of events alone, by the end of their name."""
    rows = calibration_rows([{"events": report} for report in reports])
    return {row.metric.removeprefix(f"{NAME}, "): row.value for row in rows}


def make_event(at: int, type_: str = "ASSAULT", confidence: float | None = None) -> EventItem:
    """An event with one trigger of five code points."""
    return EventItem(((at, at + 5),), type_, "occurred", (), (), None, None, confidence=confidence)


def make_claim(source: tuple[int, int] | None, confidence: float | None = None) -> ClaimItem:
    """A claim that differs by its source only."""
    return ClaimItem(((0, 9),), source, (10, 14), (source,), None, None, None, None, confidence)


def make_place(name: str, lat: float | None, confidence: float | None = None) -> PlaceItem:
    """A place on one meridian."""
    return PlaceItem(((0, 1),) if name == "A" else ((5, 6),), name, lat, 20.0, None, confidence)


def test_event_is_right_by_trigger_and_type() -> None:
    """Another type, and another place, are wrong."""
    gold = Items(events=(make_event(0), make_event(10)))
    found = Items(
        events=(make_event(1, confidence=0.9), make_event(10, "PROTEST", 0.8), make_event(30, confidence=0.3))
    )
    assert judge_items(gold, found)["events"] == [(0.9, True), (0.8, False), (0.3, False)]


@pytest.mark.parametrize(("source", "is_right"), [((15, 19), True), ((40, 44), False), (None, False)])
def test_claim_is_right_with_its_source(source: tuple[int, int] | None, is_right: bool) -> None:
    """The content alone is not enough."""
    gold, found = Items(claims=(make_claim((15, 19)),)), Items(claims=(make_claim(source, 0.7),))
    assert judge_items(gold, found)["claims"] == [(0.7, is_right)]


def test_place_and_its_entry_are_judged_apart() -> None:
    """A place that nobody annotated is a wrong place, and says nothing of its entry; nor does one without a point."""
    gold = Items(places=(make_place("A", 10.0),))
    found = Items(places=(make_place("A", 10.5, 0.9), make_place("B", 10.0, 0.8), make_place("C", None)))
    judged = judge_items(gold, found)
    assert judged["places"] == [(0.9, True), (0.8, False)]
    assert judged[ENTRIES] == [(0.9, True)]
    far = judge_items(gold, Items(places=(make_place("A", 13.0, 0.9),)))
    assert far["places"] == far[ENTRIES] == [(0.9, False)]
    unknown = judge_items(Items(places=(make_place("A", None),)), found)
    assert unknown[ENTRIES] == []


def test_tie_is_right_by_type_and_ends() -> None:
    """The wrong way round is wrong."""
    gold = Items(ties=(TieItem("leads", ((0, 4),), ((9, 12),)),))
    found = Items(
        ties=(TieItem("leads", ((0, 4),), ((9, 12),), (), 0.6), TieItem("leads", ((9, 12),), ((0, 4),), (), 0.5))
    )
    assert judge_items(gold, found)["ties"] == [(0.6, True), (0.5, False)]


def test_whole_record_is_judged() -> None:
    """Every item of the record with a confidence is there, and as many are right as the counts say."""
    annotation: Any = msgspec.convert(GOLD, Gold)
    judged = judge_items(items_of_gold(annotation, TEXT), items_of_record(RECORD))
    assert {kind: len(judged[kind]) for kind in ("events", "claims", "ties")} == {
        "events": len(RECORD.events),
        "claims": len(RECORD.claims),
        "ties": len(RECORD.ties),
    }
    assert sum(item.is_right for item in judged["events"]) == 2
    assert sum(item.is_right for item in judged["claims"]) == 2


def test_honest_probabilities_have_no_error() -> None:
    """Of ten items marked 0.8 eight are right; marked 1.0 they are 20 points too sure."""
    eight = [True] * 8 + [False] * 2
    honest = rows_of([Judged(0.8, right) for right in eight])
    assert (honest["events"], honest["events, equal width"]) == (0.0, 0.0)
    assert rows_of([Judged(1.0, right) for right in eight])["events"] == pytest.approx(20)


def test_errors_of_bins_do_not_cancel() -> None:
    """Too sure above and too unsure below is an error, though the mean is right."""
    low, high = [Judged(0.25, True)] * 50, [Judged(0.75, False)] * 50
    found = rows_of(low, high)
    assert found["events"] == found["events, equal width"] == pytest.approx(75)


def test_bins_of_equal_count_part_what_equal_width_joins() -> None:
    """Between 0.9 and 1 lies one bin of equal width; ten of equal count see the two halves."""
    items = [Judged(0.91, True)] * 50 + [Judged(0.99, False)] * 50
    found = rows_of(items)
    assert found["events"] == pytest.approx(54)
    assert found["events, equal width"] == pytest.approx(45)


def test_chance_error_falls_with_size() -> None:
    """A small set looks worse than it is; nothing that is certain can look bad."""
    small, large = ([Judged(i / n, True) for i in range(n)] for n in (50, 5000))
    assert rows_of(small)["events, by chance"] > 2 * rows_of(large)["events, by chance"] > 0
    assert rows_of([Judged(1.0, True)] * 20)["events, by chance"] == 0


def test_kinds_without_items_have_rows() -> None:
    """An empty record gives zeros under the same names."""
    rows = [*calibration_rows([{}])]
    assert len(rows) == 3 * len(KINDS)
    assert {(row.n, row.value) for row in rows} == {(0, 0.0)}
    assert BINS == 10


@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 0.999, 1.0])
def test_calibration_is_monotone_and_stays_a_probability(p: float) -> None:
    """The identity changes nothing but the ends; a larger score never gets less."""
    assert Calibration(1.0, 0.0).apply(p) == pytest.approx(p, abs=1e-3)
    shifted = Calibration(0.9, -0.6)
    assert 0 <= shifted.apply(p) <= shifted.apply(min(1.0, p + 0.1)) <= 1
    assert shifted.apply(0.5) < 0.5
