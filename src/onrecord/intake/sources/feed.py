"""Feeds (RSS 0.9 to 2, RSS 1, Atom) that lie on disk: a report an entry.

The text is the entry's content, else its summary: many feeds carry no more than a
teaser. Nothing is fetched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from onrecord.errors import DateError, EmptyReportError, InputError, SourceError
from onrecord.intake.read import Overrides

from .blob import Blob, Context, refuse
from .dates import to_edtf
from .item import Item
from .markup import to_plain
from .stream import read_whole

ENTITY: Final = re.compile(rb"""<!ENTITY(?!\s+\w+\s+(["'])(?:&#\w{1,8};|[^&%"']{0,16})\1\s*>)""")
"""A declaration by which a small feed could grow, or reach for another file; that of one character is harmless."""


def read_feed(blob: Blob, context: Context) -> Iterator[Item]:
    """The entries of a feed, in its order.

    Raises:
        LimitError: Larger than one report may be.
        SourceError: No feed, or one that declares entities of its own.
    """
    import feedparser

    data = read_whole(blob.file, max_bytes=context.options.limits.max_bytes, source=blob.ref)
    if ENTITY.search(data.replace(b"\0", b"")):
        raise SourceError("declares entities, as bombs do; write them out", source=blob.ref)
    # As a file: given bytes or text, the library tries them as a path and an address.
    parsed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and (parsed.bozo or not parsed.get("version")):
        raise SourceError(f"no RSS or Atom feed: {parsed.get('bozo_exception', 'no entries')}", source=blob.ref)
    for number, entry in enumerate(parsed.entries, 1):
        ref = f"{blob.ref}#{entry.get('id') or entry.get('link') or number}"
        try:
            yield _read_entry(entry, ref=ref, feed=parsed.feed)
        except InputError as problem:
            yield refuse(ref, problem)


def _read_entry(entry: Any, *, ref: str, feed: Any) -> Item:
    """One entry.

    Raises:
        EmptyReportError: It has no text.
    """
    text = max((to_plain(part.get("value", "")) for part in entry.get("content", ())), key=len, default="")
    text = text or to_plain(entry.get("summary", ""))
    if not text:
        raise EmptyReportError("the entry has neither content nor summary", source=ref)
    publisher = (entry.get("source") or {}).get("title") or feed.get("title")
    return Item(
        ref,
        text.encode("utf-8", "replace"),
        Overrides(
            title=to_plain(entry.get("title", "")) or None,
            publisher=to_plain(publisher or "") or None,
            published=_read_date(entry),
            url=entry.get("link") or None,
        ),
        media_type="text/plain",
    )


def _read_date(entry: Any) -> str | None:
    """When it was published, else updated; None where neither can be read."""
    for name in ("published", "updated"):
        try:
            return to_edtf(entry[name])
        except (KeyError, DateError):
            parsed = entry.get(f"{name}_parsed")  # dates that only the library knows, in UTC
            if parsed is not None:
                return to_edtf("{}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6]))
    return None
