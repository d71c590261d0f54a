"""What speaks for each candidate of each name of a report.

All candidates of all names stand in flat arrays; ``n`` candidates, ``g`` names. The
features that depend on the other names (country and province shares, nearness) are
computed from the current probabilities and so change from pass to pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.gazetteer import Entry, Kind, normalise_name

from .geometry import distance_km

Array = NDArray[np.float64]
FIXED: Final = (
    "importance", "country", "province", "district", "region", "exact", "own_name",
    "asked_kind", "other_kind", "in_province", "in_country", "first", "has_seat", "contradicted",
)  # fmt: skip
MOVING: Final = ("country_share", "province_share", "near", "nearest", "next", "country_unsupported")
MOST_CANDIDATES: Final = 40  # a name; the rest are hamlets of names like "San Jose"
MOST_CONTEXT: Final = 160  # candidates that others are measured against
FLOOR: Final = 0.02
NEAR_KM: Final = 60.0
WIDE_KM: Final = 300.0
SEAT_KM: Final = 60.0
SEAT_SIZE: Final = 1.3  # a twentieth of the division's people


@dataclass(frozen=True, slots=True)
class Question:
    """One name to resolve.

    Attributes:
        key: Normalised name.
        kind: Kind that its words ask for, or None.
        candidates: Entries, the most important first.
        containers: Entries that the text says it lies in.
    """

    key: str
    kind: Kind | None
    candidates: tuple[Entry, ...]
    containers: tuple[Entry, ...]


@dataclass(frozen=True)
class Table:
    """All candidates of a report.

    Attributes:
        entries: n entries.
        owner: (n,) index of the question of each candidate, ascending.
        fixed: (n, len(FIXED)) features that do not move.
        lat, lon: (n,) radians.
        country: (n,) code number, -1 for none.
        province: (n,) code number, -1 for none.
        questions: g.
    """

    entries: tuple[Entry, ...]
    owner: NDArray[np.int64]
    fixed: Array
    lat: Array
    lon: Array
    country: NDArray[np.int64]
    province: NDArray[np.int64]
    questions: int


def build_table(questions: Sequence[Question]) -> Table:
    """Put all candidates of a report in arrays."""
    entries: list[Entry] = []
    owner: list[int] = []
    rows: list[list[float]] = []
    for number, question in enumerate(questions):
        for rank, entry in enumerate(question.candidates[:MOST_CANDIDATES]):
            entries.append(entry)
            owner.append(number)
            rows.append(_fixed(question, entry, rank))
    countries: dict[str, int] = {}
    provinces: dict[tuple[str, str], int] = {}
    return Table(
        entries=tuple(entries),
        owner=np.array(owner, dtype=np.int64),
        fixed=np.array(rows, dtype=np.float64).reshape(-1, len(FIXED)),
        lat=np.radians([entry.lat for entry in entries]),
        lon=np.radians([entry.lon for entry in entries]),
        country=np.array([_number(countries, entry.country) for entry in entries], dtype=np.int64),
        province=np.array(
            [_number(provinces, (entry.country, entry.admin1) if entry.admin1 else None) for entry in entries],
            dtype=np.int64,
        ),
        questions=len(questions),
    )


def _number(known: dict[Any, int], key: object) -> int:
    return -1 if key is None else known.setdefault(key, len(known))


def _fixed(question: Question, entry: Entry, rank: int) -> list[float]:
    kind = entry.kind
    in_province, in_country = 0.0, 0.0
    for container in question.containers:
        if container.id == entry.id or container.country != entry.country or container.country is None:
            continue
        if container.kind == "country":
            in_country = 1.0 if kind != "country" else in_country
        elif container.admin1 == entry.admin1 and entry.admin1 is not None and kind not in ("country", "province"):
            in_province = 1.0
    asked = question.kind
    return [
        entry.importance,
        float(kind == "country"),
        float(kind == "province"),
        float(kind == "district"),
        float(kind == "region"),
        float(kind == "exact"),
        float(kind in ("country", "region") or normalise_name(entry.name) == question.key),
        float(asked == kind or (asked == "region" and kind == "province")),
        float(asked is not None and asked != kind),
        in_province,
        in_country,
        float(rank == 0),
        float(asked is None and _has_seat(question, entry)),
        float(kind == "country" and _is_contradicted(question)),
    ]


def _is_contradicted(question: Question) -> bool:
    """Whether what follows a name is a province only, so that the name is no country: "Lebanon, Pa."."""
    kinds = {container.kind for container in question.containers}
    return "province" in kinds and not kinds & {"country", "region"}


def _has_seat(question: Question, entry: Entry) -> bool:
    """Whether a division shares its name with a town in it: "Aleppo" alone is the town."""
    if entry.kind not in ("province", "district"):
        return False
    return any(
        other.kind == "settlement"
        and other.country == entry.country
        and (other.admin1 in (entry.admin1, None) or distance_km(other, entry) <= SEAT_KM)
        and other.importance > entry.importance - SEAT_SIZE
        for other in question.candidates[:MOST_CANDIDATES]
    )


def moving_features(table: Table, p: Array) -> Array:
    """Features that depend on how the other names are read.

    Args:
        table: All candidates.
        p: (n,) current probability of each candidate within its name.

    Returns:
        (n, len(MOVING)) features.
    """
    country = _share(table, table.country, p)
    province = _share(table, table.province, p)
    near, nearest, beside = _nearness(table, p)
    is_country = table.fixed[:, 1]
    return np.stack(
        [
            np.log(FLOOR + country) * (1 - is_country),
            np.log(FLOOR + province) * (1 - is_country),
            np.log(FLOOR + near),
            np.log(FLOOR + nearest),
            np.log(FLOOR + beside),
            is_country * np.log(FLOOR + country),
        ],
        axis=1,
    )


def _share(table: Table, code: NDArray[np.int64], p: Array) -> Array:
    """Share of the other names that lie in each candidate's country or province."""
    size = int(code.max(initial=-1)) + 1
    if size == 0 or table.questions < 2:
        return np.zeros(len(p))
    mass = np.zeros((table.questions, size))
    has = code >= 0
    np.add.at(mass, (table.owner[has], code[has]), p[has])
    total = mass.sum(axis=0)
    others = total[code] - mass[table.owner, code]
    return np.where(has, others / (table.questions - 1), 0.0)


def _nearness(table: Table, p: Array) -> tuple[Array, Array, Array]:
    """Nearness to likely candidates of the other names.

    Returns:
        Three (n,) arrays: sum over names at ``WIDE_KM``, sum at ``NEAR_KM``, and the
        sum at ``WIDE_KM`` over the two names before and after.
    """
    order = np.argsort(-p, kind="stable")[:MOST_CONTEXT]
    order = order[table.fixed[order, 1] + table.fixed[order, 4] == 0]  # countries and regions have no spot
    if not len(order):
        zero = np.zeros(len(p))
        return zero, zero, zero
    lat, lon = table.lat[order], table.lon[order]
    dx = (table.lon[:, None] - lon[None]) * np.cos((table.lat[:, None] + lat[None]) / 2)
    distance = 6371.0 * np.hypot(dx, table.lat[:, None] - lat[None])
    gap = np.abs(table.owner[:, None] - table.owner[order][None])
    weight = p[order][None] * (gap > 0)
    wide = weight * np.exp(-distance / WIDE_KM)
    return wide.sum(axis=1), (weight * np.exp(-distance / NEAR_KM)).sum(axis=1), (wide * (gap <= 2)).sum(axis=1)
