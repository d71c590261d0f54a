"""Which column of a table holds what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, Final

import msgspec

from onrecord.errors import EmptyReportError, SourceError
from onrecord.intake.read import Overrides
from onrecord.lexicon.strict import read_yaml

from .dates import to_edtf
from .item import Item, SourceOptions

FIELDS: Final = ("text", "title", "publisher", "published", "url", "id")


class ColumnNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names by which a column is found, the surest first."""

    text: tuple[str, ...]
    title: tuple[str, ...]
    publisher: tuple[str, ...]
    published: tuple[str, ...]
    url: tuple[str, ...]
    id: tuple[str, ...]


@cache
def load_column_names() -> ColumnNames:
    """The names of ``columns.yaml``.

    Raises:
        LexiconError: The file breaks its form.
    """
    return read_yaml(resources.files(__package__).joinpath("columns.yaml"), ColumnNames)


def make_item(row: dict[str, Any], *, source: str, number: int, options: SourceOptions) -> Item:
    """The report that a row holds.

    Args:
        row: Column -> value.
        source: Ref of the table.
        number: Of the row, from 1.
        options: Names of columns; order of dates.

    Raises:
        SourceError: No column of text.
        EmptyReportError: No text in it.
        DateError: A date that is none, or one of two.
    """
    found = find_columns(row, options)
    values = {field: _to_text(row_value(row, column)) for field, column in found.items()}
    ref = f"{source}#{values.get('id') or number}"
    column = found.get("text")
    if column is None:
        raise SourceError(f"no column holds the text; name it ({', '.join(map(str, row)) or 'no columns'})", source=ref)
    if not isinstance(row_value(row, column), str):
        raise SourceError(f"column {column!r} holds no text", source=ref)
    if not values["text"]:
        raise EmptyReportError(f"column {column!r} is empty", source=ref)
    published = values.get("published")
    return Item(
        ref,
        str(row_value(row, column)).encode("utf-8", "surrogatepass"),
        Overrides(
            title=values.get("title") or None,
            publisher=values.get("publisher") or None,
            published=to_edtf(published, order=options.date_order, source=ref) if published else None,
            url=values.get("url") or None,
        ),
    )


def find_columns(columns: Iterable[str], options: SourceOptions) -> dict[str, str]:
    """The column of each field, as the caller names it or by ``columns.yaml``.

    Args:
        columns: Of the table, or of one row.
        options: Where the caller names some.

    Returns:
        Field -> column; a field without one is left out.
    """
    known = {_fold(column): column for column in reversed(list(columns))}  # the first of two that are alike
    found: dict[str, str] = {}
    for field in FIELDS:
        named = getattr(options.columns, field)
        names = (_fold(name) for name in getattr(load_column_names(), field))
        column = named if named is not None else next((known[name] for name in names if name in known), None)
        if column is not None:
            found[field] = column
    return found


def row_value(row: dict[str, Any], column: str) -> Any:
    """A cell; ``a.b`` reaches into the objects of a JSON line. None where there is none."""
    if column in row:
        return row[column]
    value: Any = row
    for part in column.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _fold(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().lower())


def _to_text(value: Any) -> str:
    """A cell as text; nothing for a list or an object."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
