"""Noun phrases: the cases beside the rules, and what must hold for every text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Mention, Span
from onrecord.stages.phrase import find_phrases
from onrecord.stages.segment import segment
from tests.cases import load_cases


def name(text: str, words: str, type_: Any) -> Mention:
    """The first place of a name in a text."""
    at = text.index(words)
    return Mention(Span.cut(text, at, at + len(words)), type_)


@pytest.mark.parametrize("case", load_cases("phrase"))
def test_case(case: dict[str, Any]) -> None:
    """Each text has the phrases that stand beside it."""
    text = case["text"]
    mentions = tuple(name(text, words, type_) for words, type_ in case.get("names", ()))
    assert [span.text for span in find_phrases(segment(text), mentions=mentions)] == case["gives"]


WORDS = (
    "the",
    "three",
    "rebels",
    "of",
    "army",
    "said",
    "armed",
    "that",
    ",",
    ".",
    "“",
    "'s",
    "Tarn",
    "police",
    "to",
    "fight",
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_phrases_slice_and_stay_in_their_sentence(words: list[str]) -> None:
    """Every phrase slices to its text, lies in one sentence, and stands in text order."""
    tokens = segment(" ".join(words))
    phrases = find_phrases(tokens, mentions=())
    assert list(phrases) == sorted(phrases)
    for span in phrases:
        first, last = tokens.range_of(span)
        assert tokens.text[span.start : span.end] == span.text
        assert tokens.sentence_of[first] == tokens.sentence_of[last - 1]
