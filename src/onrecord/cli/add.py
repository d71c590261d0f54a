"""``onrecord add``: reports into a database."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

import click

from .console import complain
from .edtf import EDTF
from .store import db_option, opened
from .workers import worker_options

if TYPE_CHECKING:
    from onrecord.intake.sources import Item, SourceOptions
    from onrecord.store import Outcome

COLUMNS: Final = ("text", "title", "publisher", "published", "url", "id")
"""As in ``sources.Columns``, which is slow to load; a test compares the two."""
LIMITS: Final = {
    "max_bytes": "Largest report, in bytes.",
    "max_line_bytes": "Longest row of a table, in bytes.",
    "max_unpacked_bytes": "Most that one archive may unpack to, in bytes.",
    "max_ratio": "Most unpacked bytes for one packed byte.",
    "max_members": "Most files in one archive.",
    "max_depth": "Deepest archive in an archive.",
}
"""As in ``sources.Limits``."""
INTERRUPTED: Final = 130
"""What a shell calls the exit of a program that was stopped from the keyboard."""
MOST_REASONS: Final = 3


class AddOptions(TypedDict):
    """The options of ``add``; what they mean stands in their help."""

    db: str
    again: bool
    threads: int
    processes: int
    publisher: str | None
    published: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    date_order: str | None


def _source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--text-column`` and its like, and the limits."""
    for name, told in reversed(LIMITS.items()):
        flag = f"--{name.replace('_', '-')}"
        command = click.option(flag, type=click.IntRange(0 if name == "max_depth" else 1), help=told)(command)
    for name in reversed(COLUMNS):
        told = f"Column of the {'row’s name' if name == 'id' else name}, instead of the one found by its name."
        command = click.option(f"--{name}-column", metavar="NAME", help=told)(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@db_option
@click.option("--again", is_flag=True, help="Read also what this model and these settings have read.")
@worker_options
@click.option("--publisher", help="Publisher of all, instead of the one found.")
@click.option("--published", type=EDTF, help="Date of all, instead of the one found.")
@click.option("--include", multiple=True, metavar="GLOB", help="Only files that fit; may be repeated.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="No files that fit; may be repeated.")
@click.option("--date-order", type=click.Choice(["day-first", "month-first"]), help="How to read 03/04/2017.")
@_source_options
@click.pass_context
def add(ctx: click.Context, paths: tuple[str, ...], **options: Unpack[AddOptions]) -> None:
    """Read every report that PATH leads to and keep it with its record in the database.

    PATH is a file, a folder, a pattern in quotation marks, a table (.jsonl, .csv), an archive
    (.zip, .warc.gz), a feed, a mail, or - for standard input. Reports that this model has read
    are skipped, so that a run that was stopped goes on where it was. What cannot be read is named
    and stands in `onrecord list --problems`.
    """
    from onrecord.pipeline import Reader
    from onrecord.store import add_items

    source = _read_source_options(dict(options))
    with opened(ctx, options["db"], create=True) as store:
        reader = Reader(threads=options["threads"], processes=options["processes"])
        skipped: Counter[str] = Counter()
        items = _find(paths, source, options, skipped)
        outcomes = add_items(
            store, items, reader=reader, clock=_now, again=options["again"], max_bytes=source.limits.max_bytes
        )
        try:
            counts = _follow(outcomes, paths, source)
        except KeyboardInterrupt:
            complain("stopped; run the same command again to go on")
            ctx.exit(INTERRUPTED)
    complain(_summary(counts, skipped, store.name))
    ctx.exit(1 if counts["failed"] else 0)


def _read_source_options(options: dict[str, Any]) -> SourceOptions:
    from onrecord.intake.sources import Columns, Limits, SourceOptions

    limits = {name: options[name] for name in LIMITS if options[name] is not None}
    return SourceOptions(
        columns=Columns(**{name: options[f"{name}_column"] for name in COLUMNS}),
        limits=Limits(**limits),
        include=options["include"],
        exclude=options["exclude"],
        date_order=options["date_order"],
    )


def _find(paths: tuple[str, ...], source: SourceOptions, options: AddOptions, skipped: Counter[str]) -> Iterator[Item]:
    """The items, with what the command line says of all of them; the reasons of what is passed over are counted."""
    from onrecord.intake.sources import find_items

    told: dict[str, Any] = {"publisher": options["publisher"], "published": options["published"]}
    told = {name: fact for name, fact in told.items() if fact is not None}
    for item in find_items(paths, options=source, skip=lambda _, reason: skipped.update((reason,))):
        yield replace(item, overrides=replace(item.overrides, **told)) if told else item


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _follow(outcomes: Iterator[Outcome], paths: tuple[str, ...], source: SourceOptions) -> Counter[str]:
    """Show how far it is, and complain of what fails."""
    counts: Counter[str] = Counter()
    with _progress(paths, source) as step:
        for outcome in outcomes:
            counts[outcome.result] += 1
            if outcome.error is not None:
                complain(outcome.error)
            step()
    return counts


def _progress(paths: tuple[str, ...], source: SourceOptions) -> AbstractContextManager[Callable[[], None]]:
    """A bar if standard error is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext(_do_nothing)
    from onrecord.intake import STDIN
    from onrecord.intake.sources import find_items

    from .progress import show_counted_progress

    return show_counted_progress("Reading", None if STDIN in paths else partial(find_items, paths, options=source))


def _do_nothing() -> None:
    pass


def _summary(counts: Counter[str], skipped: Counter[str], db: str) -> str:
    parts = [f"{counts['added']:,} added"]
    if counts["known"]:
        parts.append(f"{counts['known']:,} there already")
    if counts["failed"]:
        parts.append(f"{counts['failed']:,} failed (onrecord list --problems --db {db})")
    if skipped:
        reasons = [f"{count:,} {reason}" for reason, count in skipped.most_common(MOST_REASONS)]
        more = ", …" if len(skipped) > MOST_REASONS else ""
        parts.append(f"{skipped.total():,} passed over ({', '.join(reasons)}{more})")
    return ", ".join(parts)
