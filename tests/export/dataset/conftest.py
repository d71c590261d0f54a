"""One small database for all tests of exports."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.add import add

TEXTS = {
    "one.txt": "QALAT, March 6, 2019 - At least 12 people were killed on Tuesday when shells hit a market in Aleppo, "
    "the Harbour Monitor said.\nThe army denied that it had fired on the market.\n",
    "two.txt": "April 2, 2020 - Rebels attacked a checkpoint near Homs on Monday and killed three soldiers, "
    "state radio said. Rebel leaders will meet officials in Hama on Friday.\n",
}


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports read into a database."""
    folder = tmp_path_factory.mktemp("export")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    path = folder / "record.db"
    result = CliRunner().invoke(add, [*(str(folder / name) for name in TEXTS), "--db", str(path)])
    assert result.exit_code == 0, result.output
    return path
