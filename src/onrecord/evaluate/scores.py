"""What a run of ``evaluate`` gives: rows of figures, with confidence intervals for small sets.

Every measure here is a function of sums over documents (``measures``), so that the
bootstrap resamples whole documents and never reads one twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

Stats = NDArray[np.float64]
Measure = Callable[[Stats], Stats]
"""From sums (..., k) to values (...); undefined values are NaN."""

SMALL: Final = 500  # items; below, a figure comes with its interval (targets.md)
RESAMPLES: Final = 2000
SEED: Final = 20_171_201
DIGITS: Final = 4


class Row(msgspec.Struct, frozen=True):
    """One figure.

    Attributes:
        metric: Its name; F1, precision, recall, shares and LEA are in percent.
        n: Annotated items that it rests on.
        value: The figure; 0 where it is not defined.
        low, high: Bootstrap 95 % interval; None from 500 items on, or for one document.
    """

    metric: str
    n: int
    value: float
    low: float | None = None
    high: float | None = None


class Scores(msgspec.Struct, frozen=True):
    """The figures of one file.

    Attributes:
        task: Name of the task.
        file: Name of the file, without its folders.
        rows: The figures, the most important first.
        notes: What was left out, and other remarks.
    """

    task: str
    file: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def value(self, metric: str) -> float:
        """The figure of one metric.

        Raises:
            KeyError: There is no such metric.
        """
        for row in self.rows:
            if row.metric == metric:
                return row.value
        raise KeyError(metric)


def print_scores(scores: Scores) -> str:
    """The figures as a plain table, notes below.

    >>> print(print_scores(Scores("pairs", "x.jsonl", (Row("macro-F1", 12, 81.5, 70.0, 90.25),))))
    pairs, x.jsonl
      macro-F1   n 12   81.50  (95 %: 70.00 to 90.25)
    """
    width = max((len(row.metric) for row in scores.rows), default=0)
    digits = max((len(str(row.n)) for row in scores.rows), default=0)
    lines = [f"{scores.task}, {scores.file}"]
    for row in scores.rows:
        interval = "" if row.low is None else f"  (95 %: {row.low:.2f} to {row.high:.2f})"
        lines.append(f"  {row.metric:{width}}   n {row.n:{digits}} {row.value:7.2f}{interval}")
    return "\n".join((*lines, *(f"  {note}" for note in scores.notes)))


def make_row(metric: str, *, n: float, stats: Sequence[Sequence[float]] | Stats, measure: Measure) -> Row:
    """Compute one figure.

    Args:
        metric: Its name.
        n: Annotated items.
        stats: (d, k), the summands of each document.
        measure: From the sum over documents to the figure.
    """
    table = np.asarray(stats, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = float(np.nan_to_num(measure(table.sum(axis=0))))
        low, high = _bootstrap(table, measure) if n < SMALL and len(table) > 1 else (None, None)
    return Row(metric, int(n), round(value, DIGITS), low, high)


def _bootstrap(table: Stats, measure: Measure) -> tuple[float | None, float | None]:
    """Percentile interval over resampled documents (Efron and Tibshirani 1993, chapter 13)."""
    documents = len(table)
    draws = np.random.default_rng(SEED).multinomial(documents, np.full(documents, 1 / documents), size=RESAMPLES)
    values = measure(draws.astype(np.float64) @ table)
    values = values[np.isfinite(values)]
    if not len(values):
        return None, None
    low, high = np.percentile(values, (2.5, 97.5))
    return round(float(low), DIGITS), round(float(high), DIGITS)
