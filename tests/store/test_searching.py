"""Find: words, actors, places, dates, events, on both databases alike."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.gazetteer import open_gazetteer
from onrecord.model.geometry import EARTH_KM, great_circle_km
from onrecord.store import HIT, Query, Store, find, find_spot, open_store
from onrecord.store.where import Spot
from onrecord.store.words import parse_words
from tests.server import make_place

from .conftest import CONVOY, MARKET, TALKS, Read
from .keeping import keep


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, read: Read) -> Iterator[Store]:
    """A store of three reports, which no test changes."""
    with open_store(make_place(request.param, tmp_path_factory.mktemp("found"), request), create=True) as store:
        keep(store, read(MARKET, publisher="The Harbour Post"), "market.txt")
        keep(store, read(CONVOY, published="2021-03-17", title="Convoy hit near Homs"), "convoy.txt")
        keep(store, read(TALKS, publisher="Anatolian 100% News"), "talks.txt")
        yield store


def refs(store: Store, query: Query) -> list[str]:
    """What is found, by name."""
    return [hit.ref.removesuffix(".txt") for hit in find(store, query)]


def spot(place: str, within_km: float | None = None) -> Spot:
    """A place as the command line reads it."""
    return find_spot(place, within_km=within_km, gazetteer=open_gazetteer())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("market", ["market"]),
        ("MARKETS shelling", ["market"]),
        ("food convoy", ["convoy"]),
        ('"convoy food"', []),
        ('"was ambushed"', ["convoy"]),
        ("army -convoy", ["market"]),
        ("bombed café", ["talks"]),
        ('unbalanced" army -convoy', []),
        ("army* OR 1=1 --", []),
        ("NEAR(market army)", []),
        ("rumour", []),
    ],
)
def test_words(filled: Store, words: str, expected: list[str]) -> None:
    """All must occur, in any form of theirs; whatever is typed is no language of its own."""
    assert refs(filled, Query(words=words)) == expected


def test_title_counts_more_and_the_words_are_marked(filled: Store) -> None:
    """The best fit comes first; the snippet shows where."""
    hits = list(find(filled, Query(words="Homs")))
    assert [hit.ref for hit in hits] == ["convoy.txt"]
    assert f"{HIT[0]}Homs{HIT[1]}" in (hits[0].snippet or "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(actor="Harbour Brigade"), ["market"]),
        (Query(actor="SOHR"), ["convoy"]),
        (Query(actor="Russia"), ["talks"]),
        (Query(actor="rigade"), []),
        (Query(publisher="harbour"), ["market"]),
        (Query(publisher="100%"), ["talks"]),
        (Query(first="2021-03-12"), ["market", "convoy"]),
        (Query(first="2021-03-13"), ["convoy"]),
        (Query(last="2021-03-12"), ["market"]),
        (Query(first="2021-03", last="2021-03"), ["market", "convoy"]),
        (Query(type="ASSAULT", words="army"), ["market", "convoy"]),
        (Query(type="ASSAULT", actor="Harbour Brigade"), ["market"]),
        (Query(type="ASSAULT", actor="Harbour Monitor"), []),
        (Query(status="planned"), ["convoy"]),
        (Query(type="ASSAULT", first="2021-03-09"), ["convoy"]),
        (Query(type="MOBILIZE", status="occurred"), []),
    ],
)
def test_what_is_in_them(filled: Store, query: Query, expected: list[str]) -> None:
    """With a type or a status, actor and date are the event's, else the report's."""
    assert sorted(refs(filled, query)) == sorted(expected)


@pytest.mark.parametrize(
    ("place", "within_km", "expected"),
    [
        ("Aden", None, ["market"]),
        ("Yemen", None, ["market"]),
        ("Syria", None, ["convoy", "talks"]),
        ("Homs", 5, ["convoy"]),
        ("Damascus", 200, ["convoy", "talks"]),
        ("Damascus", 50, ["talks"]),
        ("34.73, 36.72", 20, ["convoy"]),
        ("34.73,36.72", None, ["convoy"]),
        ("Homs, Syria", None, ["convoy"]),
        ("Homs, Yemen", None, []),
        ("Nowhereville", None, []),
    ],
)
def test_places(filled: Store, place: str, within_km: float | None, expected: list[str]) -> None:
    """By name, by what they lie in, by distance."""
    assert sorted(refs(filled, Query(spot=spot(place, within_km)))) == expected


def test_events_that_were_asked_for_are_told(filled: Store) -> None:
    """Those of the report that fit, no others."""
    hit = next(find(filled, Query(type="MOBILIZE")))
    assert [(event.type, event.status) for event in hit.events] == [("MOBILIZE", "planned")]
    assert CONVOY[hit.events[0].span_start : hit.events[0].span_end] == hit.events[0].text


def test_limit(filled: Store) -> None:
    """No more than were asked for."""
    assert len(refs(filled, Query(first="1900", limit=1))) == 1


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (Query(), "say what to look for"),
        (Query(words="-market"), "no word to look for"),
        (Query(words="--- !"), "no word to look for"),
        (Query(actor="?"), "no name of an actor"),
        (Query(first="yesterday"), "no EDTF date"),
    ],
)
def test_nothing_to_look_for(filled: Store, query: Query, reason: str) -> None:
    """Is told in one line."""
    with pytest.raises(InputError, match=reason):
        list(find(filled, query))


@pytest.mark.parametrize(("place", "within_km"), [("95, 10", 5), ("Nowhereville", 5)])
def test_place_that_is_none(place: str, within_km: float) -> None:
    """A position off the globe, and a distance around an unknown name."""
    with pytest.raises(InputError):
        spot(place, within_km)


@given(st.text())
def test_whatever_is_typed_is_words_or_refused(text: str) -> None:
    """No question makes a broken one; quotation marks are ours alone."""
    try:
        words = parse_words(text)
    except InputError:
        return
    assert all(term and '"' not in term for term in words.wanted + words.unwanted)


LATITUDES, LONGITUDES = st.floats(-85, 85), st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_a_distance(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    """The same both ways, never more than half around, and none to itself."""
    there = great_circle_km(lat, lon, other_lat, other_lon)
    assert there == pytest.approx(great_circle_km(other_lat, other_lon, lat, lon), abs=1e-6)
    assert 0 <= there <= EARTH_KM * 3.1416
    assert great_circle_km(lat, lon, lat, lon) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("position", ["-16.5, 179.9", "-16.5, -179.95", "60, 0", "89.5, 30"])
def test_box_loses_nothing_that_is_near(store: Store, read: Read, position: str) -> None:
    """Across the 180th meridian and near the pole too, the box holds what the distance holds."""
    keep(store, read(MARKET), "market.txt")
    lat, lon = map(float, position.split(","))
    near = [(lat + 0.1, lon), (lat, lon + 0.1), (lat, lon - 0.1)]
    for place_lat, place_lon in near:
        place_lon = (place_lon + 180) % 360 - 180
        with store.write() as connection:
            connection.exec_driver_sql(f"UPDATE places SET lat = {place_lat}, lon = {place_lon}")
        assert great_circle_km(lat, lon, place_lat, place_lon) < 20
        assert refs(store, Query(spot=spot(position, 20))) == ["market"]
        assert refs(store, Query(spot=spot(position, 0.05))) == []


def test_a_text_at_several_places_is_found_at_each(store: Store, read: Read) -> None:
    """By words, by event and by place: one hit for each ref."""
    for ref in ("a.txt", "b.txt"):
        keep(store, read(MARKET), ref)
    first = next(find(store, Query(words="market")))
    event = next(iter(read(MARKET).events)).type
    for query in (Query(words="market"), Query(type=event)):
        assert [(hit.id, hit.ref) for hit in find(store, query)] == [(first.id, "a.txt"), (first.id, "b.txt")]
