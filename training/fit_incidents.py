"""Fit the weights of comparing (``src/onrecord/compare/weights.yaml``) on our annotated incidents.

Two logistic regressions (L2): passages of one report, and mentions of two reports. Only
incidents of the train part are used. Run it again after a change of the features, of the
digests or of the reader: ``python training/fit_incidents.py`` (a minute).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from onrecord.compare import collection, digest_entry
from onrecord.compare.block import pair_mentions
from onrecord.compare.digest import Digest, Passage
from onrecord.compare.features import ACROSS, WITHIN, Context, Feature, has_conflict, has_inner_conflict
from onrecord.compare.mentions import Mention
from onrecord.compare.score import Model, measure
from onrecord.evaluate.incidents import GoldMention, overlaps, read_entries, read_gold
from onrecord.pipeline import Reader

HERE: Final = Path(__file__).parent
WEIGHTS: Final = HERE.parent / "src/onrecord/compare/weights.yaml"
L2: Final = 3.0
APART: Final = 8.0  # weight of two passages of different incidents: a wrong join inside a report spoils many pairs
UNSURE: Final = 0.25  # weight of a passage of an annotated mention with one of none: the annotation is not exhaustive
ABSENT: Final = {"within": -1.0, "across": -2.0}
SHIFT: Final = {"within": -0.8, "across": -0.6}
"""These, ``L2`` and ``APART`` were chosen on the train part in 4 folds by month, two times: pair precision 88.5
and 85.3, B3 F1 84.3 and 84.3; with -0.3, -0.25, 1 and 4 precision 80.1 and 81.6, B3 F1 85.8 and 85.4."""
HEAD: Final = """\
# Log odds that two passages of one report (within), or two mentions of different reports (across),
# tell of one incident: bias plus weight times value of each feature of features.py.
# Fitted by training/fit_incidents.py on the train part of training/incidents.
"""
Floats = NDArray[np.float64]


class Labels:
    """Which annotated mention of the train part a passage belongs to."""

    def __init__(self, path: Path) -> None:
        self._of_report: dict[str, list[tuple[str, GoldMention]]] = defaultdict(list)
        for incident in read_gold(path):
            for mention in incident.mentions:
                if incident.part == "train":
                    self._of_report[mention.report].append((incident.incident, mention))

    def find(self, report: str, passages: Sequence[Passage]) -> str | None:
        """Incident whose triggers the passages hit most often."""
        spans = [span for passage in passages for span in passage.spans]
        hits = [
            (sum(overlaps(span, gold.triggers) for span in spans), name)
            for name, gold in self._of_report.get(report, ())
        ]
        count, name = max(hits, default=(0, None))
        return name if count else None


def list_inner(
    digests: Sequence[Digest], context: Context, labels: Labels
) -> Iterator[tuple[Sequence[float], bool, float]]:
    """Pairs of passages of one report: features, whether one incident, weight."""
    for index, digest in enumerate(digests):
        alone, pairs = collection.pair_passages(index, digest)
        owners = [labels.find(digest.report.ref, mention.passages) for mention in alone]
        for one, other in pairs:
            a, b = alone[one], alone[other]
            names = owners[one], owners[other]
            if names == (None, None) or has_inner_conflict(a, b) or (None in names and a.family != "violence"):
                continue
            weight = UNSURE if None in names else 1.0 if names[0] == names[1] else APART
            yield measure(a, b, context, WITHIN), names[0] == names[1], weight


def list_outer(
    digests: Sequence[Digest], mentions: Sequence[Mention], context: Context, labels: Labels
) -> Iterator[tuple[Sequence[float], bool, float]]:
    """Pairs of mentions of two reports that are compared."""
    owners = [labels.find(digests[mention.report].report.ref, mention.passages) for mention in mentions]
    for one, other in pair_mentions(mentions).tolist():
        a, b = mentions[one], mentions[other]
        if owners[one] is None or owners[other] is None or a.report == b.report or has_conflict(a, b):
            continue
        yield measure(a, b, context, ACROSS), owners[one] == owners[other], 1.0


def fit(rows: Iterator[tuple[Sequence[float], bool, float]], table: Sequence[Feature], name: str) -> Model:
    """Weights that make the labels most likely."""
    values, labels, weights = zip(*rows, strict=True)
    x = np.column_stack((np.ones(len(values)), np.array(values)))
    y, w = np.array(labels, dtype=np.float64), np.array(weights)

    def lose(v: Floats) -> tuple[float, Floats]:
        z = x @ v
        p = 1 / (1 + np.exp(-z))
        loss = float((w * (np.logaddexp(0, z) - y * z)).sum() + L2 * (v[1:] ** 2).sum() / 2)
        return loss, x.T @ (w * (p - y)) + np.concatenate(([0.0], L2 * v[1:]))

    best = minimize(lose, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    print(f"{name}: {len(y)} pairs, {y.mean():.0%} of one incident")
    named = {feature.__name__: round(float(v), 3) for feature, v in zip(table, best[1:], strict=True)}
    return Model(ABSENT[name], round(float(best[0]) + SHIFT[name], 3), named)


def write(path: Path, models: dict[str, Model]) -> None:
    """The weights as the package reads them."""
    lines = [HEAD.rstrip()]
    for name, model in models.items():
        lines += [f"{name}:", f"  absent: {model.absent}", f"  bias: {model.bias}", "  weights:"]
        lines += [f"    {feature}: {weight}" for feature, weight in model.weights.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the corpus, fit both models, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=Path, default=HERE / "incidents/incidents.jsonl")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    entries = read_entries(options.incidents.parent, Reader())
    roots, context = collection.prepare(map(digest_entry, entries))
    digests = roots.digests
    labels = Labels(options.incidents)
    within = fit(list_inner(digests, context, labels), WITHIN, "within")
    mentions = [m for i, digest in enumerate(digests) for m in collection.list_mentions(i, digest, context, within)]
    across = fit(list_outer(digests, mentions, context, labels), ACROSS, "across")
    write(options.output, {"within": within, "across": across})


if __name__ == "__main__":
    main()
