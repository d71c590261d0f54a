"""Zip archives: every member is read like a file; nothing is written to disk by its name.

Refused: more members, bytes or depth than the limits, members that unpack to many
times their size or share their bytes (as bombs do), names that lead out of the
archive, links, encrypted members. A broken member does not stop the rest.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO, Any, Final

from onrecord.errors import InputError, LimitError, SourceError

from .blob import BROKEN, Blob, Context, refuse
from .item import Item
from .pick import find_skip_reason, is_included
from .stream import PIECE_BYTES, Unpacked, check_ratio, cut_pieces

DRIVE: Final = re.compile(r"[A-Za-z]:")
ENCRYPTED: Final = 1
"""Bit of a member's flags."""
END: Final = struct.Struct("<4s4H2LH")
"""End of central directory record: mark, disks, members (here, in all), size and offset of the contents, remark."""
END_MARK: Final = b"PK\x05\x06"
END_BYTES: Final = END.size + 0xFFFF
"""The most that it takes with its remark."""
MANY: Final = 0xFFFF
MANY_BYTES: Final = 0xFFFFFFFF
"""In place of numbers that have no room there."""
CONTENTS_BYTES: Final = 1_000
"""Of the table of contents, for one member: 46, its name and its extra fields, with room to spare."""


def read_zip(blob: Blob, context: Context) -> Iterator[Item]:
    """The reports in an archive, in the order of their names.

    Raises:
        LimitError: Beyond a limit.
    """
    limits = context.options.limits
    if blob.depth > limits.max_depth:
        raise LimitError(
            "an archive in an archive in an archive; unpack the outer one, or raise max_depth", source=blob.ref
        )
    with _make_seekable(blob) as file:
        size = file.seek(0, io.SEEK_END)
        _check_contents(file, size=size, max_members=limits.max_members, source=blob.ref)
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_count(len(members), max_members=limits.max_members, source=blob.ref)
            yield from _read_members(archive, members, blob=blob, context=context, size=size)


def _read_members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], *, blob: Blob, context: Context, size: int
) -> Iterator[Item]:
    """Items of all members.

    Raises:
        LimitError: All together unpack to more than so small an archive can hold: they share their bytes.
    """
    before = context.budget.unpacked
    for member in sorted(members, key=lambda member: member.filename):
        path = PurePosixPath(member.filename)
        ref = f"{blob.ref}!{member.filename}"
        if not _is_safe_name(member.orig_filename):
            yield refuse(ref, SourceError("its name leads out of the archive", source=ref))
            continue
        if (reason := find_skip_reason(path, context.options)) is not None:
            context.skip(ref, reason)
            continue
        try:
            file = _open_member(archive, member, ref=ref, context=context)
        except InputError as problem:
            yield refuse(ref, problem)
            continue
        is_chosen = is_included(path, context.options)
        yield from context.read(Blob(ref, path.name, file, is_chosen=is_chosen, depth=blob.depth + 1), context)
        if context.budget.is_spent:
            return  # its last item said so
        check_ratio(context.budget.unpacked - before, size, limits=context.options.limits, source=blob.ref)


def _is_safe_name(name: str) -> bool:
    """Whether a name stays inside the folder that an archive would be unpacked to."""
    parts = name.replace("\\", "/").split("/")
    return ".." not in parts and parts[0] != "" and not DRIVE.match(parts[0])


def _open_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, ref: str, context: Context
) -> io.BufferedReader[Any]:
    """The bytes of a member, within the budget.

    Raises:
        SourceError: It is broken, unsafe or encrypted.
        LimitError: A bomb. The sizes that the archive tells can be trusted for that: the library reads
            no more packed bytes and gives no more unpacked ones.
    """
    if stat.S_ISLNK(member.external_attr >> 16):
        raise SourceError("a link, not a file", source=ref)
    if member.flag_bits & ENCRYPTED:
        raise SourceError("encrypted; unpack the archive with its password", source=ref)
    check_ratio(member.file_size, member.compress_size, limits=context.options.limits, source=ref)
    try:
        inner = archive.open(member)
    except BROKEN as error:
        raise SourceError(f"broken archive: {error}", source=ref) from error
    return io.BufferedReader(Unpacked(inner, budget=context.budget, source=ref), PIECE_BYTES)


@contextmanager
def _make_seekable(blob: Blob) -> Iterator[IO[bytes]]:
    """The archive itself, or a nameless copy on disk of one that comes out of a stream."""
    if blob.depth == 0 and blob.file.seekable():
        yield blob.file
        return
    with TemporaryFile() as copy:
        for piece in cut_pieces(blob.file):
            copy.write(piece)
        yield copy


def _check_contents(file: IO[bytes], *, size: int, max_members: int, source: str) -> None:
    """Refuse a table of contents too long to be held in memory, before the library reads it.

    Args:
        file: The archive.
        size: Its bytes.
        max_members: Limit.
        source: Name for the error.

    Raises:
        LimitError: It tells of too many members, or takes the place of too many.
    """
    file.seek(max(0, size - END_BYTES))
    tail = file.read(END_BYTES)
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) - at < END.size:
        return  # no archive: the library says so
    *_, count, contents_size, _, _ = END.unpack_from(tail, at)
    if count == MANY or contents_size == MANY_BYTES:  # told elsewhere (Zip64); it cannot be longer than the archive
        contents_size = size
    told = 0 if count == MANY else count
    _check_count(max(told, contents_size // CONTENTS_BYTES), max_members=max_members, source=source)


def _check_count(count: int, *, max_members: int, source: str) -> None:
    """Refuse an archive of too many members.

    Raises:
        LimitError: More than the limit.
    """
    if count > max_members:
        raise LimitError(f"an archive of more than {max_members:,} members; raise max_members", source=source)
