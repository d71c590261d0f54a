"""Two invented reports."""

import pytest

from onrecord.model import Record, Ref
from onrecord.review import Reading

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
