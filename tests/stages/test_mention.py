"""Names, read with the shipped weights."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from onrecord.intake import report_from_text
from onrecord.model import Mention
from onrecord.pipeline import Reader
from onrecord.stages.mention.known import join_countries
from onrecord.stages.segment import segment
from tests.cases import load_cases


def read(text: str, reader: Reader) -> tuple[Mention, ...]:
    """Mentions of one text."""
    found: tuple[Mention, ...] = reader.find_layers(report_from_text(text), until="mention")["mentions"]
    return found


@pytest.mark.parametrize("case", load_cases("mention"))
def test_case(case: dict[str, Any], reader: Reader) -> None:
    """Each text has the names that stand beside it; an article before a name does not matter."""
    mentions = read(case["text"], reader)
    found = {(m.span.text.removeprefix("the ").removeprefix("The "), m.type) for m in mentions}
    assert {(words, type_) for words, type_ in case["gives"]} <= found
    if case.get("exact"):
        assert len(mentions) == len(case["gives"]), mentions


def test_mentions_are_disjoint(reader: Reader) -> None:
    """Mentions stand in text order, none over another, and slice to their text; scores are probabilities."""
    text = "Karim Daoud of the Lake Monitor met U.N. envoys in Geneva. Syria's army shelled Douma on 3 May 2018."
    mentions = read(text, reader)
    assert mentions
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(mentions))
    assert all(text[m.span.start : m.span.end] == m.span.text for m in mentions)
    assert all(0 <= m.score <= 1 for m in mentions)


def test_country_that_was_found_whole_stays() -> None:
    """Only the parts of a country's name are replaced, not the whole one by nothing."""
    tokens = segment("They left Trinidad and Tobago.")
    whole = Mention(tokens.span(2, 5), "place", 0.9)
    parts = (Mention(tokens.span(2, 3), "place", 0.9), Mention(tokens.span(4, 5), "organisation", 0.5))
    assert join_countries(tokens, (whole,)) == (whole,)
    assert join_countries(tokens, parts) == (whole,)
