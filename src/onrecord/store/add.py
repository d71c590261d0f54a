"""Reports in, many at a time: skip what is known, read the rest, keep each as it comes.

Every report is one transaction, so that a program that is killed loses only what it was
just reading; started again it skips what is kept. A report that fails is a problem row.
A database that fails ends the run: nothing after it could be kept either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import DataError, InputError, OnRecordError, RecordError, WorkerError
from onrecord.intake import Overrides, read_bytes
from onrecord.intake.sources import Item
from onrecord.model import Record, Report
from onrecord.pipeline import WAITING_WORDS, Reader, count_words
from onrecord.workers import Workers, read_ahead, result_of

from .opening import Store
from .packing import to_settings
from .write import Reading, check_ref, is_read, save_problem, save_reading, save_run

Result = Literal["added", "known", "failed"]
Clock = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item.

    Attributes:
        result: ``added``: read and kept. ``known``: its record is there already. ``failed``: a problem row.
        error: Why it failed.
    """

    ref: str
    result: Result
    error: OnRecordError | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    """An item on its way: being read, or with its outcome."""

    ref: str
    words: int
    outcome: Outcome | None = None
    data: bytes = b""
    given: str = ""
    record: Future[Record] | None = None


def add_items(
    store: Store,
    items: Iterable[Item],
    *,
    reader: Reader,
    clock: Clock,
    again: bool = False,
    max_bytes: int | None = None,
) -> Iterator[Outcome]:
    """Read items and keep their records.

    Args:
        store: Opened to write.
        items: As ``find_items`` gives them.
        reader: Its ``threads`` or ``processes`` read at the same time.
        clock: Gives the time as UTC text.
        again: Whether to read what is known to this model and these settings too.
        max_bytes: Largest report; None for the limit of ``read_bytes``.

    Yields:
        What became of each, in order.

    Raises:
        DataError: A shipped file is broken.
        StoreError: The database fails.
        WorkerError: A process died.
    """
    intake = _Intake(store, reader, again=again, max_bytes=max_bytes)
    with reader.open_workers() as workers:
        taken = (intake.take(item, workers) for item in items)
        for pending in read_ahead(taken, most=WAITING_WORDS, size_of=lambda p: p.words, is_done=_is_done):
            yield intake.keep(pending, at=clock())


def _is_done(pending: _Pending) -> bool:
    return pending.record is None or pending.record.done()


class _Intake:
    """Takes items in and keeps what was read in them."""

    def __init__(self, store: Store, reader: Reader, *, again: bool, max_bytes: int | None) -> None:
        self._store = store
        self._again = again
        self._limits = {} if max_bytes is None else {"max_bytes": max_bytes}
        self._run_key = save_run(store, reader.run)

    def take(self, item: Item, workers: Workers[Report, Record]) -> _Pending:
        """Make a report of an item and let it be read. Not by the workers: PDFium is not made for threads."""
        try:
            ref = check_ref(item.ref)
            if item.problem is not None or item.data is None:
                raise item.problem or InputError("there is nothing in it")
            given = _given(item.overrides)
            if not self._again and self._is_known(ref, item.data, given):
                return _Pending(ref, 0, Outcome(ref, "known"))
            report = read_bytes(
                item.data, source=item.ref, overrides=item.overrides, media_type=item.media_type, **self._limits
            )
        except InputError as error:
            return _Pending(item.ref, 0, Outcome(item.ref, "failed", error))
        record = workers.submit(report)
        return _Pending(ref, count_words(report), data=item.data, given=given, record=record)

    def _is_known(self, ref: str, data: bytes, given: str) -> bool:
        digest = hashlib.sha256(data).hexdigest()
        with self._store.read() as connection:
            return is_read(connection, ref=ref, sha256=digest, given=given, run_key=self._run_key)

    def keep(self, pending: _Pending, *, at: str) -> Outcome:
        """Keep the record, or the reason why there is none."""
        outcome = pending.outcome or self._keep_record(pending, at)
        if outcome.error is not None:
            save_problem(self._store, outcome.ref, outcome.error, at=at)
        return outcome

    def _keep_record(self, pending: _Pending, at: str) -> Outcome:
        record = _result(pending)
        if isinstance(record, OnRecordError):
            return Outcome(pending.ref, "failed", record)
        reading = Reading(pending.ref, record, pending.data, pending.given, at)
        is_kept = save_reading(self._store, reading, run_key=self._run_key, again=self._again)
        return Outcome(pending.ref, "added" if is_kept else "known")


def _given(overrides: Overrides) -> str:
    """What the caller says about a report, as text that is equal where the facts are."""
    facts = {name: getattr(overrides, name) for name in ("title", "publisher", "published", "url")}
    return to_settings({name: fact for name, fact in facts.items() if fact is not None})


def _result(pending: _Pending) -> Record | OnRecordError:
    """The record, or why there is none: also a fault of ours must not stop a run over many reports.

    Raises:
        DataError: A shipped file is broken; every other report would fail as well.
        WorkerError: A process died, and no other can be started.
    """
    try:
        record = result_of(pending.record) if pending.record is not None else None
    except (DataError, WorkerError):
        raise
    except OnRecordError as error:
        return error
    except Exception as error:
        return RecordError(f"could not be read ({type(error).__name__}: {error}); please report it", source=pending.ref)
    return record if record is not None else RecordError("there is no record of it", source=pending.ref)
