"""Invented reports with records made by hand, and other readings of the same words.

By hand, so that a better model changes no test.
"""

import hashlib
import re
from typing import Any

from msgspec.structs import replace

from onrecord.model import (
    Actor,
    Claim,
    Event,
    Figure,
    Filler,
    Label,
    Place,
    Record,
    Report,
    Run,
    Span,
    Tie,
    Time,
    Voice,
)
from onrecord.review import Author, Reading, draft_correction, draft_verdict
from onrecord.store import Draft, Judgement, Store
from onrecord.store.write import Reading as Kept
from onrecord.store.write import save_reading, save_run

HARBOUR = (
    "ADEN, 4 December 2017 - At least 12 people were killed on Monday when shells hit a market in Aden, "
    "the Harbour Monitor said. The army denied that it had fired on the market. "
    "Hundreds of people marched in Taiz on Sunday to demand an end to the siege. "
    "The Hill Guard, led by Omar Nasser, is allied with the army.\n"
)
COAST = (
    "Shells struck a market in Aden on 4 December 2017 and killed 14 people, a doctor told the Coast Gazette. "
    "The army shelled the port two days earlier, residents said.\n"
)
OLDER = Run(version="8", model="older", gazetteer="same")
AT = "2026-01-05T10:00:00Z"
ANN = Author("Ann", AT, "as the text says")
BEN = Author("Ben", AT, "as I see it")
NEWER = Run(version="9", model="newer", gazetteer="same")
ID = re.compile(r'"([aceflprt])(\d+)"')


def make_harbour() -> Record:
    """The record of the report from Aden."""
    at = _Text(HARBOUR)
    return Record(
        report=_report(HARBOUR),
        actors=(
            Actor(id="a1", name="Harbour Monitor", kind="ngo", mentions=(at("the Harbour Monitor"),)),
            Actor(id="a2", name="army", kind="military",
                  mentions=(at("The army"), at("it had", end=2), at("the army"))),
            Actor(id="a3", name="people", kind="civilians", mentions=(at("Hundreds of people"),)),
            Actor(id="a4", name="Hill Guard", kind="armed_group", mentions=(at("The Hill Guard"),)),
            Actor(id="a5", name="Omar Nasser", kind="person", mentions=(at("Omar Nasser"),)),
        ),
        places=(
            Place(id="p1", name="Aden", lat=12.8, lon=45.0, precision="settlement", country="YEM",
                  gazetteer_id="geonames:415189", confidence=0.8, mentions=(at("ADEN"), at("Aden"))),
            Place(id="p2", name="Taiz", confidence=0.2, unresolved="unknown name", mentions=(at("Taiz"),)),
        ),
        times=(
            Time(id="t1", value="2017-12-04", span=at("Monday")),
            Time(id="t2", value="2017-12-03", span=at("Sunday")),
        ),
        figures=(
            Figure(id="f1", low=12, high=None, unit="killed", of="e1", span=at("At least 12 people")),
            Figure(id="f2", low=200, high=999, unit="people", of="e3", span=at("Hundreds of people")),
        ),
        events=(
            Event(id="e1", type="ASSAULT", mode="heavy-weapons", quad="material conflict", status="occurred",
                  triggers=(at("hit"), at("killed")), place="p1", time="2017-12-04", time_id="t1", figures=("f1",)),
            Event(id="e2", type="REJECT", quad="verbal conflict", status="occurred", triggers=(at("denied"),),
                  actors=(Filler("a2", at("The army")),)),
            Event(id="e3", type="PROTEST", mode="demo", quad="material conflict", status="occurred",
                  triggers=(at("marched"),), actors=(Filler("a3", at("Hundreds of people")),), place="p2",
                  time="2017-12-03", time_id="t2", figures=("f2",)),
        ),
        ties=(
            Tie(id="r1", type="leads", from_="a5", to="a4",
                spans=(at("Omar Nasser"), at("led by"), at("The Hill Guard"))),
            Tie(id="r2", type="allied_with", from_="a4", to="a2",
                spans=(at("The Hill Guard"), at("allied with"), at("the army"))),
        ),
        claims=(
            Claim(id="c1", content=(at("At least 12 people were killed on Monday when shells hit a market in Aden"),),
                  voices=(Voice(at("the Harbour Monitor"), at("said"), "a1"),), about=("e1", "f1")),
            Claim(id="c2", content=(at("it had fired on the market"),), act="deny", polarity="denied",
                  voices=(Voice(at("The army"), at("denied"), "a2"),), about=()),
        ),
        labels=(Label(id="l1", span=at("Guard"), actor="a4", by="report", kind="ennobling"),),
        run=OLDER,
    )  # fmt: skip


def make_coast() -> Record:
    """The record of another report of the same shelling."""
    at = _Text(COAST)
    market, port = (
        Event(id=id_, type="ASSAULT", quad="material conflict", status="occurred", triggers=(at(word),))
        for id_, word in (("e1", "struck"), ("e2", "shelled"))
    )
    return Record(report=_report(COAST), events=(market, port), run=OLDER)


def _report(text: str) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(id=digest[:16], text=text, origin_sha256=digest)


class _Text:
    """Cuts the first place of some words out of a text; ``end`` code points of them."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, words: str, end: int | None = None) -> Span:
        start = self._text.index(words)
        return Span.cut(self._text, start, start + (end or len(words)))


def shift(record: Record, by: int = 1) -> Record:
    """The same reading with other ids, as if the newer model had found ``by`` things more before each."""
    text = ID.sub(lambda match: f'"{match[1]}{int(match[2]) + by}"', record.to_json())
    return replace(Record.from_json(text), run=NEWER)


def change(record: Record, id_: str, **facts: Any) -> Record:
    """A reading in which one item has other facts."""
    for layer in ("events", "claims", "figures", "actors", "places", "times", "ties", "labels"):
        items = tuple(replace(item, **facts) if item.id == id_ else item for item in getattr(record, layer))
        record = replace(record, **{layer: items})
    return record


def drop_event(record: Record, id_: str) -> Record:
    """A reading without an event."""
    events = tuple(event for event in record.events if event.id != id_)
    claims = tuple(replace(claim, about=tuple(i for i in claim.about if i != id_)) for claim in record.claims)
    figures = tuple(replace(figure, of=None if figure.of == id_ else figure.of) for figure in record.figures)
    return replace(record, events=events, claims=claims, figures=figures)


def cut(record: Record, words: str) -> Span:
    """The span of the first place where some words stand."""
    start = record.report.text.index(words)
    return Span.cut(record.report.text, start, start + len(words))


def seal(*drafts: Draft) -> tuple[Judgement, ...]:
    """Drafts (or rows, anew) as rows, numbered from 1; replaying does not look at the hashes."""
    bare = [{name: getattr(draft, name) for name in Draft.__struct_fields__} for draft in drafts]
    return tuple(Judgement(**facts, id=number, prev_hash="", hash="") for number, facts in enumerate(bare, 1))


def judge(reading: Reading, *judgements: tuple[str, ...], author: Author = ANN) -> Reading:
    """Judge items in turn: ("accept", id), ("reject", id) or ("correct", id, field, value)."""
    for kind, id_, *rest in judgements:
        if kind == "correct":
            draft = draft_correction(reading, id_, rest[0], rest[1], author=author)
        else:
            draft = draft_verdict(reading, id_, kind, author=author)  # type: ignore[arg-type]
        reading = reading.add(draft)
    return reading


def keep(store: Store, record: Record, ref: str) -> None:
    """Put a record into a store, beside those of other models."""
    kept = Kept(ref, record, record.report.text.encode(), "{}", AT)
    save_reading(store, kept, run_key=save_run(store, record.run), again=True)
