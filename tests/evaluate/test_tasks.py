"""Every task on a small file, from Python and from the command line."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.cli.evaluate import TASKS as NAMES
from onrecord.evaluate import TASKS, evaluate
from onrecord.evaluate.pairs import ROOTS
from onrecord.pipeline import Reader

TEXT = "Gunmen killed nine people in Mosul on Friday, the mayor said. Police denied it."
CONLLU = "# newdoc id = d\n# text = Ali left\n1\tAli" + "\t_" * 7 + "\tEntity=(1-person-new-s-cf1-1-coref)\n"
FILES: dict[str, dict[str, Any] | str] = {
    "attribution": {
        "text": TEXT,
        "attributions": [{"type": "A", "source": [[46, 55]], "cue": [[56, 60]], "content": [[0, 44]]}],
    },
    "entities": {"text": TEXT, "entities": [{"span": [29, 34], "label": "LOC", "text": "Mosul"}]},
    "pairs": {"text": TEXT, "source": [[0, 6]], "target": [[14, 25]], "root": "ASSAULT"},
    "times": {
        "text": TEXT,
        "dct": "2014-03-12",
        "timex3": [{"span": [38, 44], "text": "Friday", "value": "2014-03-07"}, {"span": None, "value": "2014-03-12"}],
    },
    "places": {"text": TEXT, "toponyms": [{"span": [29, 34], "text": "Mosul", "lat": 36.34, "lon": 43.12}]},
    "factuality": {"text": TEXT, "targets": [{"span": [7, 13], "text": "killed", "factuality": 3.0}]},
    "coreference": CONLLU,
    "records": {"text": TEXT, "published": "2014-03-12", "figures": [
        {"text": "nine people", "sentence": "Gunmen", "low": 9, "high": 9, "unit": "killed"}]},
    "events": {"text": TEXT, "events": [{"type": "Conflict.Attack", "trigger": [7, 13], "args": []}]},
    "chains": {"text": TEXT, "attributions": [
        {"content": [[0, 44]], "within": None, "signals": [{"subtype": "attribution_source", "spans": [[50, 55]]}]}]},
}  # fmt: skip

WITH_CORPUS = {"incidents", "ecb"}
"""Tasks that need a whole corpus; their parts are tested in ``test_incidents.py``."""


def write(folder: Path, task: str) -> Path:
    """The small file of a task."""
    data = FILES[task]
    path = folder / ("x.conllu" if isinstance(data, str) else "x.jsonl")
    path.write_text(data if isinstance(data, str) else json.dumps(data) + "\n", encoding="utf-8")
    return path


def test_tasks_are_those_of_the_command_line() -> None:
    """The list that the command line spells out, to start quickly, is the real one."""
    assert (*TASKS,) == NAMES
    assert {*FILES, *WITH_CORPUS} == {*NAMES}


@pytest.mark.parametrize("task", FILES)
def test_each_task_scores(tmp_path: Path, task: str, reader: Reader) -> None:
    """Rows come out, in range, with names of their own, the same each time."""
    path = write(tmp_path, task)
    scores = evaluate(task, path, reader=reader)
    assert (scores.task, scores.file) == (task, path.name)
    assert len({row.metric for row in scores.rows}) == len(scores.rows) > 0
    for row in scores.rows:
        assert -1 <= row.value <= (25_000 if "km" in row.metric else 100)
    assert scores == evaluate(task, path, reader=reader)


def test_stages_without_model_are_right_here(tmp_path: Path) -> None:
    """The day and the town of a plain sentence are found; no model is opened."""
    assert evaluate("times", write(tmp_path, "times")).value("value F1") == 100
    assert evaluate("places", write(tmp_path, "places")).value("accuracy within 25 km") == 100


@pytest.mark.parametrize("task", NAMES)
def test_each_task_refuses_another_form(tmp_path: Path, task: str, reader: Reader) -> None:
    """A file of another task ends the command with one line and exit code 1."""
    path = tmp_path / "x.jsonl"
    path.write_text('{"other": 1}\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "--task", task, "--data", str(path)])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"onrecord: {path}")
    assert result.stderr.count("\n") == 1


def test_unknown_root_is_an_error(tmp_path: Path) -> None:
    """PLV has fifteen roots."""
    assert len(ROOTS) == 15
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"text": TEXT, "source": [], "target": [], "root": "WAR"}), encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "--task", "pairs", "--data", str(path)])
    assert "'WAR' is no root of PLV" in result.stderr


def test_table_and_json(tmp_path: Path) -> None:
    """The same figures, for people and for programs."""
    arguments = ["evaluate", "--task", "times", "--data", str(write(tmp_path, "times"))]
    table = CliRunner().invoke(main, arguments)
    assert table.stdout.splitlines()[0] == "times, x.jsonl"
    form = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)
    assert [row["metric"] in table.stdout for row in form["rows"]] == [True] * len(form["rows"])


def test_unknown_task() -> None:
    """From Python a ValueError, on the command line wrong usage."""
    with pytest.raises(ValueError, match="no task 'weather'"):
        evaluate("weather", Path("x"))
    assert CliRunner().invoke(main, ["evaluate", "--task", "weather", "--data", "x"]).exit_code == 2


@pytest.mark.parametrize(("value", "is_error", "is_missed"), [(4, True, False), (6, True, True), (4, False, True)])
def test_floor_of_an_error_is_a_ceiling(root: Path, value: float, is_error: bool, is_missed: bool) -> None:
    """An error above what is asked for is missed, another figure below."""
    spec = importlib.util.spec_from_file_location("scorecard", root / "tools" / "scorecard.py")
    assert spec is not None
    assert spec.loader is not None
    tool: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    figure = tool.Figure("x", "dev", "records", "m", 9, value, None, None, None, 5, None, is_error)
    assert figure.is_missed is is_missed


def test_scorecard_asks_for_rows_that_exist(tmp_path: Path, root: Path, reader: Reader) -> None:
    """Every measure that ``tools/scorecard.yaml`` prints is one that its task gives."""
    stored = yaml.safe_load((root / "tools" / "scorecard.yaml").read_text(encoding="utf-8"))
    sets = [data for data in stored if data["task"] not in WITH_CORPUS]
    given = {
        task: {row.metric for row in evaluate(task, write(tmp_path, task), reader=reader).rows}
        for task in {data["task"] for data in sets}
    }
    for data in sets:
        assert {row["metric"] for row in data["rows"]} <= given[data["task"]], data["name"]
