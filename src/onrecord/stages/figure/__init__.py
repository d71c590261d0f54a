"""Stage figure: the counts of a text with their bounds and what they count."""

from __future__ import annotations

from onrecord.model import Figure, Mention, Time, Tokens

from .rules import read_figures

__all__ = ["find_figures"]

NAMED = frozenset({"weapon", "vehicle", "product"})
"""Types of names inside which a number counts nothing, unless the name begins with it ("two tanks")."""
UNCOUNTED = frozenset({"date"})
"""Types in which no number counts anything."""


def find_figures(tokens: Tokens, *, times: tuple[Time, ...], mentions: tuple[Mention, ...] = ()) -> tuple[Figure, ...]:
    """Find the figures of a text (codebook section 3).

    Args:
        tokens: The segmented text.
        times: Its time expressions; a number inside one counts nothing.
        mentions: Its names; a number inside a weapon, vehicle or product counts nothing.

    Returns:
        In text order, without overlaps; ``of`` is None, certainty the default.

    >>> from onrecord.stages.segment import segment
    >>> figures = find_figures(segment("At least six people were killed and dozens of houses burned."), times=())
    >>> [(figure.low, figure.high, figure.unit) for figure in figures]
    [(6, None, 'killed'), (24, 99, 'houses')]
    """
    names = [mention.span for mention in mentions if mention.type in NAMED]
    other = [mention.span for mention in mentions if mention.type in UNCOUNTED]
    return read_figures(tokens, [*(time.span for time in times), *other], names)
