"""Stage 6, attribute: who says what, through which chain of voices."""

from __future__ import annotations

from onrecord.model import Claim, Time, Tokens
from onrecord.model.layers import Signals

from .chain import build_claims
from .pairing import find_attributions

__all__ = ["find_claims"]


def find_claims(tokens: Tokens, *, signals: Signals, times: tuple[Time, ...] = ()) -> tuple[Claim, ...]:
    """Claims of a report (codebook section 1).

    Args:
        tokens: n words.
        signals: ``attribution`` (n, 7) and the links of cues.
        times: For the time of each utterance.

    Returns:
        In text order of their contents; voices not yet resolved to actors.
    """
    return build_claims(tokens, find_attributions(tokens, signals), times)
