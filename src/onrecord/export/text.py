"""A record as a page of text, for a terminal or a file.

Each line names its id (for ``--explain``) and its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.model import Record

from .entries import SECTIONS, Entry, source_line, title_of
from .lookup import Lookup
from .words import to_printable

WIDEST: Final = 100
"""Columns beyond which lines are hard to read."""
NARROWEST: Final = 40
GUTTER: Final = 12
"""Columns for id and paragraph."""


def print_record(record: Record, *, width: int = 80, colour: bool = False) -> str:
    """Lay a record out as text.

    Args:
        record: A whole record.
        width: Columns; held between 40 and 100.
        colour: Whether to write terminal colours.

    Returns:
        Lines without trailing blanks, closed by a line end.
    """
    file = StringIO()
    console = Console(
        file=file,
        width=max(NARROWEST, min(width, WIDEST)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},  # what the terminal can do is told by the caller
    )
    for line in _page(Lookup(record), console):
        line.plain = to_printable(line.plain)
        console.print(line, soft_wrap=True)
    return file.getvalue()


def _page(lookup: Lookup, console: Console) -> Iterator[Text]:
    record = lookup.record
    yield from _wrap(Text(title_of(record.report), style="bold"), console)
    yield from _wrap(Text(source_line(record.report)), console)
    for title, entries in SECTIONS:
        rows = entries(lookup)
        if rows:
            yield Text()
            yield Text(title, style="bold cyan")
        for row in rows:
            yield from _rows(row, lookup, console)
    yield Text()
    run = record.run
    yield from _wrap(
        Text(
            "¶ is the paragraph in the text; --explain with the id of an entry shows what it rests on. "
            f"Read by onrecord {run.version}, model {run.model}, gazetteer {run.gazetteer}.",
            style="dim",
        ),
        console,
    )


def _rows(entry: Entry, lookup: Lookup, console: Console) -> Iterator[Text]:
    at = f"¶{lookup.paragraph_at(entry.at)}" if entry.at is not None else ""
    gutter = f"  {entry.id:<4} {at:<4} "
    head = Text.assemble((entry.main, "bold"), " · " if entry.main and entry.rest else "", entry.rest)
    for number, line in enumerate(_wrap(head, console, indent=len(gutter))):
        yield line if number else Text.assemble((gutter, "dim"), line[len(gutter) :])
    if entry.more:
        yield from _wrap(Text(entry.more), console, indent=GUTTER)


def _wrap(text: Text, console: Console, *, indent: int = 0) -> Iterator[Text]:
    for line in text.wrap(console, console.width - indent):
        line.rstrip()
        yield Text.assemble(" " * indent, line)
