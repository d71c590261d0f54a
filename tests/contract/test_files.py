"""The files of the package: their size, their sums, their language, what they import."""

import ast
import hashlib
import importlib.metadata
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

import onrecord

PACKAGE = Path(onrecord.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
MOST_LINES_OF_FUNCTION = 40
OLDEST_PYTHON = (3, 11)
NOT_IMPORTED = {"countrynames", "lxml-html-clean", "rigour"}
"""Declared for libraries that we import; ``pyproject.toml`` says why."""


def parse(path: Path) -> ast.Module:
    """A module, as the oldest Python that we support reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=OLDEST_PYTHON)


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0)


def test_modules_are_short() -> None:
    """No module is longer than 400 lines."""
    lengths = {str(path.relative_to(PACKAGE)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_functions_are_short_and_parse_in_the_oldest_python() -> None:
    """Every module parses as Python 3.11, and no function is longer than 40 lines without its docstring."""
    long = {
        f"{path.relative_to(PACKAGE)}:{node.name}": length_of(node)
        for path in MODULES
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length_of(node) > MOST_LINES_OF_FUNCTION
    }
    assert long == {}


def test_no_module_without_a_notion() -> None:
    """No module is called after having no name."""
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_weights_are_those_of_the_manifest() -> None:
    """Each file has the SHA-256 of the manifest, and no file of the folder is missing from it."""
    folder = PACKAGE / "weights"
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    assert {path.name for path in folder.iterdir() if path.suffix in {".onnx", ".json"}} == {*files, "manifest.json"}
    for name, expected in files.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected


def test_gazetteer_is_that_of_the_manifest() -> None:
    """The place file has the SHA-256 of its manifest."""
    folder = PACKAGE / "gazetteer"
    expected = json.loads((folder / "manifest.json").read_bytes())["sha256"]
    assert hashlib.sha256((folder / "places.bin").read_bytes()).hexdigest() == expected


def test_sources_are_named(root: Path) -> None:
    """Every folder with shipped data has a SOURCES.md, and the one at the top points to it."""
    top = (root / "SOURCES.md").read_text(encoding="utf-8")
    for name in ("gazetteer", "lexicon", "ontology", "registry"):
        assert (PACKAGE / name / "SOURCES.md").exists(), name
        assert f"src/onrecord/{name}/SOURCES.md" in top


def declared(root: Path) -> set[str]:
    """Distributions that the package or one of its export formats depends on, in lower case."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = (*project["dependencies"], *extras["exports"], *extras["ftm"])
    return {re.split(r"[<>=!~\[ ]", line, maxsplit=1)[0].lower() for line in lines}


def imported() -> set[str]:
    """Top-level modules that the package imports, other than its own and Python's."""
    names = set()
    for path in MODULES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"onrecord"}


def test_dependencies_are_those_imported(root: Path) -> None:
    """Every library that is imported is declared; every one declared is imported, or told why not."""
    distributions = importlib.metadata.packages_distributions()
    assert {distributions[name][0].lower() for name in imported()} == declared(root) - NOT_IMPORTED


@pytest.mark.parametrize("group", ["dependencies", "exports", "ftm", "dev", "train", "bench"])
def test_ranges_have_both_ends(root: Path, group: str) -> None:
    """A dependency names the oldest version that works and the major version that is not yet known to."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] if group == "dependencies" else project["optional-dependencies"][group]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+(?:\[\w+\])?>=[\d.]+,<[\d.]+", line)] == []
