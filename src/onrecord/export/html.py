"""A record as one self-contained page, to send to an editor.

The text with its spans underlined by kind, the claims with their chains in the
margin beside the paragraph where they begin, everything else below. No script, no
outside link, font or image, and a policy that forbids them. The report is hostile
input: every value is escaped by the template engine, and none stands in an
attribute but as text of ``title`` or an id of our own making.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from onrecord.model import Record

from .entries import SECTIONS, Entry, source_line, title_of
from .lookup import Lookup
from .marks import Mark, Segment, cut_segments, find_marks

CLAIMS: Final = "Claims"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text with the claims that begin in it."""

    number: int
    segments: tuple[Segment, ...]
    claims: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template shows.

    Attributes:
        sections: Heading, and entries with the number of their paragraph.
    """

    title: str
    source: str
    paragraphs: tuple[Paragraph, ...]
    has_claims: bool
    sections: tuple[tuple[str, tuple[tuple[Entry, int | None], ...]], ...]
    read_by: str


def to_html(record: Record) -> str:
    """Lay a record out as one HTML page.

    Returns:
        A whole document in UTF-8 characters.
    """
    return _load_template().render(page=build_page(record), css=_load_css())


def build_page(record: Record) -> Page:
    """Gather what the page shows."""
    lookup = Lookup(record)
    sections = {title: entries(lookup) for title, entries in SECTIONS}
    run = record.run
    return Page(
        title=title_of(record.report),
        source=source_line(record.report),
        paragraphs=_paragraphs(lookup, sections.pop(CLAIMS)),
        has_claims=bool(record.claims),
        sections=tuple(
            (title, tuple((row, None if row.at is None else lookup.paragraph_at(row.at)) for row in rows))
            for title, rows in sections.items()
            if rows
        ),
        read_by=f"onrecord {run.version}, model {run.model}, gazetteer {run.gazetteer}",
    )


def _paragraphs(lookup: Lookup, claims: list[Entry]) -> tuple[Paragraph, ...]:
    text = lookup.record.report.text
    starts = [start for start, _ in lookup.paragraphs]
    marks: list[list[Mark]] = [[] for _ in starts]
    for mark in find_marks(lookup):
        first, last = lookup.paragraph_at(mark.start) - 1, bisect_left(starts, mark.end)
        for number in range(first, last):
            if mark.start < lookup.paragraphs[number][1]:
                marks[number].append(mark)
    notes: list[list[Entry]] = [[] for _ in starts]
    for claim in claims:
        if claim.at is not None:
            notes[lookup.paragraph_at(claim.at) - 1].append(claim)
    return tuple(
        Paragraph(number, tuple(cut_segments(text, start, end, marks[number - 1])), tuple(notes[number - 1]))
        for number, (start, end) in enumerate(lookup.paragraphs, 1)
    )


@cache
def _load_template() -> Template:
    environment = Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("record.html")


@cache
def _load_css() -> str:
    return resources.files(__package__).joinpath("templates", "record.css").read_text(encoding="utf-8")
