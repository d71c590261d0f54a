"""Bytes to characters: mark, declaration, UTF-8, Windows-1252, then detection.

Only English is read, which makes one guess better than any detector: bytes that
are no UTF-8 and almost all ASCII are Windows-1252 (charset-normalizer takes "it’s"
for Big5 in a short text). The detector serves the rest, so that a Russian file
is refused as Russian and not as unreadable.
"""

from __future__ import annotations

import logging
import re
from typing import Final

from charset_normalizer import from_bytes

from onrecord.errors import EncodingError

from .sniff import HEAD, find_bom, find_utf16

MOST_HIGH: Final = 0.12
"""Share of bytes above 0x7F up to which text is taken for Windows-1252. English
with names, dashes and quotation marks has under 0.05, French 0.05, Polish 0.08;
Cyrillic, Greek, Arabic and the East Asian encodings have more than 0.5."""
SAMPLE: Final = 65_536
"""Bytes that the detector sees; more makes it slow, not surer."""
DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
CHARSET: Final = re.compile(
    r"(?:utf[-_]?(?:8|16|32)|(?:us-)?ascii|latin|iso[-_]?(?:8859|2022)|windows|cp|koi8|gb|big5|euc|shift|s?jis|mac|ks_c)[\w.:-]*",
    re.IGNORECASE,
)
"""Names of charsets. Python knows codecs such as unicode_escape that are none."""
WINDOWS_1252: Final = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso_8859-1"})
"""Names that mean Windows-1252 on the web (WHATWG encoding standard)."""

DECLARED_WITHIN: Final = 4096
"""Bytes at the start that may hold a declaration; the standard says 1024, pages differ."""

logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())


def decode(data: bytes, *, source: str, html: bool = False) -> str:
    """Decode a text file or page.

    Args:
        data: Not binary.
        source: Name for the error.
        html: Whether to look for a declaration in the first bytes.

    Raises:
        EncodingError: No encoding fits.
    """
    encodings = [find_bom(data), find_utf16(data[:HEAD])]
    if html:
        encodings.append(find_declared(data[:DECLARED_WITHIN]))
    encodings.append("utf-8")
    if len(data) - len(data.translate(None, bytes(range(0x80, 0x100)))) <= MOST_HIGH * len(data):
        encodings.append("cp1252")
    for encoding in encodings:
        if encoding is not None and (text := _try_decode(data, encoding)) is not None:
            return text
        if encoding == "utf-8" and (text := repair_utf8(data)) is not None:
            return text
    best = from_bytes(data[:SAMPLE]).best()
    text = _try_decode(data, best.encoding) if best is not None else None
    if text is None:
        raise EncodingError("not readable in UTF-8 or any encoding that could be detected", source=source)
    return text


def find_declared(head: bytes) -> str | None:
    """The charset that a page declares in its first bytes.

    >>> find_declared(b'<meta charset="ISO-8859-1">')
    'cp1252'
    """
    match = DECLARED.search(head)
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # it was readable as ASCII, so it is not what it says
    if name in WINDOWS_1252:
        return "cp1252"
    return name if CHARSET.fullmatch(name) else None


def repair_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes (a file cut off inside a character), or None.

    A broken byte becomes U+FFFD. Broken bytes must be fewer than one in twenty of
    the characters beyond ASCII, or the only one.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if beyond > broken and (broken == 1 or 20 * broken < beyond) else None


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
