"""From the rows of the chain to the decisions that still hold.

A row's ``value`` is JSON (``Basis``): what the decision rests on, so that it can be
replayed on another reading. ``undo`` takes a row back, also an ``undo``; ``settle``
says that a row holds for what is read now too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import msgspec

from onrecord.errors import BrokenDatabaseError
from onrecord.store import Judgement

from .fields import BY_PATH
from .forms import Value
from .nouns import NOUNS, Noun
from .target import Ranges

Kind = Literal["accept", "reject", "correct", "join", "split", "pin", "undo", "settle"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
ON_ITEMS: Final = frozenset({"accept", "reject", "correct"})
ON_INCIDENTS: Final = frozenset({"join", "split", "pin"})
ON_JUDGEMENTS: Final = frozenset({"undo", "settle"})


class Mark(msgspec.Struct, frozen=True, order=True, array_like=True):
    """An event of one report by its first trigger: ``[report, start, end]``.

    Attributes:
        report: Id of the report.
        start, end: Half-open, code points.
    """

    report: str
    start: int
    end: int


class Basis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a judgement rests on: the JSON of its ``value``.

    Attributes:
        spans: Of the item, the most telling first.
        text: What stands there.
        seen: The fields as they were when it was judged.
        to: correct: the new value.
        of: undo, settle: id of the judgement.
        is_gone: settle: there is no such item in the reading.
        groups: join, pin: one group, all of one incident. split: two groups, none of one with none of the other.
    """

    spans: Ranges = ()
    text: str = ""
    seen: dict[str, Value] = {}
    to: Value = None
    of: int | None = None
    is_gone: bool = False
    groups: tuple[tuple[Mark, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement that holds.

    Attributes:
        field: Name of the field that is corrected.
        seen: The readings that it holds for; more than one after ``settle``.
        may_be_gone: Whether somebody settled that the item is no longer there.
    """

    judgement: Judgement
    kind: Kind
    basis: Basis
    noun: Noun | None
    field: str | None
    seen: tuple[Mapping[str, Value], ...]
    may_be_gone: bool

    @property
    def id(self) -> int:
        """Of the judgement."""
        return self.judgement.id


def read_basis(judgement: Judgement) -> Basis:
    """What a judgement rests on.

    Raises:
        BrokenDatabaseError: Its row has another form.
    """
    try:
        basis = msgspec.json.decode(judgement.value or "{}", type=Basis)
        fault = _find_fault(judgement, basis)
    except msgspec.MsgspecError as error:
        fault = str(error)
    if fault is not None:
        advice = "run `onrecord doctor`, or use the OnRecord that wrote it"
        raise BrokenDatabaseError(f"judgement {judgement.id} cannot be read ({fault}); {advice}")
    return basis


def _find_fault(judgement: Judgement, basis: Basis) -> str | None:
    noun, _, field = (judgement.field or "").partition(".")
    if judgement.kind not in KINDS:
        return f"unknown kind {judgement.kind!r}"
    if judgement.kind in ON_ITEMS:
        if noun not in NOUNS or not basis.spans or judgement.report is None:
            return "it names no item"
        if judgement.kind == "correct" and f"{noun}.{field}" not in BY_PATH:
            return f"unknown field {judgement.field!r}"
    if judgement.kind in ON_JUDGEMENTS and (basis.of is None or basis.of >= judgement.id):
        return "it names no earlier judgement"
    if judgement.kind in ON_INCIDENTS and len(basis.groups) != (2 if judgement.kind == "split" else 1):
        return "it names no events"
    return None


def read_decisions(judgements: Iterable[Judgement]) -> tuple[Decision, ...]:
    """The decisions that hold, the oldest first.

    Args:
        judgements: In any order.

    Raises:
        BrokenDatabaseError: A row has a form that we do not know.
    """
    rows = [(judgement, read_basis(judgement)) for judgement in sorted(judgements, key=lambda row: row.id)]
    undone: set[int] = set()
    settled: dict[int, list[Basis]] = {}
    for judgement, basis in reversed(rows):
        if judgement.id in undone or basis.of is None:
            continue
        if judgement.kind == "undo":
            undone.add(basis.of)
        else:
            settled.setdefault(basis.of, []).append(basis)
    return tuple(
        _decide(judgement, basis, settled.get(judgement.id, ()))
        for judgement, basis in rows
        if judgement.id not in undone and judgement.kind not in ON_JUDGEMENTS
    )


def _decide(judgement: Judgement, basis: Basis, settled: Sequence[Basis]) -> Decision:
    noun, _, field = (judgement.field or "").partition(".")
    return Decision(
        judgement,
        judgement.kind,  # type: ignore[arg-type]
        basis,
        NOUNS.get(noun),  # type: ignore[call-overload]
        field or None,
        (basis.seen, *(other.seen for other in settled if not other.is_gone)),
        any(other.is_gone for other in settled),
    )
