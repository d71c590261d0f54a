"""A monotone map from a raw score to an honest probability."""

from __future__ import annotations

import math
from typing import Final

import msgspec

LEAST: Final = 1e-4  # scores are taken as at least this far from 0 and 1
DIGITS: Final = 3


class Calibration(msgspec.Struct, frozen=True):
    """Log odds times ``slope`` plus ``offset`` (Platt 1999).

    >>> Calibration(1.0, 0.0).apply(0.25)
    0.25
    """

    slope: float
    offset: float

    def apply(self, p: float) -> float:
        """The probability that a raw score of ``p`` stands for, in three digits."""
        clipped = min(max(p, LEAST), 1 - LEAST)
        log_odds = self.slope * math.log(clipped / (1 - clipped)) + self.offset
        return round(1 / (1 + math.exp(-log_odds)), DIGITS)
