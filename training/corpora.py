"""Corpora to training examples: words, labels and links, with what each corpus covers.

Each corpus annotates a part of what the heads say. A label that a corpus does not
cover is not learned as absent: ``-1`` is ignored, ``-2`` means "nothing, or
something that this corpus does not annotate".
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.encoder.heads import ATTRIBUTION_TAGS, MENTION_TAGS, RELATIONS, STATUSES, TRIGGER_TAGS
from onrecord.encoder.window import cut_pieces
from onrecord.model.layers import Tokens
from onrecord.stages.segment import segment
from ownreports import load_report

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora"
REPORTS = Path(__file__).resolve().parent / "reports"
IGNORED, OPEN = -1, -2
R = {name: index for index, name in enumerate(RELATIONS)}


@dataclass
class Links:
    """For one head word: words of each relation; relations not listed are not covered."""

    head: int
    words: dict[int, set[int]]
    ignored: dict[int, set[int]] = field(default_factory=dict)


@dataclass
class Example:
    """One document, encoded.

    Attributes:
        ids, features: (p,) as in ``onrecord.encoder.window.Pieces``.
        first: (n + 1,) first piece of each word.
        sentences: (s + 1,) first word of each sentence.
        tags: head name to (n,) labels.
        open: head name to the indexes allowed where the label is ``OPEN``.
        links: rows of the relation heads.
        factuality: (n,) or None; nan where not annotated.
        pair: (source words, target words, allowed event types) or None.
        holds: event types of which the sentence holds a trigger, we know not where; a set is
            an alternative. All other types are absent.
    """

    corpus: str
    ids: np.ndarray
    features: np.ndarray
    first: np.ndarray
    sentences: np.ndarray
    tags: dict[str, np.ndarray] = field(default_factory=dict)
    open: dict[str, tuple[int, ...]] = field(default_factory=dict)
    links: list[Links] = field(default_factory=list)
    factuality: np.ndarray | None = None
    pair: tuple[list[int], list[int], list[str]] | None = None
    holds: list[list[str]] = field(default_factory=list)


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Records of one corpus file, such as ``events/plv-train``."""
    with gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Builder:
    """Makes examples with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer

    def start(self, corpus: str, text: str) -> tuple[Tokens, Example]:
        """An example without labels, with its tokens."""
        tokens = segment(text)
        pieces = cut_pieces(tokens, self.tokenizer)
        return tokens, Example(
            corpus, pieces.ids.astype(np.int32), pieces.features.astype(np.int32), pieces.first, tokens.sentences
        )


def put(labels: np.ndarray, tags: tuple[str, ...], label: str, words: tuple[int, int]) -> None:
    """Write one span in BIO."""
    first, last = words
    if first < last:
        labels[first] = tags.index(f"B-{label}")
        labels[first + 1 : last] = tags.index(f"I-{label}")


def covers(tokens: Tokens, spans: list[list[int]]) -> set[int]:
    """Words under a list of spans."""
    return {w for a, b in spans for w in range(*word_range(tokens, a, b))}


def word_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Words that overlap a code point range."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    last = int(np.searchsorted(tokens.starts, end, side="left"))
    return first, max(first, last)


def runs(words: set[int]) -> list[tuple[int, int]]:
    """Maximal runs of word indexes."""
    out: list[tuple[int, int]] = []
    for w in sorted(words):
        if out and out[-1][1] == w:
            out[-1] = (out[-1][0], w + 1)
        else:
            out.append((w, w + 1))
    return out


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


def uncovered(tags: tuple[str, ...], labels: set[str]) -> tuple[int, ...]:
    """O, and the tags of labels that a corpus does not annotate."""
    return tuple(i for i, tag in enumerate(tags) if tag == "O" or tag[2:] not in labels)


def worldwide(build: Builder, part: str) -> Iterator[Example]:
    """Names in worldwide newswire."""
    for row in rows(f"entities/worldwide-{part}"):
        tokens, example = build.start("worldwide", row["text"])
        tags = np.full(len(tokens), OPEN, dtype=np.int16)
        for entity in row["entities"]:
            put(tags, MENTION_TAGS, WORLDWIDE[entity["label"]], word_range(tokens, *entity["span"]))
        example.tags["mention"] = tags
        example.open["mention"] = uncovered(MENTION_TAGS, set(WORLDWIDE.values()))
        yield example


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


# Event ontologies that others use, to PLOVER. Types that PLOVER does not code, or
# that would need more context than the type name gives, are absent (left open).
TYPE_MAPS: dict[str, dict[str, str]] = {
    "wikievents": {
        "Conflict.Attack": "ASSAULT", "Life.Injure": "ASSAULT", "Justice.ArrestJailDetain": "COERCE",
        "Conflict.Demonstrate": "PROTEST", "Justice.ChargeIndict": "ACCUSE", "Justice.InvestigateCrime": "ACCUSE",
        "Justice.Convict": "SANCTION", "Justice.Sentence": "SANCTION", "Justice.ReleaseParole": "RETREAT",
        "Contact.ThreatenCoerce": "THREATEN",
    },
    "m2e2": {
        "Conflict:Attack": "ASSAULT", "Justice:Arrest-Jail": "COERCE", "Contact:Meet": "CONSULT",
        "Conflict:Demonstrate": "PROTEST",
    },
    "rams": {
        "conflict.attack": "ASSAULT", "contact.discussion": "CONSULT", "contact.negotiate": "CONSULT",
        "contact.threatencoerce": "THREATEN", "justice.arrestjaildetain": "COERCE",
        "government.agreements": "AGREE", "conflict.yield": "RETREAT", "contact.requestadvise": "REQUEST",
        "contact.commandorder": "REQUEST", "transaction.transaction.embargosanction": "SANCTION",
        "transaction.transferownership.embargosanction": "SANCTION", "justice.investigate": "ACCUSE",
        "justice.initiatejudicialprocess": "ACCUSE", "justice.judicialconsequences.convict": "SANCTION",
        "conflict.demonstrate": "PROTEST", "transaction.transfermoney.giftgrantprovideaid": "AID",
        "transaction.transferownership.giftgrantprovideaid": "AID",
        "transaction.transaction.giftgrantprovideaid": "AID", "contact.collaborate": "COOPERATE",
    },
}  # fmt: skip
# Results of violence: an ASSAULT if violent, nothing otherwise; never learned as absent.
ROLE_MAP = {
    "actor": {
        *("attacker", "killer", "injurer", "jailer", "demonstrator", "giver", "communicator", "investigator"),
        *("prosecutor", "judgecourt", "perpetrator", "destroyer", "damager", "damagerdestroyer", "agent"),
        *("police", "executioner", "participant", "preventer", "transporter", "inspector", "retreater"),
    },
    "recipient": {
        *("target", "victim", "detainee", "defendant", "recipient", "beneficiary", "person"),
        *("artifact", "observedentity", "investigatedentity", "inspectedentity"),
    },
    "place": {"place", "destination"},
}
ROLE_OF = {role: ours for ours, roles in ROLE_MAP.items() for role in roles}
MEETING = {"CONSULT", "AGREE", "COOPERATE"}


def event_type(corpus: str, name: str) -> str | None:
    """PLOVER type of another ontology's type, by its longest mapped prefix."""
    table = TYPE_MAPS[corpus]
    for key in sorted(table, key=len, reverse=True):
        if name == key or name.startswith(key + "."):
            return table[key]
    return None


def events(build: Builder, corpus: str, name: str) -> Iterator[Example]:
    """Triggers and roles of WikiEvents, M2E2 or RAMS (``corpus``)."""
    single = corpus == "rams"  # one event a document is annotated, the rest is unknown
    for row in rows(name):
        tokens, example = build.start(corpus, row["text"])
        mapped = set(TYPE_MAPS[corpus].values())
        tags = np.full(len(tokens), IGNORED if single else OPEN, dtype=np.int16)
        for event in row["events"]:
            words = word_range(tokens, *event["trigger"])
            type_ = event_type(corpus, event["type"])
            if words[0] >= words[1]:
                continue
            if type_ is None:
                tags[words[0] : words[1]] = IGNORED
                continue
            put(tags, TRIGGER_TAGS, type_, words)
            example.links.append(_roles(tokens, words[0], type_, event["args"]))
        example.tags["trigger"] = tags
        example.open["trigger"] = uncovered(TRIGGER_TAGS, mapped)
        yield example


def _roles(tokens: Tokens, head: int, type_: str, args: list[dict[str, Any]]) -> Links:
    """Links of one trigger; only mentions in its sentence and the one before count."""
    sentence = int(tokens.sentence_of[head])
    found: dict[int, set[int]] = {R["actor"]: set(), R["recipient"]: set(), R["place"]: set()}
    ignored: dict[int, set[int]] = {key: set() for key in found}
    for arg in args:
        role = arg["role"].lower()
        ours = ROLE_OF.get(role)
        if role == "entity" or (type_ in MEETING and ours == "recipient"):
            ours = "actor"
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


def plv_roles(build: Builder, part: str) -> Iterator[Example]:
    """PLV's pairs with their roles; ``train.teach_triggers`` finds the trigger that the source does not mark."""
    for example in plv(build, part):
        example.corpus = "plv-roles"
        example.tags["trigger"] = np.full(len(example.first) - 1, IGNORED, dtype=np.int16)
        yield example


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


def fold_of(text: str, folds: int) -> int:
    """Fold of a sentence, by hash, so that one sentence's pairs stay together."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % folds
