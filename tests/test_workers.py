"""Work in threads and processes."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from onrecord.errors import WorkerError
from onrecord.workers import FEW, Workers, read_ahead, result_of

KILLED = """
import os, time
from onrecord.workers import FEW, Workers
from tests.test_workers import make_naming

if __name__ == "__main__":
    with Workers(str, start=make_naming, threads=1, processes=2) as workers:
        futures = [workers.submit(n) for n in range(FEW + 8)]
        print(*{future.result() for future in futures[FEW:]}, flush=True)
        time.sleep(60)
"""


def make_naming() -> Callable[[int], str]:
    """Work that tells in which process it is done."""
    return _name_process


def _name_process(_: int) -> str:
    return str(os.getpid())


def make_dying() -> Callable[[int], str]:
    """Work that ends its process."""
    return _die


def _die(_: int) -> str:
    os._exit(1)


def test_a_few_things_are_done_here() -> None:
    """No process is started for what is done before it would be ready."""
    with Workers(_name_process, start=make_naming, threads=1, processes=2) as workers:
        futures = [workers.submit(n) for n in range(FEW)]
        assert {result_of(future) for future in futures} == {str(os.getpid())}


def test_many_things_are_done_elsewhere() -> None:
    """Processes take over, and end with the work."""
    with Workers(_name_process, start=make_naming, threads=1, processes=2) as workers:
        futures = [workers.submit(n) for n in range(FEW + 20)]
        assert str(os.getpid()) not in {result_of(future) for future in futures[FEW:]}
    assert multiprocessing.active_children() == []


def test_a_dead_process_is_told_in_one_line() -> None:
    """The error says what to do."""
    with Workers(_name_process, start=make_dying, threads=1, processes=2) as workers:
        futures = [workers.submit(n) for n in range(FEW + 1)]
        with pytest.raises(WorkerError, match="--processes 1"):
            result_of(futures[-1])
        with pytest.raises(WorkerError, match="--processes 1"):
            workers.submit(0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_processes_end_when_their_parent_is_killed() -> None:
    """No reader stays behind after kill -9."""
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(word) for word in parent.stdout.readline().split()]
        assert children
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while any(map(_lives, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_lives, children))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_things_wait_in_order_up_to_a_sum() -> None:
    """No more is begun than may wait; what is done goes on at once."""
    begun: list[int] = []
    things = (begun.append(n) or n for n in range(6))  # type: ignore[func-returns-value]
    told = [(n, len(begun)) for n in read_ahead(things, most=20, size_of=lambda _: 10, is_done=lambda n: n == 3)]
    assert told == [(0, 3), (1, 4), (2, 5), (3, 5), (4, 6), (5, 6)]
