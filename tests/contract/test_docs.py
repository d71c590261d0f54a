"""The documents say what the code does: their generated parts are current, their examples run."""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import __version__
from onrecord.cli import main

PAGES = ("README.md", "docs/formats.md", "docs/errors.md", "docs/sources.md")


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def test_generated_parts_are_current(root: Path) -> None:
    """What ``make docs`` would write is what stands there; else run it."""
    run = subprocess.run(
        [sys.executable, "tools/readme.py", "--check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_run(root: Path, page: str) -> None:
    """The Python examples of a page give what it says, one after the other."""
    names: dict[str, object] = {}
    for number, block in enumerate(blocks(root / page, "pycon")):
        test = doctest.DocTestParser().get_doctest(block, names, f"{page}, example {number + 1}", page, 0)
        report: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append, clear_globs=False)
        names = test.globs
        assert "".join(report) == ""


@pytest.mark.parametrize("page", PAGES)
def test_commands_run(root: Path, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ``onrecord`` command of a page ends well, in a folder that holds the examples."""
    shutil.copytree(root / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for line in "".join(blocks(root / page, "bash")).splitlines():
        program, *arguments = shlex.split(line, comments=True) or [""]
        if program == "onrecord":
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code == 0, line + result.output


def test_version_stands_everywhere(root: Path) -> None:
    """The version of the package is the newest of the changelog and that of the citation."""
    assert re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[1] == __version__  # type: ignore[index]
    assert f"\nversion: {__version__}\n" in (root / "CITATION.cff").read_text("utf-8")


def test_links_lead_somewhere(root: Path) -> None:
    """Every link of a page to a file of the repository finds it."""
    for page in (*root.glob("*.md"), *(root / "docs").glob("*.md"), *(root / "examples").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
