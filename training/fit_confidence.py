"""Fit the probabilities of the items of a record: ``python training/fit_confidence.py``.

For each kind of item that carries a confidence, slope and offset of a logistic map from the
reader's log odds to the chance of being right under the matching of ``onrecord evaluate --task
records``, on our own train reports; the calibration error is printed before, after in five folds of
whole reports, and on the dev reports, which choose nothing.

The maps stand where the confidence is made: claims in ``stages/attribute/chain.py``, ties in
``stages/relate/__init__.py``. What is printed as "put in" is the map found here after the one that
stands there already. Take it only if the error in folds is less and dev agrees.

Not taken. Events keep the temperature of their head: on reports that the encoder was trained on they
are right more often than on others, and this fit makes them too sure (dev 4.1 -> 9.3). Places keep
the map of ``fit_locate.py``: of all places the surest are countries, which annotators mostly
list as actors, so that no rising map fits (its slope would be negative); of those they list with
a point the entry is right more often than we say (dev 7.7 -> 6.2 with slope 0.106, offset 2.009), but
for the others it is not known, and a probability too low is the lesser evil.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from gold import write_gold
from onrecord.evaluate.records import read_annotated
from onrecord.evaluate.records.calibration import ENTRIES, KINDS, NAME, Judged, calibration_rows, judge_items
from onrecord.evaluate.records.gold import items_of_gold
from onrecord.evaluate.records.ours import items_of_record
from onrecord.model import Calibration
from onrecord.pipeline import Reader
from onrecord.stages.attribute.chain import CALIBRATION as OF_CLAIMS
from onrecord.stages.locate.decode import load_weights
from onrecord.stages.relate import CALIBRATION as OF_TIES
from platt import fit_calibration

FOLDS: Final = 5
SEED: Final = 0
PLAIN: Final = Calibration(1.0, 0.0)
Reports = Sequence[Sequence[Judged]]


def read_judged(split: str, reader: Reader) -> list[dict[str, list[Judged]]]:
    """The items of our own reports of one split, judged."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.jsonl.gz"
        write_gold(path, split=split)
        golds = read_annotated(path)
    records = reader.pipe(report for _, report in golds)
    return [
        judge_items(items_of_gold(gold, record.report.text), items_of_record(record))
        for (gold, _), record in zip(golds, records, strict=True)
    ]


def fit(reports: Reports) -> Calibration:
    """Slope and offset of the least negative log likelihood."""
    items = [item for report in reports for item in report]
    return fit_calibration([item.confidence for item in items], [item.is_right for item in items])


def apply(calibration: Calibration, reports: Reports) -> list[list[Judged]]:
    """The same items with other probabilities."""
    return [[Judged(calibration.apply(p), is_right) for p, is_right in report] for report in reports]


def fit_in_folds(reports: Reports) -> list[list[Judged]]:
    """Every report under the map of the other folds."""
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(reports))
    maps = [fit([report for report, f in zip(reports, fold, strict=True) if f != k]) for k in range(FOLDS)]
    return [apply(maps[f], [report])[0] for report, f in zip(reports, fold, strict=True)]


def measure(kind: str, reports: Reports) -> str:
    """Calibration errors: bins of equal count and of equal width."""
    rows = {row.metric: row.value for row in calibration_rows([{kind: list(report)} for report in reports])}
    return f"{rows[f'{NAME}, {kind}']:5.2f} {rows[f'{NAME}, {kind}, equal width']:5.2f}"


def main() -> None:
    """Fit and print."""
    reader, weights = Reader(), load_weights()
    standing = {"claims": OF_CLAIMS, "ties": OF_TIES, ENTRIES: Calibration(weights.slope, weights.offset)}
    train, dev = read_judged("train", reader), read_judged("dev", reader)
    for kind in KINDS:
        ours, other = [report[kind] for report in train], [report[kind] for report in dev]
        found, before = fit(ours), standing.get(kind, PLAIN)
        put = Calibration(found.slope * before.slope, found.slope * before.offset + found.offset)
        print(f"{kind}: put in slope {put.slope:.3f}, offset {put.offset:.3f}")
        print(f"  train: {measure(kind, ours)}, in folds {measure(kind, fit_in_folds(ours))}")
        print(f"  dev:   {measure(kind, other)}, mapped {measure(kind, apply(found, other))}")


if __name__ == "__main__":
    main()
