"""Time and peak memory of comparing 1,000, 10,000 and 100,000 reports.

The digests of a few real reports are sampled and perturbed: other days, places, names and
numbers, with two reports in five telling of the incident of the one before, some as
copies. Each size runs in a process of its own. Printed as a table; ``--json`` adds a file.

    python tools/bench_compare.py [--sizes 1000 10000 100000]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from msgspec.structs import replace

from onrecord.compare import Digest, compare_digests, digest_entry
from onrecord.compare.digest import Count, Passage, Spot
from onrecord.compare.sketch import PERMUTATIONS
from onrecord.intake import read_file
from onrecord.model import Entry, Ref
from onrecord.pipeline import Reader

ROOT: Final = Path(__file__).parents[1]
SEED: Final = 20_171_201
REGIONS: Final = 3000  # places that the sampled reports are moved to
YEARS: Final = 10
AGAIN: Final = 0.4  # share of reports that tell of the incident of the one before
COPY: Final = 0.3  # of these, share that copy its text


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


def measure(count: int) -> dict[str, float]:
    """Compare that many digests in this process."""
    digests = list(sample(count))
    before = time.perf_counter()
    comparison = compare_digests(digests)
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    mentions = sum(len(incident.mentions) for incident in comparison.incidents)
    return {
        "reports": count,
        "mentions": mentions,
        "incidents": len(comparison.incidents),
        "seconds": round(seconds, 1),
        "ms_a_report": round(1000 * seconds / count, 2),
        "peak_mib": round(peak),
    }


def main() -> None:
    """Run each size in its own process and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(measure(options.one)))
        return
    rows = []
    for size in options.sizes:
        run = subprocess.run([sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True)
        rows.append(json.loads(run.stdout))
        if len(rows) == 1:
            print("  ".join(f"{name:>11}" for name in rows[0]))
        print("  ".join(f"{value:>11,}" for value in rows[-1].values()), flush=True)
    if options.json is not None:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
