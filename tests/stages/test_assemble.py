"""Linking of hand-made layers, and records that the whole reader makes."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.model import (
    Actor,
    Claim,
    EventDraft,
    Figure,
    Mention,
    Place,
    Published,
    Record,
    Report,
    Run,
    Span,
    Tie,
    Time,
    Voice,
    check,
)
from onrecord.model.layers import Findings
from onrecord.ontology.load import load_quads
from onrecord.pipeline import Reader
from onrecord.stages.assemble import assemble
from tests.cases import load_cases

RUN = Run(version="0", model="0", gazetteer="0")


class Layers:
    """The layers of one case, its words looked up in its text.

    Args:
        case: As in ``cases.yaml``.
    """

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.text: str = case["text"]

    def span(self, words: str | None) -> Span | None:
        """Span of the first such words; behind an opening bracket those after it."""
        if words is None:
            return None
        at = self.text.index(words) + len(words) - len(words.lstrip("("))
        return Span.cut(self.text, at, at + len(words.lstrip("(")))

    def spans(self, words: list[str]) -> tuple[Span, ...]:
        """Spans of several words."""
        return tuple(span for span in map(self.span, words) if span is not None)

    def findings(self) -> Findings:
        """What the stages would have found."""
        case, reasons, kinds = self.case, self.case.get("unresolved", {}), self.case.get("kinds", {})
        return Findings(
            mentions=tuple(
                Mention(span, "organisation")
                for i, m in case.get("actors", {}).items()
                if i not in case.get("described", ())
                for span in self.spans(m)
            ),
            actors=tuple(
                Actor(id=i, name=i, kind=kinds.get(i, "armed_group"), mentions=self.spans(m), unresolved=reasons.get(i))
                for i, m in case.get("actors", {}).items()
            ),
            places=tuple(
                Place(id=i, name=i, mentions=self.spans(m), unresolved=reasons.get(i))
                for i, m in case.get("places", {}).items()
            ),
            times=tuple(
                Time(id=i, value=value, span=self.spans([words])[0])
                for i, (words, value) in case.get("times", {}).items()
            ),
            figures=tuple(
                Figure(id=i, low=1, high=1, unit="killed", span=self.spans([words])[0])
                for i, words in case.get("figures", {}).items()
            ),
            drafts=tuple(self.draft(f"e{n}", d) for n, d in enumerate(case.get("drafts", []), 1)),
            claims=tuple(
                Claim(
                    id=f"c{n}",
                    content=self.spans(c["content"]),
                    voices=tuple(Voice(source=self.span(words), cue=None) for words in c["sources"]),
                )
                for n, c in enumerate(case.get("claims", []), 1)
            ),
            ties=tuple(
                Tie(id=f"r{n}", type="part_of", from_=t["from"], to=t["to"], spans=self.spans(t["spans"]))
                for n, t in enumerate(case.get("ties", []), 1)
            ),
            labels=(),
        )

    def draft(self, id_: str, given: dict[str, Any]) -> EventDraft:
        """One event."""
        return EventDraft(
            id=id_,
            triggers=self.spans(given["triggers"]),
            type=given.get("type", "ASSAULT"),
            actors=self.spans(given.get("actors", [])),
            recipients=self.spans(given.get("recipients", [])),
            place=self.span(given.get("place")),
            time=self.span(given.get("time")),
            figures=tuple(given.get("figures", [])),
        )

    def record(self) -> Record:
        """The record of the case."""
        voices = tuple(Voice(source=span, cue=None) for span in self.spans(self.case.get("credits", [])))
        published = Published(value=self.case.get("published", "2020-01-08"))
        report = Report(id="0", text=self.text, origin_sha256="0", published=published, voices=voices)
        return assemble(report, run=RUN, quads=load_quads(), findings=self.findings())


def describe(record: Record) -> dict[str, Any]:
    """What the cases speak of, as ids."""
    return {
        "actors": [[filler.actor for filler in event.actors] for event in record.events],
        "recipients": [[filler.actor for filler in event.recipients] for event in record.events],
        "place": [event.place for event in record.events],
        "time": [event.time for event in record.events],
        "time_id": [event.time_id for event in record.events],
        "quad": [event.quad for event in record.events],
        "about": [list(claim.about) for claim in record.claims],
        "voices": [[voice.actor for voice in claim.voices] for claim in record.claims],
        "figure_of": {figure.id: figure.of for figure in record.figures},
        "problems": [[p.stage, None if p.span is None else p.span.text] for p in record.problems],
    }


@pytest.mark.parametrize("case", load_cases("assemble"))
def test_case(case: dict[str, Any]) -> None:
    """Each case's layers are linked as its ids say."""
    record = Layers(case).record()
    found = describe(record)
    assert {name: found[name] for name in case["gives"]} == case["gives"]
    assert list(check(record)) == []


TEXTS = (
    "Rebels shelled the market in Aleppo on Monday, killing at least six people, the Lake Observatory said.",
    'KABUL (Reuters) - "We will not leave," a Taliban commander told AFP. The army denied that it had fired first.',
    "Orland will send 900 soldiers to Mali. The announcement was made by its navy online, as the Herald reported.",
    "The weather was cold.",
    "The so-called Amal Brigade, formerly known as the Falcons, is believed to have 2,500 fighters in Syria.",
    "One.\n\nTwo.\n\nPolice arrested 40 protesters in Minsk on 9 August 2020; dozens were beaten.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_records_are_sound(text: str, reader: Reader) -> None:
    """A record that the reader makes passes its own check and comes back from JSON unchanged."""
    record = reader.read(text, published="2021-05-03")
    assert list(check(record)) == []
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize("text", TEXTS)
def test_reading_is_repeatable(text: str, reader: Reader) -> None:
    """The same text gives the same record, alone or among others."""
    alone = reader.read(text)
    assert reader.read(text) == alone
    assert list(reader.pipe([*TEXTS, text]))[-1] == alone


def test_what_a_claim_is_about_lies_in_it(reader: Reader) -> None:
    """Every event and figure of a claim has words inside its content."""
    record = reader.read(TEXTS[0])
    spans = {event.id: event.triggers for event in record.events}
    spans |= {figure.id: (figure.span,) for figure in record.figures}
    for claim in record.claims:
        for id_ in claim.about:
            assert any(part.contains(span) for part in claim.content for span in spans.get(id_, claim.content))
