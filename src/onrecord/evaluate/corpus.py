"""Read corpus files: JSON Lines (plain or gzip), one record a line.

Each task names the fields that it needs as a struct; other fields are ignored. A line
that does not fit is an error with file and line, never skipped.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from onrecord.errors import CorpusError

Range = tuple[int, int]
"""Half-open range of code points."""


class Annotated(Protocol):
    """What every record of a corpus offers."""

    @property
    def text(self) -> str:
        """What all ranges count in."""

    def ranges(self) -> Iterable[Range]:
        """Every range of the record, to be checked against its text."""


class Item(msgspec.Struct, frozen=True):
    """Base of the records of corpora.

    Attributes:
        text: What all ranges count in.
    """

    text: str

    def ranges(self) -> Iterable[Range]:
        """Every range of the record, to be checked against its text."""
        return ()


S = TypeVar("S")
T = TypeVar("T", bound=Annotated)


def read_lines(path: Path) -> Iterator[str]:
    """Lines of a UTF-8 file, without their ends; ``.gz`` is unpacked.

    Raises:
        CorpusError: Missing, not to be opened, no gzip or no UTF-8.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n")
    except FileNotFoundError as error:
        raise CorpusError("no such file", source=str(path)) from error
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise CorpusError(f"cannot be read: {error}", source=str(path)) from error


def decode_lines(path: Path, type: type[S]) -> Iterator[tuple[int, S]]:
    """Records of a JSON Lines file with the numbers of their lines, from 1; empty lines are left out.

    Raises:
        CorpusError: A line is no such record.
    """
    decoder = msgspec.json.Decoder(type)
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            try:
                yield number, decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeError) as error:
                raise CorpusError(str(error), source=str(path), line=number) from error


def read_items(path: Path, type: type[T]) -> list[T]:
    """Records of a JSON Lines file.

    Args:
        path: ``.jsonl`` or ``.jsonl.gz``.
        type: The fields that are needed.

    Raises:
        CorpusError: A line is no such record, a range lies outside its text, or there is none.
    """
    items = []
    for number, item in decode_lines(path, type):
        if not item.text.strip():
            raise CorpusError("the text is empty", source=str(path), line=number)
        for start, end in item.ranges():
            if not 0 <= start < end <= len(item.text):
                reason = f"range {start}-{end} is not in the text of {len(item.text)} code points"
                raise CorpusError(reason, source=str(path), line=number)
        items.append(item)
    if not items:
        raise CorpusError("there is no record in it", source=str(path))
    return items
