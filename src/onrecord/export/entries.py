"""The sections of a page: every item as a line of plain words.

The same for text and HTML. A section without entries is left out by both, but a
report without claims is told so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from onrecord.model import Actor, Filler, Place, Report

from .lookup import Lookup, distinct_names, start_of
from .words import (
    authority_words,
    certainty_words,
    chain_words,
    date_words,
    figure_words,
    kind_words,
    load_words,
    place_words,
)

MOST_NAMES: Final = 3
"""Other names shown for an actor; ``explain`` shows all."""

LONGEST_TITLE: Final = 160  # code points


@dataclass(frozen=True, slots=True)
class Entry:
    """One item, or one reason in "Not resolved".

    Attributes:
        id: Empty for a reason.
        at: First code point, or None where it stands nowhere.
        main: What it is.
        rest: The facts that follow on the same line.
        more: A line below.
    """

    id: str
    at: int | None
    main: str
    rest: str = ""
    more: str = ""


def title_of(report: Report) -> str:
    """The title, or the first line of the text, cut short if it is long: a pasted report may be one line."""
    return report.title or shorten(report.text.partition("\n")[0], LONGEST_TITLE, placeholder=" …")


def source_line(report: Report) -> str:
    """Publisher, author, date with its basis, and address."""
    published = report.published
    basis = load_words()["bases"][published.basis]
    date = f"{date_words(published.value)} ({basis})" if published.value else "no date"
    return _join(report.publisher, report.byline, date, report.url)


def _join(*facts: str | None) -> str:
    return " · ".join(fact for fact in facts if fact)


def _claims(lookup: Lookup) -> list[Entry]:
    acts = load_words()["acts"]
    entries = [
        Entry(
            claim.id,
            start_of(claim),
            chain_words(claim, lookup),
            rest=_join(acts[claim.act], certainty_words(claim)),
            more=" … ".join(" ".join(span.text.split()) for span in claim.content),
        )
        for claim in lookup.record.claims
    ]
    return entries or [Entry("", None, "", rest="None found: the report speaks in its own voice throughout.")]


def _events(lookup: Lookup) -> list[Entry]:
    entries = []
    for event in lookup.record.events:
        who, whom = _filler_words(event.actors, lookup), _filler_words(event.recipients, lookup)
        parties = f"{who or 'actor not told'} → {whom}" if whom else who
        trigger = event.triggers[0]
        entries.append(
            Entry(
                event.id,
                trigger.start,
                kind_words(event),
                rest=_join(parties, f"“{trigger.text}”"),
                more=_join(
                    lookup.name_of(event.place),
                    date_words(event.time) if event.time else None,
                    event.status,
                    authority_words(event.id, lookup),
                ),
            )
        )
    return entries


def _filler_words(fillers: tuple[Filler, ...], lookup: Lookup) -> str:
    return ", ".join(dict.fromkeys(lookup.name_of(filler.actor) or filler.span.text for filler in fillers))


def _figures(lookup: Lookup) -> list[Entry]:
    return [
        Entry(
            figure.id,
            figure.span.start,
            figure_words(figure),
            rest=_join(_of_words(figure.of, lookup), authority_words(figure.id, lookup)),
        )
        for figure in lookup.record.figures
    ]


def _of_words(item_id: str | None, lookup: Lookup) -> str:
    if item_id is None:
        return ""
    name = lookup.name_of(item_id)
    return f"of {name}" if name else f"in {item_id}"


def _actors(lookup: Lookup) -> list[Entry]:
    entries = []
    for actor in lookup.record.actors:
        names = [f"“{name}”" for name in distinct_names(actor)]
        also = f"also {', '.join(names[:MOST_NAMES])}{' …' if len(names) > MOST_NAMES else ''}" if names else ""
        count = f"{len(actor.mentions)} mentions" if len(actor.mentions) > 1 else ""
        facts = _join(actor.role, actor.kind.replace("_", " "), " ".join(actor.countries), also, count)
        entries.append(Entry(actor.id, start_of(actor), actor.name, rest=facts))
    return entries


def _places(lookup: Lookup) -> list[Entry]:
    return [Entry(place.id, start_of(place), place.name, rest=place_words(place)) for place in lookup.record.places]


def _times(lookup: Lookup) -> list[Entry]:
    return [
        Entry(
            time.id,
            time.span.start,
            date_words(time.value) if time.value else "no value",
            rest=f"“{time.span.text}”",
        )
        for time in lookup.record.times
    ]


def _ties(lookup: Lookup) -> list[Entry]:
    ties = load_words()["ties"]
    entries = []
    for tie in lookup.record.ties:
        one, other = lookup.name_of(tie.from_) or tie.from_, lookup.name_of(tie.to) or tie.to
        if tie.type == "alias" and tie.spans:
            one, other = tie.spans[0].text, tie.spans[-1].text
        entries.append(
            Entry(tie.id, start_of(tie), f"{one} {ties[tie.type]} {other}", rest=authority_words(tie.id, lookup))
        )
    return entries


def _labels(lookup: Lookup) -> list[Entry]:
    claims = {claim.id: claim for claim in lookup.record.claims}
    entries = []
    for label in lookup.record.labels:
        claim = claims.get(label.by)
        by = f"used by {chain_words(claim, lookup)}" if claim else "used by this report"
        name = lookup.name_of(label.actor)
        facts = _join(f"for {name}" if name else "", label.kind, by)
        entries.append(Entry(label.id, label.span.start, f"“{label.span.text}”", rest=facts))
    return entries


def _unresolved(lookup: Lookup) -> list[Entry]:
    """Problems, and the actors and places without an entry, gathered by reason."""
    entries = []
    for problem in lookup.record.problems:
        words = f"“{problem.span.text}”" if problem.span else problem.stage
        entries.append(Entry("", problem.span.start if problem.span else None, words, rest=problem.reason))
    told = {(problem.span, problem.reason) for problem in lookup.record.problems}
    reasons: dict[str, list[Actor | Place]] = {}
    named: tuple[Actor | Place, ...] = (*lookup.record.places, *lookup.record.actors)
    for item in named:
        if item.unresolved and not any((span, item.unresolved) in told for span in item.mentions):
            reasons.setdefault(item.unresolved, []).append(item)
    for reason, items in reasons.items():
        names = ", ".join(item.name for item in items)
        entries.append(Entry("", min(map(start_of, items)), names, rest=reason))
    return entries


SECTIONS: Final[tuple[tuple[str, Callable[[Lookup], list[Entry]]], ...]] = (
    ("Claims", _claims),
    ("Events", _events),
    ("Figures", _figures),
    ("People and groups", _actors),
    ("Places", _places),
    ("Dates", _times),
    ("Ties", _ties),
    ("Labels", _labels),
    ("Not resolved, and why", _unresolved),
)
"""Heading and entries of each section, in the order of the page."""
