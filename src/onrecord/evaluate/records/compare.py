"""Compare the items of one report: counts for every row of the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from onrecord.evaluate.measures import Tally
from onrecord.model import Status

from .items import EventItem, Items
from .match import (
    Pair,
    count_fillers,
    distance_km,
    fit_contents,
    fit_places,
    fit_ties,
    fit_triggers,
    fit_typed,
    is_same_chain,
    is_same_number,
    is_same_place,
    is_same_source,
    overlap,
    pair_items,
)

Count = tuple[str, Tally]
STATUSES: tuple[Status, ...] = get_args(Status)
STATUS = "status of matched events: "
"""What the metric of each status begins with."""


def compare(gold: Items, found: Items) -> dict[str, Tally]:
    """Counts of one report.

    Args:
        gold: What annotators found.
        found: What we found.

    Returns:
        Metric to counts, always the same metrics in the same order.
    """
    return dict((*_claims(gold, found), *_events(gold, found), *_figures(gold, found), *_rest(gold, found)))


def _claims(gold: Items, found: Items) -> Iterator[Count]:
    a, b = gold.claims, found.claims
    pairs = pair_items(a, b, fit_contents)
    sourced = [(g, f) for g, f in pairs if is_same_source(g.source, f.source)]
    cued = [(g, f) for g, f in sourced if is_same_source(g.cue, f.cue)]
    yield "claim content", Tally(len(a), len(b), len(pairs))
    yield "claim content+source", Tally(len(a), len(b), len(sourced))
    yield "claim content+source+cue", Tally(len(a), len(b), len(cued))
    yield (
        "chains of two or more",
        Tally(
            sum(len(claim.chain) > 1 for claim in a),
            sum(len(claim.chain) > 1 for claim in b),
            sum(len(g.chain) > 1 and is_same_chain(g, f) for g, f in pairs),
        ),
    )
    yield "of matched claims: form", _share([g.form == f.form for g, f in pairs])
    yield "of matched claims: certainty", _share([g.certainty == f.certainty for g, f in pairs])
    yield "of matched claims: polarity", _share([g.polarity == f.polarity for g, f in pairs])
    yield "of matched claims: act", _share([g.act == f.act for g, f in pairs])


def _share(right: list[bool]) -> Tally:
    return Tally(len(right), len(right), sum(right))


def _events(gold: Items, found: Items) -> Iterator[Count]:
    a, b = gold.events, found.events
    pairs = pair_items(a, b, fit_triggers)
    typed = pair_items(a, b, fit_typed)
    yield "event trigger", Tally(len(a), len(b), len(pairs))
    yield "event trigger+type", Tally(len(a), len(b), len(typed))
    roles = dict(_roles(a, b, pairs, typed))
    yield from roles.items()
    yield "event roles, pooled", sum(roles.values(), start=Tally(0, 0, 0))
    yield "of matched events: status", _share([g.status == f.status for g, f in pairs])
    for status in STATUSES:
        both = [(g.status == status, f.status == status) for g, f in pairs]
        yield (
            f"{STATUS}{status}",
            Tally(sum(g for g, _ in both), sum(f for _, f in both), sum(g and f for g, f in both)),
        )


def _roles(
    a: tuple[EventItem, ...],
    b: tuple[EventItem, ...],
    pairs: list[Pair[EventItem]],
    typed: list[Pair[EventItem]],
) -> Iterator[Count]:
    yield (
        "event actors (typed events)",
        Tally(
            sum(len(event.actors) for event in a),
            sum(len(event.actors) for event in b),
            sum(count_fillers(g.actors, f.actors) for g, f in typed),
        ),
    )
    yield (
        "event recipients (typed events)",
        Tally(
            sum(len(event.recipients) for event in a),
            sum(len(event.recipients) for event in b),
            sum(count_fillers(g.recipients, f.recipients) for g, f in typed),
        ),
    )
    yield (
        "event place",
        Tally(
            sum(event.place is not None for event in a),
            sum(event.place is not None for event in b),
            sum(is_same_place(g, f) for g, f in pairs),
        ),
    )
    yield (
        "event date",
        Tally(
            sum(bool(event.date) for event in a),
            sum(bool(event.date) for event in b),
            sum(bool(g.date) and g.date == f.date for g, f in pairs),
        ),
    )


def _figures(gold: Items, found: Items) -> Iterator[Count]:
    a, b = gold.figures, found.figures
    pairs = pair_items(a, b, lambda x, y: overlap(x.span, y.span))
    bounded = [(g, f) for g, f in pairs if is_same_number(g.low, f.low) and is_same_number(g.high, f.high)]
    units = sum(str(g.unit).lower() == str(f.unit).lower() for g, f in bounded)
    yield "figure span", Tally(len(a), len(b), len(pairs))
    yield "figure bounds", Tally(len(a), len(b), len(bounded))
    yield "figure bounds+unit", Tally(len(a), len(b), units)


def _rest(gold: Items, found: Items) -> Iterator[Count]:
    dates = pair_items(gold.dates, found.dates, lambda x, y: overlap(x.span, y.span))
    yield "date span", Tally(len(gold.dates), len(found.dates), len(dates))
    yield "date value", Tally(len(gold.dates), len(found.dates), sum(g.value == f.value for g, f in dates))
    places = pair_items(gold.places, found.places, fit_places)
    yield "place name", Tally(len(gold.places), len(found.places), len(places))
    for limit in (161, 25):
        near = sum(distance_km(g, f) <= limit for g, f in places)
        yield f"place within {limit} km", Tally(len(gold.places), len(found.places), near)
    yield "tie", Tally(len(gold.ties), len(found.ties), len(pair_items(gold.ties, found.ties, fit_ties)))
    labels = pair_items(gold.labels, found.labels, overlap)
    yield "label", Tally(len(gold.labels), len(found.labels), len(labels))
