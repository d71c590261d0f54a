"""Rows of figures and their intervals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.lea import sum_lea
from onrecord.evaluate.measures import Tally, f1, macro_f1, mean, pearson, precision, ratio_f1, recall
from onrecord.evaluate.scores import Row, Scores, make_row

TALLIES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
        lambda t: Tally(t[0] + t[2], t[1] + t[2], t[2])
    ),
    min_size=2,
    max_size=12,
)


def test_row_pools_documents() -> None:
    """A figure is taken of the sums over documents, not averaged over them."""
    row = make_row("F1", n=12, stats=[Tally(10, 10, 5), Tally(2, 0, 0)], measure=f1)
    assert (row.n, row.value) == (12, pytest.approx(200 * 5 / 22, abs=1e-3))


@given(TALLIES)
def test_interval_holds_the_bounds_of_documents(tallies: list[Tally]) -> None:
    """An interval lies within 0 and 100, in order, and is the same each time."""
    first = make_row("F1", n=40, stats=tallies, measure=f1)
    assert first == make_row("F1", n=40, stats=tallies, measure=f1)
    if first.low is not None and first.high is not None:
        assert 0 <= first.low <= first.high <= 100


def test_no_interval_for_large_sets_or_one_document() -> None:
    """From 500 items on, and where nothing can be resampled, there is none."""
    tallies = [Tally(300, 300, 200), Tally(300, 300, 100)]
    assert make_row("F1", n=600, stats=tallies, measure=f1).low is None
    assert make_row("F1", n=40, stats=tallies[:1], measure=f1).low is None
    assert make_row("F1", n=499, stats=tallies, measure=f1).low is not None


def test_undefined_figure_is_zero() -> None:
    """Without any item the value is 0 and there is no interval."""
    assert make_row("F1", n=0, stats=[Tally(0, 0, 0)] * 3, measure=f1) == Row("F1", 0, 0.0)


def test_precision_and_recall() -> None:
    """Of 4 annotated and 5 found, 2 are right."""
    sums = np.array([4.0, 5.0, 2.0])
    assert (float(recall(sums)), float(precision(sums))) == (50.0, 40.0)


def test_macro_f1_leaves_absent_classes_out() -> None:
    """A class that is never annotated counts only by the precision it costs others."""
    sums = np.array([2.0, 2.0, 2.0, 2.0, 1.0, 0.0, 0.0, 1.0, 0.0])
    assert float(macro_f1(sums)) == 50.0


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=3, max_size=20))
def test_pearson_is_numpys(pairs: list[tuple[int, int]]) -> None:
    """From sums of moments comes the same r as from the values."""
    x, y = np.array(pairs, dtype=float).T
    if x.std() > 0 and y.std() > 0:
        sums = np.array([[1, a, b, a * a, b * b, a * b] for a, b in zip(x, y, strict=True)]).sum(axis=0)
        assert float(pearson(sums)) == pytest.approx(np.corrcoef(x, y)[0, 1])


def test_mean() -> None:
    """Sums are the number and the total."""
    assert float(mean(np.array([4.0, 6.0]))) == 1.5


def test_lea_of_its_paper() -> None:
    """The worked example of Moosavi and Strube: recall 0.24, precision 0.33."""
    sums = np.array(sum_lea(["abc", "defg"], ["ab", "cd", "fghi"]))
    assert (sums[0] / sums[1], sums[2] / sums[3]) == pytest.approx((0.238, 0.333), abs=1e-3)
    assert float(ratio_f1(sums)) == pytest.approx(27.8, abs=0.1)


def test_lea_of_singletons() -> None:
    """A singleton is found only as a singleton."""
    assert sum_lea(["a", "b"], ["a"]) == (1.0, 2.0, 1.0, 1.0)
    assert sum_lea(["a"], ["ab"]) == (0.0, 1.0, 0.0, 2.0)


def test_value_by_name() -> None:
    """An unknown metric is an error, not a zero."""
    scores = Scores("pairs", "x", (Row("macro-F1", 1, 50.0),))
    assert scores.value("macro-F1") == 50.0
    with pytest.raises(KeyError):
        scores.value("micro-F1")
