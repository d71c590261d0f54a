"""A collection as tables: one a noun of the codebook, for spreadsheets and data frames.

Of events and their fillers only those that count by the rule are given; of everything
else, everything. The text of the reports is left out. Columns: ``columns/tables.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from onrecord.export.lookup import Lookup
from onrecord.export.words import voice_words
from onrecord.model import Claim, Entry, Voice

from .cells import at_span, days_cells, join, ranges_of, source_of, text_at, voices_about
from .collection import Collection
from .columns import Row
from .event_rows import event_row, filler_rows
from .incident_rows import incident_row, origin_rows, statement_rows
from .view import chain_of, view_entry


def _reports(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    report, run = entry.record.report, entry.record.run
    yield {
        "ref": entry.report.ref,
        "id": entry.report.id,
        "title": report.title,
        "byline": report.byline,
        "publisher": report.publisher,
        "url": report.url,
        "published": report.published.value,
        "published_basis": report.published.basis,
        "voices": join(voice_words(voice, lookup) for voice in report.voices),
        "language": report.language,
        "media_type": report.media_type,
        "origin_sha256": report.origin_sha256,
        "length": len(report.text),
        "claims": len(entry.record.claims),
        "events": len(entry.record.events),
        "version": run.version,
        "model": run.model,
    }


def _claims(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for claim in entry.record.claims:
        yield {
            **source_of(entry),
            "id": claim.id,
            "act": claim.act,
            "form": claim.form,
            "certainty": claim.certainty,
            "polarity": claim.polarity,
            "voices": chain_of(claim, lookup),
            "about": join(claim.about),
            "time": claim.time,
            "hedges": join(span.text for span in claim.hedges),
            "confidence": claim.confidence,
            **at_span(claim.content[0]),
            "spans": ranges_of(claim.content),
            "content": " … ".join(span.text for span in claim.content),
        }


def _voices(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for number, voice in enumerate(entry.record.report.voices, 1):
        yield {**source_of(entry), "claim": "report", "position": number, **_voice(voice, lookup)}
    for claim in entry.record.claims:
        for number, voice in enumerate(claim.voices, 1):
            yield {**source_of(entry), "claim": claim.id, "position": number, **_voice(voice, lookup)}


def _voice(voice: Voice, lookup: Lookup) -> Row:
    cue = at_span(voice.cue)
    return {
        "name": lookup.name_of(voice.actor) or (voice.source.text if voice.source else None),
        "actor": voice.actor,
        "named": voice.named,
        "medium": voice.medium.text if voice.medium else None,
        "source": voice.source.text if voice.source else None,
        **at_span(voice.source or voice.cue),
        "cue": voice.cue.text if voice.cue else None,
        "cue_start": cue["start"],
        "cue_end": cue["end"],
    }


def _figures(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for figure in entry.record.figures:
        yield {
            **source_of(entry),
            "id": figure.id,
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "approximate": figure.approximate,
            "cumulative": figure.cumulative,
            "of": figure.of,
            "certainty": figure.certainty,
            "voices": voices_about(figure.id, lookup),
            **text_at(figure.span),
        }


def _actors(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for actor in entry.record.actors:
        yield {
            **source_of(entry),
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "countries": join(actor.countries),
            "sectors": join(actor.sectors),
            "role": actor.role,
            "registry_id": actor.registry_id,
            "wikidata": actor.wikidata,
            "unresolved": actor.unresolved,
            "mentions": len(actor.mentions),
            **text_at(actor.mentions[0]),
        }


def _places(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for place in entry.record.places:
        yield {
            **source_of(entry),
            "id": place.id,
            "name": place.name,
            "latitude": place.lat,
            "longitude": place.lon,
            "precision": place.precision,
            "country": place.country,
            "admin1": place.admin1,
            "gazetteer_id": place.gazetteer_id,
            "confidence": place.confidence,
            "unresolved": place.unresolved,
            "mentions": len(place.mentions),
            **text_at(place.mentions[0]),
        }


def _times(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for time in entry.record.times:
        yield {
            **source_of(entry),
            "id": time.id,
            "value": time.value,
            **days_cells(time.value),
            "anchor": time.anchor,
            **text_at(time.span),
        }


def _ties(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for tie in entry.record.ties:
        yield {
            **source_of(entry),
            "id": tie.id,
            "type": tie.type,
            "from": tie.from_,
            "from_name": lookup.name_of(tie.from_),
            "to": tie.to,
            "to_name": lookup.name_of(tie.to),
            "certainty": tie.certainty,
            "voices": voices_about(tie.id, lookup),
            "confidence": tie.confidence,
            **at_span(tie.spans[0] if tie.spans else None),
            "spans": ranges_of(tie.spans),
        }


def _labels(entry: Entry, lookup: Lookup) -> Iterator[Row]:
    for label in entry.record.labels:
        claim = lookup.find(label.by)
        yield {
            **source_of(entry),
            "id": label.id,
            "kind": label.kind,
            "actor": label.actor,
            "actor_name": lookup.name_of(label.actor),
            "by": label.by,
            "voices": chain_of(claim, lookup) if isinstance(claim, Claim) else None,
            **text_at(label.span),
        }


OF_ENTRIES: Final[tuple[tuple[str, Callable[[Entry, Lookup], Iterator[Row]]], ...]] = (
    ("reports", _reports),
    ("claims", _claims),
    ("voices", _voices),
    ("figures", _figures),
    ("actors", _actors),
    ("places", _places),
    ("times", _times),
    ("ties", _ties),
    ("labels", _labels),
)
"""Table, and what makes its rows of one record."""


def iterate_rows(collection: Collection) -> Iterator[tuple[str, Row | None]]:
    """Every row of every table in one pass, with the name of its table.

    Yields:
        An event that the rule keeps out comes as ``("events", None)``, to be counted.
    """
    for entry in collection.entries:
        lookup = Lookup(entry.record)
        for table, make in OF_ENTRIES:
            for row in make(entry, lookup):
                yield table, row
        for view in view_entry(entry, collection):
            if not collection.rule.admits(view.facts):
                yield "events", None
                continue
            yield "events", event_row(view)
            for row in filler_rows(view):
                yield "fillers", row
    for incident in collection.incidents:
        yield "incidents", incident_row(incident)
        for row in statement_rows(incident):
            yield "statements", row
    for origin in collection.origins:
        for row in origin_rows(origin):
            yield "origins", row
