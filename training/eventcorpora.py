"""Event corpora to training examples: triggers and roles under other ontologies, and PLV's pairs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from examples import IGNORED, OPEN, Builder, Example, Links, R, covers, put, rows, uncovered, word_range
from onrecord.encoder.heads import TRIGGER_TAGS
from onrecord.lexicon.load import load_trigger_words
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import EventType
from onrecord.model.layers import Tokens

# Event ontologies that others use, to PLOVER. Types that PLOVER does not code, or
# that would need more context than the type name gives, are absent (left open).
TYPE_MAPS: dict[str, dict[str, str]] = {
    "wikievents": {
        "Conflict.Attack": "ASSAULT", "Life.Injure": "ASSAULT", "Justice.ArrestJailDetain": "COERCE",
        "Conflict.Demonstrate": "PROTEST", "Justice.ChargeIndict": "ACCUSE", "Justice.InvestigateCrime": "ACCUSE",
        "Justice.Convict": "SANCTION", "Justice.Sentence": "SANCTION", "Justice.ReleaseParole": "RETREAT",
        "Contact.ThreatenCoerce": "THREATEN", "Life.Die": "ASSAULT",
    },
    "m2e2": {
        "Life:Die": "ASSAULT",
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
DYING = ("Life.Die", "Life:Die")
NOT_VIOLENT = frozenset({"died", "die", "dies", "dying", "dead", "death", "deaths", "deadly", "lost", "fatalities"})
"""Words for death that leave open whether somebody was killed."""
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


@cache
def trigger_book() -> Phrasebook[tuple[EventType, ...]]:
    """Words that name a type of event."""
    return Phrasebook.build(load_trigger_words().items())


def event_type(corpus: str, name: str) -> str | None:
    """PLOVER type of another ontology's type, by its longest mapped prefix."""
    table = TYPE_MAPS[corpus]
    for key in sorted(table, key=len, reverse=True):
        if name == key or name.startswith(key + "."):
            return table[key]
    return None


def find_listed(tokens: Tokens) -> list[int]:
    """Words that our lexicon lists as triggers.

    These corpora leave about half of the mentions of "attack", "killed" and the like without
    a label (62 of 264 "killed" in WikiEvents), which is no proof that they name no event.
    """
    return [at for found in trigger_book().find_all(tokens.lower) for at in range(found.first, found.last)]


def events(build: Builder, corpus: str, name: str) -> Iterator[Example]:
    """Triggers and roles of WikiEvents, M2E2 or RAMS (``corpus``)."""
    single = corpus == "rams"  # one event a document is annotated, the rest is unknown
    for row in rows(name):
        tokens, example = build.start(corpus, row["text"])
        mapped = set(TYPE_MAPS[corpus].values())
        tags = np.full(len(tokens), IGNORED if single else OPEN, dtype=np.int16)
        tags[find_listed(tokens)] = IGNORED
        for event in row["events"]:
            words = word_range(tokens, *event["trigger"])
            type_ = event_type(corpus, event["type"])
            if words[0] >= words[1]:
                continue
            is_open = event["type"].startswith(DYING) and not NOT_VIOLENT.isdisjoint(tokens.lower[slice(*words)])
            if type_ is None or is_open:
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
