"""Faults of the ontology and of the word lists that refer to it, which a form cannot see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from onrecord.lexicon.load import load_acts as load_cue_acts
from onrecord.lexicon.load import load_context_words, load_mode_words
from onrecord.model import Act, EventType, LabelKind, Quad, Status, TieType

from .load import (
    load_acts,
    load_contexts,
    load_label_kinds,
    load_quad_classes,
    load_statuses,
    load_ties,
    load_types,
)


def check_ontology() -> Iterator[str]:
    """Compare the files with the closed sets of the model and with the word lists.

    Yields:
        One line a fault; nothing if all is sound.
    """
    yield from _compare("types", load_types(), get_args(EventType))
    yield from _compare("quads", load_quad_classes(), get_args(Quad))
    yield from _compare("acts", load_acts(), get_args(Act))
    yield from _compare("ties", load_ties(), get_args(TieType))
    yield from _compare("statuses", load_statuses(), get_args(Status))
    yield from _compare("labels", load_label_kinds(), get_args(LabelKind))
    yield from _compare("acts with cues", load_cue_acts().values(), get_args(Act))
    if tuple(load_context_words()) != tuple(load_contexts()):
        yield "context_words.yaml does not list the contexts of contexts.yaml in their order"
    yield from _check_modes()


def _compare(what: str, found: Iterable[Any], wanted: tuple[str, ...]) -> Iterator[str]:
    names = dict.fromkeys(found)
    yield from (f"{what}: {name} is missing" for name in wanted if name not in names)
    yield from (f"{what}: {name} is unknown" for name in names if name not in wanted)


def _check_modes() -> Iterator[str]:
    words = load_mode_words()
    codes: dict[str, str] = {}
    for name, entry in load_types().items():
        modes = [mode.name for mode in entry.modes]
        yield from (f"{name}: mode {mode} twice" for mode in dict.fromkeys(modes) if modes.count(mode) > 1)
        worded = {mode.mode for mode in words.get(name, ())}
        yield from (f"{name}: no words for mode {mode}" for mode in modes if mode not in worded)
        yield from (f"{name}: words for unknown mode {mode}" for mode in sorted(worded) if mode not in modes)
        for code in entry.cameo:
            if code in codes:
                yield f"{name}: CAMEO {code} is also {codes[code]}"
            codes[code] = name
