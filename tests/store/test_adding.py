"""Many reports: killed and started again, two at once, no room left, nothing twice, nothing lost."""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from onrecord.cli import main
from onrecord.errors import FullDatabaseError, InputError, StoreError
from onrecord.intake import Overrides
from onrecord.intake.sources import Item
from onrecord.model import Report
from onrecord.pipeline import Layers, Reader
from onrecord.store import (
    Outcome,
    Store,
    add_items,
    count_reports,
    entries,
    find_damage,
    find_refs,
    list_problems,
    list_reports,
    open_store,
)
from tests.fixtures.sample import RECORD
from tests.server import ACCOUNT, Server

from .conftest import CONVOY, MARKET
from .keeping import AT, keep

MANY = 40
TOWNS = ("Aden", "Homs", "Bria", "Goma", "Mocha", "Kidal")


def add(store: Store, items: Sequence[Item], reader: Reader, *, again: bool = False) -> list[Outcome]:
    """Add items with a clock that stands still."""
    return list(add_items(store, items, reader=reader, clock=lambda: AT, again=again))


def results(outcomes: Sequence[Outcome]) -> list[str]:
    """What became of each."""
    return [outcome.result for outcome in outcomes]


def test_known_reports_are_skipped(store: Store, reader: Reader) -> None:
    """Unless the bytes, the facts about it or the model are others, or ``again`` is said."""
    item = Item("a.txt", MARKET.encode())
    told = Item("a.txt", MARKET.encode(), Overrides(published="2021-03-13"))
    assert results(add(store, [item], reader)) == ["added"]
    assert results(add(store, [item], reader)) == ["known"]
    assert results(add(store, [told], reader)) == ["added"]
    assert results(add(store, [told], reader, again=True)) == ["added"]
    assert [entry.record.report.published.value for entry in entries(store)] == ["2021-03-13"]
    assert results(add(store, [Item("a.txt", CONVOY.encode())], reader)) == ["added"]
    assert count_reports(store) == 2


def test_what_a_source_declares_decides_where_bytes_do_not(store: Store, reader: Reader) -> None:
    """A message whose HTML begins with words is read as a page, not with its tags."""
    data = f"{MARKET}<br>The mayor spoke of six dead.".encode()
    add(store, [Item("a.eml", data, media_type="text/html"), Item("b.txt", data)], reader)
    texts = {entry.report.ref: entry.record.report for entry in entries(store)}
    assert [(ref, report.media_type, "<br>" in report.text) for ref, report in sorted(texts.items())] == [
        ("a.eml", "text/html", False),
        ("b.txt", "text/plain", True),
    ]


def test_another_model_reads_again(store: Store, reader: Reader) -> None:
    """What an older model read is read by the newer one without being asked."""
    item = Item("a.txt", MARKET.encode())
    add(store, [item], reader)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE runs SET model = 'older'")
    assert results(add(store, [item], reader)) == ["added"]
    assert results(add(store, [item], reader)) == ["known"]


def test_failing_report_stops_nothing(store: Store, reader: Reader) -> None:
    """It is a problem row, the others are read, in order."""
    items = [
        Item("empty.txt", b""),
        Item("a.txt", MARKET.encode()),
        Item("bomb.zip", None, problem=InputError("unpacks to too much", source="bomb.zip")),
        Item("date.txt", CONVOY.encode(), Overrides(published="yesterday")),
        Item("b.txt", CONVOY.encode()),
    ]
    outcomes = add(store, items, reader)
    assert [outcome.ref for outcome in outcomes] == [item.ref for item in items]
    assert results(outcomes) == ["failed", "added", "failed", "failed", "added"]
    assert [(row.ref, row.kind) for row in list_problems(store)] == [
        ("bomb.zip", "InputError"),
        ("date.txt", "DateError"),
        ("empty.txt", "EmptyReportError"),
    ]


class Faulty(Reader):
    """A reader with a fault of its own: it cannot read about Homs."""

    def find_layers(self, report: Report, *, until: str | None = None, parallel: bool = True) -> Layers:
        """Read, or break.

        Raises:
            ZeroDivisionError: A fault.
        """
        if "Homs" in report.text:
            raise ZeroDivisionError("division by zero")
        return super().find_layers(report, until=until, parallel=parallel)


def test_fault_of_ours_is_a_problem_too(store: Store) -> None:
    """An error that nobody foresaw costs one report, not the run."""
    outcomes = add(store, [Item("b.txt", CONVOY.encode()), Item("a.txt", MARKET.encode())], Faulty(threads=1))
    assert results(outcomes) == ["failed", "added"]
    assert "ZeroDivisionError: division by zero" in next(list_problems(store)).reason


def test_threads_change_nothing(store: Store, reader: Reader, tmp_path: Path) -> None:
    """Two threads keep what one keeps."""
    items = [Item(f"{n}.txt", text.encode()) for n, text in enumerate([MARKET, CONVOY] * 4)]
    add(store, items, reader)
    with open_store(tmp_path / "other.db", create=True) as other:
        add(other, items, Reader(threads=1))
        assert list(entries(other)) == list(entries(store))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many short reports, and two files that cannot be read."""
    path = tmp_path_factory.mktemp("reports")
    for number in range(MANY):
        town = TOWNS[number % len(TOWNS)]
        text = f"At least {number + 2} people were killed when shells hit a market in {town}, the mayor said.\n"
        (path / f"{number:03}.txt").write_text(text)
    (path / "empty.txt").write_text("")
    (path / "french.txt").write_text("Trois civils ont été tués lundi lorsqu'un obus a frappé un marché.\n")
    return path


def start(url: str, *arguments: object) -> "subprocess.Popen[str]":
    """``onrecord add`` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord", "add", "--db", url, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def count_kept(url: str) -> int:
    """Reports that are there, while others write."""
    try:
        with open_store(url, read_only=True) as store:
            return count_reports(store)
    except StoreError:
        return 0


def wait_for(url: str, count: int, process: "subprocess.Popen[str]") -> None:
    """Until a process has kept so many reports."""
    while count_kept(url) < count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


def check_whole(url: str, folder: Path) -> None:
    """Every report is there once, with its record and its rows; every failure too."""
    with open_store(url) as store:
        assert [row.ref for row in list_reports(store)] == [str(folder / f"{n:03}.txt") for n in order(folder)]
        assert [Path(row.ref).name for row in list_problems(store)] == ["empty.txt", "french.txt"]
        assert list(find_damage(store, step=lambda: None)) == []


def order(folder: Path) -> list[int]:
    """Numbers of the reports in the order of the store: they have no date, so by id."""
    from onrecord.intake import read_file

    return sorted(range(MANY), key=lambda n: read_file(folder / f"{n:03}.txt").id)


def test_killed_it_goes_on(url: str, folder: Path) -> None:
    """After kill -9 the store is sound and the next run adds what is missing, nothing twice."""
    process = start(url, folder)
    wait_for(url, 5, process)
    process.kill()
    process.communicate()
    kept = count_kept(url)
    assert 5 <= kept < MANY
    with open_store(url) as store:
        assert list(find_damage(store, step=lambda: None)) == []
        assert len(list(entries(store))) == kept
    done = CliRunner().invoke(main, ["add", "--db", url, str(folder)])
    assert done.exit_code == 1  # for the two that cannot be read
    told = done.stderr.splitlines()[-1]
    assert told.startswith(f"onrecord: {MANY - kept} added, {kept} there already, 2 failed")
    check_whole(url, folder)


def test_two_at_once(url: str, folder: Path) -> None:
    """Two programs make the same new store and add the same folder; each report is there once."""
    processes = [start(url, folder), start(url, folder, "--threads", 2)]
    for process in processes:
        _, told = process.communicate(timeout=60)
        assert process.returncode == 1
        assert len(told.splitlines()) == 3, told
    check_whole(url, folder)


def keep_until_full(url: str) -> None:
    """Keep records until there is no room, then see that all that was kept is sound."""
    numbers = count()
    with open_store(url, create=True) as store, pytest.raises(FullDatabaseError, match="disk is full"):
        deque(keep(store, RECORD, f"{number}.txt") for number in islice(numbers, 5_000))
    kept = next(numbers) - 1
    assert kept > 0
    with open_store(url) as store:
        assert count_reports(store) == kept
        assert list(find_damage(store, step=lambda: None)) == []


def test_size_limit_is_told_and_the_file_sound(tmp_path: Path) -> None:
    """SQLite may write no larger file; when it may, it goes on."""
    url = str(tmp_path / "record.db")
    open_store(url, create=True).close()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (Path(url).stat().st_size + 200_000, limits[1]))
    try:
        keep_until_full(url)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with open_store(url) as store:
        keep(store, RECORD, "later.txt")
        assert find_refs(store, "later.txt")


root_only = pytest.mark.skipif(os.getuid() != 0, reason="mounts a small disk, which only root may")


@contextmanager
def small_disk(path: Path, *, size: int) -> Iterator[Path]:
    """A disk in memory; root of a container may lack the right to mount one."""
    path.mkdir()
    mounting = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], capture_output=True, text=True, check=False
    )
    if mounting.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounting.stderr.strip()}")
    try:
        yield path
    finally:
        subprocess.run(["umount", path], check=True)


@root_only
def test_full_disk_of_sqlite(tmp_path: Path) -> None:
    """The disk is full: one line, and what was kept before can be read."""
    with small_disk(tmp_path / "disk", size=1_000_000) as disk:
        keep_until_full(str(disk / "record.db"))


@root_only
def test_full_disk_of_postgresql(server: Server) -> None:
    """The same where the server's disk is."""
    with small_disk(server.folder / "disk", size=9_800_000) as disk:
        shutil.chown(disk, ACCOUNT)
        server.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
        url = server.make_database(options="TABLESPACE small")
        try:
            keep_until_full(url)
        finally:
            server.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
            server.execute("DROP TABLESPACE small")
