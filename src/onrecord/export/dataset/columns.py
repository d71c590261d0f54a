"""The columns of every table, from ``columns/NAME.tsv``: the same for writing, testing and docs."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final, Literal, NamedTuple, get_args

from onrecord.errors import LexiconError
from onrecord.lexicon.strict import read_tsv

ColumnKind = Literal["text", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
Row = dict[str, Cell]
HEAD: Final = ("table", "name", "kind", "what")


class Column(NamedTuple):
    """One column.

    Attributes:
        what: One line for the docs, without a final full stop.
    """

    name: str
    kind: ColumnKind
    what: str


Columns = tuple[Column, ...]


@cache
def load_columns(name: str) -> dict[str, Columns]:
    """Table -> its columns in order, of one file in ``columns/``.

    Raises:
        LexiconError: A row breaks its form, or a table has a column twice.
    """
    file = resources.files(__package__).joinpath(f"columns/{name}.tsv")
    tables: dict[str, dict[str, Column]] = {}
    for table, column, kind, what in read_tsv(file, HEAD):
        columns = tables.setdefault(table, {})
        if kind not in get_args(ColumnKind) or column in columns:
            raise LexiconError(f"column {table}.{column} twice, or of no known kind", source=file.name)
        columns[column] = Column(column, kind, what)  # type: ignore[arg-type]
    return {table: tuple(columns.values()) for table, columns in tables.items()}


def cells_of(row: Row, columns: Columns) -> list[Cell]:
    """The cells of a row in the order of the columns.

    Raises:
        KeyError: The row lacks a column.
    """
    return [row[column.name] for column in columns]
