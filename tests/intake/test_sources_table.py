"""Tables: a report a row."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import DateError, EmptyReportError, LimitError, SourceError
from onrecord.intake import Overrides
from onrecord.intake.sources import Columns, SourceOptions
from onrecord.intake.sources.dates import to_edtf

from .sources import OTHER, TEXT, find, memory_below, write


def test_json_lines(tmp_path: Path) -> None:
    """Columns are found by their names; the ref is the row's id, else its number."""
    rows = [
        {"id": "r-7", "Body": TEXT, "headline": "Shells", "source": "Coast Dispatch", "date": "2021-05-03"},
        {"text": OTHER, "link": "https://coast.example/2", "pub-date": 1620000000},
    ]
    path = write(tmp_path, "a.jsonl", "\n\n".join(map(json.dumps, rows)))
    found = find(path)
    assert found.refs == [f"{path}#r-7", f"{path}#3"]
    assert found.texts == [TEXT, OTHER]
    assert found.items[0].overrides == Overrides("Shells", "Coast Dispatch", "2021-05-03", None)
    assert found.items[1].overrides == Overrides(None, None, "2021-05-03T00:00:00+00:00", "https://coast.example/2")


def test_columns_by_option(tmp_path: Path) -> None:
    """A named column wins; a dot reaches into an object."""
    row = {"text": "a teaser", "fields": {"bodyText": TEXT}, "key": 12}
    path = write(tmp_path, "a.jsonl", json.dumps(row))
    options = SourceOptions(columns=Columns(text="fields.bodyText", id="key"))
    assert (find(path, options=options).refs, find(path, options=options).texts) == ([f"{path}#12"], [TEXT])


def test_broken_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    """Each says what is wrong with it, under its own number or id."""
    rows = ['{"text": "cut o', "[1, 2]", '{"text": ["a"]}', '{"id": "x", "text": " "}', '{"n": 1}', "[" * 5000, "{}"]
    path = write(tmp_path, "a.jsonl", "\n".join([*rows, json.dumps({"text": TEXT})]))
    found = find(path)
    assert found.texts == [TEXT]
    assert {ref.rpartition("#")[2]: reason.partition(":")[0] for ref, reason in found.problems.items()} == {
        "1": "broken JSON",
        "2": "the line is no JSON object",
        "3": "column 'text' holds no text",
        "x": "column 'text' is empty",
        "5": "no column holds the text; name it (n)",
        "6": "broken JSON",
        "7": "no column holds the text; name it (no columns)",
    }
    assert {type(item.problem) for item in found.items[:-1]} == {SourceError, EmptyReportError}


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv"])
def test_a_line_of_200_mb(tmp_path: Path, name: str) -> None:
    """Refused without being held in memory; the row after it is read."""
    path = tmp_path / f"{name}.gz"
    before, after = (b"", b'{"text": "Rain."}\n') if name == "a.jsonl" else (b"text\n", b"Rain.\n")
    block = b"A" * 1_000_000
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(before)
        for _ in range(200):
            file.write(block)
        file.write(b"\n" + after)
    with memory_below(8_000_000):
        found = find(path, max_line_bytes=1_000_000, max_ratio=2_000)
    assert found.problems == {f"{path}#1": "a row of more than 1,000,000 bytes; raise max_line_bytes"}
    assert found.texts == ["Rain."]
    assert isinstance(found.items[0].problem, LimitError)


def write_csv(rows: list[list[str]], *, delimiter: str = ",") -> str:
    """A table as the standard library writes it."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


ROWS = [["Title", "Text", "Published"], ["Shells", f'{TEXT}\n\n"So, {OTHER}"', "2021-05"], ["", OTHER, ""]]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "|"), ("a.tsv", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_csv(tmp_path: Path, name: str, delimiter: str, encoding: str) -> None:
    """Quoted cells of several lines, and what spreadsheets make of delimiters and encodings."""
    path = write(tmp_path, name, write_csv(ROWS, delimiter=delimiter).encode(encoding))
    found = find(path)
    assert found.refs == [f"{path}#1", f"{path}#2"]
    assert found.texts == [ROWS[1][1], OTHER]
    assert found.items[0].overrides == Overrides("Shells", None, "2021-05", None)


def test_mixed_encodings_in_one_table(tmp_path: Path) -> None:
    """Rows of UTF-8 and of Windows-1252, as tables that were glued together have them."""
    path = write(
        tmp_path, "a.csv", b"text\n" + "It’s over in Aden.\n".encode() + "It’s over in Aden.\n".encode("cp1252")
    )
    assert find(path).texts == ["It’s over in Aden."] * 2


def test_a_long_cell(tmp_path: Path) -> None:
    """A report of more than the 128 KiB that the library allows a cell."""
    path = write(tmp_path, "a.csv", write_csv([["text"], [TEXT * 3_000]]))
    assert find(path).texts == [TEXT * 3_000]


def test_csv_without_a_column_of_text(tmp_path: Path) -> None:
    """One problem for the table, which names its columns."""
    path = write(tmp_path, "a.csv", "when,who\n2021,nobody\n")
    assert find(path).problems == {str(path): "no column holds the text; name it (when, who)"}
    empty = write(tmp_path, "b.csv", "")
    assert find(empty).problems == {str(empty): "no column holds the text; name it (no header)"}


def test_csv_rows_that_do_not_fit(tmp_path: Path) -> None:
    """More cells than columns: a text without its quotation marks, which would be read cut off."""
    path = write(tmp_path, "a.csv", f"id,text\na,one, two\n\nb,{OTHER},,\nc\n")
    found = find(path)
    assert found.texts == [OTHER]
    assert list(found.problems.values()) == [
        "3 cells under 2 columns; put the text in quotation marks",
        "column 'text' is empty",
    ]


def test_csv_with_an_open_quotation_mark(tmp_path: Path) -> None:
    """Where a row has no end the table ends; what stands before it is read."""
    path = write(tmp_path, "a.csv", f'text\n{OTHER}\n"open\n' + f"{OTHER}\n" * 200)
    found = find(path, max_line_bytes=2_000)
    assert found.texts == [OTHER]
    assert list(found.problems) == [f"{path}#2"]


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2017-04-15", "2017-04-15"),
        ("2013/2017", "2013/2017"),
        ("2017-04-15T09:14:00Z", "2017-04-15T09:14:00Z"),
        ("2017-04-15T09:14:00.123+0200", "2017-04-15T09:14:00+02:00"),
        ("2017-04-15 09:14", "2017-04-15T09:14:00"),
        ("20170415", "2017-04-15"),
        ("20170415T0914", "2017-04-15T09:14:00"),
        ("2017/4/15 09:14:00", "2017-04-15T09:14:00"),
        ("Saturday, April 15, 2017", "2017-04-15"),
        ("Sat, 15 Apr 2017 09:14:00 GMT", "2017-04-15T09:14:00+00:00"),
        ("Sat, 15 Apr 2017 09:14:00 -0000", "2017-04-15T09:14:00"),
        ("15 April 2017", "2017-04-15"),
        ("April 15, 2017", "2017-04-15"),
        ("Apr 15, 2017", "2017-04-15"),
        ("15/4/2017", "2017-04-15"),
        ("4/15/2017 10:00 PM", "2017-04-15"),
        ("4/4/2017", "2017-04-04"),
        ("15.04.2017", "2017-04-15"),
        ("1492247640", "2017-04-15T09:14:00+00:00"),
        ("1492247640000", "2017-04-15T09:14:00+00:00"),
    ],
)
def test_dates(written: str, edtf: str) -> None:
    """What tables and headers call a date."""
    assert to_edtf(written) == edtf


@pytest.mark.parametrize("written", ["3/4/2017", "31/31/2017", "last Tuesday", "2017-02-30", "99/99/9999", "12:00"])
def test_no_dates(written: str) -> None:
    """What can be read in two ways or in none is refused."""
    with pytest.raises(DateError):
        to_edtf(written)


def test_order_of_day_and_month(tmp_path: Path) -> None:
    """Told by option; without it the row is a problem that says so."""
    path = write(tmp_path, "a.csv", f"text,date\n{OTHER},3/4/2017\n")
    assert find(path).problems == {
        f"{path}#1": "'3/4/2017' is 2017-03-04 or 2017-04-03; say which with the option date_order"
    }
    for order, day in (("day-first", "2017-04-03"), ("month-first", "2017-03-04")):
        (item,) = find(path, options=SourceOptions(date_order=order)).items  # type: ignore[arg-type]
        assert item.overrides.published == day
