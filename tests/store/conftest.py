"""Empty databases of both kinds, and records of a few reports of our own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest

from onrecord.intake import Overrides, report_from_text
from onrecord.model import Record
from onrecord.pipeline import Reader
from onrecord.store import Store, open_store

from .server import Server, run_server

Kind = Literal["sqlite", "postgresql"]

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


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests."""
    with run_server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each test that asks for it runs on both."""
    return request.param


@pytest.fixture
def url(kind: Kind, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A place where there is no store yet."""
    return make_place(kind, tmp_path, request)


def make_place(kind: Kind, folder: Path, request: pytest.FixtureRequest) -> str:
    """Path or URL of a store that is not there yet; the server starts when it is first needed."""
    if kind == "sqlite":
        return str(folder / "record.db")
    running: Server = request.getfixturevalue("server")
    return running.make_schema()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(url, create=True) as opened:
        yield opened


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
