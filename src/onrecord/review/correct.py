"""Set the corrected fields of one item, and say where the reading is not what was judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.model import Record

from .conflict import Conflict, raise_conflict
from .decision import Decision
from .fields import BY_PATH, Field, fields_of, find_fault
from .forms import Value
from .nouns import Item, Noun, find_by_id

Corrections = Mapping[str, Decision]
"""Name of a field -> the newest correction of it."""
PAST: Final = {"accept": "accepted", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Case:
    """One item with what was decided about it.

    Attributes:
        item: As it was read.
        corrections: Those that no newer one replaces.
        verdict: The newest of accept and reject.
        seen: The corrections that held when the verdict was given.
    """

    noun: Noun
    item: Item
    corrections: Corrections
    verdict: Decision | None
    seen: Corrections

    @property
    def ids(self) -> tuple[int, ...]:
        """Of the judgements that hold."""
        verdict = [self.verdict.id] if self.verdict is not None else []
        return tuple(sorted([*(decision.id for decision in self.corrections.values()), *verdict]))


def make_case(noun: Noun, item: Item, decisions: Sequence[Decision]) -> Case:
    """An item with its decisions, the oldest first."""
    verdict = next((decision for decision in reversed(decisions) if decision.field is None), None)
    older = [decision for decision in decisions if verdict is not None and decision.id < verdict.id]
    return Case(noun, item, _find_newest(noun, decisions), verdict, _find_newest(noun, older))


def _find_newest(noun: Noun, decisions: Iterable[Decision]) -> Corrections:
    newest: dict[str, Decision] = {}
    for decision in decisions:
        if decision.field is not None:
            newest[decision.field] = decision
            for name in BY_PATH[f"{noun.name}.{decision.field}"].replaces:
                newest.pop(name, None)
    return newest


def correct(case: Case, record: Record, item: Item) -> tuple[Item, list[Conflict]]:
    """Set the corrected fields.

    Args:
        case: What was decided.
        record: The reading, or what the rejections left of it.
        item: The item in it.

    Returns:
        The item, and the values that do not fit it; they are not set.
    """
    fit: dict[str, Decision] = {}
    conflicts: list[Conflict] = []
    for name, decision in case.corrections.items():
        loss = BY_PATH[f"{case.noun.name}.{name}"].find_loss(record, decision.basis.to)
        if loss is None:
            fit[name] = decision
        else:
            conflicts.append(raise_conflict(decision, "unfit", loss, item=item.id))
    corrected, dropped = _set_what_fits(case.noun, record, item, fit)
    conflicts += [raise_conflict(decision, "unfit", fault, item=item.id) for decision, fault in dropped]
    return corrected, conflicts


def _set_what_fits(
    noun: Noun, record: Record, item: Item, values: Corrections
) -> tuple[Item, list[tuple[Decision, str]]]:
    """Set values; where they do not fit together, without the oldest that is in the way, else without any."""
    corrected = _set(noun, record, item, values)
    fault = find_fault(corrected)
    if fault is None or find_fault(item) is not None:
        return corrected, []
    for name in sorted(values, key=lambda name: values[name].id):
        rest = {other: decision for other, decision in values.items() if other != name}
        corrected = _set(noun, record, item, rest)
        if find_fault(corrected) is None:
            return corrected, [(values[name], fault)]
    return item, [(decision, fault) for decision in values.values()]


def _set(noun: Noun, record: Record, item: Item, values: Corrections) -> Item:
    for field in fields_of(noun.name):
        if field.name in values:
            item = field.set(record, item, values[field.name].basis.to)
    return item


def find_news(case: Case, record: Record) -> list[Conflict]:
    """Corrections of a reading that is neither what was corrected nor what it was corrected to."""
    news = []
    for name, decision in case.corrections.items():
        field = BY_PATH[f"{case.noun.name}.{name}"]
        now, to = field.get(record, case.item), decision.basis.to
        if not is_seen(field, now, decision, record) and not field.form.is_same(now, to, record=record):
            before = tell(decision.seen[0].get(name), record)
            why = f"corrected from {before} to {tell(to, record)}, which is kept; now read as {tell(now, record)}"
            news.append(raise_conflict(decision, "changed", why, item=case.item.id))
    return news


def find_change(case: Case, records: Sequence[Record]) -> Conflict | None:
    """Whether an item is no longer what was accepted or rejected.

    Args:
        case: With a verdict. Fields that a person corrected after it say nothing about the reading.
        records: The reading, and what the rejections left of it; either may be what was seen.

    Returns:
        The first field that is another, as a conflict.
    """
    verdict = case.verdict
    if verdict is None:
        return None
    then = replace(case, corrections=case.seen)
    states = [(record, correct(then, record, item)[0]) for record, item in _find_in(records, case)]
    names = case.noun.told_by if verdict.kind == "reject" else [field.name for field in fields_of(case.noun.name)]
    newer = {name for name, decision in case.corrections.items() if decision.id > verdict.id}
    newer |= {other for name in newer for other in BY_PATH[f"{case.noun.name}.{name}"].replaces}
    for name in names:
        field = BY_PATH[f"{case.noun.name}.{name}"]
        if name not in newer and not any(is_seen(field, field.get(*state), verdict, state[0]) for state in states):
            record, item = states[0]
            before, now = tell(verdict.seen[0].get(name), record), tell(field.get(record, item), record)
            why = f"{PAST[verdict.kind]} with {name} {before}, now read as {now}"
            return raise_conflict(verdict, "changed", why, item=item.id)
    return None


def _find_in(records: Iterable[Record], case: Case) -> Iterator[tuple[Record, Item]]:
    for record in records:
        found = find_by_id(record, case.item.id)
        if found is not None:
            yield record, found[1]


def is_seen(field: Field, now: Value, decision: Decision, record: Record) -> bool:
    """Whether a value is one that a decision was made for."""
    seen = [values[field.name] for values in decision.seen if field.name in values]
    return not seen or any(field.form.is_same(now, value, record=record) for value in seen)


def tell(value: Value, record: Record) -> str:
    """A value in words: ranges as what stands there."""
    match value:
        case None | []:
            return "none"
        case [int(start), int(end)]:
            return f"“{' '.join(record.report.text[start:end].split())}”"
        case list():
            return ", ".join(tell(part, record) for part in value)
        case dict():
            return str(value.get("gazetteer_id"))
    return str(value)
