"""Stage 10, relate: lasting relations that the text states (codebook section 7)."""

from __future__ import annotations

from typing import Final

from onrecord.model import Actor, Calibration, Mention, Place, Tie, Tokens

from .affixes import find_affixes
from .found import Found
from .index import Index
from .links import find_links
from .listed import find_listed
from .nested import find_nested
from .presence import find_presence
from .roles import find_roles

__all__ = ["find_ties"]

CALIBRATION: Final = Calibration(1.126, -1.202)
"""From a rule's trust, which takes the actors for right, to the probability that the tie is right. Fitted by
``training/fit_confidence.py`` on our own train reports; re-run it after a change of the rules."""


def find_ties(
    tokens: Tokens,
    *,
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
) -> tuple[Tie, ...]:
    """Find the ties between the actors and places of a report.

    Args:
        tokens: Words and sentences.
        mentions: Typed names; a name that no actor has may still be an alias.
        actors: Every actor with its mentions.
        places: Every place with its mentions.

    Returns:
        In text order, ``r1``, ``r2`` …; each relation of two ends once, at its first mention.
    """
    if not len(tokens):
        return ()
    index = Index(tokens, actors, places, mentions)
    stated = [
        *find_links(index),
        *find_roles(index),
        *find_affixes(index),
        *find_presence(index),
        *find_listed(index),
    ]
    pairs = {frozenset((tie.from_.id, tie.to.id)) for tie in stated}
    implied = [tie for tie in find_nested(index) if frozenset((tie.from_.id, tie.to.id)) not in pairs]
    unique: dict[tuple[str, str, str], Found] = {}
    for tie in sorted((*stated, *implied), key=Found.place_in_text):
        unique.setdefault((tie.type, tie.from_.id, tie.to.id), tie)
    return tuple(
        Tie(
            id=f"r{number}",
            type=tie.type,
            from_=tie.from_.id,
            to=tie.to.id,
            spans=tie.spans,
            confidence=CALIBRATION.apply(tie.trust),
        )
        for number, tie in enumerate(unique.values(), 1)
    )
