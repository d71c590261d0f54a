"""What the steps must say differently to the two databases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "sqlite": {
        "key": "TEXT",
        "number": "REAL",
        "bytes": "BLOB",
        "serial": "INTEGER",
        "autoincrement": " AUTOINCREMENT",
        "strict": "STRICT",
        "keyed": "STRICT, WITHOUT ROWID",
    },
    "postgresql": {
        "key": 'TEXT COLLATE "C"',
        "number": "DOUBLE PRECISION",
        "bytes": "BYTEA",
        "serial": "SERIAL",
        "autoincrement": "",
        "strict": "",
        "keyed": "",
    },
}


def read_statements(path: Path, dialect: str) -> Iterator[str]:
    """The statements of a step's file, in the words of a database.

    Args:
        path: Each statement ends with a semicolon at the end of a line.
        dialect: ``sqlite`` or ``postgresql``.

    Yields:
        Them, in order.
    """
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).format_map(WORDS[dialect]).split(";\n"):
        yield statement.removesuffix(";")
