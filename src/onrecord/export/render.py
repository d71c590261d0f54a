"""The formats by name: what ``--format`` offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from onrecord.model import Record
from onrecord.model.record import PART

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
        parts: The record as text, closed by a line end, in parts: a long record's JSON takes tens of megabytes.
    """

    suffix: str
    is_single: bool
    parts: Callable[[Record, Layout], Iterator[str]]

    def render(self, record: Record, layout: Layout) -> str:
        """The record as text, closed by a line end."""
        return "".join(self.parts(record, layout))


def _text(record: Record, layout: Layout) -> Iterator[str]:
    yield print_record(record, width=layout.width, colour=layout.colour)


def _json(record: Record, layout: Layout) -> Iterator[str]:
    opening = "{\n  "
    for name, value in zip(record.__struct_fields__, msgspec.structs.astuple(record), strict=True):
        yield f'{opening}"{name}": '
        yield from _indent_items(value) if isinstance(value, tuple) else (_indent(value),)
        opening = ",\n  "
    yield "\n}\n"


def _indent_items(items: tuple[msgspec.Struct, ...]) -> Iterator[str]:
    """A list of a record, ``PART`` items at a time."""
    for first in range(0, len(items), PART):
        text = _indent(items[first : first + PART])
        yield ("," if first else "[") + text.removeprefix("[").removesuffix("\n  ]")
    yield "\n  ]" if items else "[]"


def _indent(value: object) -> str:
    """JSON of what stands in a record, in lines; a string has none inside."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode().replace("\n", "\n  ")


def _jsonl(record: Record, layout: Layout) -> Iterator[str]:
    yield from (part.decode() for part in record.json_parts())
    yield "\n"


def _html(record: Record, layout: Layout) -> Iterator[str]:
    yield to_html(record)


FORMATS: Final[dict[Format, Form]] = {
    "text": Form(".txt", False, _text),
    "json": Form(".json", True, _json),
    "jsonl": Form(".jsonl", False, _jsonl),
    "html": Form(".html", True, _html),
}
