from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.gazetteer import open_gazetteer
from onrecord.model import Mention, Place, Span
from onrecord.model.geometry import great_circle_km
from onrecord.stages.locate import locate_places
from onrecord.stages.segment import segment
from tests.cases import load_cases

MARK = re.compile(r"\[(?:([fnae]):)?(.+?)\]")
TYPES = {None: "place", "f": "facility", "n": "nationality", "a": "place"}


def read_marked(marked: str) -> tuple[str, list[Mention], list[Span], list[Span]]:
    """Text without marks, its mentions, the spans that act, and those where an event happened."""
    text, mentions, actors, scenes, at = "", [], [], [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        span = (len(text), len(text) + len(match[2]))
        text += match[2]
        at = match.end()
        if match[1] == "e":
            scenes.append(span)
        else:
            mentions.append((TYPES[match[1]], span))
        if match[1] == "a":
            actors.append(span)
    text += marked[at:]
    return (
        text,
        [Mention(Span.cut(text, *span), kind) for kind, span in mentions],
        [Span.cut(text, *span) for span in actors],
        [Span.cut(text, *span) for span in scenes],
    )


def run(marked: str) -> tuple[Place, ...]:
    """Locate the marked places of a text."""
    text, mentions, actors, scenes = read_marked(marked)
    return locate_places(
        segment(text),
        mentions=tuple(mentions),
        gazetteer=open_gazetteer(),
        actor_spans=tuple(actors),
        event_places=tuple(scenes),
    )


@pytest.mark.parametrize("case", load_cases("locate"))
def test_cases(case: dict) -> None:
    """Every case gives the places that stand beside it."""
    places = run(case["text"])
    assert len(places) == len(case["gives"])
    for place, line in zip(places, case["gives"], strict=True):
        mention, country, precision, point = (part.strip() for part in line.split(";"))
        first, *more = (part.strip() for part in mention.split("="))
        assert place.mentions[0].text == first
        if more:
            assert [span.text for span in place.mentions[1:]] == [words for words in more if words != "-"]
        assert (place.country or "-", place.precision) == (country, precision)
        if point == "-":
            assert place.lat is None
            assert place.unresolved
        else:
            lat, lon = map(float, point.split())
            assert great_circle_km(place.lat, place.lon, lat, lon) <= 40


def test_ids_follow_the_text() -> None:
    """Places are numbered in the order of their first mention."""
    places = run("[Homs], [Aleppo], [Damascus]")
    assert [place.id for place in places] == ["p1", "p2", "p3"]
    assert [place.mentions[0].start for place in places] == sorted(place.mentions[0].start for place in places)


def test_alternatives_are_other_entries() -> None:
    """A name that many places bear keeps at most three of them as alternatives."""
    place = run("Rain fell on [Tripoli].")[0]
    assert 1 <= len(place.alternatives) <= 3
    assert place.gazetteer_id not in {other.gazetteer_id for other in place.alternatives}


def test_no_mentions_no_places() -> None:
    """A report without names of places has none."""
    assert locate_places(segment("It rained."), mentions=(), gazetteer=open_gazetteer()) == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["Aleppo", "Paris", "U.S.", "Qz", "the city", "al-Bab", "نحن", "—"]), max_size=8))
def test_every_mention_is_kept(names: list[str]) -> None:
    """No mention is lost, doubled or moved, whatever its letters."""
    text = " and ".join(names)
    spans, at = [], 0
    for name in names:
        spans.append(Span.cut(text, at, at + len(name)))
        at += len(name) + len(" and ")
    mentions = tuple(Mention(span, "place") for span in spans)
    places = locate_places(segment(text), mentions=mentions, gazetteer=open_gazetteer())
    assert sorted(span for place in places for span in place.mentions) == sorted(spans)


def test_time_grows_with_the_text() -> None:
    """Eight times the text takes less than thirty times as long."""
    part = "Shells hit [Aleppo] and [Homs] while [Paris] and [Tripoli] slept. "
    run(part * 20)
    start = time.perf_counter()
    run(part * 20)
    middle = time.perf_counter()
    run(part * 160)
    assert time.perf_counter() - middle < 30 * max(middle - start, 0.002)
