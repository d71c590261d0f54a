"""How likely a type of event must be before a word is taken for its trigger.

For the best F1 a fixed bar decides, not the likeliest tag: of "no trigger" 0.5 and ASSAULT
0.4 the second is worth the risk, of three types with 0.3 each none is. The bar follows the
probability of "no trigger" a little way.

Source: Lipton, Elkan and Naryanaswamy, Optimal thresholding of classifiers to maximize F1, 2014.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.model.layers import Floats

# Chosen on our own dev reports (trigger+type F1, B³ of triggers); re-run `make evaluate`.
BAR: Final = np.float32(-0.35)
SHARE: Final = np.float32(0.3)
LISTED: Final = np.float32(1.5)
"""Added to the log probability of the types that a word of ``lexicon/trigger_words.yaml`` names."""

LEAST: Final = np.float32(1e-12)


def bar_of(nothing: Floats) -> Floats:
    """What the log probability of a type is held against.

    Args:
        nothing: Log probability of "no trigger", of any shape.
    """
    bar: Floats = BAR + SHARE * nothing
    return bar


def may_reach(nothing: Floats, others: Floats) -> NDArray[np.bool_]:
    """Whether a tag can reach the bar, were the word listed.

    Args:
        nothing: (w,) log probability of "no trigger".
        others: (w,) probability of the tags in question together.
    """
    may: NDArray[np.bool_] = np.log(np.maximum(others, LEAST)) + LISTED >= bar_of(nothing)
    return may
