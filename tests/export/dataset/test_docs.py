"""The pages of ``docs/exports``: a page a format, generated parts current, commands that run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.export.dataset import FORMATS

from .docs import FOLDER, page_of, renew

PAGES = sorted(FOLDER.glob("*.md"))


def test_every_format_has_a_page() -> None:
    """The page is there, begins with a heading, shows the command, and says when not to use it."""
    for name in FORMATS:
        text = (FOLDER / page_of(name)).read_text("utf-8")
        assert text.startswith("# ")
        assert f"--to {name}" in text
        assert "## When not" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_generated_parts_are_current(page: Path) -> None:
    """What stands there is what the tables of the code say; else run ``python -m tests.export.dataset.docs``."""
    text = page.read_text("utf-8")
    assert renew(text) == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the repository finds it."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_run(page: Path, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ``onrecord export`` of the page ends well in a folder with a database."""
    shutil.copy(database, tmp_path / "record.db")
    (tmp_path / "tables").mkdir()
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```bash\n(.*?)^```$", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for line in "".join(blocks).splitlines():
        program, *arguments = shlex.split(line, comments=True) or [""]
        if program == "onrecord" and arguments[0] == "export":
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code == 0, line + result.output
