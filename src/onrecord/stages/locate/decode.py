"""Choose an entry for every name of a report, all names together.

A log-linear model gives each candidate of a name a probability. It is applied four
times: first without, then with what the other names of the report make likely.
Weights were fitted by ``training/fit_locate.py`` (conditional logit, L2) on LGL
train, GeoVirus and War of the Rebellion train; see the report it prints.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np

from onrecord.model import Calibration

from .features import FIXED, MOVING, Array, Question, Table, build_table, moving_features

PASSES: Final = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features, and the logistic function of the confidence.

    Attributes:
        first: (len(FIXED),) weights of the first pass.
        fixed: (len(FIXED),) weights of the later passes.
        moving: (len(MOVING),) likewise.
        slope, offset: Confidence is logistic(slope * logit(p) + offset).
    """

    first: Array
    fixed: Array
    moving: Array
    slope: float
    offset: float


@cache
def load_weights() -> Weights:
    """Read ``weights.json`` beside this file."""
    data = json.loads(resources.files("onrecord.stages.locate").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(
        first=np.array([data["first"][name] for name in FIXED]),
        fixed=np.array([data["fixed"][name] for name in FIXED]),
        moving=np.array([data["moving"][name] for name in MOVING]),
        slope=data["slope"],
        offset=data["offset"],
    )


def softmax(table: Table, score: Array) -> Array:
    """Probability of each candidate within its name; (n,) to (n,)."""
    top = np.full(table.questions, -np.inf)
    np.maximum.at(top, table.owner, score)
    weight = np.exp(score - top[table.owner])
    total = np.zeros(table.questions)
    np.add.at(total, table.owner, weight)
    shared: Array = weight / total[table.owner]
    return shared


def run_passes(table: Table, weights: Weights) -> Array:
    """Probabilities of all candidates after the last pass; (n,)."""
    p = softmax(table, table.fixed @ weights.first)
    fixed = table.fixed @ weights.fixed
    for _ in range(PASSES):
        p = softmax(table, fixed + moving_features(table, p) @ weights.moving)
    return p


def choose_entries(questions: list[Question]) -> list[list[tuple[int, float]]]:
    """Rank the candidates of each name.

    Returns:
        For each question, (index in its candidates, probability), the best first.
    """
    table = build_table(questions)
    ranked: list[list[tuple[int, float]]] = [[] for _ in questions]
    if not table.entries:
        return ranked
    p = run_passes(table, load_weights())
    seen = [0] * len(questions)
    for owner, probability in zip(table.owner.tolist(), p.tolist(), strict=True):
        ranked[owner].append((seen[owner], probability))
        seen[owner] += 1
    for rank in ranked:
        rank.sort(key=lambda pair: (-pair[1], pair[0]))
    return ranked


def confidence(p: float) -> float:
    """Probability that the entry is right, from its probability among the candidates."""
    weights = load_weights()
    return Calibration(weights.slope, weights.offset).apply(p)
