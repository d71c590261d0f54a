"""Stage 6, attribute: who says what, through which chain of voices."""

from __future__ import annotations

from typing import Final

import numpy as np

from onrecord.encoder.heads import MENTION_TAGS
from onrecord.model import Claim, Time, Tokens
from onrecord.model.layers import Signals

from .chain import build_claims
from .credit import find_report_voices
from .nesting import carry_outlet, pass_on
from .pairing import find_attributions
from .reach import extend_claims

__all__ = ["find_claims", "find_report_voices"]

PERSON: Final = tuple(index for index, tag in enumerate(MENTION_TAGS) if tag.endswith("-person"))


def find_claims(tokens: Tokens, *, signals: Signals, times: tuple[Time, ...] = ()) -> tuple[Claim, ...]:
    """Claims of a report (codebook section 1).

    Args:
        tokens: n words.
        signals: ``attribution``, ``mention`` and the links of cues.
        times: For the time of each utterance.

    Returns:
        In text order of their contents; voices not yet resolved to actors.
    """
    persons = np.flatnonzero(np.isin(signals.mention.best(), PERSON))
    attributions = find_attributions(tokens, signals)
    claims = build_claims(tokens, attributions, times, persons=frozenset(persons.tolist()))
    return carry_outlet(tokens, pass_on(tokens, extend_claims(tokens, claims)))
