"""``onrecord export`` on a real database."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.cli.export import FORMATS as NAMES
from onrecord.export.dataset import FORMATS


def export(database: Path, *arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["export", "--db", str(database), *map(str, arguments)])


def test_formats_are_those_of_export() -> None:
    """The list that the command line spells out, to start quickly, is the real one."""
    assert tuple(FORMATS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_written(database: Path, tmp_path: Path, name: str) -> None:
    """A file comes out whole, nothing else stays behind, and standard error tells rule and rows."""
    target = tmp_path / f"out{FORMATS[name].suffix}"
    result = export(database, "--to", name, "-o", target)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.stat().st_size > 0
    lines = result.stderr.splitlines()
    if FORMATS[name].has_rule:
        assert lines[0].startswith(
            "onrecord: events that count (the default of --where): status in occurred, ongoing and"
        )
        assert lines[1] == "onrecord: the grade of 2 reports is unknown; run onrecord compare first to have it"
    assert f"rows as {name}" in lines[-1]


def test_rule_decides(database: Path) -> None:
    """Only planned events are asked for, and the rule is told back."""
    result = export(database, "--to", "plover", "--where", "status = planned")
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert events
    assert {event["onrecord"]["status"] for event in events} == {"planned"}
    assert result.stderr.startswith("onrecord: events that count (--where): status = planned\n")


def test_bad_rule_is_wrong_usage(database: Path) -> None:
    """The place of the fault is told before anything is read."""
    result = export(database, "--to", "gdelt", "--where", "status = occured")
    assert result.exit_code == 2
    assert "--where: at character 10, 'occured': expected a status (did you mean 'occurred'?)" in result.stderr


def test_dates_choose_reports(database: Path) -> None:
    """A month of the first report's date gives its rows alone."""
    result = export(database, "--to", "csv", "--from", "2019-03", "--to-date", "2019-03")
    with zipfile.ZipFile(io.BytesIO(result.stdout_bytes)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("reports.csv").decode(), newline="")))
    assert [Path(row["ref"]).name for row in rows] == ["one.txt"]


def test_bad_date_is_wrong_usage(database: Path) -> None:
    """A date that is no EDTF is told in one line."""
    result = export(database, "--to", "csv", "--from", "March")
    assert result.exit_code == 2
    assert result.stderr == "onrecord: --from: 'March' is no EDTF date (such as 2017-12-01, 2017-12 or 2017)\n"


def test_folder_gets_a_file_a_table(database: Path, tmp_path: Path) -> None:
    """A folder is filled by the formats of many tables and refused by the others."""
    assert export(database, "--to", "csv", "-o", tmp_path).exit_code == 0
    assert (tmp_path / "events.csv").read_bytes().startswith(b"report,ref,id,")
    result = export(database, "--to", "gdelt", "-o", tmp_path)
    assert (result.exit_code, "writes one file: name it" in result.stderr) == (2, True)


def test_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """A missing database is one line, and the file that was there stays as it was."""
    target = tmp_path / "out.csv"
    target.write_text("old")
    result = export(tmp_path / "none.db", "--to", "acled", "-o", target)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
