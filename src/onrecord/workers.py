"""Work on many things at a time: in threads, and in processes once there is enough to do.

Threads of one Python take turns at everything but the network, so that two of them read
half as much again as one; two processes read twice as much. A process takes about a
second to start, so the first few things are done here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar, cast

from .errors import WorkerError

T = TypeVar("T")
R = TypeVar("R")
W = TypeVar("W")
FEW: Final = 8
"""Things that are done here before processes are started."""

_work: Callable[[Any], Any] | None = None
"""In a process that ``Workers`` has started: what it does with each thing."""


class Workers(Generic[T, R]):
    """Does one kind of work; to be closed, best by ``with``.

    Args:
        work: Done in threads of this process.
        start: Makes what does the same work in another process; can be pickled.
        threads: Threads here.
        processes: Other processes; with 1 all work is done here.
    """

    def __init__(
        self, work: Callable[[T], R], *, start: Callable[[], Callable[[T], R]], threads: int, processes: int
    ) -> None:
        self._work = work
        self._start = start
        self._threads = ThreadPoolExecutor(threads)
        self._processes: Executor | None = None
        self._count = processes
        self._submitted = 0

    def submit(self, thing: T) -> Future[R]:
        """Do the work on one thing, some time.

        Raises:
            WorkerError: A process has died.
        """
        self._submitted += 1
        if self._count < 2 or self._submitted <= FEW:
            return self._threads.submit(self._work, thing)
        if self._processes is None:
            self._processes = ProcessPoolExecutor(
                self._count,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_prepare,
                initargs=(self._start,),
            )
        try:
            return cast("Future[R]", self._processes.submit(_do, thing))
        except BrokenExecutor as error:
            raise WorkerError(WorkerError.DIED) from error

    def close(self) -> None:
        """Drop what has not begun, wait for what has."""
        self._threads.shutdown(cancel_futures=True)
        if self._processes is not None:
            self._processes.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        """Nothing to open: threads and processes start with the work."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Close."""
        self.close()


def read_ahead(
    waiting: Iterable[W], *, most: int, size_of: Callable[[W], int], is_done: Callable[[W], bool]
) -> Iterator[W]:
    """Things in order: each when it is done, or when too much waits behind it.

    Args:
        waiting: Things that are on their way, each begun when it is asked for.
        most: Sum of the sizes that may wait.
        size_of: Size of one.
        is_done: Whether one is done.
    """
    queue: deque[W] = deque()
    held = 0
    for thing in waiting:
        queue.append(thing)
        held += size_of(thing)
        while queue and (held > most or is_done(queue[0])):
            oldest = queue.popleft()
            held -= size_of(oldest)
            yield oldest
    while queue:
        yield queue.popleft()


def result_of(future: Future[R]) -> R:
    """What became of a thing.

    Raises:
        WorkerError: The process that did it has died.
    """
    try:
        return future.result()
    except BrokenExecutor as error:
        raise WorkerError(WorkerError.DIED) from error


def _prepare(start: Callable[[], Callable[[Any], Any]]) -> None:
    """Begin a process: it leaves Ctrl-C to the one that started it, and ends with it even if that is killed."""
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(thing: Any) -> Any:
    assert _work is not None
    return _work(thing)
