"""Make the word vectors of comparing (``src/onrecord/compare/vectors.npz``).

Words of the corpora are read by MiniLM, each alone; the mean of its last layer is cut to
the principal components. Then one weight a stem is learnt from pairs of texts on one matter:
items of one storyline and fortnight of Wikipedia's current events, and sentences of two
documents of ECB+ that tell of one event. Of 256 pairs every text shall be most like its own
partner (InfoNCE). A tenth of the storylines is kept apart and printed.
``python training/fit_vectors.py`` (two minutes).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from network import Network
from onrecord.compare.sketch import list_words
from onrecord.compare.stem import stem, stem_all
from onrecord.compare.vectors import Manifest
from onrecord.compare.words import load_compare_words
from train import minilm, tokenizer

CORPORA: Final = Path(__file__).parents[2] / "shared/corpora"
FOLDER: Final = Path(__file__).parents[1] / "src/onrecord/compare"
STORIES: Final = "linking/current-events-2025"
ECB: Final = "linking/ecb-train"
WORDS_OF: Final = (
    STORIES, ECB, "reports/fakes-dev", "reports/airwars-dev", "reports/article-conflict-dev",
    "reports/guardian-sdf-dev", "attribution/polnear-train", "entities/worldwide-train", "events/wikievents-train",
    "events/rams-train", "events/muc-train", "entities/m2e2-train", "events/casie-realis-train", "entities/uner-train",
)  # fmt: skip
DATA: Final = {
    "MiniLM-L6": "Apache-2.0; the words' directions",
    STORIES: "CC BY-SA 4.0; the words' weights",
    ECB: "CC BY 3.0 (annotations); the words' weights",
    "other corpora of training/fit_vectors.py": "which words there are; no text",
}
SIZE: Final = 64  # dimensions
RAREST: Final = 4  # times that a word must occur
SMOOTH: Final = 1e-3  # Arora et al. 2017
BATCH, STEPS, RATE, TEMPERATURE, HOLD = 256, 150, 0.02, 0.07, 0.05
LARGEST: Final = 15  # items; a longer storyline is a war, in which two items need not be one incident
FORTNIGHT: Final = 14
FEWEST: Final = 4  # known words of a text
ECB_PAIRS: Final = 600  # of some 20,000: its documents tell of 56 incidents only
EVENTS: Final = ("ACTION", "NEG_ACTION")
Bag = list[int]


class Word(NamedTuple):
    """A stem with its commonest form and its number in the corpora."""

    stem: str
    form: str
    count: int


class Pair(NamedTuple):
    """Two texts of one story, as indexes of their words."""

    one: Bag
    other: Bag
    story: str


def read(name: str) -> Iterator[dict[str, Any]]:
    """Records of a corpus."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def list_vocabulary() -> list[Word]:
    """Stems of the corpora, the commonest first."""
    stops = load_compare_words().stops
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for name in WORDS_OF:
        for record in read(name):
            for word in list_words(record.get("text") or record.get("narrative") or ""):
                if word not in stops and len(word) > 1:
                    forms[stem(word)][word] += 1
    words = [Word(root, count.most_common(1)[0][0], count.total()) for root, count in forms.items()]
    return sorted((w for w in words if w.count >= RAREST and w.stem.isalpha()), key=lambda w: (-w.count, w.stem))


@torch.no_grad()
def encode(words: Sequence[str]) -> Tensor:
    """What MiniLM makes of each word alone: (v, 384), of length 1."""
    network = Network(0.0)
    network.load_minilm(minilm() / "model.safetensors")
    network.features.weight.copy_(network.features.weight.mean(0, keepdim=True))
    network.marks.weight.zero_()
    network.eval()
    encodings = [e.ids for e in tokenizer().encode_batch(list(words))]
    found = torch.zeros(len(words), 384)
    for length in sorted({len(ids) for ids in encodings}):
        for rows in torch.tensor([i for i, ids in enumerate(encodings) if len(ids) == length]).split(BATCH):
            ids = torch.tensor([encodings[row] for row in rows.tolist()])
            found[rows] = F.normalize(network(ids, torch.zeros_like(ids)).mean(1), dim=-1)
    return found


def reduce(vectors: Tensor) -> Tensor:
    """The first principal components: (v, SIZE)."""
    centred = vectors - vectors.mean(0)
    return centred @ torch.linalg.svd(centred, full_matrices=False).Vh[:SIZE].T


def list_pairs(known: dict[str, int]) -> list[Pair]:
    """Pairs of items of one storyline, at most a fortnight apart."""
    stories: dict[str, list[tuple[date, Bag]]] = defaultdict(list)
    for item in read(STORIES):
        bag = [known[root] for root in stem_all(list_words(item["text"])) if root in known]
        if item["storyline"] and len(bag) >= FEWEST:
            story = " > ".join(heading["text"] for heading in item["storyline"])
            stories[story].append((date.fromisoformat(item["day"]), bag))
    return [
        Pair(one, other, story)
        for story, items in stories.items()
        if len(items) <= LARGEST
        for (day, one), (other_day, other) in combinations(items, 2)
        if abs((day - other_day).days) <= FORTNIGHT
    ]


def list_ecb_pairs(known: dict[str, int]) -> list[Pair]:
    """Pairs of sentences of two documents with mentions of one event; the incident is the story."""
    events: dict[str, dict[tuple[str, int], Bag]] = defaultdict(dict)
    for document in read(ECB):
        sentences = {
            s["n"]: [known[root] for root in stem_all(list_words(document["text"][slice(*s["span"])])) if root in known]
            for s in document["sentences"]
        }
        for mention in document["mentions"]:
            bag = sentences[mention["sentence"]]
            if mention["cross_doc"] and mention["type"].startswith(EVENTS) and len(bag) >= FEWEST:
                story = f"{document['topic']} {document['subtopic']}"
                events[f"{story} {mention['cross_doc']}"][document["id"], mention["sentence"]] = bag
    pairs = {
        (a, b): Pair(held[a], held[b], event.rsplit(" ", 1)[0])
        for event, held in events.items()
        for a, b in combinations(held, 2)
        if a[0] != b[0]
    }
    return random.Random(0).sample(sorted(pairs.values()), ECB_PAIRS)


def add_up(bags: Sequence[Bag], vectors: Tensor) -> Tensor:
    """Sums of the vectors of each bag, of length 1."""
    owners = torch.repeat_interleave(torch.arange(len(bags)), torch.tensor([len(bag) for bag in bags]))
    flat = torch.tensor([row for bag in bags for row in bag])
    return F.normalize(torch.zeros(len(bags), vectors.shape[1]).index_add(0, owners, vectors[flat]), dim=-1)


def compare(pairs: Sequence[Pair], vectors: Tensor) -> Tensor:
    """Cosines of all first with all second items, those of another pair of the same story left out."""
    stories = [pair.story for pair in pairs]
    same = torch.tensor([[a == b and i != j for j, b in enumerate(stories)] for i, a in enumerate(stories)])
    cosines = add_up([pair.one for pair in pairs], vectors) @ add_up([pair.other for pair in pairs], vectors).T
    return cosines.masked_fill(same, -10.0)


def learn_weights(directions: Tensor, start: Tensor, pairs: Sequence[Pair]) -> Tensor:
    """Log weight of each stem."""
    logs = start.clone().requires_grad_()
    optimiser = torch.optim.Adam([logs], lr=RATE)
    draw = random.Random(0)
    for _ in range(STEPS):
        batch = draw.sample(pairs, BATCH)
        scores = compare(batch, directions * logs.exp()[:, None]) / TEMPERATURE
        own = torch.arange(BATCH)
        used = torch.tensor(sorted({row for pair in batch for row in (*pair.one, *pair.other)}))
        loss = (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2
        loss = loss + HOLD * ((logs - start)[used] ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return logs.detach()


def rank(pairs: Sequence[Pair], vectors: Tensor) -> float:
    """Mean reciprocal rank of each item's partner."""
    scores = compare(pairs, vectors)
    return float((1 / (scores >= scores.diagonal()[:, None]).sum(1)).mean())


def write(path: Path, words: Sequence[Word], directions: Tensor, logs: Tensor) -> None:
    """Whole numbers: directions times their length up to 127, weights up to 255."""
    matrix = directions * 127 / directions.abs().max(dim=1, keepdim=True).values
    weights = logs.exp() * directions.abs().max(dim=1).values
    weights = (weights * 255 / weights.quantile(0.999)).clamp(1, 255)
    stems = np.frombuffer("\n".join(word.stem for word in words).encode(), dtype=np.uint8)
    arrays = {
        "stems": stems,
        "matrix": matrix.round().numpy().astype(np.int8),
        "weights": weights.round().numpy().astype(np.uint8),
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, array in arrays.items():  # as numpy.savez, but without the time of day: same input, same bytes
            held = io.BytesIO()
            np.save(held, array)
            file.writestr(ZipInfo(f"{name}.npy"), held.getvalue(), ZIP_DEFLATED)
    manifest = Manifest(hashlib.sha256(path.read_bytes()).hexdigest(), len(words), DATA)
    path.with_suffix(".json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def main() -> None:
    """Read the words, learn the weights, write both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=FOLDER / "vectors.npz")
    options = parser.parse_args()
    torch.manual_seed(0)
    words = list_vocabulary()
    directions = reduce(encode([word.form for word in words]))
    counts = torch.tensor([word.count for word in words], dtype=torch.float32)
    start = torch.log(SMOOTH / (SMOOTH + counts / counts.sum()))
    known = {word.stem: row for row, word in enumerate(words)}
    pairs = list_pairs(known)
    apart = {story for story in {pair.story for pair in pairs} if hashlib.sha256(story.encode()).digest()[0] < 26}
    taught = [*(pair for pair in pairs if pair.story not in apart), *list_ecb_pairs(known)]
    kept = [pair for pair in pairs if pair.story in apart]
    logs = learn_weights(directions, start, taught)
    before, after = (rank(kept, directions * w.exp()[:, None]) for w in (start, logs))
    print(
        f"{len(words)} stems; {len(taught)} pairs; {len(kept)} kept apart: "
        f"mean reciprocal rank {before:.3f}, {after:.3f} with the weights"
    )
    write(options.output, words, directions, logs)


if __name__ == "__main__":
    main()
