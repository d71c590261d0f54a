"""How far an announcement reaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.attribute.carrier import read_carrier
from onrecord.stages.attribute.chain import build_claims
from onrecord.stages.attribute.reach import extend_claims
from onrecord.stages.segment import segment
from tests.stages.attributions import attribute

REACH = "Orland will send 900 men to Teves. {carrier} A second battalion is to follow in June."


@pytest.mark.parametrize(
    ("carrier", "voices", "medium"),
    [
        ("The announcement was made by the army on its website.", ["the army"], "its website"),
        ("The move was made public by the army, as the Herald reported.", ["the army", "the Herald"], None),
        ("The decision was published by the army, like reported by Lake Radio.", ["the army", "Lake Radio"], None),
        ("The pledge came from the king.", ["the king"], None),
        (
            "The plan was disclosed by the army, Lake Radio, a station in exile, reported.",
            ["the army", "Lake Radio, a station in exile"],
            None,
        ),
    ],
)
def test_announcement_reaches_its_neighbours(carrier: str, voices: list[str], medium: str | None) -> None:
    """A sentence about an announcement gives its voices to the plans before and behind it."""
    tokens = segment(REACH.format(carrier=carrier))
    claims = extend_claims(tokens, ())
    assert len(claims) == 1
    assert [span.text for span in claims[0].content] == [
        "Orland will send 900 men to Teves",
        "A second battalion is to follow in June",
    ]
    assert [voice.source.text for voice in claims[0].voices if voice.source is not None] == voices
    found = claims[0].voices[0].medium
    assert (None if found is None else found.text) == medium


@pytest.mark.parametrize(
    "text",
    [
        "Orland sent 900 men to Teves. The announcement was made by the army.",
        "Orland will send 900 men. The bridge was built by the army.",
        "Orland will send 900 men. The announcement came after a long night.",
        "Orland will send 900 men.\nIt rained.\nThe announcement was made by the army.",
        "The announcement was made by the army.",
    ],
)
def test_no_announcement(text: str) -> None:
    """Without a plan before it, a maker, or nearness an announcement reaches nothing."""
    assert extend_claims(segment(text), ()) == ()


def test_announcement_over_paragraphs() -> None:
    """In another paragraph only what has a subject in common is reached."""
    head = "Orland will send 900 soldiers to Teves.\nThe announcement was made by the army."
    near = extend_claims(segment(head + "\nThe soldiers will guard the bridge."), ())
    far = extend_claims(segment(head + "\nRain will fall at night."), ())
    assert len(near[0].content) == 2
    assert len(far[0].content) == 1


def test_claim_carries_on() -> None:
    """What a source announces reaches the plans behind it, until another source speaks."""
    text = "He announced a truce on Friday. Prisoners will be freed. Rebels will go, she said."
    tokens = segment(text)
    claims = build_claims(
        tokens,
        [
            attribute(tokens, cue="announced", content="a truce on Friday", source="He"),
            attribute(tokens, cue="said", content="Rebels will go", source="she"),
        ],
        (),
    )
    extended = extend_claims(tokens, claims)
    assert [span.text for span in extended[0].content] == ["a truce on Friday", "Prisoners will be freed"]
    assert len(extended[1].content) == 1


def test_question_is_no_plan() -> None:
    """A sentence that asks whether something will happen carries nothing on."""
    tokens = segment("He announced a truce. Nobody knows whether it will hold.")
    claims = build_claims(tokens, [attribute(tokens, cue="announced", content="a truce", source="He")], ())
    assert len(extend_claims(tokens, claims)[0].content) == 1


def test_dateline_is_no_content() -> None:
    """What is reached begins behind the dateline."""
    tokens = segment("TEVES, Orland - The army will leave. The move was announced by the king.")
    assert extend_claims(tokens, ())[0].content[0].text == "The army will leave"


def test_carrier_needs_an_agent() -> None:
    """A passive without "by" or "from" has no maker."""
    assert read_carrier(segment("The announcement was made on Monday."), 0) is None


@given(st.text(alphabet="The announcement was made by X on Y. will, \n", max_size=80))
def test_reach_is_total(text: str) -> None:
    """Whatever the text, contents slice to it and ids count up."""
    tokens = segment(text)
    claims = extend_claims(tokens, ())
    assert all(text[s.start : s.end] == s.text for claim in claims for s in claim.content)
    assert [claim.id for claim in claims] == [f"c{n}" for n in range(1, len(claims) + 1)]
