"""What a format's reader hands on: text and metadata as found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """What a page or PDF gives.

    Attributes:
        text: Not yet canonical.
        published: Date as ``YYYY-MM-DD``.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
