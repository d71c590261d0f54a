"""The bar of a long run: how many, how fast, how long still."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

WINDOW_S: Final = 60.0
"""Seconds over which the speed is measured."""


class RateColumn(ProgressColumn):
    """Reports a second."""

    def render(self, task: Task) -> Text:
        """The speed, or nothing while there is none."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f} reports/s" if speed else "")


@contextmanager
def show_counted_progress(doing: str, things: Callable[[], Iterable[object]] | None) -> Iterator[Callable[[], None]]:
    """A bar on standard error whose end is counted while it moves.

    Args:
        doing: What stands before it.
        things: Gives the things once more, to count; None where they can be had only once. Counting
            takes far less than reading, and ends with the block.

    Yields:
        The function that moves it by one.
    """
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    is_over = Event()
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=WINDOW_S) as progress:
        task = progress.add_task(doing, total=None)
        counter = Thread(target=_count, args=(things, is_over, partial(progress.update, task)), daemon=True)
        if things is not None:
            counter.start()
        try:
            yield partial(progress.advance, task)
        finally:
            is_over.set()


def _count(things: Callable[[], Iterable[object]], is_over: Event, update: Callable[..., None]) -> None:
    total = 0
    for _ in things():
        if is_over.is_set():
            return
        total += 1
    update(total=total)
