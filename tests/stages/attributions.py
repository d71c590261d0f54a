"""Attributions on hand-made spans, for the tests of their rules."""

from __future__ import annotations

from onrecord.model import Claim, Span, Tokens
from onrecord.stages.attribute.chain import build_claims
from onrecord.stages.attribute.pairing import Attribution
from onrecord.stages.segment import segment


def find_range(tokens: Tokens, words: str) -> tuple[int, int]:
    """Range of the first words that read so."""
    at = tokens.text.index(words)
    return tokens.range_of(Span.cut(tokens.text, at, at + len(words)))


def attribute(tokens: Tokens, *, cue: str | None, content: str | list[str], source: str | None = None) -> Attribution:
    """An attribution, its spans given as words of the text."""
    contents = [content] if isinstance(content, str) else content
    return Attribution(
        cue=None if cue is None else find_range(tokens, cue),
        source=None if source is None else find_range(tokens, source),
        contents=tuple(find_range(tokens, words) for words in contents),
        score=0.9,
    )


def claim_of(text: str, *, cue: str | None, content: str | list[str], source: str | None = None) -> Claim | None:
    """The one claim of a text with one attribution, or None."""
    tokens = segment(text)
    claims = build_claims(tokens, [attribute(tokens, cue=cue, content=content, source=source)], ())
    return claims[0] if claims else None
