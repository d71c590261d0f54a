"""Options of the commands that read reports: how many at a time."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final

import click

MOST: Final = 8
"""Processes at most, unless more are asked for: each needs about 230 MB."""


def count_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--threads`` and ``--processes``; what is read does not depend on them."""
    for name, told in (
        ("--processes", "Processes that read, if there are more than a few reports."),
        ("--threads", "Threads that read in each process."),
    ):
        command = click.option(
            name,
            type=click.IntRange(1),
            default=lambda: min(count_cores(), MOST),
            show_default="one a core",
            help=told,
        )(command)
    return command
