"""What several folders of tests share: a reader, the root, stores of both kinds, the settings of Hypothesis."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from onrecord.pipeline import Reader
from onrecord.store import Store, open_store
from tests.server import Kind, Server, make_place, run_server

# No deadline: the machine may be busy. Derandomized: a red run can be repeated.
settings.register_profile("onrecord", deadline=None, derandomize=True)
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader, since loading the model takes a second."""
    return Reader()


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


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(url, create=True) as opened:
        yield opened
