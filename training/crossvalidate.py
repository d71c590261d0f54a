"""Event type given the pair, five-fold on PLV train: ``python training/crossvalidate.py --start MODEL``.

Folds are grouped by sentence (hash), seeds are fixed, the predictions of all folds
are pooled. The start model must not have seen PLV. Prints macro-F1 over the 15
roots; YIELD is our CONCEDE or RETREAT, whichever scores higher.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch

import batches
from batches import collate, cut_all
from eventcorpora import fold_of, plv, synthetic
from examples import Builder, Example, rows
from network import Network
from onrecord.encoder.heads import EVENT_TYPES
from train import loss_of, optimiser, tokenizer

FOLDS = 5
RESULTS = Path(__file__).resolve().parent / "results"


def root_of(logits: torch.Tensor) -> str:
    """Best root; CONCEDE and RETREAT are YIELD."""
    best = EVENT_TYPES[int(logits.argmax())]
    return "YIELD" if best in {"CONCEDE", "RETREAT"} else best


def macro_f1(gold: list[str], found: list[str]) -> tuple[float, dict[str, float]]:
    """Mean of the roots' F1, and each root's."""
    each = {}
    for root in sorted(set(gold)):
        true = sum(g == f == root for g, f in zip(gold, found, strict=True))
        each[root] = 2 * true / max(1, gold.count(root) + found.count(root))
    return sum(each.values()) / len(each), each


def fit(net: Network, examples: list[Example], args: argparse.Namespace, seed: int) -> None:
    """Fine-tune on pairs."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    optim = optimiser(net, args.rate)
    rounds = [group for _ in range(args.epochs) for group in batches.batches(cut_all(examples, None), rng)]
    for step, group in enumerate(rounds):
        net.train()
        scale = min(1.0, step / (0.1 * len(rounds))) * (1 - step / len(rounds))
        for entry in optim.param_groups:
            entry["lr"] = args.rate * entry["scale"] * scale
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(net, collate(group))
        optim.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optim.step()


@torch.no_grad()
def predict(nets: list[Network], examples: list[Example]) -> list[str]:
    """Root of each example, by the mean of the networks' probabilities."""
    found = []
    for cut in cut_all(examples, None):
        batch = collate([cut])
        probs = 0
        for net in nets:
            net.eval()
            x = net(batch.ids, batch.features, batch.mask)
            probs = probs + net.pair(x, batch.pair[0], batch.pair[1]).softmax(-1)
        found.append(root_of(probs[0]))
    return found


def main() -> None:
    """Run the folds and write ``results/plv-5fold.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--pieces", type=int, default=1024)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--folds", type=int, default=FOLDS, help="run only the first folds (pilot)")
    parser.add_argument("--synthetic", type=int, default=0, help="add that many synthetic stories without a pair")
    parser.add_argument("--out", type=Path, default=RESULTS / "plv-5fold.json")
    args = parser.parse_args()
    batches.PIECES = args.pieces
    if args.threads:
        torch.set_num_threads(args.threads)
    build = Builder(tokenizer())
    examples, texts = list(plv(build, "train")), [row["text"] for row in rows("events/plv-train")]
    gold = [row["root"] for row in rows("events/plv-train")]
    extra = []
    if args.synthetic:
        for example, _ in zip(synthetic(build, "train"), range(args.synthetic), strict=False):
            example.sentences = example.sentences[:2]
            extra.append(example)
    state = torch.load(args.start, weights_only=False)
    state = state.get("average", state)
    answers, scores = [], []
    for fold in range(args.folds):
        train = [e for e, t in zip(examples, texts, strict=True) if fold_of(t, FOLDS) != fold]
        test = [i for i, t in enumerate(texts) if fold_of(t, FOLDS) == fold]
        nets = []
        for seed in range(args.seeds):
            net = Network(0.1)
            net.load_state_dict(state)
            fit(net, train + extra, args, seed)
            nets.append(net)
        found = predict(nets, [examples[i] for i in test])
        answers += zip([gold[i] for i in test], found, strict=True)
        score, _ = macro_f1([gold[i] for i in test], found)
        scores.append(score)
        print(f"fold {fold}: n {len(test)}, macro-F1 {100 * score:.1f}", flush=True)
    total, each = macro_f1([g for g, _ in answers], [f for _, f in answers])
    right = sum(g == f for g, f in answers) / len(answers)
    result = {
        "n": len(answers), "folds": args.folds, "macro_f1": round(100 * total, 2), "accuracy": round(100 * right, 2),
        "each": {root: round(100 * value, 1) for root, value in each.items()},
        "fold_scores": [round(100 * s, 2) for s in scores],
        "settings": {k: v for k, v in vars(args).items() if k not in {"out", "start"}},
    }  # fmt: skip
    print(json.dumps(result))
    if args.folds == FOLDS:
        args.out.parent.mkdir(exist_ok=True)
        args.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
