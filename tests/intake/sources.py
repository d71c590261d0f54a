"""Small real files of every kind that reports come in, and a short way to read them."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.intake.sources import Item, Limits, SourceOptions, find_items
from onrecord.intake.sources.item import DEFAULT

TEXT = "Six people were killed when shells hit a market in Tel Amara on Monday, the Coast Monitor said."
OTHER = "Two fishermen were detained off Port Sour on Friday."


@dataclass
class Found:
    """What a walk gave."""

    items: list[Item]
    skipped: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """Of the items that have one."""
        return [item.data.decode("utf-8-sig") for item in self.items if item.data is not None]

    @property
    def refs(self) -> list[str]:
        """Of all items."""
        return [item.ref for item in self.items]

    @property
    def problems(self) -> dict[str, str]:
        """Ref -> reason."""
        return {item.ref: item.problem.reason for item in self.items if item.problem is not None}

    @property
    def reasons(self) -> Counter[str]:
        """Why something was passed over -> how often."""
        return Counter(self.skipped.values())


def find(*paths: object, options: SourceOptions = DEFAULT, **limits: int) -> Found:
    """Walk paths."""
    if limits:
        options = SourceOptions(limits=Limits(**limits))
    found = Found([])
    found.items = list(find_items(map(str, paths), options=options, skip=found.skipped.__setitem__))
    return found


def write(folder: Path, name: str, data: str | bytes) -> Path:
    """Write a file, with the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@contextmanager
def memory_below(most: int) -> Iterator[None]:
    """Fails where what runs in it holds more bytes at once."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < most


def pack(members: dict[str, bytes | str]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_record(
    page: bytes,
    *,
    kind: str = "response",
    url: str = "http://coast.example/1",
    status: str = "HTTP/1.1 200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
) -> bytes:
    """One record of a WARC, as the standard writes it."""
    block = f"{status}\r\n{headers}\r\n".encode() + page
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Date: 2021-05-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_page(text: str, *, charset: str | None = None) -> str:
    """A web page with one paragraph."""
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<!doctype html><html><head>{meta}<title>Coast</title></head><body><article><p>{text}</p></article></body>"
