"""A PostgreSQL server of our own: in a folder of its own, reached by a socket in it, without fsync."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

import psycopg
import pytest

Kind = Literal["sqlite", "postgresql"]
PROGRAMS = "/usr/lib/postgresql/*/bin/initdb"
ACCOUNT = "postgres"  # of Debian's package; the server refuses to run as root

ROOM = 1_000_000_000  # bytes; the tests leave some 100 million


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        folder: Of its socket.
        programs: Folder of its programs.
    """

    folder: Path
    programs: Path
    numbers: count[int]

    def url(self, database: str) -> str:
        """How the store opens a database."""
        return f"postgresql://{ACCOUNT}@/{database}?host={self.folder}"

    def make_database(self, *, options: str = "") -> str:
        """A new, empty database.

        Returns:
            Its URL.
        """
        name = f"test{next(self.numbers)}"
        self.execute(f"CREATE DATABASE {name} {options}")
        return self.url(name)

    def make_schema(self) -> str:
        """A new, empty schema of one database, which costs less than a database.

        Returns:
            A URL under which nothing else is seen.
        """
        name = f"test{next(self.numbers)}"
        self.execute(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}&options=-csearch_path%3D{name}"

    def execute(self, statement: str) -> None:
        """Run a statement outside of a transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def run_as_server(*command: object) -> None:
    """Run a program under the server's account, if we are root, else under our own."""
    prefix = ["runuser", "-u", ACCOUNT, "--"] if os.getuid() == 0 else []
    subprocess.run([*prefix, *map(str, command)], check=True, capture_output=True, timeout=60)


def find_parent() -> Path:
    """Memory if there is room in it, else the disk; both have short paths, as a socket needs."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else Path("/tmp")


@contextmanager
def run_server() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    found = shutil.which("initdb") or max(glob.glob(PROGRAMS), default=None)  # noqa: PTH207 - an absolute pattern
    assert found is not None, "PostgreSQL is missing; tools/postgres.sh installs it"
    programs = Path(found).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir=find_parent()))
    try:
        folder.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(folder, ACCOUNT)
        run_as_server(
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            ACCOUNT,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        options = f"-c listen_addresses='' -k {folder} -c fsync=off -c shared_buffers=16MB -c max_connections=20"
        start = (programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
        run_as_server(*start)
        try:
            yield Server(folder, programs, count(1))
        finally:
            run_as_server(programs / "pg_ctl", "-D", folder / "data", "-m", "fast", "stop")
    finally:
        shutil.rmtree(folder)


def make_place(kind: Kind, folder: Path, request: pytest.FixtureRequest) -> str:
    """Path or URL of a store that is not there yet; the server starts when it is first needed."""
    if kind == "sqlite":
        return str(folder / "record.db")
    running: Server = request.getfixturevalue("server")
    return running.make_schema()
