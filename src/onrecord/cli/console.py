"""What every command says on standard error: complaints and progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import click


@contextmanager
def show_progress(total: int, doing: str, *, is_shown: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error; gives the function that moves it by one."""
    if not is_shown:
        yield _do_nothing
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=total)
        yield partial(progress.advance, task)


def _do_nothing() -> None:
    pass


def complain(problem: object) -> None:
    """One line on standard error, whatever characters a file's name holds."""
    line = "".join(sign if sign.isprintable() else "�" for sign in f"onrecord: {problem}")
    click.echo(line, err=True)
