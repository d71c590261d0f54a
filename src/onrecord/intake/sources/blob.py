"""Bytes with a name, wherever they lie, and what goes with reading them."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import InputError

from .item import Item, Skip, SourceOptions
from .stream import Budget

BROKEN: Final = (
    *(OSError, EOFError, ValueError, NotImplementedError),
    *(zlib.error, lzma.LZMAError, struct.error, zipfile.BadZipFile),
)
"""What the libraries raise on packed bytes that are damaged or packed in a way that they do not know."""


@dataclass(frozen=True, slots=True)
class Blob:
    """One file, on disk or inside another.

    Attributes:
        ref: Path, or ``path!member``.
        name: File name; its suffix tells the kind.
        file: Its bytes, from the start.
        is_chosen: Whether the user named it, and not only the folder that holds it.
        depth: How many archives it lies in.
    """

    ref: str
    name: str
    file: io.BufferedReader[Any]
    is_chosen: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader of one kind needs beside the blob.

    Attributes:
        budget: Of the file that all of this lies in.
        read: Reads a blob of any kind: what an archive calls for its members.
    """

    options: SourceOptions
    skip: Skip
    budget: Budget
    read: Callable[[Blob, Context], Iterator[Item]]


def refuse(ref: str, problem: InputError) -> Item:
    """The item that says why there is none."""
    return Item(ref, None, problem=problem)
