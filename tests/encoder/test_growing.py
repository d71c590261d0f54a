"""Arrays that grow, in the heap and in pages of their own."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.encoder.join import LARGE, _Growing


@pytest.mark.parametrize("size", [0, 1, 1000, 2 * LARGE])
def test_what_was_added_comes_back(size: int) -> None:
    """Rows come back in order, with their width and kind, however many they are."""
    whole = np.arange(size * 3, dtype=np.int16).reshape(size, 3)
    growing = _Growing()
    for first in range(0, size + 1, 50_000):
        growing.add(whole[first : first + 50_000])
    found = growing.array()
    assert found.dtype == whole.dtype
    assert np.array_equal(found, whole)
