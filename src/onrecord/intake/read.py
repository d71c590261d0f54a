"""Bytes, file or text to ``Report``: sniff, decode, extract, make canonical, check."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onrecord.errors import DateError, EmptyReportError, LimitError, MissingFileError
from onrecord.model import Published, Report
from onrecord.model.edtf import is_edtf

from .article import Article
from .canonical import to_canonical, to_line
from .sniff import MediaType, sniff

DEFAULT_MAX_BYTES: Final = 50_000_000
"""Bytes; a book has about one million. Guards against a wrong file, not a tight limit."""
STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the caller knows about a report; each replaces what was found.

    Attributes:
        published: EDTF.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def read_file(path: str | Path, *, overrides: Overrides = Overrides(), max_bytes: int = DEFAULT_MAX_BYTES) -> Report:
    """Read a file, or standard input for ``-``.

    Raises:
        MissingFileError: There is no such file, or it may not be opened.
        InputError: As ``read_bytes``.
    """
    source = "standard input" if str(path) == STDIN else str(path)
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(max_bytes + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise MissingFileError("no such file", source=source) from error
    except IsADirectoryError as error:
        raise MissingFileError("a folder, not a file", source=source) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MissingFileError(f"cannot be opened: {reason}", source=source) from error
    return read_bytes(data, source=source, overrides=overrides, max_bytes=max_bytes)


def read_bytes(
    data: bytes,
    *,
    source: str,
    overrides: Overrides = Overrides(),
    max_bytes: int = DEFAULT_MAX_BYTES,
    media_type: str | None = None,
) -> Report:
    """Read a plain text, a web page or a PDF.

    Args:
        data: The whole file.
        source: Name for errors: a path or URL.
        overrides: Known facts that replace what the file says.
        max_bytes: Largest input, in bytes.
        media_type: As its source declares it; used where the bytes leave it open.

    Raises:
        LimitError: More bytes than that.
        BinaryFileError: Neither text, HTML nor PDF.
        EncodingError: No encoding fits.
        NoTextError: A page without article or a PDF without text.
        EmptyReportError: No text in it.
        LanguageError: Another language than English.
        DateError: ``overrides.published`` is no EDTF.
    """
    if len(data) > max_bytes:
        raise LimitError(f"larger than {max_bytes:,} bytes", source=source)
    if not data.strip():
        raise EmptyReportError("the file is empty", source=source)
    _check_date(overrides.published, source=source)
    found = sniff(data, source=source, declared=media_type)
    article = _extract(data, found, source=source)
    return _build(article, data, source=source, overrides=overrides, media_type=found)


def report_from_text(text: str, *, source: str | None = None, overrides: Overrides = Overrides()) -> Report:
    r"""Make a report of a text that is already decoded.

    Raises:
        EmptyReportError: No text in it.
        LanguageError: Another language than English.
        DateError: ``overrides.published`` is no EDTF.

    >>> report_from_text("Two dead.\r\n").text
    'Two dead.'
    """
    name = source or "text"
    _check_date(overrides.published, source=name)
    data = text.encode("utf-8", "surrogatepass")
    return _build(Article(text), data, source=name, overrides=overrides, media_type="text/plain")


def _extract(data: bytes, media_type: MediaType, *, source: str) -> Article:
    """Text and metadata. Each format's libraries load only when it comes: start-up time."""
    if media_type == "application/pdf":
        from .pdf import extract_pages

        return extract_pages(data, source=source)
    from .decode import decode

    text = decode(data, source=source, html=media_type == "text/html")
    if media_type == "text/plain":
        return Article(text)
    from .html import extract_article

    return extract_article(text, source=source)


def _build(article: Article, data: bytes, *, source: str, overrides: Overrides, media_type: MediaType) -> Report:
    from .language import check_language  # its library loads in 20 ms: not for --help

    text = to_canonical(article.text)
    if not text:
        raise EmptyReportError("there is no text in it", source=source)
    return Report(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        title=to_line(overrides.title or article.title),
        byline=to_line(article.byline),
        publisher=to_line(overrides.publisher or article.publisher),
        url=to_line(overrides.url or article.url),
        published=_published(article, overrides),
        language=check_language(text, source=source),
        media_type=media_type,
        origin_sha256=hashlib.sha256(data).hexdigest(),
    )


def _published(article: Article, overrides: Overrides) -> Published:
    if overrides.published is not None:
        return Published(overrides.published, "given")
    if article.published is not None and is_edtf(article.published):
        return Published(article.published, "metadata")
    return Published()


def _check_date(value: str | None, *, source: str) -> None:
    if value is not None and not is_edtf(value):
        raise DateError(f"{value!r} is no EDTF date (such as 2017-12-01, 2017-12 or 2013/2017)", source=source)
