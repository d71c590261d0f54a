"""Web Annotations: their model, their context, the way back to the record."""

import json
from typing import Any

import jsonschema
import msgspec
from pyld import jsonld

from onrecord.export.dataset.annotations import write_annotations
from onrecord.export.dataset.collection import Collection, DataFormat
from onrecord.export.lookup import items_of
from onrecord.model import Entry, Ref
from tests.fixtures.sample import EMPTY, RECORD

from .invented import ENTRIES, plain, write

FORM = DataFormat("annotations", ".jsonld", False, write_annotations, "")
IRI = {"type": "string", "format": "uri", "pattern": "^[a-z]+:"}
SCHEMA: dict[str, Any] = {
    # Restated from the Web Annotation Data Model, sections 3.1 to 3.3, 4.2, 5.1 and 5.2.
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["id", "type", "startIndex", "items"],
            "properties": {"type": {"const": "AnnotationPage"}, "items": {"items": {"$ref": "#/$defs/annotation"}}},
        },
    },
    "$defs": {
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["describing", "identifying"]},
                "body": {"items": {"$ref": "#/$defs/body"}, "minItems": 1},
                "target": {"items": {"$ref": "#/$defs/target"}, "minItems": 1},
            },
        },
        "body": {
            "type": "object",
            "required": ["type", "value"],
            "properties": {"type": {"const": "TextualBody"}, "purpose": {"enum": ["tagging", "describing"]}},
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": IRI,
                "selector": {
                    "prefixItems": [
                        {
                            "required": ["start", "end"],
                            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"minimum": 0}},
                        },
                        {"required": ["exact"], "properties": {"type": {"const": "TextQuoteSelector"}}},
                    ]
                },
            },
        },
    },
}
AS, DC, FOAF = "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
OA, RDF = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CONTEXT = {
    # The terms that we use, as anno.jsonld maps them.
    "id": "@id",
    "type": "@type",
    **{name: OA + name for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector")},
    **{
        name: OA + name
        for name in ("start", "end", "exact", "prefix", "suffix", "describing", "identifying", "tagging")
    },
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "Software": AS + "Application",
    "body": {"@type": "@id", "@id": OA + "hasBody"},
    "target": {"@type": "@id", "@id": OA + "hasTarget"},
    "source": {"@type": "@id", "@id": OA + "hasSource"},
    "selector": {"@type": "@id", "@id": OA + "hasSelector"},
    "motivation": {"@type": "@vocab", "@id": OA + "motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": OA + "hasPurpose"},
    "value": RDF + "value",
    "format": DC + "format",
    "generator": {"@type": "@id", "@id": AS + "generator"},
    "name": FOAF + "name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "first": {"@type": "@id", "@id": AS + "first"},
    "items": {"@type": "@id", "@id": AS + "items", "@container": "@list"},
    "startIndex": AS + "startIndex",
    "total": AS + "totalItems",
}


def load(collection: Collection) -> dict[str, Any]:
    """The document that is written."""
    document: dict[str, Any] = json.loads(write(FORM, collection)[1])
    return document


def test_form_is_that_of_the_model() -> None:
    """Classes, properties and what must be there, also of a collection without reports."""
    for collection in (plain(), Collection(()), Collection((Entry(Ref("a" * 16, "empty.txt"), EMPTY),))):
        document = load(collection)
        jsonschema.validate(document, SCHEMA)
        assert document["total"] == len(document["first"]["items"])


def count_keys(value: object) -> int:
    """Keys of all objects, but for those that are names in JSON-LD."""
    if isinstance(value, dict):
        return sum(key not in {"@context", "id", "type"} for key in value) + sum(map(count_keys, value.values()))
    return sum(map(count_keys, value)) if isinstance(value, list) else 0


def count_properties(value: object) -> int:
    """Properties of all nodes of an expanded document."""
    if isinstance(value, dict):
        return sum(not key.startswith("@") for key in value) + sum(map(count_properties, value.values()))
    return sum(map(count_properties, value)) if isinstance(value, list) else 0


def test_every_key_is_a_term_of_the_context() -> None:
    """JSON-LD drops a key that its context does not define: none is dropped."""
    document = load(plain())
    expanded = jsonld.expand({**document, "@context": CONTEXT})
    assert count_properties(expanded) == count_keys(document)


def test_both_selectors_select_the_span() -> None:
    """By position in the text of the report, and by quotation with what stands around it."""
    texts = {f"urn:onrecord:{entry.report.id}": entry.record.report.text for entry in ENTRIES}
    texts["https://post.example/1"] = ENTRIES[0].record.report.text
    for annotation in load(plain())["first"]["items"]:
        for target in annotation["target"]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_round_trip() -> None:
    """The last body of an annotation is the item, and every item has one annotation."""
    entry = Entry(Ref(RECORD.report.id, "sample.txt"), RECORD)
    found = load(Collection((entry,)))["first"]["items"]
    items = items_of(RECORD)
    assert [annotation["id"] for annotation in found] == [
        f"urn:onrecord:{RECORD.report.id}/{item.id}" for item in items
    ]
    for annotation, item in zip(found, items, strict=True):
        assert annotation["body"][0]["value"] == type(item).__name__.lower()
        assert msgspec.json.decode(annotation["body"][2]["value"], type=type(item)) == item


def test_a_source_is_an_iri() -> None:
    """The page's address, made safe; else the report's own name, never a path."""
    record = msgspec.structs.replace(RECORD, report=msgspec.structs.replace(RECORD.report, url=None))
    for ref, source in (
        ("http://coast.example/a b", "http://coast.example/a%20b"),
        ("folder/a.txt", f"urn:onrecord:{RECORD.report.id}"),
    ):
        document = load(Collection((Entry(Ref(RECORD.report.id, ref), record),)))
        assert document["first"]["items"][0]["target"][0]["source"] == source
