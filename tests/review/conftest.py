"""Two invented reports and an empty store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import Record, Ref
from onrecord.review import Reading
from onrecord.store import Store, open_store

from .readings import make_coast, make_harbour


@pytest.fixture
def record() -> Record:
    """The report from Aden."""
    return make_harbour()


@pytest.fixture
def other_record() -> Record:
    """Another report of the same shelling."""
    return make_coast()


@pytest.fixture
def reading(record: Record) -> Reading:
    """The same on the desk, not judged yet."""
    return Reading(Ref(record.report.id, "harbour.txt"), record)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(tmp_path / "record.db", create=True) as opened:
        yield opened
