"""Gradient-boosted trees as plain arrays (``forest.npz``): sums of the leaves that a row reaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

DEEPEST: Final = 32


@dataclass(frozen=True)
class Forest:
    """t trees with n nodes in all.

    Attributes:
        bias: Added to every sum.
        roots: (t,) node of each root.
        feature: (n,) column that a node asks, -1 in a leaf.
        threshold: (n,) a row goes left if its value is not larger.
        left, right: (n,) nodes.
        value: (n,) of a leaf.
    """

    bias: float
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]

    def score(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log odds of each row.

        Args:
            rows: (m, k).

        Returns:
            (m,).
        """
        total = np.full(len(rows), self.bias)
        every = np.arange(len(rows))
        for root in self.roots.tolist():
            node = np.full(len(rows), root, dtype=np.int32)
            for _ in range(DEEPEST):
                asked = self.feature[node]
                if (asked < 0).all():
                    break
                goes_left = rows[every, np.maximum(asked, 0)] <= self.threshold[node]
                node = np.where(asked < 0, node, np.where(goes_left, self.left[node], self.right[node]))
            total += self.value[node]
        return total


def read_forest(file: IO[bytes]) -> Forest:
    """A forest from the bytes of an ``.npz``."""
    with np.load(file) as arrays:
        return Forest(float(arrays["bias"]), *(arrays[n] for n in Forest.__dataclass_fields__ if n != "bias"))


@cache
def load_forest() -> Forest:
    """The shipped forest, fitted by ``training/fit_ecb.py``."""
    with resources.files("onrecord.evaluate.ecb").joinpath("forest.npz").open("rb") as file:
        return read_forest(file)
