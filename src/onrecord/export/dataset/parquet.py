"""Parquet: the tables of ``tables.py`` with typed columns, for pandas, Polars, DuckDB, R.

Needs pyarrow, which is large: ``pip install 'onrecord[exports]'``.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, Final

from onrecord.errors import LibraryError

from .collection import Collection, Written
from .columns import Cell, Columns, cells_of, load_columns
from .gather import RULE
from .parts import Parts, open_archive, open_folder
from .tables import iterate_rows

BATCH_ROWS: Final = 10_000
"""Rows of a table that wait in memory; also the size of a row group."""


def write_parquet(collection: Collection, file: BinaryIO) -> Written:
    """One ZIP archive with a Parquet file a table.

    Raises:
        LibraryError: pyarrow is not installed.
    """
    return _write(collection, open_archive(file))


def write_parquet_in(collection: Collection, folder: Path) -> Written:
    """A Parquet file a table in a folder.

    Raises:
        LibraryError: pyarrow is not installed.
    """
    return _write(collection, open_folder(folder))


class _Table:
    """Writes the rows of one table, batch by batch."""

    def __init__(self, file: BinaryIO, columns: Columns) -> None:
        import pyarrow as arrow  # type: ignore[import-untyped]
        from pyarrow import parquet

        kinds = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
        self._arrow: Any = arrow
        self._schema = arrow.schema([
            arrow.field(item.name, kinds[item.kind], metadata={"what": item.what}) for item in columns
        ])
        self._writer: Any = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._columns = columns
        self._rows: list[list[Cell]] = []

    def add(self, cells: list[Cell]) -> None:
        self._rows.append(cells)
        if len(self._rows) >= BATCH_ROWS:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        values = list(zip(*self._rows, strict=True)) or [()] * len(self._columns)
        arrays = [self._arrow.array(cells, field.type) for cells, field in zip(values, self._schema, strict=True)]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()


def _write(collection: Collection, parts: AbstractContextManager[Parts]) -> Written:
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise LibraryError("parquet needs pyarrow; install it with: pip install 'onrecord[exports]'") from error
    rows = left_out = 0
    columns = load_columns("tables")
    with parts as opened:
        tables = {name: _Table(opened.open(f"{name}.parquet"), items) for name, items in columns.items()}
        for name, row in iterate_rows(collection):
            if row is None:
                left_out += 1
                continue
            tables[name].add(cells_of(row, columns[name]))
            rows += 1
        for table in tables.values():
            table.close()
    return Written(rows, {RULE: left_out} if left_out else {})
