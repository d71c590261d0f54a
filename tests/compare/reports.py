"""Invented reports of one small war, and ways to make records of them."""

from __future__ import annotations

from typing import Final, NamedTuple

from onrecord.intake import Overrides, report_from_text
from onrecord.model import Entry, Ref
from onrecord.pipeline import Reader


class Text(NamedTuple):
    """One invented report."""

    ref: str
    published: str
    publisher: str
    text: str


MARKET_STATE: Final = Text(
    "market-state",
    "2021-03-03",
    "Harbour Post",
    "Shells hit the fish market in Latakia on Tuesday and killed 22 people, Syrian state television said.",
)
MARKET_MONITOR: Final = Text(
    "market-monitor",
    "2021-03-04",
    "Coast Daily",
    "Forty-four people were killed when shells hit the fish market in Latakia on Tuesday, the Syrian Observatory for "
    "Human Rights said. At least 60 were wounded.\n"
    "Meanwhile, a car bomb killed three policemen in Homs on Wednesday, the Observatory said.",
)
MARKET_LATER: Final = Text(
    "market-later",
    "2021-03-06",
    "Inland Herald",
    "The Syrian Observatory for Human Rights said on Friday that 51 people were killed when shells hit the fish market "
    "in Latakia on Tuesday. The Syrian army denied that it had shelled the market.",
)
NEXT_DAY: Final = Text(
    "next-day",
    "2021-03-05",
    "Coast Daily",
    "Shells hit a school in Latakia on Thursday and killed six children, the Syrian Observatory for Human Rights said.",
)
WIRE: Final = (
    "Fighter jets bombed a grain silo outside Deir ez-Zor on 9 March 2021 and killed nine workers. The silo burned "
    "through the night and the roof fell in before dawn. Neighbours carried sacks of flour out of the smoke while two "
    "more planes circled over the river. The owner said that the harvest of three villages was lost."
)
COPY_ONE: Final = Text("copy-one", "2021-03-10", "Harbour Post", WIRE)
COPY_TWO: Final = Text("copy-two", "2021-03-11", "Coast Daily", f"{WIRE} Nobody has claimed the raid so far.")

ALL: Final = (MARKET_STATE, MARKET_MONITOR, MARKET_LATER, NEXT_DAY, COPY_ONE, COPY_TWO)


def read(reader: Reader, *texts: Text) -> list[Entry]:
    """Entries of some reports."""
    entries = []
    for text in texts:
        overrides = Overrides(published=text.published, publisher=text.publisher)
        record = reader.read_report(report_from_text(text.text, overrides=overrides))
        entries.append(Entry(Ref(record.report.id, text.ref), record))
    return entries
