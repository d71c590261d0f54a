"""What people said about incidents, as pairs that comparing must respect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from onrecord.model import Event, Incident, Record
from onrecord.store import Judgement

from .conflict import Conflict, raise_conflict
from .decision import ON_INCIDENTS, Decision, Mark, read_decisions
from .locate import ranges_of
from .nouns import NOUNS

Pair = tuple[Mark, Mark]
"""The smaller first."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """Joins and splits without contradiction.

    Attributes:
        joined: Pairs of events that are of one incident.
        split: Pairs that are not; none follows the contrary from ``joined``.
        conflicts: Older judgements that newer ones exclude.
    """

    joined: tuple[Pair, ...] = ()
    split: tuple[Pair, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def incident_constraints(judgements: Iterable[Judgement]) -> Constraints:
    """The joins, splits and pins that hold; of two that exclude each other, the newer.

    A pair that is judged anew replaces what was said of the same pair. An older judgement
    that only follows to be impossible from several newer ones is a conflict.

    Args:
        judgements: In any order; those on items are passed over.
    """
    bonds = _Bonds()
    decided: set[Pair] = set()
    conflicts: list[Conflict] = []
    for decision in reversed(incident_decisions(judgements)):
        failed = [
            pair
            for pair in pairs_of(decision)
            if pair not in decided and not bonds.add(pair, is_join=decision.kind != "split")
        ]
        decided.update(pairs_of(decision))
        if failed:
            why = f"newer judgements exclude it for {len(failed)} of {len(list(pairs_of(decision)))} pairs of events"
            conflicts.append(raise_conflict(decision, "overruled", why))
    return Constraints(tuple(sorted(bonds.joined)), tuple(sorted(bonds.split)), tuple(reversed(conflicts)))


def incident_decisions(judgements: Iterable[Judgement]) -> tuple[Decision, ...]:
    """The decisions on incidents that hold, the oldest first."""
    return tuple(decision for decision in read_decisions(judgements) if decision.kind in ON_INCIDENTS)


def pairs_of(decision: Decision) -> Iterator[Pair]:
    """The pairs of events that a decision speaks of.

    Args:
        decision: On incidents.

    Yields:
        To join or pin, each event with the next; to split, each of one group with each of the other.
    """
    groups = decision.basis.groups
    found = product(*groups) if decision.kind == "split" else pairwise(groups[0])
    for one, other in found:
        if one != other:
            yield (one, other) if one < other else (other, one)


class _Bonds:
    """Sets of joined marks, and which sets are kept apart."""

    def __init__(self) -> None:
        self.joined: list[Pair] = []
        self.split: list[Pair] = []
        self._home: dict[Mark, Mark] = {}
        self._enemies: dict[Mark, set[Mark]] = {}

    def add(self, pair: Pair, *, is_join: bool) -> bool:
        """Take a pair in; False if those that were taken in before exclude it."""
        one, other = self._find(pair[0]), self._find(pair[1])
        if is_join:
            if other in self._enemies.get(one, ()):
                return False
            if one != other:
                self._merge(one, other)
            self.joined.append(pair)
            return True
        if one == other:
            return False
        self._enemies.setdefault(one, set()).add(other)
        self._enemies.setdefault(other, set()).add(one)
        self.split.append(pair)
        return True

    def _find(self, mark: Mark) -> Mark:
        while (home := self._home.get(mark, mark)) != mark:
            self._home[mark] = self._home.get(home, home)
            mark = home
        return mark

    def _merge(self, one: Mark, other: Mark) -> None:
        self._home[other] = one
        for enemy in self._enemies.pop(other, set()):
            self._enemies[enemy].discard(other)
            self._enemies[enemy].add(one)
            self._enemies.setdefault(one, set()).add(enemy)


def mark_event(report: str, event: Event) -> Mark:
    """An event by its first trigger."""
    return Mark(report, event.triggers[0].start, event.triggers[0].end)


def mark_incident(incident: Incident) -> tuple[Mark, ...]:
    """The events of an incident."""
    return tuple(Mark(mention.report.id, mention.span.start, mention.span.end) for mention in incident.mentions)


def is_marked(mark: Mark, record: Record) -> bool:
    """Whether a reading has an event where the mark is."""
    noun = NOUNS["event"]
    return any(
        start < mark.end and mark.start < end for event in record.events for start, end in ranges_of(noun, event)
    )


def find_unheeded(decision: Decision, incidents: Sequence[Incident]) -> str | None:
    """What the incidents of a comparison do against a decision.

    Args:
        decision: On incidents.
        incidents: Of the last comparison; events that stand in none are passed over.

    Returns:
        One line, or None.
    """
    homes = {mark: incident.id for incident in incidents for mark in mark_incident(incident)}
    for one, other in pairs_of(decision):
        if one not in homes or other not in homes:
            continue
        if (homes[one] == homes[other]) == (decision.kind == "split"):
            where = homes[one] if homes[one] == homes[other] else f"{homes[one]} and {homes[other]}"
            return f"the last comparison has them in {where}; run `onrecord compare`"
    return None
