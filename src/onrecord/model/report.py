"""The report: what was given to read."""

from __future__ import annotations

from typing import Literal

import msgspec

from .claim import Voice
from .span import Spans

DateBasis = Literal["given", "metadata", "dateline", "inferred", "unknown"]


class Published(msgspec.Struct, frozen=True):
    """When a report was published, and how we know.

    Attributes:
        value: EDTF; an interval when inferred; None when unknown.
        basis: Where the value comes from.
        evidence: The spans that give or bound it.
    """

    value: str | None = None
    basis: DateBasis = "unknown"
    evidence: Spans = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report.

    Attributes:
        id: First 16 hex digits of the SHA-256 of ``text``.
        text: Canonical plain text: NFC, line feeds only. Every span refers to it.
        language: ISO 639-1.
        media_type: IANA media type of the bytes that were given.
        origin_sha256: Of those bytes, 64 hex digits.
        voices: Voices through which the whole report came.
    """

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Published = Published()
    language: str = "en"
    media_type: str = "text/plain"
    origin_sha256: str
    voices: tuple[Voice, ...] = ()
