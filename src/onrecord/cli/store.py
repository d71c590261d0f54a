"""What the commands on a database share, and ``onrecord sql`` and ``onrecord doctor``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from onrecord.errors import OnRecordError

from .console import complain, show_progress

if TYPE_CHECKING:
    from onrecord.store import Store

DEFAULT_DB: Final = "record.db"
Command = TypeVar("Command", bound=Callable[..., Any])


def db_option(command: Command) -> Command:
    """``--db``, the same for every command."""
    return click.option(
        "--db",
        envvar="ONRECORD_DB",
        show_envvar=True,
        default=DEFAULT_DB,
        show_default=True,
        metavar="PATH|URL",
        help="Database: a file, or postgresql://…",
    )(command)


@contextmanager
def opened(ctx: click.Context, db: str, *, create: bool = False, read_only: bool = False) -> Iterator[Store]:
    """Open the database; whatever goes wrong in the block is one line and exit code 1.

    Args:
        ctx: Of the command.
        db: Value of ``--db``.
        create: Whether to make it if it is missing.
        read_only: Whether the database shall refuse every change.

    Yields:
        The open store.
    """
    from onrecord.store import open_store

    try:
        with open_store(db, create=create, read_only=read_only) as store:
            yield store
    except OnRecordError as error:
        complain(error)
        ctx.exit(1)


@click.command()
@click.argument("statement", metavar='"SELECT …"')
@db_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.pass_context
def sql(ctx: click.Context, statement: str, db: str, form: str) -> None:
    """Run one SELECT on the database, which cannot be changed by it.

    Tables and views are described in docs/store.md.
    """
    from onrecord.store import run_query

    from .table import print_csv, print_json, print_table

    with opened(ctx, db, read_only=True) as store, run_query(store, statement) as (names, rows):
        if form == "table":
            print_table(names, rows)
        elif form == "csv":
            print_csv(names, rows)
        else:
            print_json(dict(zip(names, row, strict=True)) for row in rows)


@click.command()
@db_option
@click.pass_context
def doctor(ctx: click.Context, db: str) -> None:
    """Check the database for damage: file, bytes, records, rows, judgements."""
    from onrecord.store import count_checks, find_damage, last_hash

    count = 0
    with opened(ctx, db) as store:
        with show_progress(count_checks(store), "Checking", is_shown=sys.stderr.isatty()) as step:
            for fault in find_damage(store, step=step):
                count += 1
                complain(f"{store.name}: {fault}")
        seal = last_hash(store)
    if count == 0:
        click.echo("sound" + (f"; the judgements are sealed with {seal}" if seal else ""))
    ctx.exit(1 if count else 0)
