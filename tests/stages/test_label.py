"""Loaded words: the cases beside the rules, and what must hold for every text."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Actor, Claim, Span
from onrecord.stages.label import find_labels
from onrecord.stages.segment import segment
from tests.cases import load_cases


def cut(text: str, words: str) -> Span:
    """The first place of some words in a text, or the n-th: ``they#2``."""
    words, _, nth = words.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.index(words, at + 1)
    return Span.cut(text, at, at + len(words))


@pytest.mark.parametrize("case", load_cases("label"))
def test_cases(case: dict[str, Any]) -> None:
    """Every case gives the labels written beside it."""
    text = case["text"]
    actors = tuple(
        Actor(id=id_, name=id_, kind="group", mentions=tuple(cut(text, words) for words in mentions))
        for id_, mentions in case["actors"].items()
    )
    claims = tuple(
        Claim(id=id_, content=(cut(text, content),), voices=(), form=form)
        for id_, (form, content) in case.get("claims", {}).items()
    )
    labels = find_labels(segment(text), actors=actors, claims=claims)
    assert [[label.span.text, label.actor, label.by, label.kind] for label in labels] == case["gives"]


def test_innermost_claim_speaks() -> None:
    """Of two quoted claims around a word the shorter one is its speaker."""
    text = "\"He said 'the rebels lie' to us,\" she told me."
    outer = Claim(id="c1", content=(cut(text, "\"He said 'the rebels lie' to us,\""),), voices=(), form="direct")
    inner = Claim(id="c2", content=(cut(text, "'the rebels lie'"),), voices=(), form="direct")
    labels = find_labels(segment(text), actors=(), claims=(outer, inner))
    assert [label.by for label in labels] == ["c2"]


def test_smallest_mention_owns() -> None:
    """Of two mentions around a word the shorter one is whom it is said of."""
    text = "An ally of the rebels spoke."
    ally = Actor(id="a1", name="ally", kind="person", mentions=(cut(text, "An ally of the rebels"),))
    rebels = Actor(id="a2", name="rebels", kind="armed_group", mentions=(cut(text, "the rebels"),))
    assert find_labels(segment(text), actors=(ally, rebels), claims=())[0].actor == "a2"


def test_empty_text() -> None:
    """A text without words has no labels."""
    assert find_labels(segment(""), actors=(), claims=()) == ()


WORDS = st.sampled_from([
    "rebels",
    "terrorist",
    "attack",
    "group",
    "The",
    "so-called",
    "Army",
    '"',
    "“",
    "”",
    ".",
    ",",
    "as",
    "heroic",
    "men",
])


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(WORDS, max_size=30))
def test_labels_slice_and_never_overlap(words: list[str]) -> None:
    """Every label slices to its text, in text order, and none overlaps the next."""
    text = " ".join(words)
    labels = find_labels(segment(text), actors=(), claims=())
    assert all(text[label.span.start : label.span.end] == label.span.text for label in labels)
    pairs = itertools.pairwise(labels)
    assert all(one.span.end <= two.span.start for one, two in pairs)
    assert [label.id for label in labels] == [f"l{number}" for number in range(1, len(labels) + 1)]
