"""Bytes in pieces, counted: what bombs and endless lines meet first.

Nothing here holds more than one piece, one line or one report in memory.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

from onrecord.errors import LimitError

from .item import RATIO_FREE_BYTES, Limits

PIECE_BYTES: Final = 65_536


class Readable(Protocol):
    """What can be read in pieces."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; empty at the end."""


@dataclass(slots=True)
class Budget:
    """How much one file may still unpack, all that lies in it together.

    Attributes:
        limits: As the caller set them.
        unpacked: Bytes so far.
    """

    limits: Limits
    unpacked: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing more will be unpacked."""
        return self.unpacked > self.limits.max_unpacked_bytes

    def spend(self, count: int, *, source: str) -> None:
        """Count unpacked bytes.

        Raises:
            LimitError: More than the limit.
        """
        self.unpacked += count
        if self.is_spent:
            raise LimitError(
                f"unpacks to more than {self.limits.max_unpacked_bytes:,} bytes; raise max_unpacked_bytes",
                source=source,
            )


class Counted(io.RawIOBase):
    """A file that counts what is read from it.

    Attributes:
        count: Bytes so far.
    """

    def __init__(self, inner: Readable) -> None:
        self.count = 0
        self._inner = inner

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer, as ``io.RawIOBase`` says."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Unpacked(Counted):
    """The unpacked bytes of a packed file, within a budget.

    Args:
        inner: Unpacks.
        budget: What may be unpacked.
        source: Name for errors.
        packed: Counts what ``inner`` takes; None where its size was checked beforehand.
    """

    def __init__(self, inner: Readable, *, budget: Budget, source: str, packed: Counted | None = None) -> None:
        super().__init__(inner)
        self._budget = budget
        self._source = source
        self._packed = packed

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer.

        Raises:
            LimitError: A bomb.
        """
        count = super().readinto(buffer)
        self._budget.spend(count, source=self._source)
        if self._packed is not None:
            check_ratio(self.count, self._packed.count, limits=self._budget.limits, source=self._source)
        return count


def check_ratio(unpacked: int, packed: int, *, limits: Limits, source: str) -> None:
    """Refuse a bomb.

    Args:
        unpacked: Bytes.
        packed: Bytes that they came from.
        limits: As the caller set them.
        source: Name for the error.

    Raises:
        LimitError: One byte gives more bytes than the limit.
    """
    if unpacked > RATIO_FREE_BYTES and unpacked > limits.max_ratio * packed:
        raise LimitError(
            f"unpacks to more than {limits.max_ratio:,} times its size, as a bomb does; raise max_ratio",
            source=source,
        )


def unpack_gzip(file: Readable, *, budget: Budget, source: str) -> io.BufferedReader[Any]:
    """The unpacked bytes of a gzip file of one or many members."""
    packed = Counted(file)
    unpacked = Unpacked(gzip.GzipFile(fileobj=packed), packed=packed, budget=budget, source=source)
    return io.BufferedReader(unpacked, PIECE_BYTES)


def read_whole(file: Readable, *, max_bytes: int, source: str) -> bytes:
    """All that a file holds.

    Raises:
        LimitError: More than ``max_bytes``.
    """
    pieces: list[bytes] = []
    size = 0
    for piece in cut_pieces(file):
        size += len(piece)
        if size > max_bytes:
            raise LimitError(f"larger than {max_bytes:,} bytes; raise max_bytes, or split it", source=source)
        pieces.append(piece)
    return b"".join(pieces)


def cut_pieces(file: Readable) -> Iterator[bytes]:
    """What a file holds, piece by piece."""
    while piece := file.read(PIECE_BYTES):
        yield piece


def split_lines(pieces: Iterator[bytes], *, max_bytes: int) -> Iterator[bytes | None]:
    r"""Lines with their line feeds; None in place of one longer than ``max_bytes``.

    >>> list(split_lines(iter([b"a\nb", b"c\nlong", b"er\nd"]), max_bytes=4))
    [b'a\n', b'bc\n', None, b'd']
    """
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        *ends, rest = piece.split(b"\n")
        for end in ends:
            size += len(end)
            yield b"".join([*parts, end, b"\n"]) if size <= max_bytes else None
            parts, size = [], 0
        size += len(rest)
        parts = [*parts, rest] if size <= max_bytes else []
    if size:
        yield b"".join(parts) if size <= max_bytes else None
