"""The word lists: strict loading, inflection, look-up."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import LexiconError
from onrecord.lexicon.find import find_act, find_contexts, find_mode
from onrecord.lexicon.inflect import inflect_noun, inflect_verb
from onrecord.lexicon.load import (
    Words,
    load_acts,
    load_groups,
    load_hedges,
    load_labels,
    load_media,
    load_status_cues,
    load_tie_words,
    load_unnamed_heads,
)
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.lexicon.strict import read_tsv, read_yaml


@pytest.mark.parametrize(
    "table",
    [load_acts(), load_hedges(), load_status_cues(), load_labels(), load_groups(), load_media(), load_unnamed_heads()],
)
def test_words_are_lower_case(table: list[str]) -> None:
    """Every listed form is lower-case, without blanks at its ends or twice inside."""
    assert all(form == " ".join(form.lower().split()) for form in table)


def test_tie_phrases_are_lower_case() -> None:
    """Every phrase that states a tie is lower-case, as the texts are compared."""
    assert all(phrase == phrase.lower() for link in load_tie_words().links for phrase in link.phrases)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("announce", {"announce", "announces", "announced", "announcing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("call for", {"call for", "calls for", "called for", "calling for"}),
    ],
)
def test_verbs(verb: str, forms: set[str]) -> None:
    """Regular, doubled, silent and irregular verbs have all their forms."""
    assert set(inflect_verb(verb)) == forms


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("ally", "allies"),
        ("gunman", "gunmen"),
        ("watch", "watches"),
        ("press release", "press releases"),
        ("day", "days"),
    ],
)
def test_nouns(noun: str, plural: str) -> None:
    """Singular and plural, of a phrase those of its last word."""
    assert inflect_noun(noun) == (noun, plural)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("say:\n  verbs: [tell]\n  nounz: [word]\n", r"words\.yaml:3: .*nounz"),
        ("say:\n  verbs: [tell,\n    no]\n", r"words\.yaml:3: Expected `str`, got `bool`"),
        ("say: {verbs: [a]}\nsay: {verbs: [b]}\n", r"words\.yaml:2: key 'say' twice"),
        ("say: [unclosed\n", r"words\.yaml:\d"),
        ("", "empty file"),
        ("1: {verbs: [a]}\n", "a key that is no string"),
    ],
)
def test_broken_yaml_has_file_and_line(tmp_path: Path, text: str, fault: str) -> None:
    """Every fault of a list names file and line."""
    path = tmp_path / "words.yaml"
    path.write_text(text)
    with pytest.raises(LexiconError, match=fault):
        read_yaml(path, dict[str, Words])


@pytest.mark.parametrize(
    ("text", "fault"), [("a\tc\n", r"t\.tsv:1: columns"), ("# x\na\tb\n1\t2\n3\n", r"t\.tsv:4: 1 cells")]
)
def test_broken_tsv_has_file_and_line(tmp_path: Path, text: str, fault: str) -> None:
    """A wrong head or a row of another length names file and line."""
    path = tmp_path / "t.tsv"
    path.write_text(text)
    with pytest.raises(LexiconError, match=fault):
        read_tsv(path, ("a", "b"))


@pytest.mark.parametrize(
    ("type_", "trigger", "sentence", "mode"),
    [
        ("ASSAULT", "shelled", "", "heavy-weapons"),
        ("ASSAULT", "destroyed", "a drone destroyed the depot", "drone"),
        ("ASSAULT", "bombing", "the bombing by two jets", "aerial"),
        ("ASSAULT", "car bomb", "", "explosives"),
        ("ASSAULT", "suicide bombing", "", "suicide-attack"),
        ("ASSAULT", "clashes", "they clashed for hours", None),
        ("ASSAULT", "assassinated", "the judge was assassinated", "targeted"),
        ("RETREAT", "truce", "", "ceasefire"),
        ("RETREAT", "pulled out", "", "withdraw"),
        ("COERCE", "detained", "", "arrest"),
        ("COERCE", "blockade", "", "restrict"),
        ("PROTEST", "hunger strike", "", "hunger"),
        ("PROTEST", "strike", "", "strike"),
        ("REQUEST", "urged", "she urged them to free the crew", "yield"),
        ("REJECT", "refused", "he refused to meet them", None),
        ("AGREE", "agreed", "they agreed by telephone", None),
    ],
)
def test_find_mode(type_: str, trigger: str, sentence: str, mode: str | None) -> None:
    """The trigger decides, the sentence helps only with weapons and the like."""
    assert find_mode(type_, trigger.split(), sentence.split()) == mode


def test_find_contexts_in_order_of_the_ontology() -> None:
    """Contexts come in the order of the ontology, whatever the order of the words."""
    assert find_contexts(["refugees", "and", "troops"]) == ("military", "migration")
    assert find_contexts([]) == ()


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "say"),
        ("according to", "say"),
        ("denied that", "deny"),
        ("threatened to", "threaten"),
        ("is believed to", "believe"),
        ("Estimates suggest", "estimate"),
        ("called on", "demand"),
        ("pledged", "promise"),
        ("xyz", None),
    ],
)
def test_find_act(cue: str, act: str | None) -> None:
    """The act follows the cue word."""
    assert find_act(cue.lower().split()) == act


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(st.sampled_from(["car", "bomb", "blast", "the"]), max_size=12))
def test_phrases_are_found_once(words: list[str]) -> None:
    """Matches are in order, disjoint, and the longest at their place."""
    book = Phrasebook.build([("car", 1), ("car bomb", 2), ("bomb blast", 3)])
    found = list(book.find_all(words))
    assert all(one.last <= two.first for one, two in itertools.pairwise(found))
    assert all(match.value == 2 for match in found if words[match.first : match.first + 2] == ["car", "bomb"])
