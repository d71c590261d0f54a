"""Confusions of events: trigger and type, mode, status, and who fills which role.

Matched as the task ``records`` matches them: by any trigger; mode and roles of actors where the
type agrees too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.evaluate.corpus import Range
from onrecord.evaluate.matching import match_best
from onrecord.evaluate.records.items import EventItem, FillerItem, Items
from onrecord.evaluate.records.match import HALF, fit_triggers, fit_typed, is_same_filler, is_same_place

from .cases import Case, Text
from .spans import touches

Pairs = list[tuple[int, int]]
LONELY: Final = "roles of events without a partner"


def compare_events(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on the events of one report, for the tables of events, modes, status and roles."""
    a, b = gold.events, found.events
    typed = sorted(match_best(a, b, score=fit_typed, floor=HALF))
    paired = sorted(match_best(a, b, score=fit_triggers, floor=HALF))
    yield from _compare_types(text, a, b, typed)
    yield from _compare_modes(text, [(a[i], b[j]) for i, j in typed])
    yield from _compare_statuses(text, [(a[i], b[j]) for i, j in paired])
    yield from _compare_fillers(text, [(a[i], b[j]) for i, j in typed])
    yield from _count_lonely_fillers(text, a, b, typed)
    yield from _compare_places(text, a, b, paired)
    yield from _compare_dates(text, a, b, paired)


def _compare_types(text: Text, gold: Sequence[EventItem], found: Sequence[EventItem], typed: Pairs) -> Iterator[Case]:
    yield from (Case(table) for table in ("events", "event types") for _ in typed)
    rest_a, rest_b = _rest(gold, [i for i, _ in typed]), _rest(found, [j for _, j in typed])
    others = sorted(match_best(rest_a, rest_b, score=fit_triggers, floor=HALF))
    for i, j in others:
        a, b = rest_a[i], rest_b[j]
        yield Case("events")
        yield text.wrong("event types", f"{a.type} taken for {b.type}", *a.triggers[:1], *b.triggers[:1])
    for event in _rest(rest_a, [i for i, _ in others]):
        is_joined = _touches_any(event, found)
        kind = f"{event.type} joined with another event" if is_joined else f"missed {event.type}"
        yield text.wrong("events", kind, *event.triggers[:1])
    for event in _rest(rest_b, [j for _, j in others]):
        is_second = _touches_any(event, gold)
        kind = f"a second {event.type} at the words of one event" if is_second else f"spurious {event.type}"
        yield text.wrong("events", kind, *event.triggers[:1])


def _rest(events: Sequence[EventItem], taken: Sequence[int]) -> list[EventItem]:
    return [event for index, event in enumerate(events) if index not in taken]


def _touches_any(event: EventItem, others: Sequence[EventItem]) -> bool:
    return any(touches(trigger, other.triggers) for other in others for trigger in event.triggers)


def _compare_modes(text: Text, pairs: list[tuple[EventItem, EventItem]]) -> Iterator[Case]:
    for a, b in pairs:
        if a.mode == b.mode:
            yield Case("modes")
        else:
            yield text.wrong("modes", _name_mode(a, b), *a.triggers)


def _name_mode(gold: EventItem, found: EventItem) -> str:
    if not found.mode:
        return f"{gold.type}: {gold.mode} missed"
    if not gold.mode:
        return f"{gold.type}: spurious {found.mode}"
    return f"{gold.type}: {gold.mode} taken for {found.mode}"


def _compare_statuses(text: Text, pairs: list[tuple[EventItem, EventItem]]) -> Iterator[Case]:
    for a, b in pairs:
        if a.status == b.status:
            yield Case("status")
        else:
            yield text.wrong("status", f"{a.status} taken for {b.status}", *a.triggers)


def _compare_fillers(text: Text, pairs: list[tuple[EventItem, EventItem]]) -> Iterator[Case]:
    """Actors and recipients of events whose type is right."""
    for a, b in pairs:
        actors, more_actors = _match(a.actors, b.actors)
        recipients, more_recipients = _match(a.recipients, b.recipients)
        right = len(a.actors) - len(actors) + len(a.recipients) - len(recipients)
        yield from (Case("roles") for _ in range(right))
        trigger = a.triggers[0]
        for left, right_side, kind in (
            (actors, more_recipients, "an actor taken for a recipient"),
            (recipients, more_actors, "a recipient taken for an actor"),
        ):
            for filler, _ in _take_same(left, right_side):
                yield text.wrong("roles", kind, trigger, filler.span, annotated=text.cut(filler.span))
        yield from _name_fillers(text, "actor", (actors, more_actors), trigger)
        yield from _name_fillers(text, "recipient", (recipients, more_recipients), trigger)


def _match(gold: Sequence[FillerItem], found: Sequence[FillerItem]) -> tuple[list[FillerItem], list[FillerItem]]:
    """What both sides have without a partner, matched as the score does."""
    left, right = [*gold], [*found]
    _take_same(left, right)
    return left, right


def _take_same(left: list[FillerItem], right: list[FillerItem]) -> list[tuple[FillerItem, FillerItem]]:
    """Take the pairs of the same filler out of both lists."""
    taken = []
    for a in tuple(left):
        b = next((other for other in right if is_same_filler(a, other)), None)
        if b is not None:
            left.remove(a)
            right.remove(b)
            taken.append((a, b))
    return taken


def _name_fillers(
    text: Text, role: str, rest: tuple[list[FillerItem], list[FillerItem]], trigger: Range
) -> Iterator[Case]:
    """Another phrase for each annotated one that is lacking; the rest is missed or too many."""
    left, right = rest
    while left and right:
        a, b = left.pop(0), right.pop(0)
        sides = {"annotated": text.cut(a.span), "read": text.cut(b.span)}
        yield text.wrong("roles", f"another phrase as {role}", trigger, a.span, **sides)
    for filler in left:
        yield text.wrong("roles", f"{role} missed", trigger, filler.span, annotated=text.cut(filler.span))
    for filler in right:
        yield text.wrong("roles", f"{role} too many", trigger, filler.span, read=text.cut(filler.span))


def _count_lonely_fillers(
    text: Text, gold: Sequence[EventItem], found: Sequence[EventItem], typed: Pairs
) -> Iterator[Case]:
    """Fillers of events that the other side does not have with this type."""
    for events, taken, kind in (
        (gold, [i for i, _ in typed], "of an event that is missed or has another type"),
        (found, [j for _, j in typed], "of an event that is spurious or has another type"),
    ):
        for event in _rest(events, taken):
            for role, fillers in (("actor", event.actors), ("recipient", event.recipients)):
                for filler in fillers:
                    yield text.wrong(LONELY, f"{role} {kind}", event.triggers[0], filler.span)


def _compare_places(text: Text, gold: Sequence[EventItem], found: Sequence[EventItem], paired: Pairs) -> Iterator[Case]:
    for i, j in paired:
        a, b = gold[i], found[j]
        if is_same_place(a, b):
            yield Case("roles")
        elif a.place and b.place:
            sides = {"annotated": text.cut(a.place), "read": text.cut(b.place)}
            yield text.wrong("roles", "another place", a.triggers[0], **sides)
        elif a.place or b.place:
            sides = {"annotated": text.cut(a.place), "read": text.cut(b.place)}
            yield text.wrong("roles", "place missed" if a.place else "place too many", a.triggers[0], **sides)
    yield from _lonely(text, "place", (gold, found), paired)


def _compare_dates(text: Text, gold: Sequence[EventItem], found: Sequence[EventItem], paired: Pairs) -> Iterator[Case]:
    for i, j in paired:
        a, b = gold[i], found[j]
        if a.date and a.date == b.date:
            yield Case("roles")
        elif a.date and b.date:
            yield text.wrong("roles", "another date", a.triggers[0], annotated=a.date, read=b.date)
        elif a.date or b.date:
            sides = {"annotated": a.date or "nothing", "read": b.date or "nothing"}
            yield text.wrong("roles", "date missed" if a.date else "date too many", a.triggers[0], **sides)
    yield from _lonely(text, "date", (gold, found), paired)


def _lonely(
    text: Text, role: str, sides: tuple[Sequence[EventItem], Sequence[EventItem]], paired: Pairs
) -> Iterator[Case]:
    """Places and dates of events whose trigger the other side does not have."""
    for side, (events, word) in enumerate(zip(sides, ("missed", "spurious"), strict=True)):
        for event in _rest(events, [pair[side] for pair in paired]):
            if getattr(event, role):
                yield text.wrong(LONELY, f"{role} of an event that is {word}", event.triggers[0])
