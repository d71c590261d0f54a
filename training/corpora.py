"""Corpora of attribution, names and factuality to training examples."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from examples import OPEN, Builder, Example, Links, R, covers, put, rows, runs, uncovered, word_range
from onrecord.encoder.heads import ATTRIBUTION_TAGS, MENTION_TAGS


def polnear(build: Builder, part: str) -> Iterator[Example]:
    """Attribution with PolNeAR's three roles."""
    for row in rows(f"attribution/polnear-{part}"):
        tokens, example = build.start("polnear", row["text"])
        tags = np.zeros(len(tokens), dtype=np.int16)
        for attribution in row["attributions"]:
            roles = {role: covers(tokens, attribution[role]) for role in ("source", "cue", "content")}
            for role, words in roles.items():
                for run in runs(words):
                    put(tags, ATTRIBUTION_TAGS, role, run)
            for cue in runs(roles["cue"]):
                example.links.append(Links(cue[0], {R["source"]: roles["source"], R["content"]: roles["content"]}))
        example.tags["attribution"] = tags
        yield example


WORLDWIDE = {
    "Location": "place", "Person": "person", "Organization": "organisation", "NORP": "nationality", "Date": "date",
    "Misc": "other", "Money": "money", "Facility": "facility", "Product": "product",
}  # fmt: skip


def worldwide(build: Builder, part: str) -> Iterator[Example]:
    """Names in worldwide newswire."""
    for row in rows(f"entities/worldwide-{part}"):
        yield _named(build, "worldwide", row["text"], [(*e["span"], e["label"]) for e in row["entities"]])


def worldwide_swapped(build: Builder, part: str, *, copies: int = 3) -> Iterator[Example]:
    """The same with half of the names exchanged for others of their type: context has to tell the type.

    Mention replacement as in Dai and Adel (COLING 2020). A name is exchanged throughout its
    document, a surname with its full name.
    """
    rng = random.Random(5)
    documents = list(rows(f"entities/worldwide-{part}"))
    pool = NamePool(e for document in documents for e in document["entities"])
    for _ in range(copies):
        for document in documents:
            text, entities = pool.swap(document, rng)
            yield _named(build, "worldwide-swapped", text, entities)


def _named(build: Builder, corpus: str, text: str, entities: list[tuple[int, int, str]]) -> Example:
    tokens, example = build.start(corpus, text)
    tags = np.full(len(tokens), OPEN, dtype=np.int16)
    for start, end, label in entities:
        put(tags, MENTION_TAGS, WORLDWIDE[label], word_range(tokens, start, end))
    example.tags["mention"] = tags
    example.open["mention"] = uncovered(MENTION_TAGS, set(WORLDWIDE.values()))
    return example


class NamePool:
    """Names by type and whether they are one word."""

    SHARE = 0.5  # of names that are exchanged
    LABELS = frozenset({"Location", "Person", "Organization", "NORP", "Facility", "Product"})

    def __init__(self, entities: Iterable[dict[str, Any]]) -> None:
        self._names: dict[tuple[str, bool], list[str]] = {}
        for entity in entities:
            name = entity["text"]
            if entity["label"] in self.LABELS and "\n" not in name:
                self._names.setdefault((entity["label"], " " in name), []).append(name)

    def swap(self, document: dict[str, Any], rng: random.Random) -> tuple[str, list[tuple[int, int, str]]]:
        """A document's text with names exchanged, and its entities there."""
        new = self._choose(document["entities"], rng)
        parts, entities, at, size = [], [], 0, 0
        for entity in sorted(document["entities"], key=lambda e: e["span"]):
            start, end = entity["span"]
            if start < at:
                continue
            before = document["text"][at:start]
            name = new.get((entity["label"], entity["text"]), document["text"][start:end])
            parts += [before, name]
            size += len(before)
            entities.append((size, size + len(name), entity["label"]))
            size += len(name)
            at = end
        return "".join([*parts, document["text"][at:]]), entities

    def _choose(self, entities: list[dict[str, Any]], rng: random.Random) -> dict[tuple[str, str], str]:
        new: dict[tuple[str, str], str] = {}
        names = sorted({(e["label"], e["text"]) for e in entities if e["label"] in self.LABELS})
        for label, name in sorted(names, key=lambda pair: -pair[1].count(" ")):
            choices = self._names.get((label, " " in name))
            if (label, name) in new or not choices or rng.random() > self.SHARE:
                continue
            other = rng.choice(choices)
            new[label, name] = other.upper() if name.isupper() and len(name) > 5 else other
            if label == "Person" and " " in name:
                new.setdefault((label, name.rsplit(" ", 1)[1]), other.rsplit(" ", 1)[-1])
        return new


def m2e2_entities(build: Builder, part: str) -> Iterator[Example]:
    """Weapons and vehicles of M2E2; its other types are nominal and left out."""
    wanted = {"WEA": "weapon", "VEH": "vehicle"}
    for row in rows(f"entities/m2e2-{part}"):
        tokens, example = build.start("m2e2-entities", row["text"])
        tags = np.full(len(tokens), OPEN, dtype=np.int16)
        for entity in row["entities"]:
            if entity["label"] in wanted:
                put(tags, MENTION_TAGS, wanted[entity["label"]], word_range(tokens, *entity["span"]))
        example.tags["mention"] = tags
        example.open["mention"] = uncovered(MENTION_TAGS, {"weapon", "vehicle"})
        yield example


def factuality(build: Builder, part: str) -> Iterator[Example]:
    """UDS-IH2: how certainly a predicate's event happened, -3 to 3."""
    for row in rows(f"factuality/uds-ih2-{part}"):
        tokens, example = build.start("uds", row["text"])
        values = np.full(len(tokens), np.nan, dtype=np.float32)
        for target in row["targets"]:
            words = word_range(tokens, *target["span"])
            if words[0] < words[1]:
                values[words[0]] = target["factuality"]
        example.factuality = values
        yield example
