"""The commands on a real database, and the JSON that other programs rely on."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main

from .reports import ALL

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented reports as files, added and compared."""
    folder = tmp_path_factory.mktemp("compare")
    for text in ALL:
        (folder / f"{text.ref}.txt").write_text(f"{text.published}\n{text.text}\n", encoding="utf-8")
    paths = [str(path) for path in sorted(folder.glob("*.txt"))]
    assert run("add", *paths, "--db", folder / "record.db").exit_code == 0
    assert run("compare", "--db", folder / "record.db").exit_code == 0
    return folder


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def load_schema(name: str) -> dict[str, Any]:
    """A shipped schema, itself checked."""
    text = resources.files("onrecord.model").joinpath(f"schema/{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


@pytest.mark.parametrize("name", ["incidents", "origins"])
def test_json_is_the_schema(folder: Path, name: str) -> None:
    """What is printed fits the shipped schema."""
    printed = json.loads(run(name, "--format", "json", "--db", folder / "record.db").stdout)
    jsonschema.Draft202012Validator(load_schema(name)).validate(printed)
    assert printed


def test_ids_of_origins_resolve(folder: Path) -> None:
    """Every origin that an incident names is in the list of origins, every report was added."""
    db = folder / "record.db"
    incidents = json.loads(run("incidents", "--format", "json", "--db", db).stdout)
    origins = {origin["id"] for origin in json.loads(run("origins", "--format", "json", "--db", db).stdout)}
    values = [value for i in incidents for field in i["fields"].values() for value in field["values"]]
    assert {value["origin"] for value in values} <= origins
    assert {Path(value["report"]["ref"]).stem for value in values} <= {text.ref for text in ALL}


def test_table_of_incidents(folder: Path) -> None:
    """A row an incident, in order of date; fewer if several reports are asked for."""
    db = folder / "record.db"
    every = run("incidents", "--db", db).stdout.splitlines()
    shared = run("incidents", "--min-reports", "3", "--db", db).stdout.splitlines()
    assert every[0].split()[:4] == ["id", "date", "place", "what"]
    assert len(shared) == 3
    assert "Latakia" in shared[2]
    assert "dispute" in shared[2]


def test_one_incident_chain_by_chain(folder: Path) -> None:
    """Reports in order of publication, with who says what through whom, and why they were joined."""
    db = folder / "record.db"
    id_ = run("incidents", "--min-reports", "3", "--db", db).stdout.splitlines()[2].split()[0]
    shown = run("incident", id_, "--db", db).stdout
    assert shown.index("market-state") < shown.index("market-monitor") < shown.index("market-later")
    assert "killed: dispute" in shown
    assert "joined: as in" in shown
    assert json.loads(run("incident", id_, "--format", "json", "--db", db).stdout)["id"] == id_


def test_unknown_incident(folder: Path) -> None:
    """An id that is not there is one line, and exit code 1."""
    result = run("incident", "i999", "--db", folder / "record.db")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: i999: no incident of this id; `onrecord incidents` names them\n"


def test_late_reports_are_named(folder: Path, tmp_path: Path) -> None:
    """Reports that came after the comparison are counted on standard error; comparing again takes them in."""
    db = tmp_path / "copy.db"
    db.write_bytes((folder / "record.db").read_bytes())
    late = tmp_path / "late.txt"
    late.write_text("4 March 2021\nA mine killed two farmers near Hama on Wednesday, police said.\n", encoding="utf-8")
    run("add", late, "--db", db)
    assert "1 records are not compared yet" in run("incidents", "--db", db).stderr
    assert run("compare", "--db", db).exit_code == 0
    again = run("incidents", "--db", db)
    assert again.stderr == ""
    assert "Hama" in again.stdout


def test_nothing_compared_yet(tmp_path: Path) -> None:
    """An empty database gives an empty list."""
    db = tmp_path / "empty.db"
    late = tmp_path / "note.txt"
    late.write_text("The committee met on Monday to discuss the budget of the harbour for the coming year.\n", "utf-8")
    run("add", late, "--db", db)
    assert run("compare", "--db", db).exit_code == 0
    assert run("origins", "--format", "json", "--db", db).exit_code == 0
