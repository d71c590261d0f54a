"""Text whose encoding something outside it tells: a header of HTTP or of mail."""

from __future__ import annotations

import codecs
from contextlib import suppress

from onrecord.intake.decode import DECLARED_WITHIN, find_declared


def recode(data: bytes, charset: str | None, *, is_html: bool) -> bytes:
    """Bytes that say themselves how they are to be decoded.

    Left as they are where they do so already (UTF-8, a declaration of their own), where
    the charset is unknown, or where it does not fit; the reader then finds the encoding.

    Args:
        data: Of a text or page.
        charset: As the header names it.
        is_html: Whether a declaration counts.

    >>> recode("Алеппо".encode("cp1251"), "windows-1251", is_html=False).decode("utf-8-sig")
    'Алеппо'
    """
    if charset is None or (is_html and find_declared(data[:DECLARED_WITHIN]) is not None):
        return data
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return data
    with suppress(UnicodeDecodeError, LookupError):
        return codecs.BOM_UTF8 + data.decode(charset).encode("utf-8")
    return data
