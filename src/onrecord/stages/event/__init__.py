"""Stage 7, event: who did what to whom, where, when, and whether it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.find import find_contexts, find_mode
from onrecord.lexicon.load import load_status_cues
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import EventDraft, Figure, Mention, Span, SpanIndex, Spans, Status, Time, Tokens
from onrecord.model.layers import Signals

from .clause import Clauses
from .fillers import (
    ACTOR,
    PLACE,
    RECIPIENT,
    TIME,
    Fillers,
    complete_fillers,
    find_counts,
    find_fillers,
    find_place,
    find_time,
    merge_fillers,
)
from .group import group_triggers
from .nearby import Nearby
from .roles import MOVING, fill_roles
from .scene import Scenery
from .triggers import Trigger, find_status, find_triggers

__all__ = ["find_events"]

ROLES = (ACTOR, RECIPIENT, PLACE, TIME)
NAMED = frozenset({"person", "organisation", "place", "nationality"})  # names that no filler cuts in two
CUE_REACH = 8  # words before a trigger in which the words that give its status are looked for


def find_events(
    tokens: Tokens,
    *,
    signals: Signals,
    mentions: tuple[Mention, ...] = (),
    phrases: Spans = (),
    times: tuple[Time, ...] = (),
    figures: tuple[Figure, ...] = (),
) -> tuple[EventDraft, ...]:
    """Events of a report (codebook section 2).

    Args:
        tokens: n words.
        signals: ``trigger``, ``status`` and the links of triggers.
        mentions: For places, and for the bounds of names.
        phrases: For the bounds of who acts and undergoes.
        times: For the time.
        figures: For the counts that belong to an event.

    Returns:
        In text order of their first mention; all mentions of one event are one draft.
    """
    nouns = (*phrases, *(m.span for m in mentions if m.type in NAMED))
    triggers = find_triggers(tokens, signals)
    linked = {(t.head, role): find_fillers(tokens, signals, t, role) for t in triggers for role in ROLES}
    around = Around(
        linked=linked,
        nearby=Nearby(tokens, frozenset(trigger.head for trigger in triggers)),
        clauses=Clauses(tokens, nouns, times),
        places=SpanIndex((m for m in mentions if m.type in {"place", "facility"}), span_of=lambda m: m.span),
        nouns=SpanIndex(nouns, span_of=lambda span: span),
        times=SpanIndex(times, span_of=lambda t: t.span),
        figures=SpanIndex(figures, span_of=lambda f: f.span),
    )
    scenery = Scenery(tokens, linked, around.nearby, around.places, around.times)
    groups = group_triggers(tokens, signals, triggers, {t.head: scenery.read(t) for t in triggers})
    return tuple(_draft(f"e{n}", tokens, signals, group, around=around) for n, group in enumerate(groups, 1))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the triggers, to be looked up by head and role, or by span."""

    linked: Mapping[tuple[int, int], Fillers]
    nearby: Nearby
    clauses: Clauses
    places: SpanIndex[Mention]
    nouns: SpanIndex[Span]
    times: SpanIndex[Time]
    figures: SpanIndex[Figure]


def _draft(id_: str, tokens: Tokens, signals: Signals, group: list[Trigger], *, around: Around) -> EventDraft:
    """One event of the triggers that name it."""
    found = {role: [around.linked[trigger.head, role] for trigger in group] for role in ROLES}
    whole = {
        role: [complete_fillers(tokens.text, fillers, around.nouns) for fillers in found[role]]
        for role in (ACTOR, RECIPIENT)
    }
    roles = [
        fill_roles(tokens, trigger, around.clauses.read(trigger.words), actors=acting, recipients=undergoing)
        for trigger, acting, undergoing in zip(group, whole[ACTOR], whole[RECIPIENT], strict=True)
    ]
    actors = merge_fillers(acting for acting, _ in roles)
    recipients = tuple(
        s for s in merge_fillers(undergoing for _, undergoing in roles) if not any(s.overlaps(a) for a in actors)
    )
    place = find_place(tuple(f.span for fillers in found[PLACE] for f in fillers), around.places)
    time = find_time(tuple(f.span for fillers in found[TIME] for f in fillers), around.times)
    for trigger in group:
        place = place or around.nearby.find_place(trigger.words, around.places)
        time = time or around.nearby.find_time(trigger.words, around.times)
    telling = sorted(group, key=lambda t: -_weight(t, found[ACTOR][group.index(t)]))
    status = find_status(group)
    counts = dict.fromkeys(i for t in group for i in find_counts(tokens, t, actors + recipients, around.figures))
    return EventDraft(
        id=id_,
        triggers=tuple(tokens.span(*t.words) for t in telling),
        type=group[0].type,
        mode=_mode_of(tokens, group),
        contexts=find_contexts(_sentence(tokens, group[0])),
        status=status,
        status_cues=_status_cues(tokens, group, status),
        actors=actors,
        recipients=() if group[0].type in MOVING else recipients,
        place=place,
        time=time.span if time else None,
        figures=tuple(counts),
        score=round(max(t.score for t in group), 3),
    )


def _weight(trigger: Trigger, actors: Fillers) -> float:
    """How telling a mention is: its score, more with an actor beside it."""
    return trigger.score + (0.3 if actors else 0.0)


def _sentence(tokens: Tokens, trigger: Trigger) -> tuple[str, ...]:
    return tokens.lower[slice(*tokens.sentence_around(trigger.head))]


def _mode_of(tokens: Tokens, group: list[Trigger]) -> str | None:
    words = [word for t in group for word in tokens.lower[slice(*t.words)]]
    wide = [word for sentence in dict.fromkeys(_sentence(tokens, t) for t in group) for word in sentence]
    return find_mode(group[0].type, words, wide)


@cache
def _status_book() -> Phrasebook[Status]:
    return Phrasebook.build(load_status_cues().items())


def _status_cues(tokens: Tokens, group: list[Trigger], status: Status) -> Spans:
    """Words before a trigger that give the status that was found."""
    if status == "occurred":
        return ()
    found = []
    for trigger in group:
        first = max(tokens.sentence_around(trigger.head)[0], trigger.head - CUE_REACH)
        found += [
            tokens.span(first + m.first, first + m.last)
            for m in _status_book().find_all(tokens.lower[first : trigger.words[1]])
            if m.value == status and first + m.first < trigger.words[1]
        ]
    return tuple(dict.fromkeys(found))
