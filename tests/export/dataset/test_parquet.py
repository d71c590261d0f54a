"""Parquet, read back by its own library."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from pyarrow import parquet

from onrecord.errors import LibraryError
from onrecord.export.dataset import FORMATS, parse_rule
from onrecord.export.dataset.columns import load_columns
from onrecord.export.dataset.parquet import BATCH_ROWS, _Table, write_parquet_in
from onrecord.export.dataset.tables import iterate_rows

from .invented import EVERYTHING, compared, write

TYPES = {"text": "string", "integer": "int64", "number": "double", "boolean": "bool"}


def test_tables_come_back_whole() -> None:
    """Every cell and every type is what was given."""
    collection = compared(parse_rule(EVERYTHING))
    _, data = write(FORMATS["parquet"], collection)
    rows = list(iterate_rows(collection))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, columns in load_columns("tables").items():
            table = parquet.read_table(io.BytesIO(archive.read(f"{name}.parquet")))
            assert [(item.name, str(item.type)) for item in table.schema] == [(c.name, TYPES[c.kind]) for c in columns]
            expected = [{c.name: row[c.name] for c in columns} for at, row in rows if at == name and row is not None]
            assert table.to_pylist() == expected


def test_folder_and_empty_tables(tmp_path: Path) -> None:
    """A folder gets one file a table; a table without rows has its columns."""
    write_parquet_in(compared(parse_rule("type = aid")), tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == set(load_columns("tables"))
    table = parquet.read_table(tmp_path / "events.parquet")
    assert (table.num_rows, table.column_names[0]) == (0, "report")


def test_batches_join() -> None:
    """More rows than one batch are all written, in order."""
    file, columns = io.BytesIO(), load_columns("tables")["origins"]
    table = _Table(file, columns)
    for number in range(BATCH_ROWS + 5):
        table.add([str(number), *["x"] * (len(columns) - 1)])
    table.close()
    ids = parquet.read_table(io.BytesIO(file.getvalue())).column("id").to_pylist()
    assert ids == [str(number) for number in range(BATCH_ROWS + 5)]


def test_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the error names the command that installs it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(LibraryError, match=r"pip install 'onrecord\[exports\]'"):
        write(FORMATS["parquet"], compared())
