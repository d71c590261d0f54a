"""Two readers: Krippendorff's alpha, field by field."""

from collections.abc import Sequence

import pytest

from onrecord.model import Record
from onrecord.review import Agreement, Reading, measure_agreement
from onrecord.review.agreement import _summarise

from .readings import BEN, judge, shift


def measure(*judged: Reading, between: tuple[str, str] = ("Ann", "Ben")) -> dict[str, Agreement]:
    """Agreement of two readers by field."""
    rows = tuple(row for reading in judged for row in reading.judgements)
    records: dict[str, Record] = {reading.report.id: reading.record for reading in judged}
    return {one.field: one for one in measure_agreement(rows, between, records=records)}


@pytest.mark.parametrize(
    ("level", "pairs", "alpha"),
    [
        # Krippendorff (2011), section A: two observers, ten units of 0 and 1.
        ("nominal", [(0, 1), (1, 1), (0, 1), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0), (1, 0), (0, 0)], 0.095),
        # By hand: 1 - (1/3) / 37.4, and 1 - 27 / 49.13 where the two are 9 apart.
        ("interval", [(1, 1), (2, 3), (10, 10)], 0.991),
        ("interval", [(1, 1), (2, 11), (10, 10)], 0.450),
    ],
)
def test_alpha_is_krippendorffs(level: str, pairs: Sequence[tuple[float, float]], alpha: float) -> None:
    """On a published example, and the larger the nearer numbers lie."""
    domain = sorted({value for pair in pairs for value in pair})
    measured = _summarise("figure.low", level, pairs, domain)  # type: ignore[arg-type]
    assert measured.alpha == pytest.approx(alpha, abs=0.001)


def test_units_are_fields_that_both_judged(reading: Reading) -> None:
    """By correcting a field or by accepting the item; a rejection says nothing of the fields."""
    reading = judge(reading, ("accept", "e1"), ("correct", "e3", "type", "AID"), ("reject", "a5"), ("accept", "l1"))
    reading = judge(reading, ("correct", "e1", "type", "COERCE"), ("accept", "e3"), ("accept", "a5"), author=BEN)
    measured = measure(reading)
    assert {name for name in measured if name.startswith("event")} == {"event.type"}
    assert (measured["event.type"].units, measured["event.type"].same) == (2, 1)
    assert (measured["actor"].units, measured["actor"].same) == (1, 0)
    assert "label" not in measured


def test_newest_word_of_each_reader_counts(reading: Reading) -> None:
    """What a reader changed does not."""
    reading = judge(reading, ("correct", "f1", "low", "11"), ("correct", "f1", "low", "10"))
    reading = judge(reading, ("correct", "f1", "low", "10"), author=BEN)
    measured = measure(reading)["figure.low"]
    assert (measured.level, measured.units, measured.same, measured.alpha) == ("interval", 1, 1, None)


def test_scale_of_certainty_is_ordinal(reading: Reading) -> None:
    """Probable is nearer to certain than possible is."""
    alphas = []
    for word in ("probable", "possible"):
        judged = judge(reading, ("correct", "c1", "certainty", "certain"), ("correct", "c2", "certainty", "possible"))
        judged = judge(
            judged, ("correct", "c1", "certainty", word), ("correct", "c2", "certainty", "possible"), author=BEN
        )
        alphas.append(measure(judged)["claim.certainty"].alpha or 0.0)
    assert alphas[0] > alphas[1]


def test_two_mentions_of_one_actor_are_one_value(reading: Reading) -> None:
    """The reading knows that they are."""
    reading = judge(reading, ("correct", "e2", "actor", "125-133"), ("correct", "e1", "actor", "a5"))
    reading = judge(reading, ("correct", "e2", "actor", "301-309"), ("correct", "e1", "actor", "a4"), author=BEN)
    assert (measure(reading)["event.actor"].units, measure(reading)["event.actor"].same) == (2, 1)


def test_readers_of_two_readings_are_paired_by_spans(reading: Reading) -> None:
    """Ids differ, words do not."""
    one = judge(reading, ("correct", "e1", "status", "planned"))
    newer = Reading(one.report, shift(one.record), one.judgements)
    both = judge(newer, ("correct", "e2", "status", "ongoing"), author=BEN)
    assert measure(both)["event.status"].same == 0
