"""The page of text, and its words."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from onrecord.export import print_record
from onrecord.export.entries import LONGEST_TITLE, title_of
from onrecord.export.lookup import Lookup, items_of
from onrecord.export.words import date_words, figure_words, load_words, place_words
from onrecord.model import (
    Act,
    Actor,
    Claim,
    DateBasis,
    Event,
    Figure,
    Label,
    Place,
    Problem,
    Record,
    Report,
    Span,
    Tie,
    TieType,
    Time,
)
from tests.fixtures.sample import EMPTY, RECORD

PAGE = """\
Shells hit Tel Amara market
Coast Dispatch · Rana Khalil · 12 March 2014 (from the page's metadata) · https://coast.example/a/1

Claims
  c1   ¶2   hospital doctor (unnamed) ← Coast Monitor ← this report · says · certain
            At least 112 people were killed and dozens wounded on Tuesday when fighters of the Amara
            Brigades shelled a market in the town of Tel Amara
  c2   ¶3   hospital doctor ← this report · says · certain
            “They used mortars,”
  c3   ¶4   Amara Brigades ← this report · denies · certain
            they had attacked the market
  c4   ¶5   Sami Haddad (his Facebook page) ← this report · announces · certain
            The government will send between 200 and 250 soldiers to Syria’s coast
  c5   ¶5   officials (unnamed) ← this report · believes · possible (“may”)
            the terrorists may try to seize the road to Port Sour

Events
  e1   ¶2   assault · heavy weapons · Amara Brigades → people killed in Tel Amara · “shelled”
            Tel Amara · 11 March 2014 · occurred · said by hospital doctor (unnamed) ← Coast
            Monitor; denied by Amara Brigades
  e2   ¶4   reject · Amara Brigades · “denied”
            occurred · said by this report
  e3   ¶5   mobilize · troops · Government of Syria · “send”
            Syria · planned · said by Sami Haddad (his Facebook page)
  e4   ¶5   assault · Amara Brigades · “seize”
            hypothetical · said by officials (unnamed)

Figures
  f1   ¶2   at least 112 killed · in e1 · said by hospital doctor (unnamed) ← Coast Monitor
  f2   ¶2   24–99 injured (“dozens”) · in e1 · said by hospital doctor (unnamed) ← Coast Monitor
  f3   ¶5   200–250 troops · in e3 · said by Sami Haddad (his Facebook page)

People and groups
  a1   ¶2   Amara Brigades · armed group · SYR · also “the Hill Guard” · 5 mentions
  a2   ¶2   Coast Monitor · ngo · 2 mentions
  a3   ¶2   hospital doctor · doctor · person · 2 mentions
  a4   ¶5   Government of Syria · government · SYR
  a5   ¶5   Sami Haddad · Interior Minister · person · 2 mentions
  a6   ¶2   people killed in Tel Amara · civilians

Places
  p1   ¶1   Tel Amara · not resolved: no entry of this name in the gazetteer
  p2   ¶5   Syria · country · 35.00° N, 38.00° E

Dates
  t1   ¶2   12 March 2014 · “March 12”
  t2   ¶2   11 March 2014 · “Tuesday”

Ties
  r1   ¶4   The Brigades also named the Hill Guard · said by this report

Labels
  l1   ¶5   “terrorists” · for Amara Brigades · condemning · used by officials (unnamed) ← this
            report

Not resolved, and why
       ¶5   “Port Sour” · no entry of this name in the gazetteer
       ¶1   Tel Amara · no entry of this name in the gazetteer
       ¶2   Amara Brigades · no entry of this name in the registry
"""


def test_whole_page() -> None:
    """The page of a report with every kind of item."""
    assert print_record(RECORD, width=100).startswith(PAGE)


def test_empty_sections_are_left_out() -> None:
    """A record without items says that there are no claims, and shows no other heading."""
    page = print_record(EMPTY, width=100)
    assert page.startswith(
        "It rained.\nno date\n\nClaims\n            None found: the report speaks in its own voice throughout.\n\n¶"
    )


@pytest.mark.parametrize("width", [1, 40, 57, 80, 100, 500])
def test_width(width: int) -> None:
    """Lines keep to the width, between 40 and 100 columns, and end without blanks."""
    for line in print_record(RECORD, width=width).splitlines():
        assert cell_len(line) <= max(40, min(width, 100))
        assert line == line.rstrip()


def test_colour_changes_no_word() -> None:
    """With the escape sequences taken out, the coloured page is the plain one."""
    coloured = print_record(RECORD, width=80, colour=True)
    assert "\x1b[" in coloured
    from rich.text import Text

    assert Text.from_ansi(coloured).plain.rstrip("\n") == print_record(RECORD, width=80).rstrip("\n")


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_no_text_can_command_the_terminal(words: str) -> None:
    """Control characters of a hostile record, and rich's own markup, come out as harmless signs."""
    report = Report(id="a" * 16, text=words, title=words, publisher=f"[red]{words}", origin_sha256="b" * 64)
    problem = Problem("locate", words, Span(0, len(words), words))
    page = print_record(Record(report=report, problems=(problem,), run=RECORD.run))
    assert not {sign for sign in page if (ord(sign) < 32 or 127 <= ord(sign) < 160)} - {"\n"}
    assert "[red]" in page


def test_words_for_every_value() -> None:
    """The tables of words hold each value of the closed sets, and nothing else."""
    words = load_words()
    assert set(words["acts"]) == set(Act.__args__)
    assert set(words["bases"]) == set(DateBasis.__args__)
    assert set(words["ties"]) == set(TieType.__args__)
    kinds = (Claim, Event, Figure, Tie, Actor, Place, Time, Label)
    assert set(words["readers"]) == {kind.__name__.lower() for kind in kinds}


@pytest.mark.parametrize(
    ("low", "high", "unit", "text", "approximate", "words"),
    [
        (112, None, "killed", "at least 112", False, "at least 112 killed"),
        (None, 40, "injured", "up to 40", False, "up to 40 injured"),
        (2500, 2500, "fighters", "around 2,500", True, "about 2,500 fighters"),
        (20000, 99999, "displaced", "tens of thousands", False, "20,000–99,999 displaced (“tens of thousands”)"),
        (0, 0, "killed", "nobody", False, "0 killed (“nobody”)"),
        (0.333, 0.333, "share", "a third", False, "33.3 % (“a third”)"),
        (None, None, "killed", "an unknown number", False, "an unknown number killed (“an unknown number”)"),
        (1.5e6, 1.5e6, "people", "1.5 million", False, "1,500,000 people"),
    ],
)
def test_figures(low: float | None, high: float | None, unit: str, text: str, approximate: bool, words: str) -> None:
    """Bounds in words; wording without a digit is shown beside them."""
    span = Span(0, len(text), text)
    assert figure_words(Figure(id="f1", low=low, high=high, unit=unit, approximate=approximate, span=span)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2017-04-15T09:14:00", "15 April 2017, 09:14"),
        ("2017-04-10/2017-04-16", "10 April 2017 to 16 April 2017"),
        ("2013/..", "since 2013"),
        ("../2013", "until 2013"),
        ("2017?", "2017 (uncertain)"),
        ("201X", "201X"),
        ("PT36H", "36 hours"),
        ("P1Y2M", "1 year 2 months"),
        ("", ""),
    ],
)
def test_dates(value: str, words: str) -> None:
    """Dates, intervals and durations as people write them; what is unknown stays as it is."""
    assert date_words(value) == words


def test_southern_and_western_places() -> None:
    """Coordinates are given by hemisphere, not by sign."""
    place = Place(id="p1", name="La Paz", lat=-16.5, lon=-68.15, precision="settlement", country="BOL", mentions=())
    assert place_words(place) == "settlement · BOL · 16.50° S, 68.15° W"


def test_lookup_finds_every_item() -> None:
    """Every item of a record is found by its id; an unknown id is none."""
    lookup = Lookup(RECORD)
    assert all(lookup.find(item.id) is item for item in items_of(RECORD))
    assert lookup.find("e99") is None
    assert (
        len(items_of(RECORD))
        == sum(len(v) for v in msgspec.structs.asdict(RECORD).values() if isinstance(v, tuple)) - 1
    )


def test_report_of_one_line_has_a_short_title() -> None:
    """A pasted text without line ends does not stand above itself."""
    text = "The river rose by night. " * 40
    report = Report(id="0" * 16, text=text, origin_sha256="0" * 64)
    assert title_of(report).startswith("The river rose by night. The river")
    assert title_of(report).endswith(" …")
    assert len(title_of(report)) <= LONGEST_TITLE
    assert title_of(replace(report, title="Flood")) == "Flood"
    assert title_of(replace(report, text="Flood in Kasane\nThe river rose.")) == "Flood in Kasane"
