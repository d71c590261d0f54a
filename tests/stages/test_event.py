"""Events of whole sentences, read with the shipped weights."""

from __future__ import annotations

import re
from typing import Any

import pytest

from onrecord.intake import report_from_text
from onrecord.model import EventDraft, Span, Time
from onrecord.pipeline import Reader
from onrecord.stages.event.clause import Clauses
from onrecord.stages.segment import segment
from tests.cases import load_cases
from tests.stages.closeness import are_close, is_close

PHRASE = 0.5  # of a filler's words; "jets" for "government jets"
MARK = re.compile(r"\[(?P<noun>[^]]+)\]|\{(?P<trigger>[^}]+)\}|<(?P<time>[^>]+)>")
CASES = load_cases("event")
READ = [case for case in CASES if "gives" in case.values[0]]
FRAMES = [case for case in CASES if "frame" in case.values[0]]


def read(text: str, reader: Reader) -> tuple[EventDraft, ...]:
    """Drafts of the events of one text."""
    found: tuple[EventDraft, ...] = reader.find_layers(report_from_text(text), until="event")["drafts"]
    return found


def has(draft: EventDraft, expected: dict[str, Any]) -> bool:
    """Whether a draft has what a case says of it."""
    words = expected["trigger"].split()
    if not any(set(words) & set(span.text.split()) for span in draft.triggers):
        return False
    if any(getattr(draft, name) != expected[name] for name in ("type", "mode", "status") if name in expected):
        return False
    for name in ("place", "time"):
        span = getattr(draft, name)
        if name in expected and not is_close(None if span is None else span.text, expected[name]):
            return False
    roles = (("actors", draft.actors), ("recipients", draft.recipients))
    return all(
        are_close([s.text for s in spans], expected[name], share=PHRASE) for name, spans in roles if name in expected
    )


@pytest.mark.parametrize("case", READ)
def test_case(case: dict[str, Any], reader: Reader) -> None:
    """Each text has the events that stand beside it."""
    drafts = read(case["text"], reader)
    for expected in case["gives"]:
        assert any(has(draft, expected) for draft in drafts), (expected, drafts)
    if case.get("exact"):
        assert len(drafts) == len(case["gives"]), drafts


def test_drafts_slice(reader: Reader) -> None:
    """Every span of a draft slices to its text, ids count up, scores are probabilities."""
    text = "Rebels shelled Douma on Monday, killing six people. The shelling went on until dawn, and police fled."
    drafts = read(text, reader)
    spans = [s for d in drafts for s in (*d.triggers, *d.actors, *d.recipients, *d.status_cues)]
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert [d.id for d in drafts] == [f"e{n}" for n in range(1, len(drafts) + 1)]
    assert all(0 <= d.score <= 1 for d in drafts)


def read_marked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """Text without marks, and what they mark by kind."""
    text, ranges, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        words = match[match.lastgroup or 0]
        ranges.append((match.lastgroup, len(text), len(text) + len(words)))
        text, at = text + words, match.end()
    text += marked[at:]
    found: dict[str, list[Span]] = {"noun": [], "trigger": [], "time": []}
    for kind, start, end in ranges:
        found[str(kind)].append(Span.cut(text, start, end))
    return text, found


@pytest.mark.parametrize("case", FRAMES)
def test_frame(case: dict[str, Any]) -> None:
    """Each clause has the subject, object, agent and voice that stand beside it, and no other."""
    text, found = read_marked(case["text"])
    tokens = segment(text)
    times = [Time(id=f"t{n}", span=span, value=None) for n, span in enumerate(found["time"], 1)]
    frame = Clauses(tokens, found["noun"], times).read(tokens.range_of(found["trigger"][0]))
    given = {name: getattr(frame, name) for name in ("subject", "object", "agent")}
    said = {name: tokens.span(*words).text for name, words in given.items() if words is not None}
    assert said | ({"passive": True} if frame.is_passive else {}) == case["frame"]
