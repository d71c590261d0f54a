"""The ontology: sound as shipped, and strict about faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import OntologyError
from onrecord.lexicon.strict import read_yaml
from onrecord.ontology.check import check_ontology
from onrecord.ontology.load import Entry, TypeEntry, load_quads, load_types

GOOD = "definition: d\nexamples: [a]\ncounter_examples: [b]\nsource: s\n"


def test_shipped_ontology_is_sound() -> None:
    """Every closed set of the model has its entries, every mode its words, every code one type."""
    assert list(check_ontology()) == []


def test_order_is_plovers() -> None:
    """The types stand from cooperation to conflict."""
    assert next(iter(load_types())) == "AGREE"
    assert [*load_types()][-1] == "ASSAULT"


def test_scores_agree_with_quads() -> None:
    """Cooperation has no negative score, conflict no positive one."""
    for name, entry in load_types().items():
        assert (entry.score > 0) == load_quads()[name].endswith("cooperation") or entry.score == 0


def test_every_type_has_examples() -> None:
    """Every type has examples and counter-examples, every mode at least one example."""
    for entry in load_types().values():
        assert len(entry.examples) >= 3
        assert len(entry.counter_examples) >= 3
        assert all(mode.examples for mode in entry.modes)


def test_unknown_key_has_file_and_line(tmp_path: Path) -> None:
    """An unknown key is an error at its own line."""
    path = tmp_path / "entry.yaml"
    path.write_text(GOOD + "exmaples: [c]\n")
    with pytest.raises(OntologyError, match=r"entry\.yaml:5: .*exmaples") as caught:
        read_yaml(path, Entry, error=OntologyError)
    assert caught.value.line == 5


def test_missing_key_is_an_error(tmp_path: Path) -> None:
    """A missing key is an error."""
    path = tmp_path / "entry.yaml"
    path.write_text("definition: d\n")
    with pytest.raises(OntologyError, match="missing required field"):
        read_yaml(path, Entry, error=OntologyError)


def test_wrong_quad_is_an_error(tmp_path: Path) -> None:
    """A value outside a closed set is an error at its line."""
    path = tmp_path / "AID.yaml"
    path.write_text(GOOD + "name: AID\nquad: nice\ncameo: []\nrequires_recipient: true\nscore: 1\n")
    with pytest.raises(OntologyError, match=r"AID\.yaml:6"):
        read_yaml(path, TypeEntry, error=OntologyError)
