"""Events under another ontology: what matches, what counts neither way, and who fills which role."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import CorpusError
from onrecord.evaluate import evaluate
from onrecord.evaluate.event_map import choose_corpus, load_event_map
from onrecord.evaluate.event_match import Annotated, Found, compare_fillers, match_mentions
from onrecord.evaluate.events import Argument, GoldEvent, annotate, find_listed
from onrecord.evaluate.records.items import FillerItem
from onrecord.model import EventType
from onrecord.pipeline import Reader
from onrecord.stages.segment import segment

MAPPED: set[EventType] = {"ASSAULT", "COERCE", "CONSULT", "PROTEST"}
TEXT = "Gunmen shelled the town of Bria on Monday. The mayor met the envoy there. A man died."


def gold(start: int, type_: EventType | None = "ASSAULT") -> Annotated:
    """An annotated mention of six code points."""
    return Annotated((start, start + 6), type_, {"actor": [], "recipient": [], "place": []})


def ours(start: int, type_: str = "ASSAULT", *, is_listed: bool = False) -> Found:
    """A mention of ours of six code points."""
    return Found((start, start + 6), type_, 0, is_listed)


def filler(start: int, words: str, *others: int) -> FillerItem:
    """A phrase, and where else its actor is mentioned."""
    return FillerItem((start, start + 4), words, tuple((at, at + 4) for at in (start, *others)))


@pytest.mark.parametrize(
    ("corpus", "name", "type_"),
    [
        ("wikievents", "Conflict.Attack", "ASSAULT"),
        ("wikievents", "Conflict.Attack.DetonateExplode", "ASSAULT"),
        ("wikievents", "Conflict.Attacks", None),
        ("wikievents", "Movement.Transportation", None),
        ("m2e2", "Contact:Meet", "CONSULT"),
        ("rams", "contact.negotiate.meet", "CONSULT"),
    ],
)
def test_type_of_the_longest_beginning(corpus: str, name: str, type_: str | None) -> None:
    """Whole parts of a type's name are compared."""
    assert load_event_map().type_of(corpus, name) == type_


def test_roles_of_mutual_events_are_actors() -> None:
    """Whoever is met is a party to the meeting; the victim of an attack is not."""
    map_ = load_event_map()
    assert map_.role_of("Recipient", "CONSULT") == "actor"
    assert map_.role_of("Victim", "ASSAULT") == "recipient"
    assert map_.role_of("Entity", "PROTEST") == "actor"
    assert map_.role_of("Destination", "ASSAULT") == "place"
    assert map_.role_of("Instrument", "ASSAULT") is None


def test_dying_alone_is_open() -> None:
    """Who "died" may not have been killed: this counts neither way; "killed" does, and so do other types."""
    map_ = load_event_map()
    assert map_.is_open("Life:Die", ["died"])
    assert not map_.is_open("Life.Die", ["killed"])
    assert not map_.is_open("Conflict.Attack", ["deadly"])
    died = annotate(GoldEvent("Life.Die", (80, 84)), TEXT, "wikievents", map_)
    assert died.type is None


def test_corpus_is_chosen_by_name_then_by_types() -> None:
    """A name decides; types that no map has are an error."""
    assert choose_corpus("wikievents-x.jsonl", {"Conflict.Attack", "Conflict:Attack"}) == "wikievents"
    assert choose_corpus("x.jsonl", {"contact.discussion"}) == "rams"
    with pytest.raises(CorpusError, match="in no map"):
        choose_corpus("x.jsonl", {"Weather.Rain"})


def test_arguments_under_our_roles() -> None:
    """All mentions are kept; roles without counterpart are left out."""
    args = [
        Argument("Attacker", mentions=[(0, 6), (43, 52)]),
        Argument("Place", span=(27, 31)),
        Argument("Instrument", span=(7, 14)),
    ]
    found = annotate(GoldEvent("Conflict:Attack", (7, 14), args), TEXT, "m2e2", load_event_map())
    assert found.type == "ASSAULT"
    assert [(f.words, len(f.mentions)) for f in found.fillers["actor"]] == [("Gunmen", 2)]
    assert [f.words for f in found.fillers["place"]] == ["Bria"]
    assert not found.fillers["recipient"]


def test_what_counts_neither_way() -> None:
    """Words of unmapped types, types that the corpus lacks, and unlabelled listed words."""
    matched = match_mentions(
        [gold(0), gold(20, None)],
        [ours(2), ours(20), ours(40, "SANCTION"), ours(60, is_listed=True), ours(80)],
        mapped=MAPPED,
    )
    assert [b.trigger[0] for _, b in matched.pairs] == [2]
    assert [b.trigger[0] for b in matched.unlabelled] == [60]
    assert [b.trigger[0] for b in matched.wrong] == [80]
    assert matched.missed == []


def test_another_type_on_labelled_words_is_an_error() -> None:
    """Both a miss and a wrong find, listed or not, even if the corpus does not have our type."""
    for type_ in ("PROTEST", "SANCTION"):
        matched = match_mentions([gold(0)], [ours(0, type_, is_listed=True)], mapped=MAPPED)
        assert (len(matched.pairs), len(matched.missed), len(matched.wrong)) == (0, 1, 1)


def test_mentions_match_by_half_of_the_shorter() -> None:
    """Three of six code points are enough, two are not."""
    assert match_mentions([gold(0)], [ours(3)], mapped=MAPPED).pairs
    assert not match_mentions([gold(0)], [ours(4)], mapped=MAPPED).pairs


def test_fillers_of_several_mentions_count_once() -> None:
    """One of ours that two mentions name is one; two of one mention are two."""
    rebels, army = filler(0, "rebels", 50), filler(10, "the army")
    assert compare_fillers([[filler(50, "they")], [filler(0, "Rebels")]], [rebels, army]) == (1, 2, 1)
    assert compare_fillers([[filler(0, "rebels"), filler(2, "them")]], [rebels]) == (2, 1, 1)
    assert compare_fillers([[filler(90, "the mayor")], [filler(90, "The mayor")]], [rebels]) == (1, 1, 0)
    assert compare_fillers([[filler(90, "THE ARMY")]], [army]) == (1, 1, 1)


def test_listed_words_are_those_of_the_lexicon() -> None:
    """Our list has "shelled", and not "town"."""
    tokens = segment(TEXT)
    listed = {tokens.words[at] for at in find_listed(tokens)}
    assert "shelled" in listed
    assert "town" not in listed


def write(folder: Path, events: list[dict[str, Any]]) -> Path:
    """A small corpus of one document."""
    path = folder / "m2e2-small.jsonl"
    path.write_text(json.dumps({"text": TEXT, "events": events}) + "\n", encoding="utf-8")
    return path


def test_a_plain_attack_is_found(tmp_path: Path, reader: Reader) -> None:
    """Trigger, type and roles of a plain sentence; what is not labelled counts in one row only."""
    shelled = {
        "type": "Conflict:Attack",
        "trigger": [7, 14],
        "args": [{"role": "Attacker", "span": [0, 6]}, {"role": "Place", "span": [27, 31]}],
    }
    scores = evaluate("events", write(tmp_path, [shelled]), reader=reader)
    assert scores.value("trigger+type F1") == 100
    assert scores.value("role actor F1") == 100
    assert scores.value("trigger+type, unlabelled words counted precision") < 100
    assert scores.value("trigger+type, unlabelled words counted recall") == 100


def test_unmapped_types_are_named(tmp_path: Path, reader: Reader) -> None:
    """The notes say what was left out."""
    events = [{"type": "Conflict:Attack", "trigger": [7, 14]}, {"type": "Movement:Transport", "trigger": [55, 58]}]
    scores = evaluate("events", write(tmp_path, events), reader=reader)
    assert scores.notes == (
        "types of m2e2, by the map in evaluate/event_types.yaml",
        "without counterpart and left out: Movement:Transport",
    )
