"""The tables and views as Markdown: the generated parts of ``docs/store.md``."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Table, inspect

from .opening import Store
from .schema import DOC, VIEWS, metadata

GROUPS = (
    ("Reports", ("reports", "originals", "runs", "records", "problems")),
    (
        "What is in them",
        ("claims", "about", "voices", "events", "fillers", "figures", "actors", "places", "times", "ties", "labels"),
    ),
    (
        "Across reports",
        (
            *("incidents", "incident_mentions", "incident_values", "incident_origins"),
            *("origins", "origin_reports", "origin_spans", "digests", "comparisons"),
        ),
    ),
    ("Decisions", ("judgements",)),
)
"""Headings of the page; every table stands under one."""


def describe_tables() -> str:
    """Each table with its columns."""
    parts: list[str] = []
    for heading, names in GROUPS:
        parts.append(f"### {heading}\n")
        parts += [_describe_table(metadata.tables[name]) for name in names]
    return "\n".join(parts)


def _describe_table(table: Table) -> str:
    lines = [f"**`{table.name}`** {table.info[DOC]}.\n", "| column | type | |", "| --- | --- | --- |"]
    lines += [f"| {' | '.join(_cells(column))} |" for column in table.columns]
    return "\n".join(lines) + "\n"


def _cells(column: Column[object]) -> Iterator[str]:
    kinds = {"TEXT": "text", "INTEGER": "integer", "BLOB": "bytes", "DOUBLE": "real"}
    yield f"`{column.name}`" + (" *" if column.primary_key else "")
    yield kinds[str(column.type)] + (", null" if column.nullable else "")
    yield (column.doc or "").replace("|", "\\|")


def describe_views(store: Store) -> str:
    """Each view with the names of its columns, as the database gives them."""
    with store.read() as connection:
        return "\n".join(
            f"**`{view.name}`** {view.comment}.\n\n{_name_columns(connection, view.name)}\n" for view in VIEWS
        )


def _name_columns(connection: Connection, view: str) -> str:
    return ", ".join(f"`{column['name']}`" for column in inspect(connection).get_columns(view)) + "."
