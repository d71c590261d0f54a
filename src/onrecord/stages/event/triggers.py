"""Triggers: the words that name events, and whether these happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.encoder.bar import LISTED, bar_of
from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.encoder.heads import EVENT_TYPES, STATUSES
from onrecord.lexicon.find import find_trigger_words
from onrecord.model import EventType, Status, Tokens
from onrecord.model.layers import Floats, Rows, Signals

Range = tuple[int, int]

LEAST_SCORE: Final = 0.25  # chosen on our own dev reports, as the bar
NEVER: Final = np.float32(-20.0)  # log probability of the other types


@dataclass(frozen=True, slots=True)
class Trigger:
    """One mention of an event.

    Attributes:
        words: Range of words.
        type: PLOVER type.
        score: Probability of words and type.
        status: Log probability of each status.
    """

    words: Range
    type: EventType
    score: float
    status: Floats

    @property
    def head(self) -> int:
        """The word that carries the links."""
        return self.words[0]


def find_triggers(tokens: Tokens, signals: Signals) -> list[Trigger]:
    """Triggers above ``LEAST_SCORE``, in text order."""
    logp = signals.trigger.copy()
    logp.values[:, 0] = bar_of(logp.values[:, 0])
    _weigh_words(logp, tokens)
    tags = best_tags(logp, tokens.sentences)
    runs = find_runs(tags)
    scores = score_runs(signals.trigger, tags, runs)
    rows = np.searchsorted(logp.words, np.array([first for first, *_ in runs], dtype=np.int32)).tolist()
    return [
        Trigger((first, last), EVENT_TYPES[label], score, signals.status[row])
        for (first, last, label), score, row in zip(runs, scores, rows, strict=True)
        if score >= LEAST_SCORE
    ]


def _weigh_words(logp: Rows, tokens: Tokens) -> None:
    """Give the probability that a listed word is any trigger to the types that it can name, in place."""
    for found in find_trigger_words(tokens.lower):
        types = np.array([EVENT_TYPES.index(type_) for type_ in found.value])
        for at, row in zip(*logp.between(found.first, found.last), strict=True):
            for first in (1, 2):  # B tags, I tags
                tags = row[first::2]
                total, share = _log_sum(tags), tags[types] - _log_sum(tags[types])
                tags[:] = NEVER
                tags[types] = total + share
            inside = 2 if at > found.first else 1  # B of the first word, I of the others
            row[inside + 2 * types] += LISTED


def _log_sum(values: Floats) -> np.float32:
    top = values.max()
    return np.float32(top + np.log(np.exp(values - top).sum()))


def find_status(triggers: list[Trigger]) -> Status:
    """Status of an event: that of its mentions together; the outcome wins over the plan."""
    total = np.sum([t.status for t in triggers], axis=0) / len(triggers)
    best = STATUSES[int(total.argmax())]
    if len(triggers) > 1 and best in {"planned", "hypothetical"}:
        for trigger in triggers:
            if STATUSES[int(trigger.status.argmax())] == "occurred" and trigger.status.max() > np.log(0.8):
                return "occurred"
    return best


__all__ = ["Trigger", "find_status", "find_triggers"]
