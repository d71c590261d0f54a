"""Score the reader on the dev parts: ``python tools/scorecard.py [--weights DIR] [--raise-floors]``.

What is measured stands in ``scorecard.yaml``. Prints the table and writes
``docs/scorecard.json``: the same figures, with the SHA-256 of every file that was scored.
Exit code 1 if a figure is below its line in ``floors.json``, which may rise
(``--raise-floors``) but is never lowered silently; 2 if the corpora are missing.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from onrecord import __version__
from onrecord.encoder.weights import SHIPPED
from onrecord.errors import OnRecordError
from onrecord.evaluate import Row, Scores, evaluate
from onrecord.pipeline import Reader

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
SHARED: Final = ROOT.parent / "shared"
CORPORA: Final = SHARED / "corpora"
TRAINING: Final = ROOT / "training"
WORK: Final = ROOT / ".work"
FLOORS: Final = HERE / "floors.json"
OUT: Final = ROOT / "docs" / "scorecard.json"
SLACK: Final = 0.5  # points below a measured figure: int8 arithmetic differs between processors

sys.path.insert(0, str(TRAINING))
from gold import write_gold  # noqa: E402  (training/ is no package)


class Peer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure of others, and the data that it was measured on."""

    name: str
    value: float
    data: str


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row to print; ``is_error`` where less is better, and ``floor`` the most that is wanted."""

    metric: str
    floor: float | None = None
    peer: Peer | None = None
    is_error: bool = False


class DataSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of ``scorecard.yaml``."""

    name: str
    split: str
    task: str
    data: str
    rows: list[Line]
    every: int | None = None
    corpus: str | None = None


class Figure(msgspec.Struct, frozen=True):
    """A row of the table."""

    corpus: str
    split: str
    task: str
    metric: str
    n: int
    value: float
    low: float | None
    high: float | None
    peer: Peer | None
    floor: float | None
    never_below: float | None
    is_error: bool = False

    @property
    def key(self) -> str:
        """Its name in ``floors.json``."""
        return f"{self.corpus}, {self.split}: {self.metric}"

    @property
    def is_missed(self) -> bool:
        """Whether it does not reach what is asked for."""
        return self.floor is not None and (self.value > self.floor if self.is_error else self.value < self.floor)

    @property
    def has_fallen(self) -> bool:
        """Whether it is below the line that it once reached."""
        return self.never_below is not None and self.value < self.never_below


def select(path: Path, every: int, out: Path) -> Path:
    """Write every n-th document of a JSON Lines file, sorted by id."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sorted(lines, key=lambda line: json.loads(line)["id"])
    chosen = out / path.name
    with gzip.open(chosen, "wt", encoding="utf-8") as file:
        file.writelines(rows[every - 1 :: every])
    return chosen


def find_file(data: DataSet) -> Path:
    """The file or folder as it is stored; our own reports are written first."""
    if data.data == "own-dev":
        path = WORK / "own-dev.jsonl.gz"
        write_gold(path, split="dev")
        return path
    if data.data == "examples":
        return SHARED / "examples"
    return TRAINING / data.data if data.data.startswith(("results/", "incidents/")) else CORPORA / data.data


def score(data: DataSet, path: Path, reader: Reader) -> Scores:
    """Score one data set."""
    if data.data.startswith("results/"):
        return read_folds(path)
    with tempfile.TemporaryDirectory() as folder:
        chosen = select(path, data.every, Path(folder)) if data.every else path
        return evaluate(data.task, chosen, reader=reader)


def read_folds(path: Path) -> Scores:
    """The committed figures of ``training/crossvalidate.py``, which takes hours to run."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return Scores("pairs", path.name, (Row("macro-F1", found["n"], found["macro_f1"]),))


def measure(sets: Iterable[DataSet], reader: Reader, floors: dict[str, float]) -> Iterator[Figure]:
    """The figures of all data sets; progress goes to standard error.

    Yields:
        In the order of ``scorecard.yaml``.
    """
    for data in sets:
        path = find_file(data)
        print(f"{data.task}: {data.name}, {data.split}", file=sys.stderr, flush=True)
        if not path.exists():
            print(f"  skipped: {path} is not there", file=sys.stderr)
            continue
        rows = {row.metric: row for row in score(data, path, reader).rows}
        for line in data.rows:
            row = rows[line.metric]
            figure = Figure(
                *(data.name, data.split, data.task, row.metric, row.n, row.value, row.low, row.high),
                *(line.peer, line.floor, None, line.is_error),
            )
            yield msgspec.structs.replace(figure, never_below=floors.get(figure.key))


def digest(path: Path) -> str:
    """SHA-256 of a file, or of a folder's files by name."""
    files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def print_table(figures: list[Figure]) -> None:
    """The table, columns aligned."""
    head = ("corpus", "split", "measure", "n", "ours", "95 %", "floor", "peer")
    body = [
        (
            *(
                f.corpus,
                f.split,
                f.metric,
                f"{f.n:,}",
                f"{f.value:.2f}" if f.task == "factuality" else f"{f.value:.1f}",
            ),
            "" if f.low is None or f.high is None else f"{f.low:.1f}–{f.high:.1f}",
            "" if f.floor is None else f"{f.floor:g}{' missed' if f.is_missed else ''}",
            "" if f.peer is None else f"{f.peer.value:g} {f.peer.name} ({f.peer.data})",
        )
        for f in figures
    ]
    widths = [max(len(row[i]) for row in (head, *body)) for i in range(len(head))]
    for row in (head, *body):
        cells = (c.rjust(w) if 3 <= i <= 5 else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        print("  ".join(cells).rstrip())


def raise_floors(figures: list[Figure], floors: dict[str, float]) -> None:
    """Write the lines anew; none is lowered."""
    for figure in figures:
        if not figure.is_error:
            slack = SLACK / 100 if figure.task == "factuality" else SLACK
            floors[figure.key] = max(floors.get(figure.key, -100.0), round(figure.value - slack, 3))
    FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def write_figures(figures: list[Figure], sets: list[DataSet], build: str) -> None:
    """Write ``docs/scorecard.json``."""
    paths = {data.corpus or data.data: find_file(data) for data in sets}
    paths |= {data.corpus: CORPORA / data.corpus for data in sets if data.corpus}
    form = {
        "version": __version__,
        "model": build,
        "data": {name: digest(path) for name, path in paths.items() if path.exists()},
        "rows": msgspec.to_builtins(figures),
    }
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(form, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_manifest(figures: list[Figure]) -> None:
    """Put the figures into the manifest of the shipped weights."""
    path = SHIPPED / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scores"] = {figure.key: round(figure.value, 2) for figure in figures}
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=SHIPPED, help="another model; nothing is then written")
    parser.add_argument("--only", action="append", metavar="TASK", help="these tasks; nothing is then written")
    parser.add_argument("--raise-floors", action="store_true", help="raise floors.json to the figures found")
    args = parser.parse_args()
    if not CORPORA.is_dir():
        print(f"the corpora are not part of the repository and not in {CORPORA}: nothing to score", file=sys.stderr)
        return 2
    sets = msgspec.yaml.decode((HERE / "scorecard.yaml").read_bytes(), type=list[DataSet])
    sets = [data for data in sets if not args.only or data.task in args.only]
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    try:
        reader = Reader(weights=args.weights)
        figures = [*measure(sets, reader, floors)]
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 1
    print_table(figures)
    if args.weights == SHIPPED and not args.only:
        write_figures(figures, sets, reader.encoder.manifest.build)
        write_manifest(figures)
    if args.raise_floors:
        raise_floors(figures, floors)
    fallen = [figure for figure in figures if figure.has_fallen]
    for figure in fallen:
        print(f"fallen: {figure.key}: {figure.value:.2f}, below {figure.never_below:.2f}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
