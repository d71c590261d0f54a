"""Feeds and mail."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from onrecord.errors import EmptyReportError, NoTextError
from onrecord.intake import Overrides
from onrecord.intake.sources import Columns, SourceOptions

from .sources import OTHER, TEXT, find, memory_below, write

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast Dispatch</title>
<item><title>Shells &amp; smoke</title><link>https://coast.example/1</link><guid>coast-1</guid>
<pubDate>Mon, 03 May 2021 09:14:00 +0200</pubDate><description>Teaser.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><script>track()</script><p>No <b>more</b> is&nbsp;known.</p>]]></content:encoded>
</item>
<item><title>Boats</title><link>https://coast.example/2</link><description>{OTHER}</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title>
<entry><title>Boats</title><id>tag:1</id><link href="https://harbour.example/1"/><updated>2021-05-03T09:14:00Z</updated>
<summary>Short.</summary><content type="html">&lt;p&gt;{OTHER}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a"])
def test_rss(tmp_path: Path, name: str) -> None:
    """A report an entry: content, else summary, as text; title, feed, date and link come with it."""
    path = write(tmp_path, name, RSS)
    found = find(tmp_path)
    assert found.refs == [f"{path}#coast-1", f"{path}#https://coast.example/2", f"{path}#3"]
    assert found.texts == [f"{TEXT}\n\nNo more is known.", OTHER]
    assert found.items[0].overrides == Overrides(
        "Shells & smoke", "Coast Dispatch", "2021-05-03T09:14:00+02:00", "https://coast.example/1"
    )
    assert isinstance(found.items[2].problem, EmptyReportError)


def test_atom(tmp_path: Path) -> None:
    """The full content is taken, not the summary beside it."""
    path = write(tmp_path, "a.atom", ATOM)
    (item,) = find(path).items
    assert (item.ref, item.data) == (f"{path}#tag:1", OTHER.encode())
    assert item.overrides == Overrides("Boats", "Harbour", "2021-05-03T09:14:00Z", "https://harbour.example/1")


def test_other_xml_is_not_a_feed(tmp_path: Path) -> None:
    """A file that says it is a feed and is none is a problem; nothing is fetched or opened by its content."""
    secret = write(tmp_path, "secret.txt", "secret")
    for number, data in enumerate((b"", b"<html>", str(secret).encode(), b"http://127.0.0.1:1/feed")):
        path = write(tmp_path, f"{number}.rss", data)
        assert find(path).problems[str(path)].startswith("no RSS or Atom feed: ")


def test_entities_that_grow(tmp_path: Path) -> None:
    """A feed that would unpack to gigabytes by its entities, or that asks for a file of the machine."""
    grow = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "aaaaaaaaaa">{grow}'
    body = "<rss version='2.0'><channel><item><guid>1</guid><description>&{};</description></item></channel></rss>"
    bomb = write(tmp_path, "a.rss", head + "]>" + body.format("e9"))
    reach = write(tmp_path, "b.rss", head + '<!ENTITY f SYSTEM "file:///etc/passwd">]>' + body.format("f"))
    long = write(tmp_path, "c.rss", f'<!DOCTYPE rss [<!ENTITY f "{"a" * 99}">]>' + body.format("f"))
    with memory_below(3_000_000):
        found = find(bomb, reach, long)
    assert set(found.problems.values()) == {"declares entities, as bombs do; write them out"}
    harmless = write(tmp_path, "d.rss", '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>' + body.format("nbsp;Rain&nbsp"))
    assert find(harmless).texts == ["Rain"]


def make_message(plain: str | None, html: str | None = None) -> EmailMessage:
    """A message of one or two parts."""
    message = EmailMessage()
    message["From"] = '"Coast Dispatch" <desk@coast.example>'
    message["Date"] = "Mon, 03 May 2021 09:14:00 +0200"
    message["Subject"] = "Shells hit a market in Łeba"
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def test_mail(tmp_path: Path) -> None:
    """The text part; subject, sender and date come with it."""
    path = write(tmp_path, "a.eml", make_message(TEXT, "<p>other</p>").as_bytes())
    (item,) = find(path).items
    assert (item.ref, item.media_type) == (str(path), "text/plain")
    assert item.data is not None
    assert item.data.decode().strip() == TEXT
    assert item.overrides == Overrides(
        "Shells hit a market in Łeba", "Coast Dispatch", "2021-05-03T09:14:00+02:00", None
    )


def test_mail_of_html_alone(tmp_path: Path) -> None:
    """Where the text part is missing or blank, the HTML part as it is."""
    for plain in (None, "  \n"):
        path = write(tmp_path, "a.eml", make_message(plain, f"<p>{TEXT}</p>").as_bytes())
        (item,) = find(path).items
        assert (item.media_type, item.data and item.data.decode().strip()) == ("text/html", f"<p>{TEXT}</p>")


@pytest.mark.parametrize("charset", ["iso-8859-2", "unknown-9"])
def test_mail_in_another_charset(tmp_path: Path, charset: str) -> None:
    """As its header says; where that is nonsense the reader finds out."""
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    body = "Six died in Łódź.".encode("iso-8859-2")
    (item,) = find(write(tmp_path, "a.eml", head.encode() + body)).items
    assert item.data is not None
    assert item.data.decode("utf-8-sig") == "Six died in Łódź." if charset == "iso-8859-2" else item.data == body


def test_mail_without_text_or_with_broken_headers(tmp_path: Path) -> None:
    """No text is a problem; a date that is none is left out."""
    message = make_message(None)
    message.add_attachment(b"\0", maintype="application", subtype="octet-stream")
    (item,) = find(write(tmp_path, "a.eml", message.as_bytes())).items
    assert isinstance(item.problem, NoTextError)
    (item,) = find(write(tmp_path, "b.eml", b"Date: yesterday\nFrom: desk@coast.example\n\n" + TEXT.encode())).items
    assert item.overrides == Overrides(publisher="coast.example")


def test_columns_do_not_touch_feeds(tmp_path: Path) -> None:
    """Options of tables are for tables."""
    options = SourceOptions(columns=Columns(text="story"))
    assert len(find(write(tmp_path, "a.rss", RSS), options=options).texts) == 2
