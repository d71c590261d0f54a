"""The commands on a database, as a user types them."""

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.cli.add import COLUMNS, LIMITS
from onrecord.cli.store import DEFAULT_DB
from onrecord.intake.sources import Columns, Limits
from onrecord.model import Record
from onrecord.store import Draft, append, open_store

from .conftest import CONVOY, MARKET, TALKS

FRENCH = "Trois civils ont été tués lundi lorsqu'un obus a frappé un marché, selon la police.\n"
PAGE = "docs/store.md"


def run(*arguments: object, data: str | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports and one that cannot be read, and the store that they were added to."""
    path = tmp_path_factory.mktemp("reports")
    for name, text in (("market", MARKET), ("convoy", CONVOY), ("talks", TALKS), ("french", FRENCH)):
        (path / f"{name}.txt").write_text(text, "utf-8")
    result = run("add", path, "--db", path.parent / "record.db", "--publisher", "Harbour Post")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"onrecord: {path / 'french.txt'}: the text is in French; only English is read",
        f"onrecord: 3 added, 1 failed (onrecord list --problems --db {path.parent / 'record.db'})",
    ]
    return path


@pytest.fixture(autouse=True)
def in_its_folder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ``record.db`` is; the environment names no other."""
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    if "folder" in request.fixturenames:
        monkeypatch.chdir(request.getfixturevalue("folder").parent)


def test_options_are_those_of_sources() -> None:
    """The names that the command line spells out, to start quickly, are the real ones."""
    assert tuple(Columns.__dataclass_fields__) == COLUMNS
    assert tuple(LIMITS) == tuple(Limits.__dataclass_fields__)


def test_added_again_is_skipped(folder: Path) -> None:
    """And a good run says so and ends with 0."""
    result = run("add", folder / "market.txt", "--publisher", "Harbour Post")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "onrecord: 0 added, 1 there already\n")


def test_what_is_passed_over_is_counted(tmp_path: Path) -> None:
    """With the reasons; nothing is left out in silence."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in ((".hidden.txt", MARKET), ("notes.txt", MARKET), ("talks.txt", TALKS)):
        (reports / name).write_text(text, "utf-8")
    result = run("add", reports, "--exclude", "notes.*", "--db", tmp_path / "record.db")
    assert result.stderr == "onrecord: 1 added, 2 passed over (1 hidden, 1 excluded)\n"


def test_list(folder: Path) -> None:
    """A table, or JSON with the ids and refs; problems apart."""
    assert run("list").stdout.splitlines()[0].split() == [
        "id",
        "ref",
        "title",
        "publisher",
        "published",
        "url",
        "added",
    ]
    rows = json.loads(run("list", "--format", "json").stdout)
    assert {Path(row["ref"]).name for row in rows} == {"market.txt", "convoy.txt", "talks.txt"}
    assert {row["publisher"] for row in rows} == {"Harbour Post"}
    problems = json.loads(run("list", "--problems", "--format", "json").stdout)
    assert [(Path(row["ref"]).name, row["kind"]) for row in problems] == [("french.txt", "LanguageError")]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html"])
def test_show_prints_as_read_does(folder: Path, form: str) -> None:
    """The same page or record, by id or by ref."""
    path = folder / "market.txt"
    expected = run("read", path, "--format", form, "--publisher", "Harbour Post").stdout
    assert run("show", path, "--format", form).stdout == expected
    id_ = next(row["id"] for row in json.loads(run("list", "--format", "json").stdout) if row["ref"] == str(path))
    assert run("show", id_[:8], "--format", form).stdout == expected


def test_show_explains_and_gives_the_bytes_back(folder: Path, tmp_path: Path) -> None:
    """One item's evidence; the original to standard output or a file."""
    path = folder / "talks.txt"
    assert "Ankara" in run("show", path, "--explain", "p1").stdout
    assert run("show", path, "--original").stdout_bytes == path.read_bytes()
    assert run("show", path, "--original", "-o", tmp_path / "talks.txt").exit_code == 0
    assert (tmp_path / "talks.txt").read_bytes() == path.read_bytes()


def test_one_text_at_two_places(folder: Path, tmp_path: Path) -> None:
    """``show ID`` prints both, and asks for one where only one can be printed."""
    db = tmp_path / "two.db"
    (tmp_path / "copy.txt").write_text(MARKET, "utf-8")
    run("add", folder / "market.txt", tmp_path / "copy.txt", "--db", db)
    id_ = json.loads(run("list", "--db", db, "--format", "json").stdout)[0]["id"]
    lines = run("show", id_, "--db", db, "--format", "jsonl").stdout.splitlines()
    assert [Record.from_json(line).report.id for line in lines] == [id_, id_]
    result = run("show", id_, "--db", db, "--format", "json")
    assert (result.exit_code, "copy.txt" in result.stderr) == (1, True)


def test_find(folder: Path) -> None:
    """Text with the hit marked, or JSON; more than the limit is told."""
    result = run("find", "shelled market")
    assert "[shelled]" in result.stdout.replace("\n    ", " ")
    hits = json.loads(run("find", "--type", "assault", "--format", "json").stdout)
    assert {Path(hit["ref"]).name for hit in hits} >= {"market.txt", "convoy.txt"}
    assert all(event["type"] == "ASSAULT" for hit in hits for event in hit["events"])
    assert "There are more" in run("find", "--publisher", "harbour", "--limit", 1).stderr
    assert run("find", "nothing-like-it").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 1), (["--within-km", "5"], 2), (["--from", "yesterday"], 2), (["--type", "WAR"], 2)]
)
def test_find_without_sense(folder: Path, arguments: list[str], code: int) -> None:
    """Is refused in one line, or as wrong usage."""
    assert run("find", *arguments).exit_code == code


def test_sql(folder: Path) -> None:
    """A table, JSON or CSV; nothing can be changed."""
    query = "SELECT publisher, count(*) AS n FROM reports GROUP BY publisher"
    assert run("sql", query).stdout.splitlines()[-1].split() == ["Harbour", "Post", "3"]
    assert json.loads(run("sql", query, "--format", "json").stdout) == [{"publisher": "Harbour Post", "n": 3}]
    assert run("sql", query, "--format", "csv").stdout.splitlines() == ["publisher,n", "Harbour Post,3"]
    assert run("sql", "SELECT '=1+1' AS f", "--format", "csv").stdout.splitlines()[1] == "'=1+1"
    result = run("sql", "DELETE FROM reports")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("onrecord: sql: cannot be run: ")


def test_doctor(tmp_path: Path) -> None:
    """Sound, with the seal of the judgements; or what is wrong, and 1."""
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store:
        seal = append(store, Draft(at="2021-03-15T12:00:00Z", by="Ana", kind="accept")).hash
        assert run("doctor", "--db", db).stdout == f"sound; the judgements are sealed with {seal}\n"
        with store.write() as connection:
            connection.exec_driver_sql("DROP TRIGGER judgements_kept")
            connection.exec_driver_sql("UPDATE judgements SET by = 'Ben'")
    result = run("doctor", "--db", db)
    assert (result.exit_code, result.stderr) == (1, f"onrecord: {db}: judgement 1 was changed\n")


@pytest.mark.parametrize("command", ["list", "show x", "find x", "sql x", "doctor"])
def test_missing_database(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is told with the command that makes one, by whatever way it is named; none is made."""
    monkeypatch.chdir(tmp_path)
    advice = "make one with `onrecord add FILE --db {}`"
    assert advice.format(DEFAULT_DB) in run(*shlex.split(command)).stderr
    monkeypatch.setenv("ONRECORD_DB", "other.db")
    assert advice.format("other.db") in run(*shlex.split(command)).stderr
    assert advice.format("third.db") in run(*shlex.split(command), "--db", "third.db").stderr
    assert list(tmp_path.iterdir()) == []


def test_control_signs_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """Of a name that an archive or a folder chose."""
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text(TALKS, "utf-8")
    run("add", path, "--db", tmp_path / "record.db")
    for command in (["list"], ["find", "talks"], ["sql", "SELECT ref FROM reports"]):
        assert "\x1b" not in run(*command, "--db", tmp_path / "record.db").stdout


def test_examples_of_the_page_run(folder: Path, root: Path) -> None:
    """Every query that the page shows works."""
    lines = (root / PAGE).read_text("utf-8").splitlines()
    shown = [line for line in lines if line.startswith(("onrecord find", "onrecord sql"))]
    assert len(shown) >= 5
    for line in shown:
        result = run(*shlex.split(line)[1:])
        assert (result.exit_code, result.stderr) == (0, ""), line
