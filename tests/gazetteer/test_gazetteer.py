from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import GazetteerError
from onrecord.gazetteer import drop_article, loosen_name, normalise_name, open_gazetteer, read_gazetteer
from onrecord.lexicon.countries import find_demonym, load_countries


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Damascus", "SYR", 33.5, 36.3),
        ("Kyiv", "UKR", 50.45, 30.5),
        ("Makhachkala", "RUS", 42.98, 47.5),
        ("Chengdu", "CHN", 30.66, 104.07),
        ("Nyala", "SDN", 12.05, 24.88),
    ],
)
def test_well_known_places(name: str, country: str, lat: float, lon: float) -> None:
    """A well-known name finds its place among the first two candidates."""
    assert any(
        entry.country == country and abs(entry.lat - lat) < 0.5 and abs(entry.lon - lon) < 0.5
        for entry in open_gazetteer().find(name)[:2]
    )


def test_every_country_has_its_label_point() -> None:
    """Each country of the table is found by code, at the point of the table."""
    for country in load_countries():
        entry = open_gazetteer().country(country.iso3)
        assert entry is not None, country.iso3
        assert (entry.lat, entry.lon) == (pytest.approx(country.lat, abs=0.001), pytest.approx(country.lon, abs=0.001))


def test_candidates_fall_in_importance() -> None:
    """Candidates come by falling importance."""
    found = [entry.importance for entry in open_gazetteer().find("Springfield")]
    assert len(found) > 5
    assert found == sorted(found, reverse=True)


def test_unknown_names_find_nothing() -> None:
    """A name that no place bears, and no name at all, find nothing."""
    assert open_gazetteer().find("Xqzwvorr") == ()
    assert open_gazetteer().find("—") == ()


def test_loose_spelling() -> None:
    """Another transliteration is found when it is asked for."""
    found = open_gazetteer().find("Sarakeb", loose=True)
    assert any(entry.name == "Saraqib" for entry in found)


def test_changed_file_is_refused(tmp_path) -> None:
    """A file that differs from its manifest, or is none, is an error."""
    place, manifest = tmp_path / "places.bin", tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"sha256": "0" * 64}))
    with pytest.raises(GazetteerError, match="cannot be opened"):
        read_gazetteer(place, manifest)
    place.write_bytes(b"ONRGAZ1\nrest")
    with pytest.raises(GazetteerError, match="SHA-256"):
        read_gazetteer(place, manifest)


def test_look_up_is_quick() -> None:
    """A known name takes less than 50 microseconds once its block is open."""
    gazetteer = open_gazetteer()
    gazetteer.find("Aleppo")
    start = time.perf_counter()
    for _ in range(1000):
        gazetteer.find("Aleppo")
    assert (time.perf_counter() - start) / 1000 < 50e-6


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(name: str) -> None:
    """A key is its own key."""
    key = normalise_name(name)
    assert normalise_name(key) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ar-Raqqah", "al-Raqqa"), ("Şūrān", "Suran"), ("N'Djamena", "NDJAMENA"), ("Deir ez-Zor", "Deir al-Zor")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """Spellings that differ in marks, case and article have one key."""
    assert normalise_name(one) == normalise_name(other)


@given(st.text("aehlst 19", max_size=14))
def test_plain_names_have_the_keys_of_marked_ones(name: str) -> None:
    """The short way for names of plain letters gives what the whole way gives."""
    assert normalise_name(name) == normalise_name(f".{name}’")


def test_keys_without_article() -> None:
    """Only a leading article goes."""
    assert drop_article("al bab") == "bab"
    assert drop_article("bab al hawa") == "bab al hawa"


def test_loosened_keys_meet() -> None:
    """Vowels that transliterations disagree on do not count."""
    assert loosen_name(normalise_name("Douma")) == loosen_name(normalise_name("Dūmā"))


def test_demonyms() -> None:
    """Adjectives and nouns lead to one country."""
    assert find_demonym("Danish") == find_demonym("Danes") == "DNK"
