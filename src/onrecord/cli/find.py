"""``onrecord find``: reports by their words and by what is in them."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack, get_args

import click
import msgspec

from onrecord.model import EventType, Status

from .edtf import EDTF
from .store import db_option, opened
from .table import clean, print_json

if TYPE_CHECKING:
    from onrecord.store import EventHit, Hit, Query

MARKS: Final = ("[", "]")
"""Around the words that were found, where there is no colour."""
BOLD: Final = ("\x1b[1m", "\x1b[0m")
INDENT: Final = " " * 4
MOST_COLUMNS: Final = 100


class FindOptions(TypedDict):
    """The options of ``find``; what they mean stands in their help."""

    actor: str | None
    place: str | None
    within_km: float | None
    first: str | None
    last: str | None
    type: str | None
    status: str | None
    publisher: str | None
    limit: int


@click.command()
@click.argument("words", nargs=-1, metavar='["WORDS"]')
@db_option
@click.option("--actor", metavar="NAME", help="Any name of an actor.")
@click.option("--place", metavar='NAME|"LAT,LON"', help='A place, or one that lies in it; also "Tripoli, Lebanon".')
@click.option("--within-km", type=click.FloatRange(min=0), help="Distance around --place.")
@click.option("--from", "first", type=EDTF, help="On this day or later.")
@click.option("--to", "last", type=EDTF, help="On this day or earlier.")
@click.option("--type", type=click.Choice(get_args(EventType), case_sensitive=False), help="Of an event.")
@click.option("--status", type=click.Choice(get_args(Status)), help="Of an event.")
@click.option("--publisher", metavar="NAME", help="A part of the publisher's name.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Most reports; 0 for all.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def find(ctx: click.Context, words: tuple[str, ...], db: str, form: str, **options: Unpack[FindOptions]) -> None:
    """Find reports by WORDS ("phrases" in quotation marks, -words to leave out) and by what is in them.

    With --type or --status you ask for an event: --actor, --place, --from and --to then speak of
    that event. Without, they speak of the report: who and what place occurs in it, and when it was
    published. The best fit comes first, without WORDS the earliest.
    """
    from onrecord.store import find as search

    with opened(ctx, db, read_only=True) as store:
        hits = search(store, _read_query(" ".join(words), options))
        limit = options["limit"] or None
        if form == "json":
            print_json(_to_json(hit) for hit in islice(hits, limit))
            return
        for hit in islice(hits, limit):
            click.echo(_to_text(hit))
        if next(hits, None) is not None:
            click.echo("There are more; --limit 0 shows all.", err=True)


def _read_query(words: str, options: FindOptions) -> Query:
    from onrecord.gazetteer import open_gazetteer
    from onrecord.store import Query, find_spot

    if options["within_km"] is not None and options["place"] is None:
        raise click.UsageError("--within-km needs --place.")
    place, within_km = options["place"], options["within_km"]
    return Query(
        words=words or None,
        spot=find_spot(place, within_km=within_km, gazetteer=open_gazetteer()) if place else None,
        actor=options["actor"],
        first=options["first"],
        last=options["last"],
        type=options["type"],
        status=options["status"],
        publisher=options["publisher"],
    )


def _to_json(hit: Hit) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(hit)
    return {**row, "snippet": _mark(hit.snippet, MARKS) if hit.snippet else None}


def _to_text(hit: Hit) -> str:
    is_terminal = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(shutil.get_terminal_size().columns, MOST_COLUMNS)
    facts = (hit.published or "no date", hit.publisher, hit.title or hit.ref)
    lines = [clean("  ".join((hit.id, *filter(None, facts))))]
    if hit.title:
        lines.append(clean(INDENT + hit.ref))
    if hit.snippet:
        wrapped = textwrap.fill(hit.snippet, width, initial_indent=INDENT, subsequent_indent=INDENT)
        lines.append(_mark(wrapped, BOLD if is_terminal else MARKS))
    lines += [clean(INDENT + _event_words(event)) for event in hit.events]
    return "\n".join(lines)


def _event_words(event: EventHit) -> str:
    facts = (f"{event.id} {event.type} {event.status}", event.time, event.place, f"“{event.text}”")
    return " · ".join(filter(None, facts))


def _mark(snippet: str, marks: tuple[str, str]) -> str:
    from onrecord.store import HIT

    for sign, mark in zip(HIT, marks, strict=True):
        snippet = snippet.replace(sign, mark)
    return snippet
