"""CSV: one file a table, safe to open in a spreadsheet.

RFC 4180: commas, CRLF, quotes where needed, UTF-8. A text that a spreadsheet would run
as a formula gets an apostrophe in front; ``strip_guard`` takes it away again. Empty
cells are values that nobody gives.

Source: OWASP, CSV Injection; the fullwidth signs because spreadsheets in East Asian
locales take them for the plain ones.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, Final

from .collection import Collection, Written
from .columns import Cell, cells_of, load_columns
from .gather import RULE
from .parts import Parts, open_archive, open_folder
from .tables import iterate_rows

GUARD: Final = "'"
DANGEROUS: Final = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]*[-=+@＝＋－＠]|[\t\r\n]|'"
)
"""What a spreadsheet may run, also behind signs that it does not show; and the guard itself, to be undone safely."""
MARK: Final = "\ufeff"
"""The byte order mark, by which Excel knows UTF-8."""


def guard_cell(cell: Cell) -> str | int | float:
    """A cell that no spreadsheet runs; numbers stay numbers, truth is ``true`` and ``false``.

    >>> guard_cell("=1+1"), guard_cell(-1.5), guard_cell("a = b"), guard_cell(None)
    ("'=1+1", -1.5, 'a = b', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and DANGEROUS.match(cell):
        return GUARD + cell
    return cell


def strip_guard(text: str) -> str:
    """What ``guard_cell`` was given, for programs that read the file.

    >>> strip_guard("'=1+1")
    '=1+1'
    """
    return text.removeprefix(GUARD)


def write_csv(collection: Collection, file: BinaryIO, *, mark: str = "") -> Written:
    """One ZIP archive with a CSV a table.

    Args:
        collection: The collection.
        file: Gets the archive.
        mark: What each table begins with: nothing, or ``MARK``.
    """
    return _write(collection, open_archive(file), mark=mark)


def write_csv_in(collection: Collection, folder: Path, *, mark: str = "") -> Written:
    """The same as files of a folder."""
    return _write(collection, open_folder(folder), mark=mark)


def _write(collection: Collection, parts: AbstractContextManager[Parts], *, mark: str) -> Written:
    tables = load_columns("tables")
    rows = left_out = 0
    with parts as opened:
        writers: dict[str, Callable[[list[Any]], Any]] = {}
        streams = [io.TextIOWrapper(opened.open(f"{name}.csv"), encoding="utf-8", newline="") for name in tables]
        for stream, (name, columns) in zip(streams, tables.items(), strict=True):
            stream.write(mark)
            writers[name] = csv.writer(stream, lineterminator="\r\n").writerow
            writers[name]([column.name for column in columns])
        for name, row in iterate_rows(collection):
            if row is None:
                left_out += 1
                continue
            writers[name]([guard_cell(cell) for cell in cells_of(row, tables[name])])
            rows += 1
        for stream in streams:
            stream.flush()
            stream.detach()  # the parts close the file itself
    return Written(rows, {RULE: left_out} if left_out else {})
