"""Web Annotations (W3C Recommendation, 2017): one annotation an item of a record, as JSON-LD.

One ``AnnotationCollection`` with one page. Each target names the report and selects a span
twice: by position (code points of the canonical text, which a page on the web may not
have word for word) and by quotation with what stands before and after it, which finds
the place there. The item itself is the last body, as JSON.

Limits: several spans of one item are several targets; the model has no plain way to say
that they belong together. There is no ``created``: a record has no clock value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from onrecord.export.lookup import Item, Lookup, evidence_of, items_of
from onrecord.export.words import chain_words, figure_words, kind_words, place_words
from onrecord.model import Actor, Claim, Entry, Event, Figure, Label, Place, Record, Span, Tie, Time

from .collection import Collection, Written
from .iri import find_page, name_item, name_report

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Code points of ``prefix`` and ``suffix``; what the annotation tools of the web use."""


def write_annotations(collection: Collection, file: BinaryIO) -> Written:
    """One JSON-LD document, an annotation a line."""
    head = {"@context": CONTEXT, "id": "urn:onrecord:annotations", "type": "AnnotationCollection", "label": "OnRecord"}
    page = {"id": "urn:onrecord:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": []}
    count = 0
    file.write(msgspec.json.encode(head)[:-1] + b',"first":' + msgspec.json.encode(page)[:-2])  # both left open
    for entry in collection.entries:
        for annotation in make_annotations(entry):
            file.write((b",\n" if count else b"\n") + msgspec.json.encode(annotation))
            count += 1
    file.write(b"\n]}," + msgspec.json.encode({"total": count})[1:] + b"\n")
    return Written(count)


def make_annotations(entry: Entry) -> Iterator[dict[str, Any]]:
    """An annotation for every item of a record that stands in its text."""
    lookup = Lookup(entry.record)
    generator = _generator(entry.record)
    for item in items_of(entry.record):
        spans = evidence_of(item)
        if spans:
            yield {
                "id": name_item(entry.report, item.id),
                "type": "Annotation",
                "motivation": "identifying" if isinstance(item, Actor | Place | Time) else "describing",
                "generator": generator,
                "body": _make_bodies(item, lookup),
                "target": [_make_target(span, entry) for span in spans],
            }


def describe(item: Item, lookup: Lookup) -> str:
    """One line for a reader."""
    match item:
        case Claim():
            return f"{chain_words(item, lookup)}: {item.act}, {item.certainty}, {item.polarity}"
        case Event():
            return f"{kind_words(item)}, {item.status}"
        case Figure():
            return figure_words(item)
        case Actor():
            return f"{item.name} ({item.kind.replace('_', ' ')})"
        case Place():
            return f"{item.name}: {place_words(item)}"
        case Time():
            return item.value or "no value"
        case Tie():
            return f"{lookup.name_of(item.from_)} {item.type.replace('_', ' ')} {lookup.name_of(item.to)}"
        case Label():
            return f"{item.kind}, of {lookup.name_of(item.actor) or 'nobody named'}"


def _make_bodies(item: Item, lookup: Lookup) -> list[dict[str, str]]:
    """What kind of item, what it says, the whole of it."""
    return [
        {"type": "TextualBody", "purpose": "tagging", "value": type(item).__name__.lower()},
        {"type": "TextualBody", "purpose": "describing", "value": describe(item, lookup), "format": "text/plain"},
        {"type": "TextualBody", "value": msgspec.json.encode(item).decode(), "format": "application/json"},
    ]


def _make_target(span: Span, entry: Entry) -> dict[str, Any]:
    text = entry.record.report.text
    return {
        "source": find_page(entry) or name_report(entry.report),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def _generator(record: Record) -> dict[str, str]:
    return {
        "id": f"urn:onrecord:reader:{record.run.model}",
        "type": "Software",
        "name": f"OnRecord {record.run.version}",
    }
