"""The order of the stages stands three times; every stage has its cases."""

import re
from pathlib import Path

import pytest
import yaml

import onrecord.stages
from onrecord.pipeline import STAGES

FOLDER = Path(onrecord.stages.__file__).parent
FOLDERS = sorted(path.name for path in FOLDER.iterdir() if (path / "__init__.py").exists())
FEWEST_CASES = 40


def drawn() -> list[tuple[str, str]]:
    """Name and product of each stage in the drawing of the docstring."""
    return re.findall(r"^ {4}(\w+) +\S.*-> (\w+)$", onrecord.stages.__doc__ or "", flags=re.MULTILINE)


def test_drawing_is_the_table() -> None:
    """The docstring draws the stages of ``pipeline.STAGES``, in their order, then the assembling."""
    assert drawn() == [*((stage.name, stage.writes) for stage in STAGES), ("assemble", "record")]


def test_readme_tells_what_each_stage_does(root: Path) -> None:
    """No stage is without a line in the README: the docstring of its folder or its function."""
    table = (root / "README.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|  \|", table, flags=re.MULTILINE) == []


def test_readme_is_the_table(root: Path) -> None:
    """The README's table has the same stages in the same order."""
    rows = re.findall(r"^\| `(\w+)` \|.*\| `(\w+)` \|$", (root / "README.md").read_text("utf-8"), flags=re.MULTILINE)
    assert rows == drawn()


def test_stages_read_what_was_written() -> None:
    """A stage reads only what is given at the start or was written before it, and nothing is written twice."""
    layers = {"text", "report", "encoder", "gazetteer", "parallel"}
    for stage in STAGES:
        assert set(stage.reads) <= layers, stage.name
        assert stage.writes not in layers, stage.name
        layers.add(stage.writes)


@pytest.mark.parametrize("stage", FOLDERS)
def test_stage_has_cases(stage: str) -> None:
    """Forty cases or more stand beside the rules, each with an outcome and what is expected of it."""
    cases = yaml.safe_load((FOLDER / stage / "cases.yaml").read_text(encoding="utf-8"))
    assert len(cases) >= FEWEST_CASES
    assert all(set(case) - {"text", "expect", "comment"} for case in cases), "a case without outcome"
    assert all(case["text"] for case in cases)
    assert {case["expect"] for case in cases} <= {"pass", "fail"}
