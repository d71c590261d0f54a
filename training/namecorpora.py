"""Corpora of names to training examples."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import numpy as np

from examples import IGNORED, OPEN, Builder, Example, put, rows, uncovered, word_range
from onrecord.encoder.heads import MENTION_TAGS
from onrecord.pipeline import Reader, report_from_text

Entity = tuple[int, int, str]  # start, end, label

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


def _named(
    build: Builder, corpus: str, text: str, entities: Iterable[Entity], *, types: Mapping[str, str] = WORLDWIDE
) -> Example:
    """An example with names; words under a label that ``types`` lacks teach nothing."""
    tokens, example = build.start(corpus, text)
    tags = np.full(len(tokens), OPEN, dtype=np.int16)
    for start, end, label in entities:
        words = word_range(tokens, start, end)
        if label in types:
            put(tags, MENTION_TAGS, types[label], words)
        else:
            tags[slice(*words)] = IGNORED
    example.tags["mention"] = tags
    example.open["mention"] = uncovered(MENTION_TAGS, set(types.values()))
    return example


UNER = {"PER": "person", "LOC": "place", "ORG": "organisation"}  # OTH is a mixture
CROSSNER = {
    "person": "person", "politician": "person", "location": "place", "country": "place", "organisation": "organisation",
    "politicalparty": "organisation", "election": "other", "event": "other",
}  # fmt: skip


def uner(build: Builder, part: str) -> Iterator[Example]:
    """Names in web text, the sentences of a document joined."""
    for _, group in groupby(rows(f"entities/uner-{part}"), key=lambda row: row["doc"]):
        parts, entities, size = [], [], 0
        for row in group:
            entities += [(size + e["span"][0], size + e["span"][1], e["label"]) for e in row["entities"]]
            parts.append(row["text"])
            size += len(row["text"]) + 1
        yield _named(build, "uner", " ".join(parts), entities, types=UNER)


def crossner(build: Builder, part: str) -> Iterator[Example]:
    """Names in Wikipedia's sentences on politics."""
    for row in rows(f"entities/crossner-politics-{part}"):
        entities = [(*e["span"], e["label"]) for e in row["entities"]]
        yield _named(build, "crossner", row["text"], entities, types=CROSSNER)


def news(build: Builder, part: str, *, sure: float = 0.7) -> Iterator[Example]:
    """Raw news with the names that the shipped reader finds, gazetteer and votes included; doubt teaches nothing."""
    if part != "train":
        return
    reader = Reader()
    for row in rows("reports/article-conflict-dev"):
        layers = reader.find_layers(report_from_text(row["text"]), until="mention")
        text = layers["text"]
        tokens, example = build.start("news", text)
        tags = np.zeros(len(tokens), dtype=np.int16)
        said = layers["signals"].mention
        doubtful = np.zeros(len(tokens), dtype=bool)
        doubtful[said.words] = np.exp(said.values.max(-1)) < sure
        for mention in layers["mentions"]:
            first, last = word_range(tokens, mention.span.start, mention.span.end)
            put(tags, MENTION_TAGS, mention.type, (first, last))
            doubtful[first:last] |= mention.score < sure
        tags[doubtful] = IGNORED
        example.tags["mention"] = tags
        yield example


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
