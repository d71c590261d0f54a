"""Claims of whole sentences, read with the shipped weights."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.intake import report_from_text
from onrecord.model import Claim, Span
from onrecord.pipeline import Reader
from tests.cases import load_cases
from tests.stages.closeness import are_close, is_close

CUE = 0.5  # of a cue's words: "promised" for "promised to"
PLAIN = ("act", "form", "certainty", "polarity")


def text_of(span: Span | None) -> str | None:
    """Text of a span that may be missing."""
    return None if span is None else span.text


def has(claim: Claim, expected: dict[str, Any]) -> bool:
    """Whether a claim has what a case says of it."""
    first = claim.voices[0]
    if not is_close(" ".join(span.text for span in claim.content), expected["content"]):
        return False
    if "source" in expected and not is_close(text_of(first.source), expected["source"]):
        return False
    if "medium" in expected and not is_close(text_of(first.medium), expected["medium"]):
        return False
    if "cue" in expected and not is_close(text_of(first.cue), expected["cue"], share=CUE):
        return False
    if "named" in expected and first.named != expected["named"]:
        return False
    voices = [voice.source.text for voice in claim.voices if voice.source is not None]
    if "voices" in expected and not are_close(voices, expected["voices"]):
        return False
    return all(getattr(claim, name) == expected[name] for name in PLAIN if name in expected)


@pytest.mark.parametrize("case", load_cases("attribute"))
def test_case(case: dict[str, Any], reader: Reader) -> None:
    """Each text has the claims that stand beside it, and no other."""
    claims: tuple[Claim, ...] = reader.find_layers(report_from_text(case["text"]), until="attribute")["claims"]
    assert len(claims) == len(case["gives"]), claims
    for expected in case["gives"]:
        assert any(has(claim, expected) for claim in claims), (expected, claims)
