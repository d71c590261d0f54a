"""Web pages."""

import pytest

from onrecord.errors import NoTextError
from onrecord.intake import Overrides, read_bytes
from onrecord.intake.decode import find_declared
from onrecord.intake.sniff import sniff

BODY = (
    "<p>At least six people were killed on Tuesday when fighters shelled a market in the town of Qasr Amun, the "
    "Levant Monitor said.</p><p>“They used mortars,” the doctor told the group. His name was not given.</p>"
    "<p>The Brigades denied that they had attacked the market, and blamed the army for the shells.</p>"
)
TEXT = BODY.replace("</p><p>", "\n").removeprefix("<p>").removesuffix("</p>")
PAGE = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>Six killed | Levant Dispatch</title>
<meta property="og:site_name" content="Levant Dispatch"><meta name="author" content="Rana Haddad">
<meta property="article:published_time" content="2014-03-12T08:00:00Z">
<link rel="canonical" href="https://levant.example/a/1"></head>
<body><nav><a href="/">Home</a> <a href="/world">World news and more</a></nav>
<article><h1>Six killed in Qasr Amun</h1>{BODY}</article>
<aside><p>Read more about the war in our archive.</p></aside>
<div class="comments"><p>What a sad day, says the reader.</p></div>
<footer>Copyright 2014. All rights reserved.</footer><script>var killed = "9999";</script></body></html>"""


def test_article_and_metadata() -> None:
    """The text without what surrounds it, and who published it where and when."""
    report = read_bytes(PAGE.format(charset='<meta charset="utf-8">').encode(), source="test")
    assert report.text == f"Six killed in Qasr Amun\n{TEXT}"
    assert (report.title, report.byline) == ("Six killed in Qasr Amun", "Rana Haddad")
    assert (report.publisher, report.url) == ("Levant Dispatch", "https://levant.example/a/1")
    assert (report.published.value, report.published.basis) == ("2014-03-12", "metadata")
    assert report.media_type == "text/html"


def test_overrides_win() -> None:
    """What the caller gives replaces what the page says."""
    overrides = Overrides(title="Mine", published="2014-03-13")
    report = read_bytes(PAGE.format(charset="").encode(), source="test", overrides=overrides)
    assert (report.title, report.published.value, report.published.basis) == ("Mine", "2014-03-13", "given")
    assert report.publisher == "Levant Dispatch"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="unicode_escape">', "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_declared_charset(charset: str, encoding: str) -> None:
    """A declaration is believed unless it cannot be true."""
    report = read_bytes(PAGE.format(charset=charset).encode(encoding), source="test")
    assert report.text.endswith(TEXT)


def test_no_codec_that_is_no_charset() -> None:
    """A page cannot have its bytes run through Python's other codecs."""
    assert find_declared(b"<meta charset=unicode_escape>") is None
    assert find_declared(b"<meta charset=rot13>") is None


def test_date_is_never_guessed_from_the_text() -> None:
    """A day that the article tells of is not its date of publication."""
    page = f"<html><body><article><p>On 3 March 2011 the war began in Aden.</p>{BODY}</article></body></html>"
    assert read_bytes(page.encode(), source="test").published.value is None


def test_fragment() -> None:
    """A few paragraphs without a frame are a page."""
    assert read_bytes(BODY.encode(), source="test").text == TEXT


def test_same_page_same_report() -> None:
    """Nothing is left over in the library from one page to the next."""
    data = PAGE.format(charset="").encode()
    assert len({read_bytes(data, source="test") for _ in range(4)}) == 1


def test_script_only() -> None:
    """A page that a script would fill holds no article."""
    with pytest.raises(NoTextError):
        read_bytes(b"<!doctype html><html><body><div id=app></div><script>run('six people')</script>", source="test")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\n <!-- saved --> <html>", "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "text/html"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"<Aden> was hit, the note said.", "text/plain"),
        (b"5 < 6, he said, <b>boldly</b>", "text/plain"),
        (b"junk\n%PDF-1.4\n", "application/pdf"),
        ("“It’s over”".encode("utf-16-le"), "text/plain"),
    ],
)
def test_sniff(data: bytes, media_type: str) -> None:
    """The first bytes tell the format, whatever the file is called."""
    assert sniff(data, source="test") == media_type
