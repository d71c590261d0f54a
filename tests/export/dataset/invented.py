"""Three small reports of one invented attack, made by hand, and what comparing them gives."""

from __future__ import annotations

import hashlib
import io
from typing import Final

from onrecord.export.dataset import DEFAULT, Collection, DataFormat, Rule, Written
from onrecord.model import (
    Actor,
    Bounds,
    Claim,
    Comparison,
    Counts,
    Entry,
    Event,
    EventRef,
    Fields,
    Figure,
    Filler,
    Incident,
    Label,
    Origin,
    Place,
    Published,
    Record,
    Ref,
    Report,
    Run,
    Site,
    Span,
    Tie,
    Time,
    Voice,
    check,
)

POST: Final = (
    "Shells hit Qalat market\n"
    "Shells fired by the Talvian army killed 22 civilians in Qalat on Tuesday, the Harbour Monitor said. "
    "The army, part of the regime, denied that it had shelled the market. "
    "The army agreed to hold talks with the Tide Front on Friday."
)
WIRE: Final = (
    "At least 44 civilians died when the army shelled the market of Qalat, state radio reported. "
    "The Tide Front will withdraw from Qalat. It might attack the port."
)
ECHO: Final = "The Harbour Monitor said 22 people were killed by army shells in Qalat."
EVERYTHING: Final = "status != unknown"
"""A rule that keeps nothing out."""


def cut(text: str, words: str, after: str = "") -> Span:
    """The first span of some words, behind some others."""
    start = text.index(words, text.index(after) if after else 0)
    return Span.cut(text, start, start + len(words))


def make_report(text: str, **known: object) -> Report:
    """A report with its own id."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(id=digest[:16], text=text, origin_sha256=digest, **known)  # type: ignore[arg-type]


def _make_place(text: str) -> Place:
    return Place(
        id="p1", name="Qalat", lat=32.1, lon=66.9, precision="settlement", country="AFG", admin1="Zabul",
        gazetteer_id="geonames:1129648", confidence=0.9, mentions=(cut(text, "Qalat"),),
    )  # fmt: skip


def _make_army(text: str, words: str) -> Actor:
    return Actor(
        id="a1",
        name="Talvian Army",
        kind="military",
        countries=("AFG",),
        sectors=("MIL",),
        mentions=(cut(text, words),),
    )


def make_post() -> Record:
    """A claim, its denial, a total, an agreement, planned talks, a label, a tie."""
    text = POST
    army, front = cut(text, "the Talvian army"), cut(text, "the Tide Front")
    return Record(
        report=make_report(
            text,
            title="Shells hit Qalat market",
            publisher="Harbour Post",
            url="https://post.example/1",
            published=Published("2019-03-06", "metadata"),
        ),
        actors=(
            _make_army(text, "the Talvian army"),
            Actor(id="a2", name="civilians", kind="civilians", sectors=("CVL",), mentions=(cut(text, "civilians"),)),
            Actor(id="a3", name="Harbour Monitor", kind="ngo", mentions=(cut(text, "the Harbour Monitor"),)),
            Actor(id="a4", name="Tide Front", kind="armed_group", sectors=("REB",), mentions=(front,)),
        ),
        places=(_make_place(text),),
        times=(
            Time(id="t1", value="2019-03-05", span=cut(text, "Tuesday"), anchor="2019-03-06"),
            Time(id="t2", value="2019-03-08", span=cut(text, "Friday")),
        ),
        figures=(Figure(id="f1", low=22, high=22, unit="killed", of="e1", span=cut(text, "22 civilians")),),
        events=(
            Event(
                id="e1", type="ASSAULT", mode="heavy-weapons", quad="material conflict", status="occurred",
                triggers=(cut(text, "Shells fired"),), actors=(Filler("a1", army),),
                recipients=(Filler("a2", cut(text, "civilians")),), place="p1", time="2019-03-05", time_id="t1",
                figures=("f1",), contexts=("military",), confidence=0.9,
            ),
            Event(
                id="e2", type="AGREE", quad="verbal cooperation", status="occurred", triggers=(cut(text, "agreed"),),
                actors=(Filler("a1", cut(text, "The army", "regime")), Filler("a4", front)), confidence=0.8,
            ),
            Event(
                id="e3", type="CONSULT", quad="verbal cooperation", status="planned", triggers=(cut(text, "talks"),),
                actors=(Filler("a1", cut(text, "The army", "regime")), Filler("a4", front)), time="2019-03-08",
                confidence=0.8,
            ),
        ),
        ties=(Tie(id="r1", type="opposed_to", from_="a4", to="a1", spans=(front, army)),),
        claims=(
            Claim(
                id="c1",
                content=(cut(text, "Shells fired by the Talvian army killed 22 civilians in Qalat on Tuesday"),),
                voices=(Voice(cut(text, "the Harbour Monitor"), cut(text, "said"), "a3"),), about=("e1", "f1"),
            ),
            Claim(
                id="c2", content=(cut(text, "it had shelled the market"),), act="deny", polarity="denied",
                voices=(Voice(cut(text, "The army"), cut(text, "denied"), "a1"),), about=("e1",),
            ),
        ),
        labels=(Label(id="l1", span=cut(text, "regime"), actor="a1", by="report", kind="condemning"),),
        run=Run(version="0", model="none", gazetteer="none"),
    )  # fmt: skip


def make_wire() -> Record:
    """Another count by another voice, a planned retreat, a possible attack."""
    text = WIRE
    radio, army = cut(text, "state radio"), cut(text, "the army")
    front = Filler("a4", cut(text, "The Tide Front"))
    return Record(
        report=make_report(text, publisher="The Wire", published=Published("2019-03-07", "given")),
        actors=(
            _make_army(text, "the army"),
            Actor(id="a2", name="civilians", kind="civilians", sectors=("CVL",), mentions=(cut(text, "civilians"),)),
            Actor(id="a3", name="Talvian Radio", kind="media", sectors=("JRN",), mentions=(radio,)),
            Actor(id="a4", name="Tide Front", kind="armed_group", sectors=("REB",), mentions=(front.span,)),
        ),
        places=(_make_place(text),),
        figures=(Figure(id="f1", low=44, high=None, unit="killed", of="e1", span=cut(text, "At least 44 civilians")),),
        events=(
            Event(
                id="e1", type="ASSAULT", mode="heavy-weapons", quad="material conflict", status="occurred",
                triggers=(cut(text, "shelled"),), actors=(Filler("a1", army),),
                recipients=(Filler("a2", cut(text, "civilians")),), place="p1", figures=("f1",), confidence=0.9,
            ),
            Event(
                id="e2", type="RETREAT", mode="withdraw", quad="material cooperation", status="planned",
                triggers=(cut(text, "withdraw"),), actors=(front,), place="p1", confidence=0.7,
            ),
            Event(
                id="e3", type="ASSAULT", quad="material conflict", status="hypothetical", certainty="possible",
                triggers=(cut(text, "attack"),), actors=(front,), time="1999", confidence=0.6,
            ),
        ),
        claims=(
            Claim(
                id="c1", content=(cut(text, "At least 44 civilians died when the army shelled the market of Qalat"),),
                voices=(Voice(radio, cut(text, "reported"), "a3"),), about=("e1", "f1"),
            ),
        ),
        run=Run(version="0", model="none", gazetteer="none"),
    )  # fmt: skip


def make_echo() -> Record:
    """A second report of the first voice, without date and publisher."""
    text = ECHO
    return Record(
        report=make_report(text),
        actors=(
            _make_army(text, "army"),
            Actor(id="a3", name="Harbour Monitor", kind="ngo", mentions=(cut(text, "The Harbour Monitor"),)),
        ),
        places=(_make_place(text),),
        figures=(Figure(id="f1", low=22, high=22, unit="killed", of="e1", span=cut(text, "22 people")),),
        events=(
            Event(
                id="e1", type="ASSAULT", quad="material conflict", status="occurred", triggers=(cut(text, "killed"),),
                actors=(Filler("a1", cut(text, "army")),), place="p1", figures=("f1",),
            ),
        ),
        claims=(
            Claim(
                id="c1", content=(cut(text, "22 people were killed by army shells in Qalat"),), certainty="probable",
                voices=(Voice(cut(text, "The Harbour Monitor"), cut(text, "said"), "a3"),), about=("e1", "f1"),
            ),
        ),
        run=Run(version="0", model="none", gazetteer="none"),
    )  # fmt: skip


def make_entries() -> tuple[Entry, ...]:
    """The three reports, checked."""
    named = (("post.html", make_post()), ("wire.txt", make_wire()), ("echo ü.txt", make_echo()))
    for _, record in named:
        assert list(check(record)) == []
    return tuple(Entry(Ref(record.report.id, ref), record) for ref, record in named)


def make_comparison(entries: tuple[Entry, ...]) -> Comparison:
    """One incident of three mentions behind two origins, in dispute over the killed."""
    post, wire, echo = (entry.report for entry in entries)
    mentions = tuple(EventRef(entry.report, "e1", entry.record.events[0].triggers[0]) for entry in entries)
    incident = Incident(
        id="i1",
        type="ASSAULT",
        what="Shelling of Qalat, 5 March 2019",
        date="2019-03-05",
        place=Site("Qalat", 32.1, 66.9, "settlement"),
        mentions=mentions,
        fields=Fields(
            killed=Counts(
                "dispute",
                (
                    Bounds(low=20, high=20, report=post, origin="o1", voices=("Harbour Monitor",)),
                    Bounds(low=22, high=22, report=echo, origin="o1", voices=("Harbour Monitor",)),
                    Bounds(low=44, high=None, report=wire, origin="o2", voices=("Talvian Radio",)),
                ),
            )
        ),
        origins=("o1", "o2"),
        grade=3,
    )
    origins = (
        Origin(id="o1", name="Harbour Monitor", kind="source", reports=(post, echo), why="both quote it"),
        Origin(id="o2", name="Talvian Radio", kind="source", reports=(wire,), why="it alone quotes it"),
    )
    return Comparison(origins, (incident,))


ENTRIES: Final = make_entries()
COMPARISON: Final = make_comparison(ENTRIES)


def plain(rule: Rule = DEFAULT) -> Collection:
    """The reports before they are compared."""
    return Collection(ENTRIES, rule=rule)


def compared(rule: Rule = DEFAULT) -> Collection:
    """The reports and what comparing them gave."""
    return Collection(ENTRIES, COMPARISON.incidents, COMPARISON.origins, rule)


def write(form: DataFormat, collection: Collection) -> tuple[Written, bytes]:
    """What a format tells and writes."""
    file = io.BytesIO()
    written = form.write(collection, file)
    assert not file.closed
    return written, file.getvalue()
