"""Tables: a report a row.

JSON Lines (one object a line), CSV and TSV with a header (RFC 4180; the delimiter of a
``.csv`` may also be ``;`` or ``|``, as spreadsheets write it). A broken or overlong row is
a problem of its own, and the rest goes on.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

import msgspec

from onrecord.errors import InputError, LimitError, SourceError
from onrecord.intake.decode import decode
from onrecord.intake.sniff import HEAD, find_bom, find_utf16

from .blob import Blob, Context, refuse
from .columns import find_columns, make_item
from .item import Item
from .stream import cut_pieces, split_lines

DELIMITERS: Final = (",", ";", "\t", "|")


def read_json_lines(blob: Blob, context: Context) -> Iterator[Item]:
    """A report a line."""
    options = context.options
    lines = split_lines(_to_utf8(blob), max_bytes=options.limits.max_line_bytes)
    for number, line in enumerate(lines, 1):
        try:
            if line is None:
                yield refuse(f"{blob.ref}#{number}", _too_long(context, source=f"{blob.ref}#{number}"))
            elif line.strip():
                row = _parse_object(line, source=f"{blob.ref}#{number}")
                yield make_item(row, source=blob.ref, number=number, options=options)
        except InputError as problem:
            yield refuse(problem.source or f"{blob.ref}#{number}", problem)


def read_csv(blob: Blob, context: Context) -> Iterator[Item]:
    """A report a row below the header.

    Raises:
        SourceError: No header that names a column of text.
    """
    options = context.options
    csv.field_size_limit(max(csv.field_size_limit(), options.limits.max_line_bytes))  # the library's own is 128 KiB
    lines = _RowLines(blob, context)
    first = next(lines, "")
    delimiter = "\t" if blob.name.lower().endswith((".tsv", ".tab")) else _find_delimiter(first, context)
    header = next(csv.reader([first], delimiter=delimiter), [])
    if "text" not in find_columns(header, options):
        raise SourceError(f"no column holds the text; name it ({', '.join(header) or 'no header'})", source=blob.ref)
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        lines.begin_row(number)
        try:
            cells = next(rows, None)
            if cells is None:
                return
            if any(cells):
                row = _pair(header, cells, source=f"{blob.ref}#{number}")
                yield make_item(row, source=blob.ref, number=number, options=options)
        except csv.Error as error:
            yield refuse(f"{blob.ref}#{number}", SourceError(f"broken row: {error}", source=f"{blob.ref}#{number}"))
        except InputError as problem:
            yield refuse(problem.source or f"{blob.ref}#{number}", problem)
            if lines.is_lost:
                return


class _RowLines:
    """Lines for the ``csv`` module, which may ask for many a row; none is longer than the limit.

    Attributes:
        is_lost: Whether a row of several lines grew too long: a quotation mark is open, and where
            the next row begins nobody knows.
    """

    def __init__(self, blob: Blob, context: Context) -> None:
        self.is_lost = False
        self._blob = blob
        self._context = context
        self._lines = split_lines(_to_utf8(blob), max_bytes=context.options.limits.max_line_bytes)
        self._number = 0
        self._size = 0

    def __iter__(self) -> _RowLines:
        return self

    def begin_row(self, number: int) -> None:
        """What follows belongs to a new row."""
        self._number, self._size = number, 0

    def __next__(self) -> str:
        source = f"{self._blob.ref}#{self._number}"
        line = next(self._lines)
        is_first = self._size == 0
        self._size += len(line or b"")
        if line is None or self._size > self._context.options.limits.max_line_bytes:
            self.is_lost = not is_first
            raise _too_long(self._context, source=source)
        return decode(line, source=source)


def _parse_object(line: bytes, *, source: str) -> dict[str, Any]:
    """One line of JSON.

    Raises:
        SourceError: It is no object.
    """
    try:
        row = msgspec.json.decode(decode(line, source=source))
    except (msgspec.DecodeError, RecursionError) as error:
        raise SourceError(f"broken JSON: {error}", source=source) from error
    if not isinstance(row, dict):
        raise SourceError("the line is no JSON object", source=source)
    return row


def _pair(header: list[str], cells: list[str], *, source: str) -> dict[str, Any]:
    """Column -> cell; cells that a short row lacks are empty.

    Raises:
        SourceError: More cells than columns: some delimiter stands in a text without quotation marks.
    """
    if any(cells[len(header) :]):
        reason = f"{len(cells)} cells under {len(header)} columns; put the text in quotation marks"
        raise SourceError(reason, source=source)
    return dict(zip_longest(header, cells[: len(header)], fillvalue=""))


def _find_delimiter(header: str, context: Context) -> str:
    """The one under which the most columns are known; of equals the one that cuts most."""

    def rank(delimiter: str) -> tuple[int, int]:
        columns = next(csv.reader([header], delimiter=delimiter), [])
        return len(find_columns(columns, context.options)), len(columns)

    return max(DELIMITERS, key=rank)


def _to_utf8(blob: Blob) -> Iterator[bytes]:
    """The table in an encoding whose lines end in one byte: UTF-16, as spreadsheets write it, is turned."""
    head = blob.file.peek(HEAD)[:HEAD]
    encoding = find_bom(head) or find_utf16(head)
    if encoding is None or not encoding.startswith(("utf-16", "utf-32")):
        return cut_pieces(blob.file)
    return (text.encode() for text in codecs.iterdecode(cut_pieces(blob.file), encoding, "replace"))


def _too_long(context: Context, *, source: str) -> LimitError:
    limit = context.options.limits.max_line_bytes
    return LimitError(f"a row of more than {limit:,} bytes; raise max_line_bytes", source=source)
