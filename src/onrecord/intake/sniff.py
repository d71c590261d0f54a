"""What the bytes are: HTML, PDF, plain text, or something that we do not read.

By content; a file's name says nothing. HTML as in the WHATWG MIME sniffing
standard (a known tag at the first non-blank byte), with the tags of HTML 5. Where that
finds no tag, the type that a server or a mail declares decides, if there are any later.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, Literal

from onrecord.errors import BinaryFileError

MediaType = Literal["text/plain", "text/html", "application/pdf"]

HEAD: Final = 1024
"""Bytes at the start that decide."""
TAG: Final = re.compile(
    rb"\s*(?:<!--|<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|base|iframe|h[1-6]|div|p|br|font|table"
    rb"|a|b|span|main|header|nav|article|section|noscript)[\s>/]|<\?xml[^>]*>(?:\s|<!--.*?-->)*<(?:!doctype\s+)?html)",
    re.IGNORECASE | re.DOTALL,
)
ANY_TAG: Final = re.compile(rb"</(?:p|div|a|span|body|html|table|h[1-6]|li|article)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE)
"""Tags of which no plain text has one, even where it speaks of mathematics or of mail addresses."""
DECLARED_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES: Final = (
    (b"PK\x03\x04", "a ZIP archive (such as .docx or .odt)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (such as .doc)"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
)
CONTROLS: Final = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
MOST_CONTROLS: Final = 0.02
"""Share of control bytes above which bytes are no text. Text has none; a stray
form feed or escape sequence of a terminal log stays far below."""


def sniff(data: bytes, *, source: str, declared: str | None = None) -> MediaType:
    """Say what the bytes are.

    Args:
        data: The whole file.
        source: Name for the error.
        declared: Media type as a server or a mail gives it, in lower case without parameters.

    Raises:
        BinaryFileError: They are none of the three.

    >>> sniff(b"<!DOCTYPE html><p>Shelled</p>", source="a.txt")
    'text/html'
    >>> sniff(b"Shelled<br>Six died", source="a"), sniff(b"Shelled<br>Six died", source="a", declared="text/html")
    ('text/plain', 'text/html')
    """
    head = data[:HEAD]
    if b"%PDF-" in head:
        return "application/pdf"
    for signature, name in SIGNATURES:
        if head.startswith(signature):
            raise BinaryFileError(f"{name}, not text, HTML or PDF", source=source)
    if (encoding := find_bom(data)) is not None:
        head = head[: HEAD // 4 * 4].decode(encoding, "ignore").encode("utf-8", "ignore")
    elif find_utf16(head) is not None:
        head = head.replace(b"\x00", b"")
    elif is_binary(head) or is_binary(data):
        raise BinaryFileError("a binary file, not text, HTML or PDF", source=source)
    is_declared = declared in DECLARED_HTML and ANY_TAG.search(data.replace(b"\x00", b"")) is not None
    return "text/html" if TAG.match(head) or is_declared else "text/plain"


def find_bom(data: bytes) -> str | None:
    """The encoding that a byte order mark names, as a Python codec."""
    return next((name for bom, name in BOMS if data.startswith(bom)), None)


def find_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text is zero.

    >>> find_utf16("Six killed".encode("utf-16-le"))
    'utf-16-le'
    """
    half = len(head) // 2
    if half < 2 or not head.count(0):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Not all of them: a quotation mark or dash has no zero byte.
    if odd >= 0.7 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even >= 0.7 * half and odd == 0 else None


def is_binary(data: bytes) -> bool:
    """Whether bytes hold a zero or too many control bytes to be text."""
    if not data:
        return False
    controls = len(data) - len(data.translate(None, CONTROLS))
    return 0 in data or controls > MOST_CONTROLS * len(data)
