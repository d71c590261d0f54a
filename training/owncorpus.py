"""Our own annotated reports to training examples; they alone cover all heads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from examples import IGNORED, OPEN, Builder, Example, Links, R, covers, put, runs, uncovered, word_range
from onrecord.encoder.heads import ATTRIBUTION_TAGS, MENTION_TAGS, STATUSES, TRIGGER_TAGS
from onrecord.model.layers import Tokens
from ownreports import load_report

REPORTS = Path(__file__).resolve().parent / "reports"


def own(build: Builder, part: str) -> Iterator[Example]:
    """Our own reports, everything annotated."""
    for path in sorted(REPORTS.glob("*.yaml")):
        report = load_report(path)
        if (report.data.get("split") == "dev") != (part == "dev"):
            continue
        tokens, example = build.start("own", report.text)
        _own_claims(report, tokens, example)
        _own_events(report, tokens, example)
        _own_mentions(report, tokens, example)
        yield example


def _own_claims(report: Any, tokens: Tokens, example: Example) -> None:
    tags = np.zeros(len(tokens), dtype=np.int16)
    depth = np.zeros(len(tokens), dtype=np.int16)
    claims = []
    for claim in report.data.get("claims") or []:
        content = set()
        for reference in claim["content"]:
            a, b = report.span(reference)
            first, last = word_range(tokens, a, b)
            # PolNeAR's content holds the "that" which the codebook leaves out.
            if first and tokens.words[first - 1] == "that":
                first -= 1
            content |= set(range(first, last))
        voices = []
        for voice in claim["voices"]:
            spans = {k: voice.get(k) for k in ("source", "cue", "medium")}
            voices.append({k: covers(tokens, [list(report.span(v))]) if v else set() for k, v in spans.items()})
        claims.append((content, voices))
    # Outermost first: an inner claim's roles inside an outer content stay content, as in PolNeAR.
    for content, voices in sorted(claims, key=lambda c: -len(c[0])):
        taken = {"content": content}
        for role, words in [("content", content)] + [(r, v[r]) for v in voices for r in ("source", "cue")]:
            for run in runs({w for w in words if not depth[w]}):
                put(tags, ATTRIBUTION_TAGS, role, run)
        for w in taken["content"] | {w for v in voices for r in ("source", "cue") for w in v[r]}:
            depth[w] += 1
        for voice in voices:
            for cue in runs(voice["cue"]):
                example.links.append(
                    Links(cue[0], {R["source"]: voice["source"], R["content"]: content, R["medium"]: voice["medium"]})
                )
    example.tags["attribution"] = tags


def _own_events(report: Any, tokens: Tokens, example: Example) -> None:
    tags = np.zeros(len(tokens), dtype=np.int16)
    status = np.full(len(tokens), IGNORED, dtype=np.int16)
    for event in report.data.get("events") or []:
        triggers = [word_range(tokens, *report.span(t)) for t in event["triggers"]]
        fillers: dict[int, list[set[int]]] = {
            R["actor"]: [covers(tokens, [list(report.span(a))]) for a in event.get("actors") or []],
            R["recipient"]: [covers(tokens, [list(report.span(a))]) for a in event.get("recipients") or []],
            R["place"]: [covers(tokens, [list(report.span(event["place"]))])] if event.get("place") else [],
            R["time"]: [covers(tokens, [list(report.span(event["time"]))])] if event.get("time") else [],
        }
        for words in triggers:
            put(tags, TRIGGER_TAGS, event["type"], words)
            status[words[0]] = STATUSES.index(event["status"])
            sentence = int(tokens.sentence_of[words[0]])
            found: dict[int, set[int]] = {key: set() for key in fillers}
            ignored: dict[int, set[int]] = {key: set() for key in fillers}
            for key, phrases in fillers.items():
                for phrase in phrases:
                    near = phrase and tokens.sentence_of[min(phrase)] == sentence
                    (found if near else ignored)[key].update(phrase)
            found[R["same"]] = {t[0] for t in triggers}
            example.links.append(Links(words[0], found, ignored))
    example.tags["trigger"] = tags
    example.tags["status"] = status


def _own_mentions(report: Any, tokens: Tokens, example: Example) -> None:
    """Weapons, vehicles and what else is named; person, organisation … come from newswire."""
    tags = np.full(len(tokens), OPEN, dtype=np.int16)
    for mention in report.data.get("mentions") or []:
        if mention["type"] in {"weapon", "vehicle"}:
            put(tags, MENTION_TAGS, mention["type"], word_range(tokens, *report.span(mention["text"])))
    example.tags["mention"] = tags
    example.open["mention"] = uncovered(MENTION_TAGS, {"weapon", "vehicle"})
