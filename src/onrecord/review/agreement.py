"""How far two readers agree, field by field: Krippendorff's alpha.

A unit is a field of an item that both judged. A reader's value is her newest correction
of the field, else what she accepted. Alpha is 1 for perfect agreement and 0 for what
chance alone would give.

Limits: two readers who saw each other's judgements agree more than they should; alpha is
undefined where only one value occurs.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; the library
``krippendorff``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import krippendorff
import msgspec
import numpy as np

from onrecord.model import Record
from onrecord.store import Judgement

from .decision import Decision, read_decisions
from .fields import BY_PATH, CERTAINTIES, FIELDS, Level
from .forms import Value
from .nouns import NAMES, NOUNS, NounName
from .target import Found, Ranges, find_again

NOMINAL: Final[Level] = "nominal"
LEVELS: Final[Mapping[str, Level]] = {**dict.fromkeys(NAMES, NOMINAL), **{field.path: field.level for field in FIELDS}}
"""Fields in their order; the name of a kind alone is whether its items were accepted or rejected."""
ORDER: Final = {"claim.certainty": CERTAINTIES}
"""Fields of an ordinal scale -> their words from the weakest to the strongest."""
Key = tuple[str, NounName, Ranges]
"""An item: its report, kind and spans."""
Values = dict[str, Value]
"""Field -> what a reader says."""


class Unit(NamedTuple):
    """What two readers say of one field of one item."""

    record: Record | None
    one: Value
    other: Value


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two readers agree on one field.

    Attributes:
        field: Such as ``event.type``; ``event`` alone is whether the item was accepted or rejected.
        level: Of the scale: how far apart two values are.
        units: Items of which both gave a value; of a scale of numbers, a number (``none`` is none).
        same: Of these, with the same value.
        alpha: Krippendorff's alpha; None where only one value occurs.
    """

    field: str
    level: Level
    units: int
    same: int
    alpha: float | None


def measure_agreement(
    judgements: Iterable[Judgement], between: tuple[str, str], *, records: Mapping[str, Record]
) -> tuple[Agreement, ...]:
    """Krippendorff's alpha of two readers, field by field.

    Args:
        judgements: In any order; what was undone does not count.
        between: Names of the two readers.
        records: Id of a report -> its reading, in which two mentions of one actor are known to be the same.

    Returns:
        Fields that both judged somewhere, in the order of the table of fields.
    """
    decisions = [decision for decision in read_decisions(judgements) if decision.noun is not None]
    one, other = (_collect(decision for decision in decisions if decision.judgement.by == name) for name in between)
    pairs = _pair(one, other)
    measured = []
    for path, level in LEVELS.items():
        units = [
            Unit(records.get(a[0]), one[a][path], other[b][path])
            for a, b in pairs
            if path in one[a] and path in other[b]
        ]
        if units:
            measured.append(_measure(path, level, units))
    return tuple(measured)


def _collect(decisions: Iterable[Decision]) -> dict[Key, Values]:
    """What one reader says of each item; newer judgements replace older ones."""
    found: dict[Key, Values] = {}
    for decision in decisions:
        noun, report = decision.noun, decision.judgement.report
        if noun is None or report is None:
            continue
        values = found.setdefault((report, noun.name, decision.basis.spans), {})
        if decision.kind == "correct":
            values[f"{noun.name}.{decision.field}"] = decision.basis.to
            continue
        values[noun.name] = decision.kind
        if decision.kind == "accept":
            values.update({f"{noun.name}.{name}": value for name, value in decision.basis.seen.items()})
    return found


def _pair(one: Mapping[Key, Values], other: Mapping[Key, Values]) -> list[tuple[Key, Key]]:
    """Items that both judged, also where they judged different readings."""
    pairs = []
    for key in sorted(one):
        report, name, spans = key
        near = [candidate for candidate in sorted(other) if candidate[:2] == (report, name)]
        found = find_again(spans, [ranges for _, _, ranges in near], is_sole=NOUNS[name].is_sole)
        if isinstance(found, Found):
            pairs.append((key, near[found.index]))
    return pairs


def _measure(path: str, level: Level, units: Sequence[Unit]) -> Agreement:
    if level == "interval":
        told = [
            (float(unit.one), float(unit.other))
            for unit in units
            if isinstance(unit.one, int | float) and isinstance(unit.other, int | float)
        ]
        known = sorted({value for pair in told for value in pair})
        return _summarise(path, level, told, known)
    names = [(_name(path, unit.one, unit.record), _name(path, unit.other, unit.record)) for unit in units]
    scale = ORDER.get(path) or sorted({name for pair in names for name in pair})
    codes = {name: float(code) for code, name in enumerate(scale)}
    return _summarise(path, level, [(codes[one], codes[other]) for one, other in names], sorted(codes.values()))


def _summarise(path: str, level: Level, told: Sequence[tuple[float, float]], domain: Sequence[float]) -> Agreement:
    """Alpha of pairs of numbers or codes; the order of ``domain`` is that of the scale."""
    same = sum(one == other for one, other in told)
    alpha = None
    if len({value for pair in told for value in pair}) > 1:
        data = np.array(told).T
        alpha = float(krippendorff.alpha(data, value_domain=list(domain), level_of_measurement=level))
    return Agreement(field=path, level=level, units=len(told), same=same, alpha=alpha)


def _name(path: str, value: Value, record: Record | None) -> str:
    field = BY_PATH.get(path)
    return str(value) if field is None else field.form.name(value, record=record)
