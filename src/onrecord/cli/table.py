"""Rows on a terminal, as JSON or as CSV, written as they come."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Final

import click
from rich.cells import cell_len, set_cell_size

GAP: Final = "  "
SAMPLE: Final = 200
"""Rows whose cells set the widths of the columns; a later cell that is longer is cut."""
NARROWEST: Final = 8
"""Cells of a column that is made narrower so that the table fits."""


def print_table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns under their names; on a terminal, cells that do not fit are cut.

    Args:
        names: Heads of the columns.
        rows: Cells; None is left blank.
    """
    remaining = iter(rows)
    sample = [list(map(to_cell, row)) for row in islice(remaining, SAMPLE)]
    widths = [max(map(cell_len, column)) for column in zip(names, *sample, strict=True)]
    if sys.stdout.isatty():
        _fit(widths, shutil.get_terminal_size().columns)
    click.echo(_line(names, widths))
    click.echo(GAP.join("─" * width for width in widths))
    for cells in sample:
        click.echo(_line(cells, widths))
    for row in remaining:
        click.echo(_line(list(map(to_cell, row)), widths))


def to_cell(value: Any) -> str:
    r"""A value on one line without control characters; whole numbers without decimals.

    >>> [to_cell(value) for value in (None, 12.0, 0.25, b"abc", "a\x1b[1m\nb")]
    ['', '12', '0.25', '3 bytes', 'a�[1m b']
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, bytes | memoryview):
        return f"{len(value):,} bytes"
    return clean(" ".join(str(value).split()))


def clean(text: str) -> str:
    """A text from outside without the control characters that a terminal obeys."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fitted = (
        cell if cell_len(cell) <= width and at == len(widths) - 1 else _cut(cell, width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return GAP.join(fitted).rstrip()


def _cut(cell: str, width: int) -> str:
    return set_cell_size(cell, width) if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"


def _fit(widths: list[int], room: int) -> None:
    """Make the widest columns narrower, one cell at a time, until all fit."""
    room -= len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1


def print_json(rows: Iterable[Any]) -> None:
    """A list, one value a line; each value is written when it comes."""
    is_first = True
    for row in rows:
        click.echo("[\n" if is_first else ",\n", nl=False)
        click.echo(json.dumps(row, ensure_ascii=False, default=_to_builtin), nl=False)
        is_first = False
    click.echo("[]" if is_first else "\n]")


def _to_builtin(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


def print_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(map(_to_field, names))
    for row in rows:
        writer.writerow(map(_to_field, row))


def _to_field(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
