"""From ranked candidates to the places of the record."""

from __future__ import annotations

from collections import Counter
from typing import Final

from msgspec.structs import replace

from onrecord.gazetteer import Entry
from onrecord.model import Alternative, Place, Spans

from .decode import confidence
from .geometry import distance_km
from .questions import Topic

MOST_ALTERNATIVES: Final = 3
HOLDER_KM: Final = 60.0  # a town and what is said to lie in it
WELL_KNOWN: Final = 4.5  # importance: a town of some 30,000
MIN_OTHERS: Final = 2
PART_CONFIDENCE: Final = 0.6  # not fitted: no corpus has quarters
Ranked = list[tuple[int, float]]


def build_places(topics: list[Topic], ranked: list[Ranked], spans: list[Spans]) -> list[Place]:
    """One place a topic.

    Args:
        topics: The names.
        ranked: For each, (index in its candidates, probability), the best first.
        spans: For each, its mentions; empty for a name that is no place.

    Returns:
        Places without ids.
    """
    entries = [choose_entry(topic, rank) for topic, rank in zip(topics, ranked, strict=True)]
    chosen = [entry for entry in entries if entry is not None and entry.country]
    countries, own = Counter(entry.country for entry in chosen), Counter(map(id, chosen))
    topic_of = {index: number for number, topic in enumerate(topics) for index in topic.members}
    places = []
    for topic, rank, entry, mentions in zip(topics, ranked, entries, spans, strict=True):
        holder = entries[topic_of[topic.holder]] if topic.holder is not None else None
        if not mentions:
            continue
        if entry is not None and holder is None and is_stray(topic, entry, countries, times=own[id(entry)]):
            places.append(_stray_place(mentions))
        elif holder is None or (entry is not None and lies_in(entry, holder)):
            places.append(_build_place(topic, rank, mentions))
        else:
            places.append(_place_in_holder(topic, holder, mentions))
    return places


def choose_entry(topic: Topic, ranked: Ranked) -> Entry | None:
    """The best candidate, or None if there is none."""
    return topic.question.candidates[ranked[0][0]] if ranked else None


def is_stray(topic: Topic, entry: Entry, countries: Counter[str | None], *, times: int) -> bool:
    """Whether a little-known place lies in a country that the report does not deal with.

    Args:
        topic: The name.
        entry: What it means.
        countries: How many of the report's names mean an entry of each country.
        times: How many of them mean this one.
    """
    if entry.kind in ("country", "region") or topic.question.containers:
        return False
    if entry.importance >= WELL_KNOWN and not topic.name.loose:
        return False
    return countries.total() - times >= MIN_OTHERS and countries[entry.country] == times


def _stray_place(mentions: Spans) -> Place:
    text = mentions[0].text
    reason = f"{text!r} is known only in countries that the report does not deal with"
    return Place(id="", name=text, mentions=mentions, unresolved=reason)


def lies_in(entry: Entry, holder: Entry) -> bool:
    """Whether an entry can lie in the one that the text says it lies in."""
    if holder.country is None or entry.country is None or holder.kind in ("region", "exact"):
        return True
    if entry.country != holder.country:
        return False
    if holder.kind in ("country", "province"):
        return True  # the two sources draw provinces differently; the model has weighed them
    return distance_km(entry, holder) <= HOLDER_KM


def _place_in_holder(topic: Topic, holder: Entry, mentions: Spans) -> Place:
    """A name that we do not know inside a place that we know.

    A quarter, a building, anything said to lie in a town is a part of it, and parts
    resolve to the smallest entry that contains them (codebook section 5).
    """
    text = mentions[0].text
    inside = topic.question.kind in ("district", "exact") or holder.kind in ("settlement", "district")
    if not inside:
        return Place(id="", name=text, mentions=mentions, unresolved=f"no entry for {text!r} in {holder.name}")
    return Place(
        id="",
        name=text.removeprefix("the "),
        lat=holder.lat,
        lon=holder.lon,
        precision=holder.kind,
        country=holder.country,
        admin1=holder.admin1,
        gazetteer_id=holder.id,
        confidence=PART_CONFIDENCE,
        mentions=mentions,
    )


def _build_place(topic: Topic, ranked: Ranked, mentions: Spans) -> Place:
    """One place, resolved to the best candidate if there is one."""
    if not ranked:
        text = mentions[0].text
        return Place(id="", name=text, mentions=mentions, unresolved=f"no entry for {text!r}")
    best, p = ranked[0]
    entry = topic.question.candidates[best]
    others = [
        Alternative(
            gazetteer_id=other.id,
            name=other.name,
            lat=other.lat,
            lon=other.lon,
            country=other.country,
            score=round(score, 4),
        )
        for index, score in ranked[1 : MOST_ALTERNATIVES + 1]
        for other in [topic.question.candidates[index]]
    ]
    return Place(
        id="",
        name=mentions[0].text.removeprefix("the ") if topic.name.part else entry.name,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.kind,
        country=entry.country,
        admin1=entry.admin1,
        gazetteer_id=entry.id,
        alternatives=tuple(others),
        confidence=confidence(p),
        mentions=mentions,
    )


def number_places(places: list[Place]) -> tuple[Place, ...]:
    """Merge places of one entry, order them by their first mention, and number them."""
    merged: dict[tuple[str, str], Place] = {}
    for place in places:
        key = (place.gazetteer_id or "", place.name)
        twin = merged.get(key)
        if twin is not None:
            place = _merge(twin, place)
        merged[key] = place
    ordered = sorted(merged.values(), key=lambda place: place.mentions[0])
    return tuple(_with(place, f"p{number}", place.mentions) for number, place in enumerate(ordered, 1))


def _merge(twin: Place, place: Place) -> Place:
    better = twin if twin.confidence >= place.confidence else place
    return _with(better, "", tuple(sorted((*twin.mentions, *place.mentions))))


def _with(place: Place, id_: str, mentions: Spans) -> Place:
    return replace(place, id=id_, mentions=mentions)
