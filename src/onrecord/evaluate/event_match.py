"""When a mention of an event is one of another ontology's, and when a filler is: the rules of ``events``."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import EventType

from .corpus import Range
from .event_map import EventRole
from .matching import match_best
from .measures import Tally
from .records.items import EventItem, FillerItem, Ranges
from .records.match import HALF, overlap, overlap_any


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated mention; ``type`` is None where it counts neither way."""

    trigger: Range
    type: EventType | None
    fillers: dict[EventRole, list[FillerItem]]


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of ours, and the number of its event."""

    trigger: Range
    type: str
    event: int
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """Mentions of one document.

    Attributes:
        pairs: Those that match.
        missed: Annotated ones that we do not have.
        wrong: Ours that are errors.
        unlabelled: Ours on listed words without a label.
    """

    pairs: list[tuple[Annotated, Found]]
    missed: list[Annotated]
    wrong: list[Found]
    unlabelled: list[Found]


def match_mentions(gold: list[Annotated], found: list[Found], *, mapped: set[EventType]) -> Matched:
    """Match the mentions of one document, and say of the others whether they count.

    Args:
        gold: Annotated ones.
        found: Ours.
        mapped: Our types that the corpus has.
    """

    def fit(a: Annotated, b: Found) -> float:
        return overlap(a.trigger, b.trigger) * (a.type == b.type)

    matches = match_best(gold, found, score=fit, floor=HALF)
    taken_gold, taken_found = ({*column} for column in (zip(*matches, strict=True) if matches else ((), ())))
    closed: Ranges = tuple(a.trigger for a in gold if a.type is None)
    labelled: Ranges = tuple(a.trigger for a in gold if a.type is not None)
    wrong: list[Found] = []
    unlabelled: list[Found] = []
    for number, b in enumerate(found):
        if number in taken_found:
            continue
        if overlap_any((b.trigger,), labelled) >= HALF:
            wrong.append(b)
        elif b.type in mapped and overlap_any((b.trigger,), closed) < HALF:
            (unlabelled if b.is_listed else wrong).append(b)
    missed = [a for number, a in enumerate(gold) if number not in taken_gold and a.type is not None]
    return Matched([(gold[i], found[j]) for i, j in matches], missed, wrong, unlabelled)


def count_role(role: EventRole, matched: Matched, ours: tuple[EventItem, ...]) -> dict[int, Tally]:
    """Fillers of one role in each event of ours that has a matched mention."""
    mentions: dict[int, list[Annotated]] = {}
    for a, b in matched.pairs:
        mentions.setdefault(b.event, []).append(a)
    return {
        number: compare_fillers([a.fillers[role] for a in annotated], fillers_of(ours[number], role))
        for number, annotated in mentions.items()
    }


def compare_fillers(gold: list[list[FillerItem]], found: list[FillerItem]) -> Tally:
    """Fillers of one role of one event.

    Args:
        gold: Those of each annotated mention; matched one to one within a mention.
        found: Ours.
    """
    right: set[int] = set()
    missed: set[str] = set()
    for fillers in gold:
        pairs = match_best(fillers, found, score=_fit_fillers, floor=HALF)
        right.update(j for _, j in pairs)
        has = {i for i, _ in pairs}
        missed.update(filler.words.lower() for i, filler in enumerate(fillers) if i not in has)
    return Tally(len(right) + len(missed), len(found), len(right))


def _fit_fillers(a: FillerItem, b: FillerItem) -> float:
    return max(overlap_any(a.mentions, (b.span, *b.mentions)), float(a.words.lower() == b.words.lower()))


def fillers_of(event: EventItem, role: EventRole) -> list[FillerItem]:
    """What fills a role of an event of ours."""
    if role == "place":
        return [FillerItem(event.place, "", event.mentions)] if event.place else []
    return [*(event.actors if role == "actor" else event.recipients)]


def count_unmatched(
    role: EventRole, matched: Matched, ours: tuple[EventItem, ...], *, unlabelled: bool = False
) -> Tally:
    """Fillers of one role of missed mentions, and of our events that are errors."""
    has = {b.event for _, b in matched.pairs}
    wrong = {b.event for b in (*matched.wrong, *(matched.unlabelled if unlabelled else ()))} - has
    return Tally(
        sum(len(a.fillers[role]) for a in matched.missed),
        sum(len(fillers_of(ours[number], role)) for number in wrong),
        0,
    )
