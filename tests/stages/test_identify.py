from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Actor, Mention, Span
from onrecord.stages.identify import identify_actors
from onrecord.stages.segment import segment
from tests.cases import load_cases


def find(text: str, reference: str) -> Span:
    """The span of "words" or "words#2", at word boundaries."""
    words, _, nth = reference.partition("#")
    matches = list(re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text))
    match = matches[int(nth or 1) - 1]
    return Span.cut(text, *match.span())


def run(case: dict) -> tuple[Actor, ...]:
    """Identify the actors of a case."""
    text = case["text"]
    mentions = [
        Mention(Span.cut(text, *match.span()), kind)
        for kind, names in (case.get("names") or {}).items()
        for name in names
        for match in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text)
    ]
    phrases = tuple(find(text, phrase) for phrase in case["phrases"])
    return identify_actors(segment(text), mentions=tuple(sorted(mentions)), phrases=phrases)


@pytest.mark.parametrize("case", load_cases("identify"))
def test_cases(case: dict) -> None:
    """Every case gives the actors that stand beside it."""
    actors = run(case)
    wanted = [sorted(find(case["text"], mention) for mention in actor["mentions"]) for actor in case["gives"]]
    got = [[m for m in actor.mentions if m in {s for spans in wanted for s in spans}] for actor in actors]
    assert [spans for spans in got if spans] == wanted
    for actor, expected in zip([a for a, spans in zip(actors, got, strict=True) if spans], case["gives"], strict=True):
        for field, value in expected.items():
            if field == "countries":
                assert list(actor.countries) == value
            elif field != "mentions":
                assert getattr(actor, "registry_id" if field == "registry" else field) == value


def test_nobody_named_nobody_found() -> None:
    """A report without phrases and names has no actors."""
    assert identify_actors(segment("It rained."), mentions=(), phrases=()) == ()


def test_unknown_organisation_says_why() -> None:
    """A named body that the registry lacks carries the reason."""
    actors = run({"text": "The Amun Council met.", "names": {"organisation": ["Amun Council"]}, "phrases": []})
    assert actors[0].unresolved == "no registry entry for 'Amun Council'"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "the army",
            "they",
            "he",
            "It",
            "Hamas",
            "Mr Hadad",
            "two men",
            "we",
            "“",
            "the group",
            "us",
            "IS",
            "—",
        ]),
        max_size=12,
    )
)
def test_every_phrase_has_one_actor(words: list[str]) -> None:
    """No phrase is lost or shared, and ids count up in text order."""
    text = " said. ".join(words)
    spans, at = [], 0
    for word in words:
        spans.append(Span.cut(text, at, at + len(word)))
        at += len(word) + len(" said. ")
    actors = identify_actors(segment(text), mentions=(), phrases=tuple(spans)) if text else ()
    assert sorted(span for actor in actors for span in actor.mentions) == spans
    assert [actor.id for actor in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]
