"""ClaimReview drafts: schema.org's vocabulary, what is left to the checker, what the rule does."""

import json
from typing import Any, NamedTuple

import pytest

from onrecord.export.dataset import parse_rule
from onrecord.export.dataset.claimreview import write_claimreview
from onrecord.export.dataset.collection import Collection, DataFormat
from onrecord.model import Entry, Ref
from tests.fixtures.sample import EMPTY, RECORD

from .invented import EVERYTHING, compared, plain, write

FORM = DataFormat("claimreview", ".jsonld", False, write_claimreview, "")

PARENTS = {
    # Restated from schema.org, version 28: the classes that we use, with those above them.
    "ClaimReview": "Review",
    "Review": "CreativeWork",
    "Claim": "CreativeWork",
    "NewsArticle": "Article",
    "Article": "CreativeWork",
    "CreativeWork": "Thing",
    "Person": "Thing",
    "Organization": "Thing",
    "Place": "Thing",
    "GeoCoordinates": "StructuredValue",
    "StructuredValue": "Intangible",
    "Intangible": "Thing",
}


class Property(NamedTuple):
    """Classes that have it, classes and data types that it takes."""

    domain: tuple[str, ...]
    range: tuple[str, ...]


PROPERTIES = {
    "claimReviewed": Property(("ClaimReview",), ("Text",)),
    "itemReviewed": Property(("Review",), ("Thing",)),
    "appearance": Property(("Claim",), ("CreativeWork",)),
    "text": Property(("CreativeWork",), ("Text",)),
    "author": Property(("CreativeWork",), ("Organization", "Person")),
    "publisher": Property(("CreativeWork",), ("Organization", "Person")),
    "creditText": Property(("CreativeWork",), ("Text",)),
    "citation": Property(("CreativeWork",), ("CreativeWork", "Text")),
    "creativeWorkStatus": Property(("CreativeWork",), ("Text",)),
    "headline": Property(("CreativeWork",), ("Text",)),
    "inLanguage": Property(("CreativeWork",), ("Text",)),
    "datePublished": Property(("CreativeWork",), ("Text",)),  # Date or DateTime
    "contentLocation": Property(("CreativeWork",), ("Place",)),
    "jobTitle": Property(("Person",), ("Text",)),
    "geo": Property(("Place",), ("GeoCoordinates",)),
    "latitude": Property(("GeoCoordinates", "Place"), ("Number",)),
    "longitude": Property(("GeoCoordinates", "Place"), ("Number",)),
    "name": Property(("Thing",), ("Text",)),
    "url": Property(("Thing",), ("Text",)),  # URL
    "sameAs": Property(("Thing",), ("Text",)),  # URL
    "identifier": Property(("Thing",), ("Text",)),
}


def classes_of(name: str) -> set[str]:
    """A class and all above it."""
    found = {name}
    while name in PARENTS:
        name = PARENTS[name]
        found.add(name)
    return found


def check_node(node: dict[str, Any]) -> None:
    """Every property belongs to the class of its node and takes its value."""
    classes = classes_of(node["@type"])
    assert "Thing" in classes
    for key, value in node.items():
        if key.startswith("@"):
            continue
        assert classes & set(PROPERTIES[key].domain), (node["@type"], key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                check_node(one)
            found = (
                classes_of(one["@type"]) if isinstance(one, dict) else {"Text" if isinstance(one, str) else "Number"}
            )
            assert found & set(PROPERTIES[key].range), (key, one)


def load(collection: Collection) -> list[dict[str, Any]]:
    """The drafts that are written."""
    document = json.loads(write(FORM, collection)[1])
    assert document["@context"] == "https://schema.org"
    drafts: list[dict[str, Any]] = document["@graph"]
    return drafts


def sample() -> Collection:
    """The sample record, which has a date, a role and a chain."""
    return Collection((Entry(Ref(RECORD.report.id, "sample.txt"), RECORD),), rule=parse_rule(EVERYTHING))


@pytest.mark.parametrize("collection", [plain(), compared(), sample()])
def test_drafts_are_of_the_vocabulary(collection: Collection) -> None:
    """Classes and properties of schema.org, each where it may stand."""
    drafts = load(collection)
    assert drafts
    for draft in drafts:
        check_node(draft)


def test_the_verdict_is_left_to_the_checker() -> None:
    """A draft says so, and has no rating, author, date or address of its own."""
    for draft in load(compared()):
        assert draft["creativeWorkStatus"] == "Draft"
        assert draft.keys().isdisjoint({"reviewRating", "author", "datePublished", "url"})


def test_what_is_filled_in() -> None:
    """Who said it first, through whom it came, when, and what others say."""
    first = next(draft for draft in load(sample()) if draft["@id"].endswith("/c1"))
    claim = first["itemReviewed"]
    assert claim["author"] == {"@type": "Person", "name": "hospital doctor", "jobTitle": "doctor"}
    assert claim["creditText"] == "hospital doctor (unnamed) ← Coast Monitor"
    assert claim["datePublished"] == "2014-03-12"
    assert claim["appearance"]["url"] == "https://coast.example/a/1"
    assert load(compared())[0]["citation"] == [
        "killed 22: Harbour Monitor, in echo ü.txt",
        "killed 44 or more: Talvian Radio, in wire.txt",
    ]


def test_a_denial_says_that_it_is_one() -> None:
    """The words of a denied claim alone would say the opposite."""
    (denial,) = [draft for draft in load(plain()) if draft["@id"].endswith("/c2")]
    assert denial["claimReviewed"] == "Denied by Talvian Army: it had shelled the market"


def test_the_rule_decides() -> None:
    """Only claims about counted events; what is left out is told."""
    collection = plain(parse_rule("type = agree"))
    written, _ = write(FORM, collection)
    assert (written.rows, written.left_out) == (0, {"the rule": 6})
    assert load(Collection((Entry(Ref("a" * 16, "empty.txt"), EMPTY),))) == []
