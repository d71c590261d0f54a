"""ClaimReview (schema.org): a draft a claim, for a fact checker to judge and publish.

Drafted are the claims about events that count by the rule. What was said, by whom, where and
when is filled in; the verdict (``reviewRating``), its author, date and address are not:
they are the checker's. ``citation`` lists what others say of the same incident.

Limits: the text of a claim stands as in the report, out of its context; ``creditText`` holds
the chain of voices, for which the vocabulary has no property.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.export.lookup import Lookup
from onrecord.export.words import voices_words
from onrecord.model import Actor, Claim, Counts, Entry, Incident, Place, Ref, Statements, Voice
from onrecord.model.edtf import is_edtf

from .collection import Collection, Written
from .gather import RULE
from .iri import find_page, name_item
from .view import view_entry

CONTEXT: Final = "https://schema.org"
ISO: Final = frozenset("0123456789-:TZ+")
"""Characters of an EDTF value that is an ISO 8601 date too."""


def write_claimreview(collection: Collection, file: BinaryIO) -> Written:
    """One JSON-LD document, a draft a line of its graph."""
    left_out: Counter[str] = Counter()
    count = 0
    file.write(b'{"@context":"%s","@graph":[' % CONTEXT.encode())
    for entry in collection.entries:
        for draft in _make_drafts(entry, collection, left_out):
            file.write((b",\n" if count else b"\n") + msgspec.json.encode(draft))
            count += 1
    file.write(b"\n]}\n")
    return Written(count, dict(+left_out))


def _make_drafts(entry: Entry, collection: Collection, left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    """A draft for every claim of a report that tells or denies a counted event."""
    lookup = Lookup(entry.record)
    counted: defaultdict[str, list[str]] = defaultdict(list)  # claim -> events
    for view in view_entry(entry, collection):
        if collection.rule.admits(view.facts):
            for claim in view.claims:
                counted[claim.id].append(view.event.id)
        else:
            left_out[RULE] += 1
    for claim in entry.record.claims:
        if claim.id in counted:
            incidents = (collection.incident_of(entry.report, event) for event in counted[claim.id])
            others = [said for incident in incidents if incident for said in _cite(incident, entry.report)]
            yield make_draft(claim, entry, lookup, others=others)


def make_draft(claim: Claim, entry: Entry, lookup: Lookup, *, others: list[str]) -> dict[str, Any]:
    """One draft.

    Args:
        claim: The claim.
        entry: The report that tells it.
        lookup: Its record.
        others: What other reports say of the same incident.
    """
    said = " … ".join(" ".join(span.text.split()) for span in claim.content)
    text = f"Denied by {voices_words(claim, lookup)}: {said}" if claim.polarity == "denied" else said
    return _without_empty({
        "@type": "ClaimReview",
        "@id": name_item(entry.report, claim.id),
        "creativeWorkStatus": "Draft",
        "claimReviewed": text,
        "inLanguage": entry.record.report.language,
        "itemReviewed": {
            "@type": "Claim",
            "text": text,
            "author": _make_author(claim.voices[0], lookup),
            "creditText": voices_words(claim, lookup),
            "datePublished": _to_date(claim.time),
            "contentLocation": _find_location(claim, lookup),
            "appearance": _make_appearance(entry),
        },
        "citation": others,
    })


def _make_author(voice: Voice, lookup: Lookup) -> dict[str, Any] | None:
    """Who said it: the voice nearest to the fact, where somebody is named."""
    actor = lookup.find(voice.actor)
    if not isinstance(actor, Actor):
        return {"@type": "Organization", "name": voice.source.text} if voice.source and voice.named else None
    is_person = actor.kind == "person"
    return _without_empty({
        "@type": "Person" if is_person else "Organization",
        "name": actor.name,
        "jobTitle": actor.role if is_person else None,
        "sameAs": f"https://www.wikidata.org/entity/{actor.wikidata}" if actor.wikidata else None,
    })


def _make_appearance(entry: Entry) -> dict[str, Any]:
    report = entry.record.report
    return {
        "@type": "NewsArticle",
        "identifier": entry.report.ref,
        "url": find_page(entry),
        "headline": report.title,
        "publisher": {"@type": "Organization", "name": report.publisher} if report.publisher else None,
        "datePublished": _to_date(report.published.value),
    }


def _find_location(claim: Claim, lookup: Lookup) -> dict[str, Any] | None:
    """Where the first located event of the claim happened."""
    for event in lookup.record.events:
        place = lookup.find(event.place)
        if event.id in claim.about and isinstance(place, Place) and place.lat is not None:
            geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
            return {"@type": "Place", "name": place.name, "geo": geo}
    return None


def _cite(incident: Incident, report: Ref) -> Iterator[str]:
    """What other reports say of an incident, field by field: ``killed 44 or more: Talvian Radio, in wire.txt``."""
    for name in incident.fields.__struct_fields__:
        field: Counts | Statements | None = getattr(incident.fields, name)
        for value in field.values if field else ():
            if value.report != report:
                said = _bounds(value.low, value.high) if not hasattr(value, "value") else value.value
                yield f"{name} {said}: {' ← '.join(value.voices) or 'the report itself'}, in {value.report.ref}"


def _bounds(low: float | None, high: float | None) -> str:
    if high is None or low is None:
        return f"{low} or more" if high is None else f"{high} or fewer"
    return f"{low}" if low == high else f"{low} to {high}"


def _to_date(value: str | None) -> str | None:
    """An EDTF value that is a day, month, year or moment of ISO 8601; None for any other."""
    return value if value and is_edtf(value) and set(value) <= ISO and value[5:7] < "13" else None


def _without_empty(item: dict[str, Any]) -> dict[str, Any]:
    """An object without the properties of which nothing is known, however deep."""
    kept = {name: _without_empty(value) if isinstance(value, dict) else value for name, value in item.items()}
    return {name: value for name, value in kept.items() if value not in (None, [], {})}
