"""JSON and bytes as they lie in the tables: compressed with zlib, which every Python has."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, Final, TypeVar

import msgspec

from onrecord.errors import BrokenDatabaseError

LEVEL: Final = 6
Noun = TypeVar("Noun", bound=msgspec.Struct)


def pack(data: bytes) -> bytes:
    """Compress."""
    return zlib.compress(data, LEVEL)


def unpack(data: bytes, *, name: str) -> bytes:
    """Bring back what ``pack`` was given.

    Args:
        data: From the database.
        name: What it is, for the message.

    Raises:
        BrokenDatabaseError: The bytes are damaged.

    Returns:
        The bytes.
    """
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise BrokenDatabaseError(f"{name} is damaged; run `onrecord doctor`") from error


def pack_parts(parts: Iterable[bytes]) -> bytes:
    """Compress what comes in parts, as ``pack`` does the whole of it."""
    packer = zlib.compressobj(LEVEL)
    return b"".join((*map(packer.compress, parts), packer.flush()))


def pack_noun(noun: msgspec.Struct) -> bytes:
    """A noun as compressed JSON."""
    return pack(msgspec.json.encode(noun))


def unpack_noun(data: bytes, kind: type[Noun], *, name: str) -> Noun:
    """Bring back a noun.

    Raises:
        BrokenDatabaseError: The bytes are damaged, or of another form.
    """
    try:
        return msgspec.json.decode(unpack(data, name=name), type=kind)
    except msgspec.MsgspecError as error:
        raise BrokenDatabaseError(f"{name} cannot be read ({error}); run `onrecord doctor`") from error


def to_settings(values: Any) -> str:
    """Settings as JSON with sorted keys, so that equal ones are equal texts."""
    return msgspec.json.encode(values, order="deterministic").decode()
