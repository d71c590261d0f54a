"""Time and peak memory of ``onrecord compare`` over databases of 1,000, 10,000 and 100,000 reports.

The digests of a few real reports are sampled and perturbed: other days, places, names and
numbers, with two reports in five telling of the incident of the one before, some as
copies. They are put into a database, and the command runs on it in a process of its own:
digests are read, compared, and what was found is kept. Printed as a table; ``--json`` adds
a file, ``--keep`` leaves the databases. 100,000 reports need 6 GB of disk.

    python tools/bench_compare.py [--sizes 1000 10000 100000]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from msgspec.structs import replace
from sqlalchemy import func, insert, select

from onrecord.compare import BUILD, Digest, digest_entry, encode_digest
from onrecord.compare.digest import Count, Passage, Spot
from onrecord.compare.sketch import PERMUTATIONS
from onrecord.intake import read_file
from onrecord.model import Entry, Ref
from onrecord.pipeline import Reader
from onrecord.store import Store, open_store
from onrecord.store.flatten import days_of, order_of
from onrecord.store.schema import digests, incident_mentions, incidents, originals, reports, runs

ROOT: Final = Path(__file__).parents[1]
SEED: Final = 20_171_201
REGIONS: Final = 3000  # places that the sampled reports are moved to
YEARS: Final = 10
AGAIN: Final = 0.4  # share of reports that tell of the incident of the one before
COPY: Final = 0.3  # of these, share that copy its text
CHUNK: Final = 1000  # reports that are put into the database at a time
NOWHERE: Final = "sampled"
"""In place of what a sampled report has not: its text, its bytes."""


def sample(count: int) -> Iterator[Digest]:
    """Perturbed digests of the reports in ``examples``."""
    draw = random.Random(SEED)
    reader = Reader(threads=1)
    base = [digest_entry(Entry(Ref("", path.name), reader.read_report(read_file(path)))) for path in list_reports()]
    base = [digest for digest in base if digest.passages]
    origin, region, shift, signature = base[0], 0, 0, b""
    for number in range(count):
        if number == 0 or draw.random() > AGAIN:
            origin, region, shift = draw.choice(base), draw.randrange(REGIONS), draw.randrange(365 * YEARS)
        if not signature or draw.random() > AGAIN * COPY:
            signature = np.array([draw.getrandbits(32) for _ in range(PERMUTATIONS)], dtype="<u4").tobytes()
        yield perturb(origin, number, region=region, shift=shift, signature=signature)


def list_reports() -> list[Path]:
    """The reports that ship with the repository."""
    return sorted((ROOT / "examples").rglob("*.txt"))


def perturb(digest: Digest, number: int, *, region: int, shift: int, signature: bytes) -> Digest:
    """A digest of another day and place."""
    return replace(
        digest,
        report=Ref(f"{number:016x}", f"sampled/{number}"),
        published=digest.published + shift if digest.published else 0,
        signature=signature,
        samples=tuple((key ^ number, start, end, text) for key, start, end, text in digest.samples),
        passages=tuple(move(passage, region, shift, number) for passage in digest.passages),
    )


def move(passage: Passage, region: int, shift: int, number: int) -> Passage:
    """A passage of another day and place, with one more or fewer killed."""
    return replace(
        passage,
        first=passage.first + shift if passage.first else 0,
        last=passage.last + shift if passage.last else 0,
        names=tuple(f"{name}{region}" for name in passage.names),
        spots=tuple(move_spot(spot, region) for spot in passage.spots),
        killed=tuple(vary(count, number % 3) for count in passage.killed),
    )


def move_spot(spot: Spot, region: int) -> Spot:
    """A place some degrees away."""
    lat = None if spot.lat is None else (spot.lat + region % 60) % 80
    lon = None if spot.lon is None else (spot.lon + region // 60) % 170
    return replace(spot, key=f"{spot.key}/{region}", name=f"{spot.name} {region}", lat=lat, lon=lon)


def vary(count: Count, by: int) -> Count:
    """A count with a few more."""
    return replace(
        count,
        low=None if count.low is None else count.low + by,
        high=None if count.high is None else count.high + by,
    )


def fill(path: Path, count: int) -> None:
    """Make a database of that many reports with their digests, and no records."""
    drawn = sample(count)
    with open_store(str(path), create=True) as store:
        with store.write() as connection:
            connection.execute(insert(originals).values(sha256=NOWHERE, size=0, data=b""))
            connection.execute(insert(runs).values(key=1, version="", model="", gazetteer="", settings="{}"))
        while chunk := list(islice(drawn, CHUNK)):
            keep(store, chunk)


def keep(store: Store, chunk: list[Digest]) -> None:
    """Put some digests in, under the numbers of their reports."""
    keys = [int(digest.report.id, 16) + 1 for digest in chunk]
    kept = [
        {"report_key": key, "build": BUILD, "data": encode_digest(digest)}
        for key, digest in zip(keys, chunk, strict=True)
    ]
    with store.write() as connection:
        connection.execute(insert(reports), [to_row(key, digest) for key, digest in zip(keys, chunk, strict=True)])
        connection.execute(insert(digests), kept)


def to_row(key: int, digest: Digest) -> dict[str, Any]:
    """The row of a sampled report."""
    published = date.fromordinal(digest.published).isoformat() if digest.published else None
    return {
        "key": key,
        "id": digest.report.id,
        "ref": digest.report.ref,
        "published": published,
        "published_basis": "given" if published else "unknown",
        **days_of(published, "published"),
        "published_order": order_of(published),
        "language": "en",
        "media_type": "text/plain",
        "origin_sha256": NOWHERE,
        "given": "{}",
        "run_key": 1,
        "added": NOWHERE,
        "text": NOWHERE,
    }


def measure(path: Path, count: int) -> dict[str, float]:
    """Run the command on a database.

    Raises:
        SystemExit: It failed.
    """
    before = time.perf_counter()
    run = subprocess.Popen([sys.executable, "-m", "onrecord", "compare", "--db", str(path)])
    _, status, usage = os.wait4(run.pid, 0)
    seconds = time.perf_counter() - before
    if status:
        raise SystemExit(f"onrecord compare ended with {os.waitstatus_to_exitcode(status)}")
    with open_store(str(path), read_only=True) as store, store.read() as connection:
        found = [
            int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in (incident_mentions, incidents)
        ]
    return {
        "reports": count,
        "mentions": found[0],
        "incidents": found[1],
        "seconds": round(seconds, 1),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "ms_a_report": round(1000 * seconds / count, 2),
        "peak_mib": round(usage.ru_maxrss / 1024),
    }


def main() -> None:
    """Make a database of each size, compare it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--keep", type=Path, help="folder for the databases, which stay there")
    options = parser.parse_args()
    rows: list[dict[str, float]] = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = (options.keep or Path(folder)) / f"{size}.db"
            if not path.exists():
                fill(path, size)
            rows.append(measure(path, size))
        if len(rows) == 1:
            print("  ".join(f"{name:>11}" for name in rows[0]))
        print("  ".join(f"{value:>11,}" for value in rows[-1].values()), flush=True)
    if options.json is not None:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
