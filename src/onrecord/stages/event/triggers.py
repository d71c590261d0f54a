"""Triggers, and which of them name one event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.encoder.heads import EVENT_TYPES, RELATIONS, STATUSES
from onrecord.lexicon.load import load_mention_words, load_trigger_words
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import EventType, Status, Tokens
from onrecord.model.layers import Floats, Signals

Range = tuple[int, int]

SAME: Final = RELATIONS.index("same")
# Chosen on our own dev reports (trigger+type F1, B³ of triggers); re-run `make evaluate`.
NOTHING: Final = 0.2  # added to the log probability of "no trigger"
LEAST_SCORE: Final = 0.2
LISTED: Final = np.float32(1.5)
"""Added to the log probability of the types that a word of ``lexicon/trigger_words.yaml`` names."""
NEVER: Final = np.float32(-20.0)  # log probability of the other types
SAME_LEAST: Final = 0.5
SAME_REACH: Final = 3  # sentences between two mentions of one event that share their word
DEFINITE_REACH: Final = 3  # sentences from an event to "the attack"


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
    logp = signals.trigger + np.where(np.arange(signals.trigger.shape[1]) == 0, np.float32(NOTHING), np.float32(0))
    _weigh_words(logp, tokens)
    tags = best_tags(logp, tokens.sentences)
    runs = find_runs(tags)
    scores = score_runs(signals.trigger, tags, runs)
    return [
        Trigger((first, last), EVENT_TYPES[label], score, signals.status[first])
        for (first, last, label), score in zip(runs, scores, strict=True)
        if score >= LEAST_SCORE
    ]


def _weigh_words(logp: Floats, tokens: Tokens) -> None:
    """Give the probability that a listed word is any trigger to the types that it can name, in place."""
    for found in _trigger_book().find_all(tokens.lower):
        types = np.array([EVENT_TYPES.index(type_) for type_ in found.value])
        for at in range(found.first, found.last):
            for first in (1, 2):  # B tags, I tags
                tags = logp[at, first::2]
                total, share = _log_sum(tags), tags[types] - _log_sum(tags[types])
                tags[:] = NEVER
                tags[types] = total + share
            inside = 2 if at > found.first else 1  # B of the first word, I of the others
            logp[at, inside + 2 * types] += LISTED


def _log_sum(values: Floats) -> np.float32:
    top = values.max()
    return np.float32(top + np.log(np.exp(values - top).sum()))


@cache
def _trigger_book() -> Phrasebook[tuple[EventType, ...]]:
    return Phrasebook.build(load_trigger_words().items())


def group_triggers(tokens: Tokens, signals: Signals, triggers: list[Trigger]) -> list[list[Trigger]]:
    """Triggers that name one event, together.

    Two are one event if they have one type and the link head says so; if they share their
    word, stand near each other and do not differ in whether the event has happened; if one
    names the outcome of the other in the same sentence; or if one points back to the other.
    """
    groups: list[list[Trigger]] = []
    for trigger in triggers:
        same = dict(zip(*(array.tolist() for array in signals.links.row(trigger.head, SAME)), strict=True))
        best, best_score = None, 0.0
        for group in reversed(groups[-12:]):
            score = max(_same_score(tokens, signals, trigger, other, same) for other in group)
            if score > best_score:
                best, best_score = group, score
        if best is not None and best_score >= SAME_LEAST:
            best.append(trigger)
        else:
            groups.append([trigger])
    return groups


def _same_score(tokens: Tokens, signals: Signals, one: Trigger, other: Trigger, same: dict[int, float]) -> float:
    """How surely two triggers name one event, 0 to 1."""
    if one.type != other.type:
        return 0.0
    forward = same.get(other.head, 0.0)
    words, scores = signals.links.row(other.head, SAME)
    at = int(np.searchsorted(words, one.head))
    backward = float(scores[at]) if at < len(words) and words[at] == one.head else 0.0
    score = max(forward, backward)
    apart = int(tokens.sentence_of[one.head] - tokens.sentence_of[other.head])
    alike = (
        (apart <= SAME_REACH and _shares_word(tokens, one, other) and find_status([one]) == find_status([other]))
        or (apart == 0 and _is_result(tokens, one) != _is_result(tokens, other))
        or (apart <= DEFINITE_REACH and _is_definite(tokens, one))
    )
    return max(score, SAME_LEAST) if alike else score


def _is_result(tokens: Tokens, trigger: Trigger) -> bool:
    """Whether a trigger names the outcome ("killed") and not the act ("shelled")."""
    first, last = trigger.words
    lower = " ".join(tokens.words[first:last]).lower()
    return trigger.type == "ASSAULT" and lower in load_mention_words()["results"]


def _is_definite(tokens: Tokens, trigger: Trigger) -> bool:
    """Whether a trigger points back: "the attack", "this ceasefire"."""
    return trigger.head > 0 and tokens.words[trigger.head - 1].lower() in load_mention_words()["definite"]


def _shares_word(tokens: Tokens, one: Trigger, other: Trigger) -> bool:
    """Whether the last words of two triggers are forms of one word: "shelling", "shelled"."""
    a, b = (tokens.words[t.words[1] - 1].lower() for t in (one, other))
    return a == b or _stem(a) == _stem(b)


def _stem(word: str) -> str:
    """Common beginning of a verb's forms, good enough to compare words of one type in one report."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word if len(word) < 3 or word[-1] != word[-2] else word[:-1]


def find_status(triggers: list[Trigger]) -> Status:
    """Status of an event: that of its mentions together; the outcome wins over the plan."""
    total = np.sum([t.status for t in triggers], axis=0) / len(triggers)
    best = STATUSES[int(total.argmax())]
    if len(triggers) > 1 and best in {"planned", "hypothetical"}:
        for trigger in triggers:
            if STATUSES[int(trigger.status.argmax())] == "occurred" and trigger.status.max() > np.log(0.8):
                return "occurred"
    return best


__all__ = ["Trigger", "find_status", "find_triggers", "group_triggers"]
