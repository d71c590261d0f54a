"""A blob to its items, by its kind; what is broken becomes a problem, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from onrecord.errors import BinaryFileError, InputError, LimitError, SourceError
from onrecord.intake.sniff import HEAD, sniff

from .blob import BROKEN, Blob, Context, refuse
from .feed import read_feed
from .item import Item
from .kinds import Kind, find_kind
from .mail import read_mail
from .stream import read_whole, unpack_gzip
from .table import read_csv, read_json_lines
from .warc import read_warc
from .zipped import read_zip


def read_blob(blob: Blob, context: Context) -> Iterator[Item]:
    """The reports in a blob."""
    try:
        head = blob.file.peek(HEAD)[:HEAD]
        kind = find_kind(blob.name, head)
        if (reason := _find_skip_reason(blob, kind, head)) is not None:
            context.skip(blob.ref, reason)
        else:
            yield from READERS[kind](blob, context)
    except InputError as problem:
        yield refuse(blob.ref, problem)
    except BROKEN as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield refuse(blob.ref, SourceError(f"broken or cut off: {reason}", source=blob.ref))


def read_text(blob: Blob, context: Context) -> Iterator[Item]:
    """One report: the whole file.

    Raises:
        LimitError: Larger than one report may be.
    """
    yield Item(blob.ref, read_whole(blob.file, max_bytes=context.options.limits.max_bytes, source=blob.ref))


def read_gzip(blob: Blob, context: Context) -> Iterator[Item]:
    """What is packed in it, under the name without ``.gz``.

    Raises:
        LimitError: Packed twice too often.
    """
    if blob.depth > context.options.limits.max_depth:
        raise LimitError(
            "packed in an archive in an archive; unpack the outer one, or raise max_depth", source=blob.ref
        )
    name = blob.name[: -len(".gz")] if blob.name.lower().endswith(".gz") else blob.name
    file = unpack_gzip(blob.file, budget=context.budget, source=blob.ref)
    yield from context.read(replace(blob, name=name, file=file, depth=blob.depth + 1), context)


def _find_skip_reason(blob: Blob, kind: Kind, head: bytes) -> str | None:
    """Why a file that nobody named is passed over, or None."""
    if blob.is_chosen:
        return None
    if kind == "other":
        return f"kind not read (.{blob.name.rpartition('.')[2].lower()})"
    if kind == "unknown":
        try:
            sniff(head, source=blob.ref)
        except BinaryFileError as error:
            return error.reason
    return None


READERS: Final[dict[Kind, Callable[[Blob, Context], Iterator[Item]]]] = {
    "text": read_text,
    "jsonl": read_json_lines,
    "csv": read_csv,
    "tsv": read_csv,
    "warc": read_warc,
    "zip": read_zip,
    "gzip": read_gzip,
    "feed": read_feed,
    "mail": read_mail,
    "other": read_text,
    "unknown": read_text,
}
