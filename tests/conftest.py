"""What several folders of tests share: one reader, the examples, the settings of Hypothesis."""

from pathlib import Path

import pytest
from hypothesis import settings

from onrecord.pipeline import Reader

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
