"""The claim: somebody puts something on record (codebook section 1)."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span, Spans

Act = Literal[
    "say", "announce", "estimate", "believe", "promise", "demand",
    "threaten", "accuse", "deny", "confirm", "warn", "show",
]  # fmt: skip
Form = Literal["direct", "indirect", "mixed"]
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["affirmed", "denied"]


class Voice(msgspec.Struct, frozen=True):
    """One link of a chain of sources.

    Attributes:
        source: The full noun phrase of the speaker; None if nobody is named.
        cue: The words that signal the attribution.
        actor: Id of the actor that the source resolves to.
        medium: Where it was said (Facebook page, state television …).
        named: False for unnamed sources ("officials", "estimates").
    """

    source: Span | None
    cue: Span | None
    actor: str | None = None
    medium: Span | None = None
    named: bool = True


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim.

    Attributes:
        id: ``c1``, ``c2`` … in text order.
        content: What is said; may be discontinuous.
        voices: Nearest to the fact first; at least one.
        about: Ids of the events, figures and ties inside the content.
        time: EDTF of the utterance.
        confidence: Probability that source, cue and content are right.
    """

    id: str
    content: Spans
    voices: tuple[Voice, ...]
    act: Act = "say"
    form: Form = "indirect"
    certainty: Certainty = "certain"
    hedges: Spans = ()
    polarity: Polarity = "affirmed"
    about: tuple[str, ...] = ()
    time: str | None = None
    confidence: float = 0.5
