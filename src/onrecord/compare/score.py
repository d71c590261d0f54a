"""Score pairs of mentions with the fitted weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from onrecord.errors import LexiconError
from onrecord.lexicon.strict import read_yaml

from .features import ACROSS, WITHIN, Context, Feature
from .mentions import Mention

REASONS: Final = 3  # features that are named as reasons of a join


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression over a table of features.

    Attributes:
        absent: Log odds of a pair that was never compared.
        bias: Log odds of a pair of which no feature says anything.
        weights: Of each feature, in the order of its table.
    """

    absent: float
    bias: float
    weights: dict[str, float]

    def score(self, values: Sequence[float]) -> float:
        """Log odds that a pair is one incident."""
        return self.bias + sum(w * value for w, value in zip(self.weights.values(), values, strict=True))


class Models(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shipped weights (``weights.yaml``)."""

    within: Model
    across: Model


@cache
def load_models() -> Models:
    """The shipped weights.

    Raises:
        LexiconError: They are not those of the tables of features, in the same order.
    """
    models = read_yaml(resources.files("onrecord.compare").joinpath("weights.yaml"), Models)
    for model, table in ((models.within, WITHIN), (models.across, ACROSS)):
        names = [feature.__name__ for feature in table]
        if [*model.weights] != names:
            raise LexiconError(f"the weights must be those of {', '.join(names)}", source="weights.yaml")
    return models


def measure(a: Mention, b: Mention, context: Context, table: Sequence[Feature]) -> tuple[float, ...]:
    """Value of each feature of a table."""
    return tuple(feature(a, b, context) for feature in table)


def find_reasons(values: Sequence[float], model: Model) -> tuple[str, ...]:
    """What speaks most for a join across reports, in the features' own words, the weightiest first.

    Args:
        values: Of the features ``ACROSS``, as ``measure`` gives them.
        model: What weighs them.
    """
    parts = [
        (weight * value, str(feature.__doc__).splitlines()[0].rstrip(".").lower())
        for weight, value, feature in zip(model.weights.values(), values, ACROSS, strict=True)
    ]
    return tuple(text for gain, text in sorted(parts, reverse=True)[:REASONS] if gain > 0)
