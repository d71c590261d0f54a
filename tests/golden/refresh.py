"""Store anew what the reader makes of the examples: ``make golden``.

Look at the difference before you commit it: it is what your change does to a record.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from onrecord.export import FORMATS, Layout
from onrecord.intake import read_file
from onrecord.pipeline import Reader
from tests.golden.examples import EXAMPLES

FOLDER: Final = Path(__file__).resolve().parent


def golden_path(example: Path) -> Path:
    """Where the record of an example is stored."""
    return FOLDER / f"{example.stem}.json"


def read_example(reader: Reader, example: Path) -> str:
    """The record of an example as ``read --format json`` prints it."""
    return FORMATS["json"].render(reader.read_report(read_file(example)), Layout())


def main() -> None:
    """Write one file an example."""
    reader = Reader()
    for example in EXAMPLES:
        golden_path(example).write_text(read_example(reader, example), encoding="utf-8")


if __name__ == "__main__":
    main()
