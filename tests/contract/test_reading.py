"""Reading is repeatable, and needs nothing but the package."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.intake import read_file, report_from_text
from onrecord.model import Report
from onrecord.pipeline import Reader
from onrecord.workers import FEW
from tests.golden.examples import EXAMPLES

WITHOUT_NETWORK = """
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(f"the network is not to be used: {event} {arguments}")

sys.addaudithook(refuse)
from onrecord.cli import main
main()
"""


def start(*arguments: object, **environment: str) -> bytes:
    """Standard output of a Python of its own."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ, **environment}).stdout


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The examples, and a text of many windows made of them."""
    reports = [read_file(example) for example in EXAMPLES]
    return [*reports, report_from_text("\n\n".join(report.text for report in reports * 4))]


@pytest.fixture(scope="module")
def alone(reader: Reader, reports: list[Report]) -> list[str]:
    """Each read by itself."""
    return [reader.read_report(report).to_json() for report in reports]


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_and_neighbours_change_nothing(reports: list[Report], alone: list[str], threads: int) -> None:
    """The same report gives the same JSON alone or among others, in any order, with any number of threads."""
    reader = Reader(threads=threads)
    assert [reader.read_report(report).to_json() for report in reports] == alone
    batch = [*reports, *reversed(reports)]
    assert [record.to_json() for record in reader.pipe(batch, batch_words=500)] == [*alone, *reversed(alone)]


def test_processes_of_the_reader_change_nothing(reports: list[Report], alone: list[str]) -> None:
    """Nor does it matter which process of a reader reads a report."""
    reader = Reader(threads=1, processes=2)
    times = FEW // len(reports) + 2
    assert [record.to_json() for record in reader.pipe(reports * times)] == alone * times


def test_another_process_changes_nothing(alone: list[str]) -> None:
    """Two processes whose hashes are salted differently print the same, and what this one read."""
    arguments = ("-m", "onrecord", "read", "--format", "jsonl", *EXAMPLES)
    outputs = {start(*arguments, PYTHONHASHSEED=seed) for seed in ("1", "2")}
    assert outputs == {"".join(f"{line}\n" for line in alone[: len(EXAMPLES)]).encode()}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_no_network(example: Path) -> None:
    """A report is read with every use of a socket refused."""
    assert start("-c", WITHOUT_NETWORK, "read", "--format", "json", example).startswith(b"{")
