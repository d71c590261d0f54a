"""Replay judgements on a record: the same ones on the same record always give the same.

Rejections come first, so that a correction can put in what a rejection took out with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from onrecord.model import Problem, Record, Tie
from onrecord.store import Judgement

from .conflict import Conflict
from .correct import Case, correct, find_change, find_news, make_case
from .decision import Decision, read_decisions
from .locate import locate, trace_of
from .nouns import Item, all_items, find_by_id
from .remove import take_out

State = Literal["accepted", "corrected", "rejected"]


class Standing(msgspec.Struct, frozen=True):
    """How an item of the reading stands.

    Attributes:
        item: Its id.
        state: ``rejected`` items are no longer in the judged record.
        judgements: Ids of the judgements that say so.
    """

    item: str
    state: State
    judgements: tuple[int, ...]


class Judged(NamedTuple):
    """A record after its judgements.

    Attributes:
        record: Corrected; without what was rejected. Ids are those of the reading.
        conflicts: What could not be replayed, or rests on another reading.
        standings: Every item that was judged.
    """

    record: Record
    conflicts: tuple[Conflict, ...]
    standings: tuple[Standing, ...]


def apply_judgements(record: Record, judgements: Iterable[Judgement]) -> Judged:
    """Replay judgements on a reading.

    An accepted item gets confidence 1, where it has one. A rejected item is taken out and
    leaves a problem of the stage ``review``. A correction holds, whatever the newer reading
    says; if that is new, there is a conflict too. The newest judgement of a field wins.

    Args:
        record: As it was read.
        judgements: In any order; those of other reports and of incidents are passed over.

    Returns:
        The judged record, what is in conflict, and how each item stands.

    Raises:
        BrokenDatabaseError: A judgement has a form that we do not know.
    """
    decisions = read_decisions(judgements)
    return replay(record, [d for d in decisions if d.noun and d.judgement.report == record.report.id])


def replay(record: Record, decisions: Sequence[Decision]) -> Judged:
    """As ``apply_judgements``, of decisions on items of this report, the oldest first."""
    located = locate(record, decisions)
    cases = [
        make_case(noun, item, located.decisions[item.id])
        for noun, item in all_items(record)
        if item.id in located.decisions
    ]
    rejected, refused = _reject(record, cases)
    rest = take_out(record, rejected.keys())
    outcomes = [_judge(record, rest, case, rejected) for case in cases]
    conflicts = [*located.conflicts, *refused, *(conflict for outcome in outcomes for conflict in outcome.conflicts)]
    return Judged(
        replace(
            _put(rest, {outcome.item.id: outcome.item for outcome in outcomes if outcome.item is not None}),
            problems=(*record.problems, *_new_traces(record, rejected.values())),
        ),
        tuple(sorted(conflicts, key=lambda conflict: (conflict.judgement, conflict.why))),
        tuple(outcome.standing for outcome in outcomes if outcome.standing is not None),
    )


def _reject(record: Record, cases: Iterable[Case]) -> tuple[dict[str, Decision], list[Conflict]]:
    """Ids of the items that are rejected, and rejections of what is another thing now."""
    rejected: dict[str, Decision] = {}
    refused: list[Conflict] = []
    for case in cases:
        if case.verdict is None or case.verdict.kind != "reject":
            continue
        change = find_change(case, [record])
        if change is None:
            rejected[case.item.id] = case.verdict
        else:
            refused.append(change)
    return rejected, refused


def _new_traces(record: Record, rejections: Iterable[Decision]) -> list[Problem]:
    traces = [trace_of(decision, record) for decision in sorted(rejections, key=lambda decision: decision.id)]
    return [trace for trace in traces if trace not in record.problems]


class _Outcome(NamedTuple):
    """An item after its judgements; None if it is out."""

    item: Item | None
    conflicts: list[Conflict]
    standing: Standing | None


def _judge(record: Record, rest: Record, case: Case, rejected: Mapping[str, Decision]) -> _Outcome:
    """One item, in what the rejections left of the record."""
    left = find_by_id(rest, case.item.id)
    if left is None:
        return _Outcome(None, [], Standing(case.item.id, "rejected", _rejections_of(case.item, rejected)))
    item, conflicts = correct(case, rest, left[1])
    unfit = {conflict.judgement for conflict in conflicts}
    conflicts += [conflict for conflict in find_news(case, record) if conflict.judgement not in unfit]
    is_accepted = case.verdict is not None and case.verdict.kind == "accept"
    change = find_change(case, [record, rest]) if is_accepted else None
    if change is not None:
        conflicts.append(change)
    elif is_accepted:
        return _Outcome(_make_sure(item), conflicts, Standing(item.id, "accepted", case.ids))
    corrections = tuple(sorted(decision.id for decision in case.corrections.values()))
    return _Outcome(item, conflicts, Standing(item.id, "corrected", corrections) if corrections else None)


def _rejections_of(item: Item, rejected: Mapping[str, Decision]) -> tuple[int, ...]:
    """The rejection of an item, or of the ends of a tie."""
    ids = [item.id, *((item.from_, item.to) if isinstance(item, Tie) else ())]
    return tuple(sorted(rejected[id_].id for id_ in ids if id_ in rejected))


def _put(record: Record, judged: Mapping[str, Item]) -> Record:
    """The record with items in place of those with the same ids."""
    layers: dict[str, list[Item]] = {}
    for noun, item in all_items(record):
        layers.setdefault(noun.layer, []).append(judged.get(item.id, item))
    return replace(record, **{layer: tuple(items) for layer, items in layers.items()})


def _make_sure(item: Item) -> Item:
    """An accepted item is certain, where its kind has a confidence."""
    return replace(item, confidence=1.0) if hasattr(item, "confidence") else item
