"""Event corpora to training examples: triggers and roles under other ontologies, and PLV's pairs.

Types and roles are mapped as the task ``events`` maps them (``onrecord/evaluate/event_types.yaml``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from examples import IGNORED, OPEN, Builder, Example, Links, R, covers, put, rows, uncovered, word_range
from onrecord.encoder.heads import TRIGGER_TAGS
from onrecord.evaluate.event_map import load_event_map
from onrecord.evaluate.events import find_listed
from onrecord.model import EventType
from onrecord.model.layers import Tokens


def events(build: Builder, corpus: str, name: str) -> Iterator[Example]:
    """Triggers and roles of WikiEvents, M2E2 or RAMS (``corpus``).

    They leave about half of the mentions of "attack", "killed" and the like without a label (62 of 264
    "killed" in WikiEvents), which is no proof that these name no event: listed words are ignored.
    """
    map_ = load_event_map()
    single = corpus == "rams"  # one event a document is annotated, the rest is unknown
    for row in rows(name):
        tokens, example = build.start(corpus, row["text"])
        mapped = set(map_.types[corpus].values())
        tags = np.full(len(tokens), IGNORED if single else OPEN, dtype=np.int16)
        tags[find_listed(tokens)] = IGNORED
        for event in row["events"]:
            words = word_range(tokens, *event["trigger"])
            type_ = map_.type_of(corpus, event["type"])
            if words[0] >= words[1]:
                continue
            if type_ is None or map_.is_open(event["type"], tokens.lower[slice(*words)]):
                tags[words[0] : words[1]] = IGNORED
                continue
            put(tags, TRIGGER_TAGS, type_, words)
            example.links.append(_roles(tokens, words[0], type_, event["args"]))
        example.tags["trigger"] = tags
        example.open["trigger"] = uncovered(TRIGGER_TAGS, mapped)
        yield example


def _roles(tokens: Tokens, head: int, type_: EventType, args: list[dict[str, Any]]) -> Links:
    """Links of one trigger; only mentions in its sentence and the one before count."""
    sentence = int(tokens.sentence_of[head])
    found: dict[int, set[int]] = {R["actor"]: set(), R["recipient"]: set(), R["place"]: set()}
    ignored: dict[int, set[int]] = {key: set() for key in found}
    for arg in args:
        ours = load_event_map().role_of(arg["role"], type_)
        if ours is None:
            continue
        spans = arg["mentions"] if "mentions" in arg else [arg["span"]]
        words = [covers(tokens, [span]) for span in spans]
        near = [w for w in words if w and tokens.sentence_of[min(w)] == sentence]
        for w in near[:1] or []:
            found[R[ours]] |= w
        for w in words:
            if w not in near[:1]:
                ignored[R[ours]] |= w
    return Links(head, found, ignored)


def event_location(build: Builder, part: str) -> Iterator[Example]:
    """Verbs and the places of their events."""
    for row in rows(f"events/event-location-{part}"):
        tokens, example = build.start("event-location", row["text"])
        words = word_range(tokens, *row["verb"])
        if words[0] < words[1]:
            example.links.append(Links(words[0], {R["place"]: covers(tokens, row["locations"])}))
            yield example


def plv_roles(build: Builder, part: str) -> Iterator[Example]:
    """PLV's pairs with their roles; ``train.teach_triggers`` finds the trigger that the source does not mark."""
    for example in plv(build, part):
        if example.pair is None or FOLDED & set(example.pair[2]):
            continue
        example.corpus = "plv-roles"
        example.tags["trigger"] = np.full(len(example.first) - 1, IGNORED, dtype=np.int16)
        yield example


FOLDED = {"AGREE", "CONCEDE"}
"""Types that PLV gives to plans too ("will send troops" is AGREE there), which the codebook keeps apart:
a sentence that holds one teaches nothing about the types of words."""


def types_of_root(root: str) -> list[str]:
    """PLV's YIELD is our CONCEDE or RETREAT."""
    return ["CONCEDE", "RETREAT"] if root == "YIELD" else [root]


def plv(build: Builder, part: str) -> Iterator[Example]:
    """Event type given the actor pair."""
    for row in rows(f"events/plv-{part}"):
        tokens, example = build.start("plv", row["text"])
        source, target = sorted(covers(tokens, row["source"])), sorted(covers(tokens, row["target"]))
        example.pair = (source, target, types_of_root(row["root"]))
        yield example


def plv_types(build: Builder, part: str) -> Iterator[Example]:
    """PLV's sentences, each once: the types of all its pairs are in it, others are not."""
    found: dict[str, list[list[str]]] = {}
    for row in rows(f"events/plv-{part}"):
        found.setdefault(row["text"], []).append(types_of_root(row["root"]))
    for text, types in found.items():
        if any(FOLDED & set(alternative) for alternative in types):
            continue
        _, example = build.start("plv-types", text)
        example.holds = [list(alternative) for alternative in dict.fromkeys(map(tuple, types))]
        yield example


def synthetic(build: Builder, part: str) -> Iterator[Example]:
    """Stories written under a headline of one type, no pair given; for experiments with the pair head only."""
    for row in rows(f"events/plover-synthetic-{part}"):
        text = row["text"].strip()
        if text:
            _, example = build.start("plv", text)
            example.pair = ([], [], [row["label"]])
            yield example


def fold_of(text: str, folds: int) -> int:
    """Fold of a sentence, by hash, so that one sentence's pairs stay together."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % folds
