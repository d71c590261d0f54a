"""Stage 3, mention: typed names, from the encoder's tags."""

from __future__ import annotations

from typing import Final

from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.encoder.heads import MENTION_TYPES
from onrecord.model import Mention, Tokens
from onrecord.model.layers import Signals

__all__ = ["find_mentions"]

DIGITS: Final = 3  # scores are rounded: the last bits may differ between processors


def find_mentions(tokens: Tokens, *, signals: Signals) -> tuple[Mention, ...]:
    """Names of persons, organisations, places, facilities, nationalities, weapons, vehicles …

    Args:
        tokens: n words.
        signals: ``signals.mention`` (n, 23).

    Returns:
        In text order; no two overlap.
    """
    tags = best_tags(signals.mention, tokens.sentences)
    runs = find_runs(tags)
    scores = score_runs(signals.mention, tags, runs)
    return tuple(
        Mention(tokens.span(first, last), MENTION_TYPES[label], round(score, DIGITS))
        for (first, last, label), score in zip(runs, scores, strict=True)
    )
