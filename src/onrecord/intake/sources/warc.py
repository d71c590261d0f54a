"""Web archives (WARC 1.0 and 1.1, ISO 28500): the pages among the responses.

Taken are responses with status 200 that hold HTML, PDF or plain text. The date of
the capture is not the report's and is left out. What is passed over is told to
``skip``. A broken page is a problem of its own; where a record's frame is broken, the
file ends there, for nobody knows where the next begins.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from onrecord.errors import InputError, SourceError
from onrecord.intake.read import Overrides

from .blob import Blob, Context, refuse
from .item import Item
from .recode import recode
from .stream import Readable, read_whole

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
GZIP_MAGIC: Final = b"\x1f\x8b"
CHUNK_SIZE: Final = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r?\n")


def read_warc(blob: Blob, context: Context) -> Iterator[Item]:
    """The pages of an archive, in its order.

    Raises:
        SourceError: It holds no record, or is broken from some record on.
    """
    count = 0
    try:
        for record in _open_records(blob):
            count += 1
            ref = (record.headers.get("WARC-Target-URI") or f"{blob.ref}#{count}").strip("<>")
            if (reason := _find_skip_reason(record)) is not None:
                context.skip(ref, reason)
                continue
            try:
                yield _read_page(record, ref=ref, max_bytes=context.options.limits.max_bytes)
            except InputError as problem:
                yield refuse(ref, problem)
    except (OSError, ValueError) as error:
        raise SourceError(f"broken after record {count}: {error}", source=blob.ref) from error
    if count == 0:
        raise SourceError("no WARC record in it", source=blob.ref)


class _Forward:
    """A file that can only be read on, in the form that the library asks for."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Where it stands.

        Raises:
            OSError: It should go elsewhere.
        """
        if (offset, whence) != (0, io.SEEK_CUR):
            raise OSError("cannot go back")
        return self._at

    def close(self) -> None:
        """Nothing: who opened the file closes it."""


def _open_records(blob: Blob) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator

    yield from ArchiveIterator(_Forward(blob.file), stream_detect=False)  # unpacked, and counted, before


def _find_skip_reason(record: WarcRecord) -> str | None:
    """Why a record is passed over, or None."""
    kind = str(record.record_type)
    if kind != "response":
        return f"WARC {kind} record, not a response"
    if record.headers.is_empty():
        return None  # cut off: a problem
    if not record.is_http_parsed or record.http_headers.status_code is None:
        return "not a response of HTTP"
    if record.http_headers.status_code != 200:
        return f"HTTP status {record.http_headers.status_code}"
    media_type = _media_type(record)
    return f"media type {media_type}" if media_type is not None and media_type not in TYPES else None


def _read_page(record: WarcRecord, *, ref: str, max_bytes: int) -> Item:
    """One page.

    Raises:
        LimitError: Larger than one report may be.
        SourceError: Cut off, or packed in a way that cannot be undone.
    """
    raw = read_whole(record.reader, max_bytes=max_bytes, source=ref)
    if len(raw) < record.content_length or record.headers.is_empty():
        raise SourceError("cut off: the archive ends inside it", source=ref)
    data = _decode_payload(raw, record, max_bytes=max_bytes, source=ref)
    media_type = _media_type(record)
    if media_type != "application/pdf":
        data = recode(data, record.http_charset, is_html=media_type != "text/plain")
    return Item(ref, data, Overrides(url=ref), media_type=media_type)


def _decode_payload(raw: bytes, record: WarcRecord, *, max_bytes: int, source: str) -> bytes:
    """A page without the packing of its transfer; some archives keep the header and store the page unpacked.

    Args:
        raw: As the archive holds it.
        record: Its headers.
        max_bytes: Limit of the page, unpacked.
        source: Name for errors.

    Raises:
        LimitError: Larger than that.
        SourceError: Broken.
    """
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader

    headers = record.http_headers
    encoding = (headers.get("Content-Encoding") or "").strip().lower()
    try:
        if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked" and CHUNK_SIZE.match(raw):
            raw = read_whole(ChunkedReader(io.BytesIO(raw)), max_bytes=max_bytes, source=source)
        if raw.startswith(GZIP_MAGIC):
            return read_whole(GzipReader(io.BytesIO(raw)), max_bytes=max_bytes, source=source)
        if encoding == "br":
            return read_whole(BrotliReader(io.BytesIO(raw)), max_bytes=max_bytes, source=source)
        if encoding == "deflate":
            return read_whole(GzipReader(io.BytesIO(raw), zlib=True), max_bytes=max_bytes, source=source)
    except OSError as error:
        raise SourceError(f"broken page: {error}", source=source) from error
    return raw


def _media_type(record: WarcRecord) -> str | None:
    """As the server named it, without parameters; None where it did not."""
    named = (record.http_content_type or "").partition(";")[0].strip().lower()
    return named or None
