from __future__ import annotations

import pytest

from onrecord.ontology.load import load_sectors
from onrecord.registry import find_actor, get_actor, load_actors


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("AFP", "afp"),
        ("Agence France Presse", "afp"),
        ("Jabhat al-Nusra", "hts"),
        ("Hay'at Tahrir al-Sham", "hts"),
        ("al Shabaab", "al-shabaab"),
        ("the Syrian army", "SYR/military"),
        ("Russian forces", "RUS/military"),
        ("Damascus", "SYR/state"),
        ("the Kremlin", "RUS/government"),
        ("Ukraine’s army", "UKR/military"),
        ("IS", "isis"),
        ("the UN", "un"),
        ("telesurtv.net", "telesur"),
    ],
)
def test_names_lead_to_entries(name: str, id_: str) -> None:
    """Full names, acronyms, old names, adjectives and capitals find their entry."""
    entry = find_actor(name)
    assert entry is not None
    assert entry.id == id_


@pytest.mark.parametrize("word", ["is", "us", "who", "the", "", "rt", "Amun Brigades"])
def test_common_words_are_no_actors(word: str) -> None:
    """Short names count only in their own case."""
    assert find_actor(word) is None


def test_date_chooses_among_namesakes() -> None:
    """An entry that is valid on the date goes before one that is not."""
    assert find_actor("Jaysh al-Islam", on="2015-05-01").id == "jaysh-islam"


def test_every_state_has_its_arms() -> None:
    """State, government, military and police exist for every country."""
    for code in ("SYR", "USA", "TUV", "XKX"):
        for arm in ("state", "government", "military", "police", "legislature"):
            assert get_actor(f"{code}/{arm}") is not None


def test_more_than_four_hundred_named_actors() -> None:
    """The registry is as large as we say."""
    assert sum("/" not in entry.id for entry in load_actors()) >= 700


def test_sectors_are_plovers() -> None:
    """Every sector code is one of the ontology."""
    known = set(load_sectors())
    assert {sector for entry in load_actors() for sector in entry.sectors} <= known
