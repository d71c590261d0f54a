"""The invented reports, read once."""

import pytest

from onrecord.compare import compare
from onrecord.model import Comparison, Entry
from onrecord.pipeline import Reader

from .reports import ALL, read


@pytest.fixture(scope="session")
def entries(reader: Reader) -> list[Entry]:
    """All of them."""
    return read(reader, *ALL)


@pytest.fixture(scope="session")
def comparison(entries: list[Entry]) -> Comparison:
    """What comparing them gives."""
    return compare(entries)
