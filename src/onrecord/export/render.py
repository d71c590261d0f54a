"""The formats by name: what ``--format`` offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from onrecord.model import Record

from .html import to_html
from .text import print_record

Format = Literal["text", "json", "jsonl", "html"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How much room a page of text has, and whether it may be coloured.

    Attributes:
        width: Columns.
    """

    width: int = 80
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One format.

    Attributes:
        suffix: Of a file that holds it.
        is_single: Whether a file holds one record only.
        render: The record as text, closed by a line end.
    """

    suffix: str
    is_single: bool
    render: Callable[[Record, Layout], str]


def _text(record: Record, layout: Layout) -> str:
    return print_record(record, width=layout.width, colour=layout.colour)


def _json(record: Record, layout: Layout) -> str:
    return msgspec.json.format(record.to_json(), indent=2) + "\n"


def _jsonl(record: Record, layout: Layout) -> str:
    return record.to_json() + "\n"


def _html(record: Record, layout: Layout) -> str:
    return to_html(record)


FORMATS: Final[dict[Format, Form]] = {
    "text": Form(".txt", False, _text),
    "json": Form(".json", True, _json),
    "jsonl": Form(".jsonl", False, _jsonl),
    "html": Form(".html", True, _html),
}
