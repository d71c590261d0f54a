"""The command line, in this process and in one of its own."""

import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from onrecord import __version__
from onrecord.cli import main
from onrecord.cli.read import FORMATS
from onrecord.export import FORMATS as FORMS
from onrecord.model import Record

TEXT = (
    "At least 12 people were killed on Monday when shells hit a market in Aden, the Harbour Monitor said.\n"
    "The army denied that it had fired on the market.\n"
)
FRENCH = "Trois civils ont été tués lundi lorsqu'un obus a frappé un marché, selon la police.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on disk."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object, data: bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=data)


def start(*arguments: object, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_formats_are_those_of_export() -> None:
    """The list that the command line spells out, to start quickly, is the real one."""
    assert tuple(FORMS) == FORMATS


def test_text_is_the_default_and_has_no_colour_when_piped(report: Path) -> None:
    """A page of text comes out, without escape sequences and without trailing blanks."""
    result = start("read", report)
    out = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    assert out.splitlines()[0].startswith("At least 12 people")
    assert "\nClaims\n" in out
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_is_the_schema(report: Path, form: str) -> None:
    """Both JSON forms hold the record of the schema, with the options in place of what was found."""
    result = run("read", "--format", form, "--published", "2017-12", "--publisher", "Harbour Post", report)
    record = json.loads(result.stdout)
    schema = json.loads(resources.files("onrecord.model").joinpath("schema/record.schema.json").read_text("utf-8"))
    jsonschema.validate(record, schema)
    assert record["report"]["published"] == {"value": "2017-12", "basis": "given", "evidence": []}
    assert record["report"]["publisher"] == "Harbour Post"
    assert (result.stdout.count("\n") == 1) == (form == "jsonl")
    assert Record.from_json(result.stdout).report.text == TEXT.rstrip("\n")


def test_standard_input(report: Path) -> None:
    """A dash reads standard input, to the same record as the file."""
    from_file = run("read", "--format", "jsonl", report)
    assert run("read", "--format", "jsonl", "-", data=TEXT.encode()).stdout == from_file.stdout


def test_one_bad_file_stops_nothing(report: Path, tmp_path: Path) -> None:
    """The others are read, each failure is one line on standard error, the exit code is 1."""
    french = tmp_path / "french.txt"
    french.write_text(FRENCH, encoding="utf-8")
    missing = tmp_path / "missing.txt"
    result = run("read", "--format", "jsonl", missing, report, french, report)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.splitlines() == [
        f"onrecord: {missing}: no such file",
        f"onrecord: {french}: the text is in French; only English is read",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"\x00\x01\x02 binary", "a binary file, not text, HTML or PDF"),
        (b"PK\x03\x04....", "a ZIP archive (such as .docx or .odt), not text, HTML or PDF"),
        (b"<!doctype html><title>x</title><nav>Home</nav>", "the page holds no article"),
        (b"%PDF-1.7 nothing", "the PDF is broken"),
    ],
)
def test_bad_input_gives_one_line_and_nothing_else(data: bytes, reason: str) -> None:
    """Nothing is printed but the reason, also by the libraries that read the formats."""
    result = start("read", "-", data=data)
    assert result.returncode == 1
    assert result.stdout == b""
    assert result.stderr.decode() == f"onrecord: standard input: {reason}\n"


def test_bad_date_is_wrong_usage(report: Path) -> None:
    """A date that is no EDTF is told in one line before anything is read."""
    result = run("read", "--published", "1 December", report)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "onrecord: --published: '1 December' is no EDTF date (such as 2017-12-01, 2017-12 or 2013/2017)\n"
    )


@pytest.mark.parametrize("arguments", [["--format", "json"], ["--format", "html"], ["--explain", "c1"]])
def test_one_record_only(report: Path, arguments: list[str]) -> None:
    """What holds one record refuses several files."""
    assert run("read", *arguments, report, report).exit_code == 2


def test_files_without_name_are_wrong_usage() -> None:
    """A command without a file, and an unknown format, exit with 2."""
    assert run("read").exit_code == 2
    assert run("read", "--format", "pdf", "-").exit_code == 2


def test_size_limit(report: Path) -> None:
    """A file above the limit is refused."""
    result = run("read", "--max-bytes", "10", report)
    assert (result.exit_code, result.stderr) == (1, f"onrecord: {report}: larger than 10 bytes\n")


def test_output_file_and_folder(report: Path, tmp_path: Path) -> None:
    """A file takes everything; a folder one file a report, none overwritten by its namesake."""
    whole = tmp_path / "records.jsonl"
    assert run("read", "--format", "jsonl", "-o", whole, report, report).stdout == ""
    assert len(whole.read_text("utf-8").splitlines()) == 2
    folder = tmp_path / "pages"
    folder.mkdir()
    assert run("read", "--format", "html", "-o", folder, report, report).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["report-2.html", "report.html"]


def test_output_that_cannot_be_written(report: Path, tmp_path: Path) -> None:
    """An output path that does not exist is an error of one line."""
    path = tmp_path / "none" / "x.json"
    result = run("read", "-o", path, report)
    assert (result.exit_code, result.stderr) == (1, f"onrecord: {path}: cannot be written: No such file or directory\n")


def test_explain_unknown_item(report: Path) -> None:
    """An id that the record lacks is an error that lists those it has."""
    result = run("read", "--explain", "e999", report)
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: no item 'e999' in the record (items: ")


def test_hostile_file_name(tmp_path: Path) -> None:
    """Control characters in a name never reach the terminal."""
    result = run("read", tmp_path / "a\x1b[31m\nb")
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_closed_pipe(report: Path) -> None:
    """A reader that goes away ends the run without a traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "read", "--format", "jsonl", *[str(report)] * 400],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_output_is_utf8_whatever_the_locale(report: Path) -> None:
    """The arrow of a chain survives a terminal that says it knows ASCII only."""
    result = start("read", report, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "¶1".encode() in result.stdout
    assert result.stderr == b""


def test_version() -> None:
    """The version is the package's."""
    assert run("--version").stdout == f"onrecord {__version__}\n"
