"""Ties: the cases beside the rules, and what must hold for every text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Actor, Mention, Place, Span
from onrecord.stages.relate import find_ties
from onrecord.stages.segment import segment
from tests.cases import load_cases


def cut(text: str, words: str) -> Span:
    """The first place of some words in a text, or the n-th: ``their#2``."""
    words, _, nth = words.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.index(words, at + 1)
    return Span.cut(text, at, at + len(words))


@pytest.mark.parametrize("case", load_cases("relate"))
def test_cases(case: dict[str, Any]) -> None:
    """Every case gives the ties written beside it."""
    text = case["text"]
    countries = case.get("countries", {})
    actors = tuple(
        Actor(
            id=id_,
            name=mentions[0],
            kind=kind,
            countries=(countries[id_],) if id_ in countries else (),
            mentions=tuple(cut(text, words) for words in mentions),
        )
        for id_, (kind, *mentions) in case["actors"].items()
    )
    places = tuple(
        Place(id=id_, name=mentions[0], mentions=tuple(cut(text, words) for words in mentions))
        for id_, mentions in case.get("places", {}).items()
    )
    ties = find_ties(segment(text), mentions=(), actors=actors, places=places)
    assert sorted([tie.type, tie.from_, tie.to] for tie in ties) == sorted(case["gives"])


def test_alias_of_name_without_actor() -> None:
    """A second name that only the encoder marked is an alias of the actor itself."""
    text = "The Hill Guard, formerly the Amun Brigades, denied it."
    guard = Actor(id="a1", name="Hill Guard", kind="armed_group", mentions=(cut(text, "The Hill Guard"),))
    mentions = (Mention(cut(text, "the Amun Brigades"), "organisation"),)
    ties = find_ties(segment(text), mentions=mentions, actors=(guard,), places=())
    assert [(tie.type, tie.from_, tie.to) for tie in ties] == [("alias", "a1", "a1")]
    assert [span.text for span in ties[0].spans] == ["The Hill Guard", "the Amun Brigades"]


def test_each_tie_once() -> None:
    """A tie that the text states twice is given at its first mention."""
    text = "The Guard, an offshoot of the League, met. The Guard, an offshoot of the League, left."
    guard = Actor(
        id="a1", name="Guard", kind="armed_group", mentions=(cut(text, "The Guard"), cut(text, "The Guard#2"))
    )
    league = Actor(id="a2", name="League", kind="party", mentions=(cut(text, "the League"), cut(text, "the League#2")))
    ties = find_ties(segment(text), mentions=(), actors=(guard, league), places=())
    assert [(tie.id, tie.spans[0].start) for tie in ties] == [("r1", 0)]


def test_no_tie_across_sentences() -> None:
    """The two ends of a tie stand in one sentence."""
    text = "The Guard met. An offshoot of the League left."
    guard = Actor(id="a1", name="Guard", kind="armed_group", mentions=(cut(text, "The Guard"),))
    league = Actor(id="a2", name="League", kind="party", mentions=(cut(text, "the League"),))
    assert find_ties(segment(text), mentions=(), actors=(guard, league), places=()) == ()


def test_empty_text() -> None:
    """A text without words has no ties."""
    assert find_ties(segment(""), mentions=(), actors=(), places=()) == ()


WORDS = st.sampled_from([
    "Guard",
    "League",
    "leader",
    "of",
    "the",
    ",",
    "backed",
    "by",
    "pro-League",
    "'s",
    "its",
    "in",
    "Ilma",
    "and",
    ".",
    "formerly",
])


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_ties_refer_and_slice(words: list[str]) -> None:
    """Every tie names given actors and places, its spans slice to the text and are in order."""
    text = " ".join(words)
    spans: dict[str, list[Span]] = {}
    at = 0
    for word in words:
        spans.setdefault(word, []).append(Span.cut(text, at, at + len(word)))
        at += len(word) + 1
    actors = tuple(
        Actor(id=id_, name=word, kind="armed_group", mentions=tuple(spans[word]))
        for id_, word in (("a1", "Guard"), ("a2", "League"), ("a3", "its"))
        if word in spans
    )
    places = (Place(id="p1", name="Ilma", mentions=tuple(spans["Ilma"])),) if "Ilma" in spans else ()
    known = {item.id for item in (*actors, *places)}
    for tie in find_ties(segment(text), mentions=(), actors=actors, places=places):
        assert {tie.from_, tie.to} <= known
        assert tie.from_ != tie.to or tie.type == "alias"
        assert all(text[span.start : span.end] == span.text for span in tie.spans)
        assert list(tie.spans) == sorted(tie.spans)
