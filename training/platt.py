"""Fit the map from a raw score to an honest probability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from onrecord.model import Calibration
from onrecord.model.calibration import LEAST


def fit_calibration(scores: Sequence[float], is_right: Sequence[bool]) -> Calibration:
    """Slope and offset of the least negative log likelihood (Platt 1999).

    Args:
        scores: Raw probabilities.
        is_right: Whether each came true.
    """
    p = np.array(scores).clip(LEAST, 1 - LEAST)
    log_odds, right = np.log(p / (1 - p)), np.array(is_right)

    def negative(both: NDArray[np.float64]) -> float:
        z = both[0] * log_odds + both[1]
        return float(np.logaddexp(0, np.where(right, -z, z)).sum())

    slope, offset = minimize(negative, np.array([1.0, 0.0])).x
    return Calibration(float(slope), float(offset))
