"""The map of labels, and which spans count."""

import pytest

from onrecord.encoder.heads import MENTION_TYPES
from onrecord.errors import CorpusError
from onrecord.evaluate.entities import Entity, EntityItem, annotated, outermost, read_phrases
from onrecord.evaluate.label_map import choose_scheme, load_schemes
from onrecord.model import Actor, MentionType, Span
from onrecord.model.layers import Mention
from onrecord.pipeline import Layers


def find(text: str, words: str) -> Span:
    """The first place of some words."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def name(text: str, words: str, type_: MentionType) -> Mention:
    """The same as a name."""
    return Mention(find(text, words), type_)


@pytest.mark.parametrize("scheme_name", load_schemes())
def test_every_label_has_one_place(scheme_name: str) -> None:
    """No label of a corpus and no type of ours stands in two rows of a scheme."""
    scheme = load_schemes()[scheme_name]
    theirs = [label for c in scheme.scored.values() for label in c.theirs] + [*scheme.left_out]
    ours = [type_ for c in scheme.scored.values() for type_ in c.ours]
    assert len(theirs) == len(set(theirs))
    assert len(ours) == len(set(ours))
    assert {scheme.of_theirs(label) for label in scheme.left_out} <= {None}
    assert set(ours) <= set(MENTION_TYPES)


@pytest.mark.parametrize(
    ("file", "labels", "name"),
    [
        ("worldwide-unseen.jsonl.gz", {"Person"}, "worldwide"),
        ("re3d-unseen.jsonl.gz", {"Person", "Location"}, "re3d"),
        ("x.jsonl", {"PER", "GPE"}, "m2e2"),
        ("x.jsonl", {"NORP", "Location"}, "worldwide"),
        ("x.jsonl", {"politician"}, "crossner-politics"),
        ("x.jsonl", set(), "uner"),
    ],
)
def test_scheme_by_name_then_by_labels(file: str, labels: set[str], name: str) -> None:
    """A file of an unknown name is recognised by its labels."""
    assert choose_scheme(file, labels) == name


@pytest.mark.parametrize("file", ["x.jsonl", "re3d-dev.jsonl"])
def test_unknown_label_is_an_error(file: str) -> None:
    """A label that no map holds is never left out silently."""
    with pytest.raises(CorpusError, match="labels Spaceship are in no map"):
        choose_scheme(file, {"Spaceship"})


def test_annotation_outermost_and_sure() -> None:
    """Inner spans, labels without counterpart and entities of confidence 0 do not count."""
    item = EntityItem(
        text="Syrian Arab Army, 300 men, Report 12 of Ana Sousa",
        entities=[
            Entity((0, 6), "Nationality", 1),
            Entity((0, 16), "Organisation", 0.7),
            Entity((18, 25), "Quantity", 1),
            Entity((27, 49), "DocumentReference", 1),
            Entity((40, 49), "Person", 1),
            Entity((7, 11), "Location", 0),
        ],
    )
    assert annotated(item, load_schemes()["re3d"]) == [((0, 16), "Organisation"), ((40, 49), "Person")]


def test_outermost_keeps_crossing_spans_and_two_labels_of_one() -> None:
    """Only what lies wholly inside a larger span goes."""
    spans = [((0, 5), "A"), ((3, 8), "B"), ((3, 8), "C"), ((4, 6), "A")]
    assert outermost(spans) == [((0, 5), "A"), ((3, 8), "B"), ((3, 8), "C")]


def test_phrases_of_a_corpus_that_annotates_descriptions() -> None:
    """Mentions of actors and places count with their article; pronouns that the corpus omits do not."""
    text = "The militia shelled Arbin. Syrians fled its fire, Col. Sami said."
    layers: Layers = {
        "mentions": (name(text, "Arbin", "place"), name(text, "Syrians", "nationality"), name(text, "Sami", "person")),
        "actors": (
            Actor(id="a1", name="militia", kind="armed_group", mentions=(find(text, "militia"), find(text, "its"))),
            Actor(id="a2", name="Sami", kind="person", mentions=(find(text, "Col. Sami"),)),
        ),
        "places": (),
    }
    scheme = load_schemes()["re3d"]
    assert scheme.phrases is not None
    found = outermost(read_phrases(layers, text, scheme, scheme.phrases))
    assert [(text[start:end], label) for (start, end), label in found] == [
        ("The militia", "Organisation"),
        ("Arbin", "Location"),
        ("Syrians", "Organisation"),
        ("Col. Sami", "Person"),
    ]
