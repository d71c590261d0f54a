"""PDF files."""

from contextlib import suppress

import pytest

from onrecord.errors import NoTextError
from onrecord.intake import read_bytes
from onrecord.intake.layout import Line, order_lines
from tests.fixtures.pdf import Placed, make_pdf

HEAD = "Levant Monitor - Situation report 12"


def lines(x: float, y: float, *texts: str, size: float = 11, pitch: float = 14) -> list[Placed]:
    """Lines of one column, from above."""
    return [(x, y - pitch * number, size, text) for number, text in enumerate(texts)]


def text_of(*pages: list[Placed]) -> str:
    """What is read of some pages."""
    return read_bytes(make_pdf(pages), source="test").text


def test_lines_are_joined_to_paragraphs() -> None:
    """Line ends vanish inside a paragraph, a wide gap or an indent begins another."""
    page = lines(72, 770, "Shells hit Aden", size=20)
    page += lines(
        72, 730, "At least six people were killed on Tuesday when shells hit a market", "in the port of Aden."
    )
    page += lines(72, 690, "The army denied that it had fired on the market, and it blamed the other", "side.")
    page += [
        (86, 662, 11, "Talks will be held on Friday, the mayor of the city said, if the roads are"),
        (72, 648, 11, "open."),
    ]
    assert text_of(page) == (
        "Shells hit Aden\n"
        "At least six people were killed on Tuesday when shells hit a market in the port of Aden.\n"
        "The army denied that it had fired on the market, and it blamed the other side.\n"
        "Talks will be held on Friday, the mayor of the city said, if the roads are open."
    )


def test_divided_words() -> None:
    """A hyphen at the line end goes, unless the document writes the word with it elsewhere."""
    page = lines(
        72,
        700,
        "The cease-fire held on Monday, the monitors of the mission said, but shel-",
        "ling was heard near the port, and a second cease-",
        "fire may follow. The Franco-",
        "German mission will stay.",
    )
    assert text_of(page) == (
        "The cease-fire held on Monday, the monitors of the mission said, but shelling was heard near the port, "
        "and a second cease-fire may follow. The Franco-German mission will stay."
    )


def test_running_heads_and_page_numbers_are_dropped() -> None:
    """What stands at the edge of the pages is no part of the text, and a sentence runs on over the page."""
    pages = [
        [
            (72, 810, 9, HEAD),
            *lines(72, 700, "The army said on Monday that its men had taken the"),
            (280, 30, 9, "Page 1 of 2"),
        ],
        [
            (72, 810, 9, HEAD),
            *lines(72, 700, "town of Aden after a week of heavy fighting there."),
            (280, 30, 9, "Page 2 of 2"),
        ],
    ]
    assert text_of(*pages) == (
        "The army said on Monday that its men had taken the town of Aden after a week of heavy fighting there."
    )


def test_two_columns() -> None:
    """Columns are read one after the other under a headline that spans both, in whatever order they were written."""
    left = lines(
        72,
        700,
        "At least six people were killed on",
        "Tuesday when shells hit a market in",
        "the port, the mayor said.",
        "He gave no names.",
    )
    right = lines(
        320,
        700,
        "The army denied that its men had",
        "fired on the market. It blamed the",
        "other side for the shells.",
        "Talks go on.",
    )
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    expected = (
        "Shells hit a crowded market in the port of Aden\n"
        "At least six people were killed on Tuesday when shells hit a market in the port, the mayor said.\n"
        "He gave no names.\n"
        "The army denied that its men had fired on the market. It blamed the other side for the shells.\n"
        "Talks go on."
    )
    head = lines(72, 760, "Shells hit a crowded market in the port of Aden", size=18)
    assert text_of(head + left + right) == expected
    assert text_of(head + mixed) == expected


def test_one_column_has_no_gutter() -> None:
    """Ragged lines of one column stay in order."""
    rows = [Line(str(n), 72, 700 - 14 * n, 72 + 300 * (1 + n % 3) / 3, 711 - 14 * n) for n in range(12)]
    assert order_lines(rows[::-1]) == rows


def test_numbers_in_the_margin_stay_with_their_lines() -> None:
    """A numbered list is no table of two columns, whatever the size of its numbers."""
    rest = "on Monday, the mayor of the city said at noon."
    texts = [
        f"{start} {rest}" for start in ("The army left Aden", "The port was open", "Talks went on", "Nobody was hurt")
    ]
    page = []
    for number, text in enumerate(texts, 1):
        page += [(72.0, 700.0 - 30 * number, 8.0, str(number)), (130.0, 699.0 - 30 * number, 11.0, text)]
    assert text_of(page).replace("\n", " ") == " ".join(f"{number} {text}" for number, text in enumerate(texts, 1))


def test_title_comes_from_the_file_unless_a_program_made_it_up() -> None:
    """The title of the document information, but no file name."""
    page = lines(72, 700, "Six people were killed in Aden on Monday, the mayor said.")
    assert read_bytes(make_pdf([page], title="Shells hit Aden"), source="test").title == "Shells hit Aden"
    assert read_bytes(make_pdf([page], title="Microsoft Word - final2.docx"), source="test").title is None
    assert read_bytes(make_pdf([page]), source="test").title is None


def test_scan() -> None:
    """Pages without text are refused as a scan."""
    with pytest.raises(NoTextError, match="the PDF holds no text"):
        text_of([], [])


def test_cut_off_file() -> None:
    """Half a file is read or refused, never a crash."""
    data = make_pdf([lines(72, 700, "Six people were killed in Aden on Monday, the mayor said.")])
    for end in range(9, len(data), 37):
        with suppress(NoTextError):
            read_bytes(data[:end], source="test")


def test_long_page_is_linear() -> None:
    """A page of thousands of lines is read in the order of the file."""
    page = [(72.0, 800 - 0.1 * n, 6.0, f"Line {n} of the report on Aden says that all is well.") for n in range(3000)]
    assert "Line 2999 of the report" in text_of(page)
