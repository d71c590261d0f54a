"""A PDF: its text in reading order, without running heads, lines joined to paragraphs.

PDFium gives characters with their boxes; ``layout`` orders the lines of a page,
``paragraphs`` joins them. The file's date is left alone: it says when the file
was made, not when the report was published.

Limits: no text in images is read (scans are refused); tables are read by column.
"""

from __future__ import annotations

import re
from ctypes import byref
from threading import Lock
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from onrecord.errors import NoTextError

from .article import Article
from .layout import Line, drop_running_heads, order_lines
from .paragraphs import join_lines

ONE_AT_A_TIME: Final = Lock()  # PDFium is not safe across threads
Box = tuple[float, float, float, float]
EMPTY: Final[Box] = (0.0, 0.0, 0.0, 0.0)
BREAKS: Final = "\r\n"
HYPHENS: Final = "\x02\ufffe\xad"
"""What PDFium puts where it takes a hyphen at a line end for a soft one."""
GAP: Final = 1.6
"""Blank between two characters of one line, in heights, that parts two columns.
Justified text stays below 1; a gutter is 1.5 to 3 with a space inside it."""
UNTITLED: Final = re.compile(
    r"(?i)(?:microsoft (?:word|powerpoint)\b.*|untitled.*|.*\.(?:docx?|pdf|indd|rtf|odt|html?))"
)
"""Titles that the writing program made up."""


def extract_pages(data: bytes, *, source: str) -> Article:
    """Take text and title out of a PDF.

    Args:
        data: The whole file.
        source: Name for the error.

    Raises:
        NoTextError: Broken, locked, or without text (scanned).
    """
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise NoTextError("the PDF is locked" if locked else "the PDF is broken", source=source) from error
        try:
            pages = [_read_page(document, number) for number in range(len(document))]
            title = document.get_metadata_value("Title")
        finally:
            document.close()
    text = join_lines([order_lines(page) for page in drop_running_heads(pages)])
    if not text.strip():
        raise NoTextError("the PDF holds no text (a scan?)", source=source)
    return Article(text, title=None if UNTITLED.fullmatch(title.strip()) else title)


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[float, list[Line]]:
    """Height of a page in points, and its lines in the order of the file."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return 0.0, []  # a broken page: the others are still worth reading
    try:
        return page.get_height(), _read_lines(text_page.raw)
    finally:
        text_page.close()
        page.close()


def _read_lines(page: pdfium.FPDF_TEXTPAGE) -> list[Line]:
    lines: list[Line] = []
    signs: list[str] = []
    box = EMPTY
    for index in range(pdfium.FPDFText_CountChars(page)):
        sign = _sign(pdfium.FPDFText_GetUnicode(page, index))
        if sign in BREAKS:
            _flush(signs, box, lines)
            box = EMPTY
        elif sign.isspace():
            signs.append(" ")
        else:
            found = _box(page, index)
            if signs and _is_apart(box, found):
                _flush(signs, box, lines)
                box = EMPTY
            signs.append(sign)
            box = _join(box, found)
    _flush(signs, box, lines)
    return lines


def _sign(code: int) -> str:
    sign = chr(code) if code < 0x110000 else "\ufffd"
    return "\xad" if sign in HYPHENS else sign


def _box(page: pdfium.FPDF_TEXTPAGE, index: int) -> Box:
    """Left, bottom, right, top of a character at the height of its font, in points."""
    found = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, byref(found))
    return found.left, found.bottom, found.right, found.top


def _is_apart(line: Box, sign: Box) -> bool:
    """Whether a character does not carry on the line that ends before it."""
    height = max(line[3] - line[1], 1.0)
    middle = (sign[1] + sign[3]) / 2
    return not line[1] <= middle <= line[3] or not -2 * height <= sign[0] - line[2] <= GAP * height


def _join(line: Box, sign: Box) -> Box:
    if line == EMPTY:
        return sign
    return min(line[0], sign[0]), min(line[1], sign[1]), max(line[2], sign[2]), max(line[3], sign[3])


def _flush(signs: list[str], box: Box, lines: list[Line]) -> None:
    text = " ".join("".join(signs).split())
    signs.clear()
    if text and box != EMPTY:
        lines.append(Line(text, *box))
