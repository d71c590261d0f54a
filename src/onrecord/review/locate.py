"""Which item of a reading each decision is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Problem, Record, Span

from .conflict import Conflict, raise_conflict
from .decision import Decision
from .fields import BY_PATH
from .nouns import NOUNS, Item, Noun, items_of
from .target import Found, NotFound, Ranges, find_again


@dataclass(frozen=True, slots=True)
class Located:
    """Decisions with the items that they are about.

    Attributes:
        decisions: Id of an item -> its decisions, the oldest first.
        conflicts: Of decisions whose item was not found.
    """

    decisions: Mapping[str, Sequence[Decision]]
    conflicts: tuple[Conflict, ...]


def locate(record: Record, decisions: Sequence[Decision]) -> Located:
    """Find the items of decisions.

    Args:
        record: A reading of the report that all decisions are about.
        decisions: On items; the oldest first.
    """
    held: dict[str, list[Decision]] = {}
    lost: list[tuple[Decision, Conflict | None]] = []
    for noun in NOUNS.values():
        mine = [decision for decision in decisions if decision.noun == noun]
        if not mine:
            continue
        for decision, found in _find_all(record, noun, mine):
            if found is None or isinstance(found, Conflict):
                lost.append((decision, found))
            else:
                held.setdefault(found.id, []).append(decision)
    return Located(held, tuple(_still_open(lost)))


def trace_of(decision: Decision, record: Record) -> Problem:
    """What stays of an item that was rejected, so that nothing goes silently."""
    noun, reason = decision.noun, decision.judgement.reason
    start, end = decision.basis.spans[0]
    told = f"{noun.name if noun else 'item'} rejected by judgement {decision.id}" + (f": {reason}" if reason else "")
    return Problem("review", told, Span.cut(record.report.text, start, end))


def _find_all(
    record: Record, noun: Noun, decisions: Iterable[Decision]
) -> Iterable[tuple[Decision, Item | Conflict | None]]:
    """Each decision with its item, why there is none, or None where that is as it should be."""
    items = items_of(record, noun)
    places = [ranges_of(noun, item) for item in items]
    # What this replay took out before, so that its judgements do not slip to a neighbour.
    ghosts = [d.basis.spans for d in decisions if d.kind == "reject" and trace_of(d, record) in record.problems]
    found = [(d, find_again(d.basis.spans, [*places, *ghosts], is_sole=noun.is_sole)) for d in decisions]
    keys = _corrected_keys(noun, found)
    for decision, match in found:
        if isinstance(match, Found) and match.index >= len(items):
            yield decision, None
        elif isinstance(match, NotFound):
            yield decision, _miss(decision, match)
        elif match.closeness == "near" and not _has_key(
            record, items[match.index], decision, keys.get(match.index, ())
        ):
            yield decision, _miss(decision, NotFound("gone"))
        else:
            yield decision, items[match.index]


def ranges_of(noun: Noun, item: Item) -> Ranges:
    """The spans of an item as ranges."""
    return tuple((span.start, span.end) for span in noun.spans_of(item))


def _corrected_keys(noun: Noun, found: Iterable[tuple[Decision, Found | NotFound]]) -> dict[int, list[object]]:
    """Index of an item -> what its key is corrected to."""
    keys: dict[int, list[object]] = {}
    for decision, match in found:
        if isinstance(match, Found) and noun.key is not None and decision.field == noun.key:
            keys.setdefault(match.index, []).append(decision.basis.to)
    return keys


def _has_key(record: Record, item: Item, decision: Decision, corrected: Sequence[object]) -> bool:
    """Whether an item that stands only about where it was is of the type that was judged."""
    noun = decision.noun
    if noun is None or noun.key is None:
        return True
    key = BY_PATH[f"{noun.name}.{noun.key}"].get(record, item)
    return key in [*(seen.get(noun.key) for seen in decision.seen), *corrected]


def _miss(decision: Decision, match: NotFound) -> Conflict | None:
    if decision.may_be_gone or (decision.kind == "reject" and match.reason == "gone"):
        return None
    name = decision.noun.name if decision.noun else "item"
    why = {
        "gone": f"this reading has no such {name} there",
        "several": f"this reading has several {name}s there that fit equally well",
    }
    return raise_conflict(decision, match.reason, why[match.reason])


def _still_open(lost: Sequence[tuple[Decision, Conflict | None]]) -> Iterator[Conflict]:
    """Without those that a newer judgement of the same item and field, or a rejection of the item, replaced."""
    newest: dict[tuple[object, ...], int] = {}
    for decision, _ in lost:
        newest[_slot(decision)] = decision.id
        if decision.kind == "reject":
            newest[_item(decision)] = decision.id
    for decision, conflict in lost:
        is_newest = newest[_slot(decision)] == decision.id and newest.get(_item(decision), 0) <= decision.id
        if conflict is not None and is_newest:
            yield conflict


def _item(decision: Decision) -> tuple[object, ...]:
    return decision.noun.name if decision.noun else None, decision.basis.spans


def _slot(decision: Decision) -> tuple[object, ...]:
    return *_item(decision), decision.field or "verdict"
