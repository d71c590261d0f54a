"""One event as a row sees it: its parties, figures and incident, who says so, what a rule may ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from onrecord.export.lookup import Lookup
from onrecord.export.words import voice_words
from onrecord.model import (
    Actor,
    Certainty,
    Claim,
    Entry,
    Event,
    Figure,
    Filler,
    Incident,
    Place,
    Polarity,
    Ref,
    Report,
    Span,
)

from .facts import Facts

if TYPE_CHECKING:
    from .collection import Collection

FIRMNESS: Final[tuple[Certainty, ...]] = ("certain", "probable", "possible")
"""From the firmest wording to the least firm."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who fills a role of an event.

    Attributes:
        name: The actor's neutral name, or the words of the text.
        actor: None where the words name no actor.
    """

    name: str
    span: Span
    actor: Actor | None = None


@dataclass(frozen=True)
class EventView:
    """One event of one report, without the report's text: many may wait for their incident.

    Attributes:
        ref: The report.
        report: The same, its text left out.
        claims: The claims that tell or deny it; none where the report does so in its own voice.
        chains: Who answers for each claim, nearest to the fact first.
        sources: The nearest voice that is named of each claim that tells it.
        figures: Those that belong to it.
        paragraph: Number of the paragraph of its first trigger, from 1; a headline counts.
        incident: The incident that it is a mention of; None where reports have not been compared.
    """

    ref: Ref
    report: Report
    event: Event
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    chains: tuple[str, ...]
    sources: tuple[str, ...] = ()
    paragraph: int = 1
    incident: Incident | None = None

    @property
    def id(self) -> str:
        """Report and event: ``08e24532a2a06160/e3``. One text under two names has one id."""
        return f"{self.ref.id}/{self.event.id}"

    @property
    def trigger(self) -> Span:
        """The words that name it, the most telling ones."""
        return self.event.triggers[0]

    @cached_property
    def polarity(self) -> Polarity:
        """``denied`` where every claim about it denies it.

        In a report's own voice nothing is denied: there the status says ``negated``.
        """
        return "denied" if self.claims and all(claim.polarity == "denied" for claim in self.claims) else "affirmed"

    @cached_property
    def certainty(self) -> Certainty:
        """The firmest wording of those who tell it, but no firmer than the event's own."""
        telling = [claim.certainty for claim in self.claims if claim.polarity == self.polarity] or ["certain"]
        firmest = min(FIRMNESS.index(certainty) for certainty in telling)
        return FIRMNESS[max(firmest, FIRMNESS.index(self.event.certainty))]

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """Who tells it, one chain a claim; empty for the report's own voice."""
        return self._chains("affirmed")

    @cached_property
    def deniers(self) -> tuple[str, ...]:
        """Who denies it, in the same form."""
        return self._chains("denied")

    @cached_property
    def facts(self) -> Facts:
        """What a rule may ask."""
        event, place, incident = self.event, self.place, self.incident
        return Facts(
            status=event.status,
            certainty=self.certainty,
            polarity=self.polarity,
            type=event.type,
            mode=event.mode,
            grade=incident.grade if incident else None,
            origins=len(incident.origins) if incident else None,
            confidence=event.confidence,
            precision=place.precision if place else None,
            country=place.country if place else None,
        )

    def _chains(self, polarity: Polarity) -> tuple[str, ...]:
        pairs = zip(self.claims, self.chains, strict=True)
        return tuple(dict.fromkeys(chain for claim, chain in pairs if claim.polarity == polarity))


def chain_of(claim: Claim, lookup: Lookup) -> str:
    """The voices of a claim, nearest to the fact first: ``a doctor ← Harbour Radio``."""
    return " ← ".join(voice_words(voice, lookup) for voice in claim.voices)


def view_entry(entry: Entry, collection: Collection) -> Iterator[EventView]:
    """Every event of one record, in text order, whether it counts or not."""
    lookup = Lookup(entry.record)
    report = replace(entry.record.report, text="")
    for event in entry.record.events:
        place = lookup.find(event.place)
        claims = tuple(lookup.claims_about(event.id))
        yield EventView(
            ref=entry.report,
            report=report,
            event=event,
            actors=_parties(event.actors, lookup),
            recipients=_parties(event.recipients, lookup),
            place=place if isinstance(place, Place) else None,
            figures=tuple(item for item in entry.record.figures if item.of == event.id or item.id in event.figures),
            claims=claims,
            chains=tuple(chain_of(claim, lookup) for claim in claims),
            sources=_sources(claims, lookup),
            paragraph=lookup.paragraph_at(event.triggers[0].start),
            incident=collection.incident_of(entry.report, event.id),
        )


def view_events(collection: Collection) -> Iterator[EventView]:
    """Every event of a collection that counts by its rule, report by report."""
    admits = collection.rule.admits
    for entry in collection.entries:
        yield from (view for view in view_entry(entry, collection) if admits(view.facts))


def _parties(fillers: tuple[Filler, ...], lookup: Lookup) -> tuple[Party, ...]:
    """The fillers, each actor once."""
    parties: dict[str, Party] = {}
    for filler in fillers:
        actor = lookup.find(filler.actor)
        found = actor if isinstance(actor, Actor) else None
        parties.setdefault(
            filler.actor or filler.span.text, Party(found.name if found else filler.span.text, filler.span, found)
        )
    return tuple(parties.values())


def _sources(claims: tuple[Claim, ...], lookup: Lookup) -> tuple[str, ...]:
    """Where each telling claim comes from: its first voice with words for somebody."""
    found = (
        next((voice_words(voice, lookup) for voice in claim.voices if voice.source), None)
        for claim in claims
        if claim.polarity == "affirmed"
    )
    return tuple(dict.fromkeys(source for source in found if source))
