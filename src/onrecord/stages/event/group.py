"""Which triggers name one event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from onrecord.encoder.heads import RELATIONS
from onrecord.lexicon.load import load_mention_words
from onrecord.model import Tokens
from onrecord.model.layers import Signals

from .scene import Scene
from .triggers import Trigger, find_status

SAME: Final = RELATIONS.index("same")
# Chosen on our own reports (trigger+type F1, B³ of triggers); re-run `make evaluate`.
SAME_LEAST: Final = 0.5
SAME_SURE: Final = 0.9  # link score that outweighs two scenes that differ
SAME_REACH: Final = 3  # sentences between two mentions of one event that share their word
DEFINITE_REACH: Final = 3  # sentences from an event to "the attack"
GROUPS: Final = 12  # latest events that a trigger may name again


def group_triggers(
    tokens: Tokens, signals: Signals, triggers: list[Trigger], scenes: Mapping[int, Scene]
) -> list[list[Trigger]]:
    """Triggers that name one event, together.

    Two are one event if they have one type and the link head says so; if they share their
    word, stand near each other and do not differ in whether the event has happened; if one
    names the outcome of the other in the same sentence; or if one points back to the other.
    Two whose clauses give other days, places or weapons are two, unless the link is very sure.

    Args:
        tokens: The report.
        signals: For the links.
        triggers: In text order.
        scenes: By head of the trigger.
    """
    groups: list[list[Trigger]] = []
    for trigger in triggers:
        same = dict(zip(*(array.tolist() for array in signals.links.row(trigger.head, SAME)), strict=True))
        best, best_score = None, 0.0
        for group in reversed(groups[-GROUPS:]):
            score = max(_same_score(tokens, signals, trigger, other, same) for other in group)
            is_other = any(scenes[trigger.head].differs(scenes[other.head]) for other in group)
            if score > best_score and (score >= SAME_SURE or not is_other):
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
