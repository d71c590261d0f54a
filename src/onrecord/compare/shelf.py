"""A shelf: structs that wait in a temporary file, read back by number.

A few thousand stay in memory with it; more go to disk, into the folder for temporary
files (``TMPDIR``), and what is in memory is where each begins and the last that were
read. The file has no name and is gone with the shelf, also after kill -9.
"""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import IO, Final, Generic, TypeVar

import msgspec

from onrecord.errors import StoreError

from .numbered import Numbered

IN_MEMORY: Final = 1 << 25  # bytes; a thousand reports and their incidents never touch the disk
ROOM: Final = 1024  # structs that are held after they were read
T = TypeVar("T", bound=msgspec.Struct)


class Shelf(Numbered[T], Generic[T]):
    """Structs of one kind. Filled first, then read.

    Args:
        kind: Their type.
        items: The first of them, in the order in which they will stand.
        room: How many are held after they were read.
    """

    def __init__(self, kind: type[T], items: Iterable[T] = (), *, room: int = ROOM) -> None:
        # Closed with the shelf, not with a block: what lies on it is read for as long as anybody holds it.
        file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, file.close)
        self._file = file
        self._encode = msgspec.msgpack.Encoder().encode
        self._ends = array("Q", [0])
        self._order: array[int] | None = None
        # On what it needs alone, not on the shelf: no cycle keeps the file after the shelf.
        self._load = _make_loader(file, self._ends, kind)
        self._held: Callable[[int], T] = lru_cache(maxsize=room)(self._load)
        for item in items:
            self.append(item)

    def append(self, item: T) -> None:
        """Put one at the end.

        Raises:
            StoreError: There is no room in the temporary folder.
        """
        data = self._encode(item)
        try:
            self._file.seek(self._ends[-1])  # reading may have moved it
            self._file.write(data)
        except OSError as error:
            raise StoreError(_tell(error), source=tempfile.gettempdir()) from error
        self._ends.append(self._ends[-1] + len(data))

    def arrange(self, order: Iterable[int]) -> None:
        """Let them stand in another order.

        Args:
            order: For each place the number of the item in the order of ``append``.
        """
        self._order = array("q", order)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def _get(self, number: int) -> T:
        return self._held(self._place(number))

    def __iter__(self) -> Iterator[T]:
        """From the file alone: reading all leaves what is held."""
        return (self._load(self._place(index)) for index in range(len(self)))

    def _place(self, index: int) -> int:
        return index if self._order is None else self._order[index]


def _make_loader(file: IO[bytes], ends: array[int], kind: type[T]) -> Callable[[int], T]:
    decode = msgspec.msgpack.Decoder(kind).decode

    def load(place: int) -> T:
        try:
            file.seek(ends[place])  # also writes what is still in the buffer
            data = file.read(ends[place + 1] - ends[place])
        except OSError as error:
            raise StoreError(_tell(error), source=tempfile.gettempdir()) from error
        return decode(data)

    return load


def _tell(error: OSError) -> str:
    return f"no room for temporary files ({error.strerror}); set TMPDIR to a larger folder"
