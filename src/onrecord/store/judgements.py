"""What people decided: rows that are only ever added, each sealed with the hash of the one before.

A row that is changed, deleted or put in between later is noticed, except where the
last rows are deleted: note the last hash elsewhere to see that too (``onrecord doctor``
prints it). The hash is the SHA-256 of the row as JSON, keys sorted, without ``hash``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import insert, select

from .opening import Store
from .schema import judgements

FIRST: Final = "0" * 64
"""``prev_hash`` of the first row."""
PAGE: Final = 500


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement before it has its place in the chain.

    Attributes:
        at: When, UTC.
        by: Who.
        kind: accept, reject, correct, join, split, pin …
        report: Id of the report.
        ref: What the report was added under.
        item: Id of the item in the record that was judged.
        span_start: Where the target stands; what the judgement hangs on when the report is read anew.
        span_end: One past its last code point.
        field: What is judged.
        value: JSON: the new value, or the other targets.
        reason: Why.
    """

    at: str
    by: str
    kind: str
    report: str | None = None
    ref: str | None = None
    item: str | None = None
    span_start: int | None = None
    span_end: int | None = None
    field: str | None = None
    value: str | None = None
    reason: str = ""


class Judgement(Draft, frozen=True, kw_only=True):
    """A judgement in the chain.

    Attributes:
        id: 1, 2 … without a gap.
        prev_hash: ``hash`` of the row before.
        hash: Seals this row and all before it.
    """

    id: int
    prev_hash: str
    hash: str


def append(store: Store, draft: Draft) -> Judgement:
    """Add a judgement at the end of the chain.

    Args:
        store: Opened to write.
        draft: What was decided.

    Returns:
        The judgement with its place.
    """
    newest = select(judgements.c.id, judgements.c.hash).order_by(judgements.c.id.desc()).limit(1)
    with store.write() as connection:
        store.dialect.lock(connection, judgements)
        last = connection.execute(newest).first()
        row = {
            **msgspec.structs.asdict(draft),
            "id": last.id + 1 if last else 1,
            "prev_hash": last.hash if last else FIRST,
        }
        row["hash"] = seal(row)
        connection.execute(insert(judgements).values(row))
    return Judgement(**row)


def seal(row: dict[str, Any]) -> str:
    """The hash of a row that has all its other columns."""
    open_row = {name: value for name, value in row.items() if name != "hash"}
    return hashlib.sha256(msgspec.json.encode(open_row, order="sorted")).hexdigest()


def read_judgements(store: Store, *, report: str | None = None, after: int = 0) -> Iterator[Judgement]:
    """Judgements in the order in which they were made.

    Args:
        store: An open store.
        report: Only those of a report, by its id.
        after: Only those with a larger id.

    Yields:
        One page is in memory at a time.
    """
    names = Judgement.__struct_fields__
    chosen = select(*(judgements.c[name] for name in names)).order_by(judgements.c.id).limit(PAGE)
    if report is not None:
        chosen = chosen.where(judgements.c.report == report)
    with store.read() as connection:
        while page := connection.execute(chosen.where(judgements.c.id > after)).all():
            yield from (Judgement(**dict(row._mapping)) for row in page)
            after = page[-1].id


def verify_chain(store: Store) -> Iterator[str]:
    """Faults of the chain.

    Args:
        store: An open store.

    Yields:
        One line a fault.
    """
    expected, prev_hash = 1, FIRST
    for judgement in read_judgements(store):
        if judgement.id != expected:
            yield f"judgement {expected} is missing"
        elif judgement.prev_hash != prev_hash:
            yield f"judgement {judgement.id} does not follow the one before it"
        if seal(msgspec.structs.asdict(judgement)) != judgement.hash:
            yield f"judgement {judgement.id} was changed"
        expected, prev_hash = judgement.id + 1, judgement.hash


def last_hash(store: Store) -> str | None:
    """The hash that seals all judgements; None if there are none."""
    newest = select(judgements.c.hash).order_by(judgements.c.id.desc()).limit(1)
    with store.read() as connection:
        found = connection.execute(newest).scalar()
    return None if found is None else str(found)
