"""Judgements before they are put on record: what a user says, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.model import Record, Ref
from onrecord.store import Draft, Judgement

from .apply import Judged, replay
from .conflict import Conflict
from .decision import Basis, Decision, Mark, read_basis, read_decisions
from .fields import BY_PATH, fields_of, find_fault
from .forms import Value
from .locate import ranges_of
from .nouns import LETTERS, Item, Noun, find_by_id

CANNOT_REST = frozenset({"unfit", "overruled", "unheeded"})
"""Conflicts that leave something to decide."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who judges, when and why.

    Attributes:
        at: UTC.
    """

    by: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A report on the desk.

    Attributes:
        record: As it was read.
        judgements: All of the report, the oldest first.
    """

    report: Ref
    record: Record
    judgements: tuple[Judgement, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Those that hold, on its items."""
        mine = (judgement for judgement in self.judgements if judgement.report == self.report.id)
        return tuple(decision for decision in read_decisions(mine) if decision.noun is not None)

    @property
    def judged(self) -> Judged:
        """What the judgements so far make of it."""
        return replay(self.record, self.decisions)

    def add(self, draft: Draft) -> Reading:
        """The same with a judgement that is not in the chain yet, so that the next can build on it."""
        last = max((judgement.id for judgement in self.judgements), default=0)
        drafted = Judgement(**msgspec.structs.asdict(draft), id=last + 1, prev_hash="", hash="")
        return Reading(self.report, self.record, (*self.judgements, drafted))

    def find(self, id_: str) -> tuple[Noun, Item]:
        """An item as it was read.

        Raises:
            InputError: The record has none of this id.
        """
        found = find_by_id(self.record, id_)
        if found is None:
            advice = f"`onrecord show {self.report.id}` names them"
            raise InputError(f"no {id_} in its record; {advice}", source=self.report.ref)
        return found

    def find_judged(self, id_: str) -> tuple[Record, Item]:
        """An item as it is judged, and the record around it; one that is out, as it would be without rejections."""
        judged = self.judged.record
        found = find_by_id(judged, id_)
        if found is None:
            judged = replay(self.record, [decision for decision in self.decisions if decision.kind != "reject"]).record
            found = find_by_id(judged, id_) or self.find(id_)
        return judged, found[1]


def draft_verdict(reading: Reading, id_: str, kind: Literal["accept", "reject"], *, author: Author) -> Draft:
    """Accept or reject an item as it stands.

    Args:
        reading: Its report.
        id_: Of the item.
        kind: Which of the two.
        author: Who, when, why.

    Raises:
        InputError: No such item.
    """
    noun, item = reading.find(id_)
    seen = _see(*reading.find_judged(id_), noun)
    return _draft(reading, item, kind=kind, field=noun.name, basis=Basis(seen=seen), author=author)


def draft_correction(reading: Reading, id_: str, field: str, text: str, *, author: Author) -> Draft:
    """Correct a field of an item; the value that it has already confirms it.

    Args:
        reading: Its report.
        id_: Of the item.
        field: Its name, such as ``type``.
        text: The right value, as a user writes it.
        author: Who, when, why.

    Raises:
        InputError: No such item or field, or a value that does not fit.
    """
    noun, item = reading.find(id_)
    chosen = BY_PATH.get(f"{noun.name}.{field}")
    if chosen is None:
        names = ", ".join(other.name for other in fields_of(noun.name)) or "nothing"
        raise InputError(f"{id_}.{field}: of items such as {id_} can be corrected: {names}")
    judged, standing = reading.find_judged(id_)
    value = chosen.form.parse(text, record=judged, item=standing)
    fault = chosen.find_loss(judged, value) or find_fault(chosen.set(judged, standing, value))
    if fault is not None:
        raise InputError(f"{id_}.{field}={text}: {fault}")
    seen = {name: told for name, told in _see(reading.record, item, noun).items() if name in {field, noun.key}}
    return _draft(reading, item, kind="correct", field=chosen.path, basis=Basis(seen=seen, to=value), author=author)


def draft_group(kind: Literal["join", "split", "pin"], groups: Sequence[Sequence[Mark]], *, author: Author) -> Draft:
    """Say which events of reports are one incident, or not.

    Args:
        kind: ``join`` and ``pin``: all are one incident. ``split``: none of one group is one with one of the other.
        groups: Two or more to join, two to split, one to pin; each at least one event.
        author: Who, when, why.

    Raises:
        InputError: Nothing is left to say.
    """
    if kind == "split":
        first, second = groups
        rest = tuple(mark for mark in first if mark not in second)
        if not rest or not second:
            raise InputError("there is nothing to split: name an incident and events of it, or two incidents")
        return _draft_marks(kind, (rest, tuple(second)), author)
    marks = tuple(dict.fromkeys(mark for group in groups for mark in group))
    if len(marks) < 2:
        raise InputError(f"there is nothing to {kind}: it is one event of one report")
    return _draft_marks(kind, (marks,), author)


def _draft_marks(kind: str, groups: tuple[tuple[Mark, ...], ...], author: Author) -> Draft:
    value = msgspec.json.encode(Basis(groups=groups)).decode()
    return Draft(at=author.at, by=author.by, kind=kind, value=value, reason=author.why)


def draft_undo(judgements: Iterable[Judgement], id_: int, *, author: Author) -> Draft:
    """Take a judgement back.

    Args:
        judgements: All.
        id_: Of the judgement; an ``undo`` can be undone.
        author: Who, when, why.

    Raises:
        InputError: No such judgement, or it is taken back already.
    """
    rows = {judgement.id: judgement for judgement in judgements}
    judgement = rows.get(id_)
    if judgement is None:
        raise InputError(f"no judgement {id_}; `onrecord log` names them")
    if id_ in find_undone(rows.values()):
        raise InputError(f"judgement {id_} is undone already")
    return _about(judgement, Basis(of=id_), kind="undo", author=author)


def draft_settlement(
    judgement: Judgement, conflict: Conflict | None, reading: Reading | None, *, author: Author
) -> Draft:
    """Say that a judgement holds for what is read now too, or that its item is rightly gone.

    Args:
        judgement: That is in conflict.
        conflict: Of it, as things stand.
        reading: Of its report; None for one on incidents.
        author: Who, when, why.

    Raises:
        InputError: There is no conflict, or one that needs a decision.
    """
    if conflict is None:
        raise InputError(f"judgement {judgement.id} is in no conflict")
    if conflict.reason in CANNOT_REST:
        raise InputError(f"judgement {judgement.id} cannot hold ({conflict.why}); undo it, or judge anew")
    if conflict.reason != "changed" or conflict.item is None or reading is None:
        return _about(judgement, Basis(of=judgement.id, is_gone=True), kind="settle", author=author)
    noun, item = reading.find(conflict.item)
    is_of_field = judgement.kind == "correct"
    seen = _see(reading.record, item, noun) if is_of_field else _see(*reading.find_judged(item.id), noun)
    return _about(judgement, Basis(of=judgement.id, seen=seen), kind="settle", author=author)


def find_undone(judgements: Iterable[Judgement]) -> frozenset[int]:
    """Ids of the judgements that are taken back."""
    undone: set[int] = set()
    for judgement in sorted(judgements, key=lambda row: row.id, reverse=True):
        of = read_basis(judgement).of
        if judgement.kind == "undo" and judgement.id not in undone and of is not None:
            undone.add(of)
    return frozenset(undone)


def _see(record: Record, item: Item, noun: Noun) -> dict[str, Value]:
    return {field.name: field.get(record, item) for field in fields_of(noun.name)}


def _draft(reading: Reading, item: Item, *, kind: str, field: str, basis: Basis, author: Author) -> Draft:
    """A judgement of an item; ``field`` is its kind or the path of a field."""
    noun = LETTERS[item.id[0]]
    spans = ranges_of(noun, item)
    text = " ".join(noun.spans_of(item)[0].text.split())
    return Draft(
        at=author.at,
        by=author.by,
        kind=kind,
        report=reading.report.id,
        ref=reading.report.ref,
        item=item.id,
        span_start=spans[0][0],
        span_end=spans[0][1],
        field=field,
        value=msgspec.json.encode(replace(basis, spans=spans, text=text)).decode(),
        reason=author.why,
    )


def _about(judgement: Judgement, basis: Basis, *, kind: str, author: Author) -> Draft:
    """A judgement of a judgement, with what that was about."""
    about = {name: getattr(judgement, name) for name in ("report", "ref", "item", "span_start", "span_end", "field")}
    value = msgspec.json.encode(basis).decode()
    return Draft(at=author.at, by=author.by, kind=kind, value=value, reason=author.why, **about)
