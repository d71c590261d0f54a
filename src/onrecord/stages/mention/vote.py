"""One name, one type: what the same name is elsewhere in the report decides doubtful cases.

The encoder sees a window; a name that is plain in one sentence ("President Bouteflika")
may be opaque in the next ("Bouteflika's circle"). The type probabilities of all mentions
of a name are added up, and a surname takes part in the vote of the full name. A name that
the gazetteer does not hold is less likely a place, one that the registry holds likelier a body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Final

import numpy as np

from onrecord.encoder.decode import Run
from onrecord.encoder.heads import MENTION_TYPES
from onrecord.model.layers import Floats, Rows

NAMES: Final = tuple(
    MENTION_TYPES.index(t) for t in ("person", "organisation", "place", "facility", "nationality", "product", "other")
)
BODY: Final = MENTION_TYPES.index("organisation")
PLACE: Final = MENTION_TYPES.index("place")
FULL_WEIGHT: Final = 0.5  # a full name's vote for the type of its last word
UNLISTED: Final = 0.3
"""Factor on the probability of "place" for a name that no gazetteer holds; chosen on worldwide newswire dev
(names F1 80.6 without, 81.1 with 0.3, model 820ca89c3688); re-run ``make evaluate``."""

REGISTERED: Final = 4.0
"""Factor on "organisation" for a name of a body that the registry holds; chosen likewise (81.75 and 81.83)."""


def vote_types(
    logp: Rows,
    runs: list[Run],
    names: list[str],
    *,
    is_listed: Callable[[str], bool],
    is_body: Callable[[str], bool],
) -> list[Run]:
    """Give each run the type for which its name's mentions speak together.

    Args:
        logp: Of the 23 tags.
        runs: Mentions.
        names: Their texts, without article.
        is_listed: Whether a gazetteer holds a name.
        is_body: Whether the registry holds it as that of a body.

    Returns:
        The runs with their types; dates, money, weapons and vehicles keep theirs.
    """
    says = (_type_probabilities(logp, run) for run in runs)
    total: dict[str, Floats] = defaultdict(lambda: np.zeros(len(MENTION_TYPES), dtype=np.float32))
    for (*_, label), name, said in zip(runs, names, says, strict=True):
        if label in NAMES:
            total[name] += said
            if label == MENTION_TYPES.index("person") and " " in name:
                total[name.rsplit(" ", 1)[1]] += FULL_WEIGHT * said
    for name in total:
        if total[name][PLACE] > total[name].max() * UNLISTED and not is_listed(name):
            total[name][PLACE] *= UNLISTED
        if total[name][BODY] > total[name].max() / REGISTERED and is_body(name):
            total[name][BODY] *= REGISTERED
    voted = []
    for (first, last, label), name in zip(runs, names, strict=True):
        best = NAMES[int(total[name][list(NAMES)].argmax())] if label in NAMES else label
        voted.append((first, last, best))
    return voted


def _type_probabilities(logp: Rows, run: Run) -> Floats:
    """(11,) mean probability of each type over the words of a run."""
    first, last, _ = run
    p = np.exp(logp.between(first, last)[1])
    result: Floats = (p[:, 1::2] + p[:, 2::2]).mean(axis=0)
    return result
