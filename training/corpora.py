"""Corpora of attribution and factuality to training examples."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from examples import Builder, Example, Links, R, covers, put, rows, runs, word_range
from onrecord.encoder.heads import ATTRIBUTION_TAGS


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
