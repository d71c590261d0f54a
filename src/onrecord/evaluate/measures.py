"""Measures as functions of sums over documents, vectorised over a leading axis.

``Tally`` counts annotated, found and right items; the functions take sums of such
triples, (..., 3), unless they say otherwise.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .scores import Measure, Stats


class Tally(NamedTuple):
    """Counts of one metric in one document."""

    gold: int
    found: int
    right: int

    def __add__(self, other: object) -> Tally:
        """Add counts item by item, not end to end as tuples would."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)


def f1(sums: Stats) -> Stats:
    """F1 in percent.

    >>> float(f1(np.array([4.0, 6.0, 3.0])))
    60.0
    """
    return _divide(200 * sums[..., 2], sums[..., 0] + sums[..., 1])


def precision(sums: Stats) -> Stats:
    """Share of the found that is right, in percent."""
    return _divide(100 * sums[..., 2], sums[..., 1])


def recall(sums: Stats) -> Stats:
    """Share of the annotated that was found, in percent."""
    return _divide(100 * sums[..., 2], sums[..., 0])


def mean(sums: Stats) -> Stats:
    """Mean of a value; sums (..., 2) of the number and the total."""
    return _divide(sums[..., 1], sums[..., 0])


def macro_f1(sums: Stats) -> Stats:
    """Mean F1 of the classes that are annotated at all, in percent.

    Args:
        sums: (..., 3 * c), a triple a class.
    """
    by_class = sums.reshape(*sums.shape[:-1], -1, 3)
    scores = np.where(by_class[..., 0] > 0, f1(by_class), np.nan)
    return _divide(np.nansum(scores, axis=-1), np.isfinite(scores).sum(axis=-1).astype(np.float64))


def calibration_error(sums: Stats) -> Stats:
    """Expected calibration error in percent.

    Args:
        sums: (..., 3 * b), of each bin its items, the total of their probabilities, and how many are right.

    >>> float(calibration_error(np.array([10.0, 9.0, 8.0, 10.0, 2.0, 2.0])))
    5.0
    """
    by_bin = sums.reshape(*sums.shape[:-1], -1, 3)
    gaps = np.abs(by_bin[..., 1] - by_bin[..., 2]).sum(axis=-1)
    return _divide(100 * gaps, by_bin[..., 0].sum(axis=-1))


def pearson(sums: Stats) -> Stats:
    """Pearson's r; sums (..., 6) of 1, x, y, xx, yy, xy."""
    n, x, y, xx, yy, xy = np.moveaxis(sums, -1, 0)
    return _divide(n * xy - x * y, np.sqrt(np.maximum(n * xx - x**2, 0) * np.maximum(n * yy - y**2, 0)))


def ratio_f1(sums: Stats) -> Stats:
    """F1 of two ratios in percent; sums (..., 4) of recall's numerator and denominator, then precision's."""
    r, p = _divide(sums[..., 0], sums[..., 1]), _divide(sums[..., 2], sums[..., 3])
    both = _divide(2 * r * p, r + p)
    result: Stats = 100 * np.where(r + p == 0, 0.0, both)
    return result


PRF: tuple[tuple[str, Measure], ...] = (("F1", f1), ("precision", precision), ("recall", recall))


def _divide(a: Stats, b: Stats) -> Stats:
    """Quotient; NaN where the divisor is 0."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    out: Stats = np.full(np.broadcast(a, b).shape, np.nan)
    return np.divide(a, b, out=out, where=b != 0)
