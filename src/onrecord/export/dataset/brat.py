"""brat standoff: a ``.txt`` and an ``.ann`` a report, and an ``annotation.conf`` to open them with.

Marks are text-bound annotations; events have their trigger, actors and recipients, place,
time and figures; the voices of a claim hang on its content by relations. The id of each item
in the record stands in a note, act, certainty, polarity and status in attributes. Reports
of one text are written once; ``index.tsv`` says which refs they have.

Limits: a span over several lines is cut at each, since brat takes one line at a time. A tab, which
bounds its columns, becomes a blank.
Ties are marks only. Holds the reports' text: hand it on only where you may.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, get_args

from onrecord.model import (
    Act,
    ActorKind,
    Certainty,
    Claim,
    Event,
    EventType,
    LabelKind,
    Polarity,
    Precision,
    Record,
    Span,
    Spans,
    Status,
    TieType,
)

from .collection import Collection, Written
from .marking import Layer, Marked, mark_record
from .parts import FIRST_DAY

Put = Callable[[str, str], None]
"""Writes one file: name, content."""

ENTITIES: Final = ("Content", "Source", "Cue", "Medium", "Hedge", "Actor", "Place", "Time", "Figure", "Tie", "Label")
ATTRIBUTES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("Act", "Content", get_args(Act)),
    ("Certainty", "Content|<EVENT>", get_args(Certainty)),
    ("Polarity", "Content", get_args(Polarity)),
    ("Status", "<EVENT>", get_args(Status)),
    ("Kind", "Actor", get_args(ActorKind)),
    ("Precision", "Place", get_args(Precision)),
    ("Tie_type", "Tie", get_args(TieType)),
    ("Label_kind", "Label", get_args(LabelKind)),
)
"""Name, what it is said of, values."""
DETAILS: Final[dict[Layer, str]] = {
    "Content": "Act", "Actor": "Kind", "Place": "Precision", "Tie": "Tie_type", "Label": "Label_kind",
}  # fmt: skip
"""Layer -> the attribute that its detail is."""
RELATIONS: Final = ("Said_by", "Passed_on_by", "Cued_by", "Told_in", "Hedged_by")


def write_brat(collection: Collection, file: BinaryIO) -> Written:
    """One ZIP archive; ``Written.rows`` counts texts."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: str) -> None:
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode("utf-8"))

        return _write(collection, put)


def write_brat_in(collection: Collection, folder: Path) -> Written:
    """The same files in an existing folder."""
    return _write(collection, lambda name, content: _put_in(folder, name, content))


def _put_in(folder: Path, name: str, content: str) -> None:
    (folder / name).write_bytes(content.encode("utf-8"))


def _write(collection: Collection, put: Put) -> Written:
    refs: dict[str, list[str]] = {}
    for entry in collection.entries:
        if entry.report.id not in refs:
            put(f"{entry.report.id}.txt", _flatten(entry.record.report.text) + "\n")
            put(f"{entry.report.id}.ann", "".join(f"{line}\n" for line in make_standoff(entry.record)))
        refs.setdefault(entry.report.id, []).append(" ".join(entry.report.ref.split()))
    put("annotation.conf", make_configuration())
    put("index.tsv", "".join(f"{name}\t{ref}\n" for name, found in refs.items() for ref in found))
    return Written(len(refs))


def make_standoff(record: Record) -> Iterator[str]:
    """The lines of an ``.ann`` file."""
    standoff = _Standoff(record)
    for claim in record.claims:
        standoff.add_claim(claim)
    for event in record.events:
        standoff.add_event(event)
    yield from standoff.lines


class _Standoff:
    """Annotations of one report, numbered as they come.

    Attributes:
        lines: Finished ones.
    """

    def __init__(self, record: Record) -> None:
        self.lines: list[str] = []
        self._counts: Counter[str] = Counter()
        self._text = record.report.text
        self._marked: dict[tuple[Layer, str, Spans], str] = {}
        self._first: dict[str, str] = {}  # item -> its first mark
        self._times = {time.id: time for time in record.times}
        for mark in mark_record(record):
            if mark.layer != "Event":
                self._mark(mark)

    def add_claim(self, claim: Claim) -> None:
        """How sure and whether denied; who says it, by what words, where."""
        content = self._marked["Content", claim.id, claim.content]
        self._say("Certainty", content, claim.certainty)
        self._say("Polarity", content, claim.polarity)
        self._relate("Hedged_by", content, (self._marked["Hedge", claim.id, (span,)] for span in claim.hedges))
        for number, voice in enumerate(claim.voices, 1):
            item = claim.id if number == 1 else f"{claim.id}.{number}"
            parts: tuple[tuple[str, Layer, Span | None], ...] = (
                ("Said_by" if number == 1 else "Passed_on_by", "Source", voice.source),
                ("Cued_by", "Cue", voice.cue),
                ("Told_in", "Medium", voice.medium),
            )
            for relation, layer, span in parts:
                if span is not None:
                    self._relate(relation, content, [self._marked[layer, item, (span,)]])

    def add_event(self, event: Event) -> None:
        """The event with its fillers on its first trigger, bare on the others."""
        arguments = self._arguments(event)
        for number, span in enumerate(event.triggers):
            trigger = self._bind(event.type, (span,))
            key = self._next("E")
            self.lines.append(f"{key}\t{event.type}:{trigger}{arguments if number == 0 else ''}")
            self._note(key, event.id)
            self._say("Status", key, event.status)
            self._say("Certainty", key, event.certainty)

    def _arguments(self, event: Event) -> str:
        """`` Actor:T1 Actor2:T4 Place:T7``: a role that comes again is numbered."""
        filled: list[tuple[str, str | None]] = []
        for role, fillers in (("Actor", event.actors), ("Recipient", event.recipients)):
            filled += [(role, self._find(filler.actor, filler.span)) for filler in fillers]
        filled += [("Place", self._first.get(event.place or "")), ("Time", self._first.get(event.time_id or ""))]
        filled += [("Figure", self._first.get(figure)) for figure in event.figures]
        counts: Counter[str] = Counter()
        written = ""
        for role, key in filled:
            if key is not None:
                counts[role] += 1
                written += f" {role}{counts[role] if counts[role] > 1 else ''}:{key}"
        return written

    def _find(self, actor: str | None, span: Span) -> str:
        """The mark of a filler; made where no mention of an actor is just these words."""
        return self._marked.get(("Actor", actor or "", (span,))) or self._mark(Marked("Actor", actor or "", (span,)))

    def _mark(self, mark: Marked) -> str:
        key = self._bind(mark.layer, mark.spans)
        self._marked[mark.layer, mark.item, mark.spans] = key
        self._first.setdefault(mark.item, key)
        attribute = DETAILS.get(mark.layer)
        if attribute and mark.detail:
            self._say(attribute, key, mark.detail)
        self._note(key, f"{mark.item} {'' if attribute else mark.detail}".strip())
        return key

    def _bind(self, name: str, spans: Spans) -> str:
        """A text-bound annotation, cut at line ends."""
        pieces = [piece for span in spans for piece in cut_at_lines(span)]
        key = self._next("T")
        ranges = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        self.lines.append(f"{key}\t{name} {ranges}\t{' '.join(_flatten(piece.text) for piece in pieces)}")
        return key

    def _relate(self, relation: str, content: str, others: Iterable[str]) -> None:
        for other in others:
            self.lines.append(f"{self._next('R')}\t{relation} Arg1:{content} Arg2:{other}")

    def _say(self, attribute: str, key: str, value: str) -> None:
        self.lines.append(f"{self._next('A')}\t{attribute} {key} {value}")

    def _note(self, key: str, note: str) -> None:
        if note:
            self.lines.append(f"{self._next('#')}\tAnnotatorNotes {key}\t{note}")

    def _next(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{letter}{self._counts[letter]}"


def cut_at_lines(span: Span) -> list[Span]:
    r"""The parts of a span that stand on a line each, without the blanks around them.

    >>> [(part.start, part.text) for part in cut_at_lines(Span(4, 16, "Six died \n in"))]
    [(4, 'Six died'), (15, 'in')]
    """
    parts, at = [], span.start
    for line in span.text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            parts.append(Span(start, start + len(bare), bare))
        at += len(line) + 1
    return parts


def _flatten(text: str) -> str:
    """The text with blanks for tabs; every code point keeps its place."""
    return text.replace("\t", " ")


def make_configuration() -> str:
    """The ``annotation.conf`` that names every type."""
    roles = "Actor*:Actor, Recipient*:Actor, Place?:Place, Time?:Time, Figure*:Figure"
    targets = {"Cued_by": "Cue", "Told_in": "Medium", "Hedged_by": "Hedge"}
    return "\n".join([
        *("[entities]", *ENTITIES, ""),
        *("[relations]", *(f"{name}\tArg1:Content, Arg2:{targets.get(name, 'Source')}" for name in RELATIONS), ""),
        *("[events]", *(f"{name}\t{roles}" for name in get_args(EventType)), ""),
        *("[attributes]", *(f"{name}\tArg:{of}, Value:{'|'.join(values)}" for name, of, values in ATTRIBUTES), ""),
    ])
