"""Task ``ecb``: event coreference across documents on ECB+, mentions and topics given.

Shows what the clustering of ``compare`` gives with a pair model of words alone, where
published systems can be compared with it; no reader is run. Only clean sentences count,
mentions of one document alone included. Beside it the usual baseline, one cluster for
each head lemma of a topic.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np

from onrecord.compare.cluster import cluster
from onrecord.evaluate.measures import ratio_f1
from onrecord.evaluate.scores import Row, Scores, Stats, make_row
from onrecord.pipeline import Reader

from .conll import sum_conll
from .forest import Forest, load_forest
from .mentions import Topic, compare_vectors, read_topics
from .pairs import measure_pair

ABSENT: Final = -3.0  # log odds of a pair of the two halves of a topic, which are not compared
PARTS: Final = (("MUC F1", 0), ("B3 F1", 4), ("CEAF-e F1", 8))
Pair = tuple[int, int]


def score_ecb(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``linking/ecb``.

    Args:
        path: The file.
        open_reader: Not called.

    Raises:
        CorpusError: Another form.
    """
    topics = read_topics(path)
    forest = load_forest()
    gold = [[mention.gold for mention in topic.mentions] for topic in topics]
    rows: list[Row] = []
    for name, found in (
        ("", [group_topic(topic, forest) for topic in topics]),
        (", lemma baseline", [[mention.stem for mention in topic.mentions] for topic in topics]),
    ):
        rows += _make_rows(name, gold, found)
    return Scores("ecb", path.name, tuple(rows))


def _make_rows(name: str, gold: Sequence[Sequence[Hashable]], found: Sequence[Sequence[Hashable]]) -> list[Row]:
    stats = [sum_conll(a, b) for a, b in zip(gold, found, strict=True)]
    n = sum(map(len, gold))
    parts = [make_row(f"{part}{name}", n=n, stats=stats, measure=_part(at)) for part, at in PARTS]
    return [make_row(f"CoNLL F1{name}", n=n, stats=stats, measure=_conll), *parts]


def _part(at: int) -> Callable[[Stats], Stats]:
    return lambda sums: ratio_f1(sums[..., at : at + 4])


def _conll(sums: Stats) -> Stats:
    """Mean of the three F1."""
    total: Stats = np.mean([ratio_f1(sums[..., at : at + 4]) for _, at in PARTS], axis=0)
    return total


def group_topic(topic: Topic, forest: Forest) -> list[int]:
    """Cluster of each mention of a topic."""
    pairs, rows = measure_topic(topic)
    scores = dict(zip(pairs, forest.score(rows).tolist(), strict=True)) if pairs else {}
    groups = cluster(len(topic.mentions), scores, absent=ABSENT)
    home = {mention: number for number, group in enumerate(groups) for mention in group}
    return [home[index] for index in range(len(topic.mentions))]


def measure_topic(topic: Topic) -> tuple[list[Pair], np.ndarray[tuple[int, int], np.dtype[np.float32]]]:
    """Pairs of mentions of one half of a topic, and their features (pairs, features)."""
    similar: dict[tuple[str, str], float] = {}
    pairs, rows = [], []
    for one, other in combinations(range(len(topic.mentions)), 2):
        a, b = topic.mentions[one], topic.mentions[other]
        if topic.halves[a.document] != topic.halves[b.document]:
            continue
        key = a.document, b.document
        if key not in similar:
            similar[key] = compare_vectors(topic.vectors[a.document], topic.vectors[b.document])
        pairs.append((one, other))
        rows.append(measure_pair(a, b, topic.rarity, similarity=similar[key]))
    return pairs, np.array(rows, dtype=np.float32)
