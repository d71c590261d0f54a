"""The page to send to an editor."""

from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export import to_html
from onrecord.export.html import build_page
from onrecord.export.marks import KINDS, Mark, cut_segments
from onrecord.model import Actor, Claim, Record, Report, Span, Voice
from tests.fixtures.sample import EMPTY, RECORD, TEXT

ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "aside",
    "footer",
    "h1",
    "h2",
    "p",
    "span",
    "b",
    "br",
    "a",
    "div",
    "ul",
    "li",
}
VOID = {"meta", "br"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "aria-label", "title", "id", "href"}
HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "'><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;",
]


class Checker(HTMLParser):
    """Reads a page; raises on any element, attribute or nesting that the template does not make."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.report: list[str] = []
        self.titles: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            assert name != "href" or (value or "").startswith("#")
        found = dict(attrs)
        if "title" in found:
            self.titles.append(found["title"] or "")
        if tag not in VOID:
            skipped = found.get("class") in {"number", "ref"}
            self.open.append(f"{tag}!" if skipped else f"{tag}*" if found.get("class") == "text" else tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the last that began."""
        assert self.open.pop().rstrip("!*") == tag

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text.append(data)
        if "p*" in self.open and not any(tag.endswith("!") for tag in self.open):
            self.report.append(data)


def hostile_record(words: str) -> Record:
    """A record in which every free field holds the same words."""
    span = Span(0, len(words), words)
    report = Report(
        id="a" * 16, text=words, title=words, byline=words, publisher=words, url=words, origin_sha256="b" * 64
    )
    return Record(
        report=report,
        actors=(Actor(id="a1", name=words, kind="group", role=words, mentions=(span,), unresolved=words),),
        claims=(Claim(id="c1", content=(span,), voices=(Voice(span, span, actor="a1", medium=span),)),),
        run=msgspec.structs.replace(RECORD.run, model=words),
    )


def test_page_is_well_formed_and_keeps_the_text() -> None:
    """Every element closes, and the paragraphs read as the text does."""
    checker = Checker(to_html(RECORD))
    assert "".join(checker.report) == "".join(TEXT.split("\n"))
    assert "c1: hospital doctor (unnamed) ← Coast Monitor ← this report" in "\n".join(checker.titles)


def test_page_loads_nothing() -> None:
    """No script, no address outside the page, and a policy that forbids both."""
    page = to_html(RECORD)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not any(word in page for word in ("<script", "<link", "<img", "src=", "url(", "@import", 'href="http'))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words(words: str) -> None:
    """Markup in a report is text on its page, in every field."""
    checker = Checker(to_html(hostile_record(words)))
    assert "".join(checker.report) == words
    assert any(words in title for title in checker.titles)


@given(
    st.text(
        st.one_of(st.characters(codec="utf-8", exclude_categories=["Cc"]), st.sampled_from("<>&\"'/={}%-!")), min_size=1
    )
)
@settings(deadline=None)
def test_any_words_are_escaped(words: str) -> None:
    """No text makes an element, an attribute or a template command."""
    if words.strip():
        assert "".join(Checker(to_html(hostile_record(words))).report) == words


def test_no_claims_is_said() -> None:
    """A report without claims is told so."""
    assert "No claims found" in to_html(EMPTY)


def test_claims_stand_beside_their_paragraph() -> None:
    """The notes of a paragraph are the claims that begin in it."""
    page = build_page(RECORD)
    assert [[claim.id for claim in row.claims] for row in page.paragraphs] == [[], ["c1"], ["c2"], ["c3"], ["c4", "c5"]]


def test_mark_over_several_paragraphs() -> None:
    """A claim that runs on is marked in each paragraph, its number set once at its end."""
    text = "One said this.\n\nAnd that."
    span = Span(4, len(text), text[4:])
    report = Report(id="a" * 16, text=text, origin_sha256="b" * 64)
    record = Record(
        report=report, claims=(Claim(id="c1", content=(span,), voices=(Voice(None, None),)),), run=RECORD.run
    )
    rows = build_page(record).paragraphs
    assert [segment.kinds for row in rows for segment in row.segments] == [(), ("claim",), ("claim",)]
    assert [segment.closes for row in rows for segment in row.segments] == [(), (), ("c1",)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30), st.sampled_from(KINDS)), max_size=12))
def test_segments_make_up_the_text(spans: list[tuple[int, int, str]]) -> None:
    """Pieces join to the text, and each carries exactly the kinds of the marks over it."""
    text = "".join(chr(97 + n % 26) for n in range(30))
    marks = [
        Mark(start, min(30, start + length), kind, f"x{n}", f"x{n}")  # type: ignore[arg-type]
        for n, (start, length, kind) in enumerate(spans)
        if start < 30
    ]
    at = 0
    for segment in cut_segments(text, 0, 30, marks):
        over = [mark for mark in marks if mark.start <= at and at + len(segment.text) <= mark.end]
        assert segment.kinds == tuple(kind for kind in KINDS if kind in {mark.kind for mark in over})
        assert set(segment.title.split()) == {mark.title for mark in over}
        assert text.startswith(segment.text, at)
        at += len(segment.text)
    assert at == 30


def test_same_record_same_page() -> None:
    """The page has nothing in it but the record."""
    assert to_html(RECORD) == to_html(Record.from_json(RECORD.to_json()))
