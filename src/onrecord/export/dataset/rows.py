"""Rows of one table as one CSV file, made safe as in ``csv.py``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from .columns import Columns, Row, cells_of
from .csv import guard_cell


def write_rows(file: BinaryIO, columns: Columns, rows: Iterable[Row | None]) -> int:
    """Write a head and the rows.

    Args:
        file: Stays open.
        columns: Of the table.
        rows: None is passed over.

    Returns:
        Number of rows written.
    """
    stream = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    count = 0
    for row in rows:
        if row is not None:
            writer.writerow([guard_cell(cell) for cell in cells_of(row, columns)])
            count += 1
    stream.flush()
    stream.detach()
    return count
