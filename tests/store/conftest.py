"""Records of a few reports of our own."""

from collections.abc import Callable

import pytest

from onrecord.intake import Overrides, report_from_text
from onrecord.model import Record
from onrecord.pipeline import Reader

MARKET = (
    "ADEN, March 12, 2021 - At least 12 people were killed and dozens wounded on Monday when gunmen of the Harbour "
    "Brigade shelled a market in Aden, the Harbour Monitor said, citing a doctor.\n"
    "The army denied that it had fired on the market.\n"
)
CONVOY = (
    "A food convoy was ambushed near Homs on Tuesday, the Syrian Observatory for Human Rights said.\n"
    "The Syrian army will send 200 soldiers to the road next week, state television reported.\n"
)
TALKS = "Turkey and Russia held talks in Ankara on Friday about a café that had been bombed in Damascus.\n"


Read = Callable[..., Record]


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads a text once, whatever test asks for it."""
    known: dict[tuple[object, ...], Record] = {}

    def read_once(text: str, **facts: str) -> Record:
        key = (text, *sorted(facts.items()))
        if key not in known:
            known[key] = reader.read_report(report_from_text(text, overrides=Overrides(**facts)))
        return known[key]

    return read_once
