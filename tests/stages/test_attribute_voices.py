"""Who speaks in a claim, through whom, in which order, on hand-made spans."""

from __future__ import annotations

import pytest

from onrecord.stages.attribute.chain import build_claims
from onrecord.stages.segment import segment
from tests.stages.attributions import attribute, claim_of, find_range


@pytest.mark.parametrize(
    ("text", "cue", "content", "medium"),
    [
        ("It said on its Facebook page that all was well.", "said", "all was well", "its Facebook page"),
        ("In a statement, the army said two had died.", "said", "two had died", "a statement"),
        ("Two had died, the army told a news conference.", "told", "Two had died", "a news conference"),
        ("All is well, he said by telephone.", "said", "All is well", "telephone"),
        ("All is well, he said at a rally in Aden on Friday.", "said", "All is well", "a rally in Aden"),
        ("All is well, according to a letter.", "according to", "All is well", "a letter"),
        ("A leaflet said that all was well.", "said", "all was well", "A leaflet"),
        ("All is well, he wrote on X.", "wrote", "All is well", "X"),
        ("He said on state television that all was well.", "said", "all was well", "state television"),
        ("He said that the letter was lost.", "said", "the letter was lost", None),
        ("He said near an army post that all was well.", "said", "all was well", None),
        ("All is well, he said by the river.", "said", "All is well", None),
    ],
)
def test_medium(text: str, cue: str, content: str, medium: str | None) -> None:
    """The medium is a phrase in the sentence of the cue, outside what is said."""
    claim = claim_of(text, cue=cue, content=content)
    assert claim is not None
    found = claim.voices[0].medium
    assert (None if found is None else found.text) == medium


@pytest.mark.parametrize(
    ("text", "cue", "content", "hearer"),
    [
        ("Two died, a nurse told Radio Karsh.", "told", "Two died", "Radio Karsh"),
        ("Two died, a nurse told us by phone.", "told", "Two died", None),
        ("A nurse told this newspaper that two died.", "told", "two died", None),
        ("Two died, a nurse told the Interval news agency on Monday.", "told", "Two died", "the Interval news agency"),
        ("Two died, a nurse complained to this newspaper.", "complained", "Two died", None),
        ("Two died, a nurse told Le Courrier du Sud.", "told", "Two died", "Le Courrier du Sud"),
        ("Two died, a minister told parliament.", "told", "Two died", None),
        ("Two died, he told reporters in Aden.", "told", "Two died", None),
        ("Two died, he told the Security Council.", "told", "Two died", None),
        ("He told his men to go.", "told", "his men to go", None),
        ("Two died, he said to the crowd.", "said", "Two died", None),
    ],
)
def test_hearer(text: str, cue: str, content: str, hearer: str | None) -> None:
    """A medium or watcher that was told is the next voice; an audience is none."""
    claim = claim_of(text, cue=cue, content=content)
    assert claim is not None
    found = [voice.source.text for voice in claim.voices[1:] if voice.source is not None]
    assert found == ([] if hearer is None else [hearer])


def test_person_passes_nothing_on() -> None:
    """A name that the tagger takes for a person's is no medium."""
    tokens = segment("Two died, he told Amal Nasr.")
    attribution = attribute(tokens, cue="told", content="Two died", source="he")
    persons = frozenset(range(*find_range(tokens, "Amal Nasr")))
    assert len(build_claims(tokens, [attribution], ())[0].voices) == 2
    assert len(build_claims(tokens, [attribution], (), persons=persons)[0].voices) == 1


@pytest.mark.parametrize(
    ("text", "content", "pairs", "order"),
    [
        (
            "Two had died, the Monitor said, citing a doctor.",
            "Two had died",
            [("said", "the Monitor"), ("citing", "a doctor")],
            ["a doctor", "the Monitor"],
        ),
        (
            "Two had died, a doctor was quoted as saying by the Herald, Lake Radio reported.",
            "Two had died",
            [("reported", "Lake Radio"), ("was quoted as saying", "a doctor")],
            ["a doctor", "Lake Radio"],
        ),
        (
            "The Herald quoted a doctor as saying that two had died.",
            "two had died",
            [("quoted", "The Herald"), ("saying", "a doctor")],
            ["a doctor", "The Herald"],
        ),
        (
            "Two had died, a doctor said, according to the Herald.",
            "Two had died",
            [("said", "a doctor"), ("according to", "the Herald")],
            ["a doctor", "the Herald"],
        ),
        (
            "Six said, in talks in which the group interviewed them, that two had died.",
            "that two had died",
            [("said", "Six"), ("interviewed", "the group")],
            ["Six", "the group"],
        ),
    ],
)
def test_order_of_voices(text: str, content: str, pairs: list[tuple[str, str]], order: list[str]) -> None:
    """Who is cited stands first, who relays last; one content is one claim."""
    tokens = segment(text)
    attributions = [attribute(tokens, cue=cue, content=content, source=source) for cue, source in pairs]
    claims = build_claims(tokens, attributions, ())
    assert len(claims) == 1
    assert [voice.source.text for voice in claims[0].voices if voice.source is not None] == order


def test_denial_is_a_claim_of_its_own() -> None:
    """Who denies and who says the same are not one chain."""
    tokens = segment("The army denied that it had fired, as two women claim.")
    attributions = [
        attribute(tokens, cue="denied", content="it had fired", source="The army"),
        attribute(tokens, cue="claim", content="it had fired", source="two women"),
    ]
    assert len(build_claims(tokens, attributions, ())) == 2


def test_claim_within_a_claim() -> None:
    """An attribution inside another's content is a claim of its own."""
    tokens = segment("The palace said the king had urged calm.")
    attributions = [
        attribute(tokens, cue="said", content="the king had urged calm", source="The palace"),
        attribute(tokens, cue="urged", content="king had urged calm", source="the king"),
    ]
    assert len(build_claims(tokens, attributions, ())) == 2
