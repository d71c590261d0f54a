"""Fit the temperature of each tag head on dev parts: ``python training/calibrate.py --model MODEL``.

A temperature divides a head's logits so that its probabilities are honest: of all
words marked 0.8, eight in ten are right. Fitted by the least negative log likelihood;
prints the expected calibration error (15 bins, of the best tag's probability) before
and after. Writes ``results/temperatures.json``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from batches import collate, cut_all
from network import Network
from train import examples_of

RESULTS = Path(__file__).resolve().parent / "results"
DEV = {"attribution": "polnear", "mention": "worldwide", "trigger": "own", "status": "own"}
GRID = [0.7 + 0.05 * i for i in range(47)]


@torch.no_grad()
def logits_of(net: Network, corpus: str, head: str) -> tuple[Tensor, Tensor]:
    """Logits and labels of every annotated word of a corpus's dev part; OPEN counts as O."""
    logits, labels = [], []
    for cut in cut_all(examples_of([corpus], "dev")[corpus], None):
        batch = collate([cut])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = net(batch.ids, batch.features, batch.mask)
            states = x.gather(1, batch.words[:, :, None].expand(-1, -1, x.shape[-1]))
            out = net.tags[head](states)[0, : cut.end - cut.start].float()
        gold = batch.tags[head][0, : cut.end - cut.start]
        gold = torch.where(gold == -2, 0, gold)
        logits.append(out[gold >= 0])
        labels.append(gold[gold >= 0])
    return torch.cat(logits), torch.cat(labels)


def calibration_error(logits: Tensor, labels: Tensor, bins: int = 15) -> float:
    """Expected calibration error of the best tag."""
    confidence, best = logits.softmax(-1).max(-1)
    right = (best == labels).float()
    slot = (confidence * bins).long().clamp(max=bins - 1)
    error = 0.0
    for i in range(bins):
        here = slot == i
        if here.any():
            error += float(here.float().mean() * (confidence[here].mean() - right[here].mean()).abs())
    return error


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    net = Network(0.0).eval()
    net.load_state_dict(torch.load(args.model, weights_only=True))
    result = {}
    for head, corpus in DEV.items():
        logits, labels = logits_of(net, corpus, head)
        best = min(GRID, key=lambda t: float(F.cross_entropy(logits / t, labels)))
        before, after = calibration_error(logits, labels), calibration_error(logits / best, labels)
        print(f"{head}: temperature {best:.2f}, calibration error {before:.4f} -> {after:.4f}, n {len(labels)}")
        result[head] = {"temperature": round(best, 2), "error_before": round(before, 4), "error": round(after, 4)}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "temperatures.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
