"""Rows in: a report with its record, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from onrecord.errors import InputError, LimitError, OnRecordError
from onrecord.model import Record, Report, Run

from .dialect import Dialect
from .flatten import days_of, flatten, order_of
from .opening import Store
from .packing import pack, pack_parts, to_settings
from .schema import ITEM_TABLES, digests, originals, problems, records, reports, runs

MOST_REF: Final = 2_000
"""Bytes of a reference: PostgreSQL's index takes no more than 2,700."""
METADATA: Final = ("title", "byline", "publisher", "url", "language", "media_type", "origin_sha256")
# Built once: making statements takes longer than running them.
FORGET: Final = tuple(
    delete(table).where(table.c.report_key == bindparam("key")) for table in (*ITEM_TABLES, digests, problems)
)
INSERT: Final = {table: insert(table) for table in ITEM_TABLES}


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, read.

    Attributes:
        ref: Path, row id or URL that it is added under.
        record: What was read in it.
        original: The bytes that were given.
        given: What the caller said about it, as ``to_settings`` writes it.
        at: When, UTC.
    """

    ref: str
    record: Record
    original: bytes
    given: str
    at: str


def check_ref(ref: str) -> str:
    r"""A reference as every database takes it: no lone surrogates, no NUL.

    Args:
        ref: Path, row id or URL.

    Raises:
        LimitError: It is too long.

    Returns:
        The same, with what is no text escaped.

    >>> check_ref("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    clean = ref.replace("\0", "\\x00").encode("utf-8", "backslashreplace")
    if len(clean) > MOST_REF:
        raise LimitError(f"its path or id is longer than {MOST_REF:,} bytes", source=f"{ref[:60]}…")
    return clean.decode()


def save_run(store: Store, run: Run) -> int:
    """The key of a run, which is added if it is new."""
    columns = {name: getattr(run, name) for name in ("version", "model", "gazetteer")}
    columns["settings"] = to_settings(run.settings)
    chosen = select(runs.c.key).filter_by(**columns)
    with store.write() as connection:
        connection.execute(store.dialect.insert(runs).values(columns).on_conflict_do_nothing())
        return int(connection.execute(chosen).scalar_one())


def is_read(connection: Connection, *, ref: str, sha256: str, given: str, run_key: int) -> bool:
    """Whether the current record of such a report is one of this run.

    Args:
        connection: Of the store.
        ref: As ``check_ref`` gives it.
        sha256: Of the bytes.
        given: What the caller says about it.
        run_key: The run that would read it.
    """
    known = select(reports.c.key).filter_by(ref=ref, origin_sha256=sha256, given=given, run_key=run_key)
    return connection.execute(known.limit(1)).first() is not None


def save_reading(store: Store, reading: Reading, *, run_key: int, again: bool = False) -> bool:
    """Keep a report and its record, in one transaction.

    A record of the same run is replaced, one of another run stays beside it. The flat
    tables and the digests follow the current record.

    Args:
        store: Where.
        reading: The report with its record.
        run_key: Of the run that read it.
        again: Whether to replace a record of this run that is there already.

    Returns:
        False if another program has kept the same in the meantime; nothing changes then.
    """
    report = reading.record.report
    with store.write() as connection:
        is_new = not _lock(connection, report.id, reading.ref)
        sha256, given = report.origin_sha256, reading.given
        if not (is_new or again) and is_read(connection, ref=reading.ref, sha256=sha256, given=given, run_key=run_key):
            return False
        key = _save_report(connection, store.dialect, reading, run_key)
        _forget_rows(connection, key=key, run_key=run_key)
        _save_record(connection, reading, key=key, run_key=run_key)
        _forget_problem(connection, reading.ref)
    return True


def _lock(connection: Connection, id_: str, ref: str) -> bool:
    """Hold a report until the end of the transaction; False if it is not there yet."""
    chosen = select(reports.c.key).filter_by(id=id_, ref=ref).with_for_update()
    return connection.execute(chosen).first() is not None


def _save_report(connection: Connection, dialect: Dialect, reading: Reading, run_key: int) -> int:
    report = reading.record.report
    original = {"sha256": report.origin_sha256, "size": len(reading.original), "data": pack(reading.original)}
    connection.execute(dialect.insert(originals).values(original).on_conflict_do_nothing())
    row = {**_report_row(report), "given": reading.given, "run_key": run_key}
    fixed = {"id": report.id, "ref": reading.ref, "text": report.text, "added": reading.at}
    keep = dialect.insert(reports).values({**fixed, **row})
    keep = keep.on_conflict_do_update(index_elements=["id", "ref"], set_=row).returning(reports.c.key)
    return int(connection.execute(keep).scalar_one())


def _report_row(report: Report) -> dict[str, Any]:
    published = report.published.value
    return {
        **{name: getattr(report, name) for name in METADATA},
        "published": published,
        "published_basis": report.published.basis,
        **days_of(published, "published"),
        "published_order": order_of(published),
    }


def _forget_rows(connection: Connection, *, key: int, run_key: int) -> None:
    """Delete what a new record replaces. Also for a report that was new: another program may have been quicker."""
    connection.execute(delete(records).filter_by(report_key=key, run_key=run_key))
    for forget in FORGET:
        connection.execute(forget, {"key": key})


def _save_record(connection: Connection, reading: Reading, *, key: int, run_key: int) -> None:
    record = reading.record
    row = {"report_key": key, "run_key": run_key, "read_at": reading.at, "data": pack_parts(record.json_parts())}
    connection.execute(insert(records).values(row))
    for table, rows in flatten(record).items():
        if rows:
            connection.execute(INSERT[table], [{"report_key": key, **row} for row in rows])
    found = [
        {
            "report_key": key,
            "ref": reading.ref,
            "stage": problem.stage,
            "reason": problem.reason,
            "span_start": problem.span.start if problem.span else None,
            "span_end": problem.span.end if problem.span else None,
            "text": problem.span.text if problem.span else None,
            "at": reading.at,
        }
        for problem in record.problems
    ]
    if found:
        connection.execute(insert(problems), found)


def save_problem(store: Store, ref: str, error: OnRecordError, *, at: str) -> None:
    """Keep the reason why there is no record of what was given; an older one is replaced.

    Args:
        store: Where.
        ref: Path, row id or URL; escaped and cut to what the database takes.
        error: Why.
        at: When, UTC.
    """
    row = {
        "ref": ref.replace("\0", "\\x00").encode("utf-8", "backslashreplace")[:MOST_REF].decode("utf-8", "ignore"),
        "stage": "intake" if isinstance(error, InputError) else "read",
        "kind": type(error).__name__,
        "reason": error.reason.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode(),
        "at": at,
    }
    with store.write() as connection:
        _forget_problem(connection, str(row["ref"]))
        keep = store.dialect.insert(problems).values(row)
        connection.execute(keep.on_conflict_do_nothing())


def _forget_problem(connection: Connection, ref: str) -> None:
    connection.execute(delete(problems).where(problems.c.ref == ref, problems.c.report_key.is_(None)))
