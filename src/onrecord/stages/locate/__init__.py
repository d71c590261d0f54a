"""Stage locate: names of places to entries of the gazetteer."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from onrecord.gazetteer import Entry, Gazetteer
from onrecord.model import Alternative, Mention, Place, Span, Spans, Tokens

from .decode import choose_entries, confidence
from .geometry import distance_km
from .questions import Topic, pose_questions

__all__ = ["locate_places"]

MOST_ALTERNATIVES: Final = 3
HOLDER_KM: Final = 60.0  # a town and what is said to lie in it
PART_CONFIDENCE: Final = 0.6  # not fitted: no corpus has quarters


def locate_places(
    tokens: Tokens, *, mentions: tuple[Mention, ...], gazetteer: Gazetteer, actor_spans: Spans = ()
) -> tuple[Place, ...]:
    """Resolve the names of places.

    Args:
        tokens: The report.
        mentions: Names of any type; those of type place and facility are resolved,
            nationalities only speak for their country.
        gazetteer: Where names are looked up.
        actor_spans: Place names that act or speak; left out here.

    Returns:
        Places in text order. Mentions of one name are one place, and so are names
        that resolve to one entry, except that a part ("eastern Aleppo") stays alone.
    """
    taken = {(span.start, span.end) for span in actor_spans}
    asked = tuple(
        mention
        for mention in sorted(mentions)
        if mention.type in ("place", "facility", "nationality") and (mention.span.start, mention.span.end) not in taken
    )
    topics = pose_questions(tokens.text, asked, gazetteer)
    ranked = choose_entries([topic.question for topic in topics])
    entries = [choose_entry(topic, rank) for topic, rank in zip(topics, ranked, strict=True)]
    topic_of = {index: number for number, topic in enumerate(topics) for index in topic.members}
    places = []
    for topic, rank, entry in zip(topics, ranked, entries, strict=True):
        if asked[topic.members[0]].type == "nationality":
            continue
        mentions = tuple(asked[index].span for index in topic.members)
        holder = entries[topic_of[topic.holder]] if topic.holder is not None else None
        if holder is None or (entry is not None and lies_in(entry, holder)):
            places.append(_build_place(topic, rank, mentions))
        else:
            places.append(_place_in_holder(topic, holder, mentions, asked[topic.members[0]].type == "facility"))
    return _number_places(places)


def choose_entry(topic: Topic, ranked: list[tuple[int, float]]) -> Entry | None:
    """The best candidate, or None if there is none."""
    return topic.question.candidates[ranked[0][0]] if ranked else None


def lies_in(entry: Entry, holder: Entry) -> bool:
    """Whether an entry can lie in the one that the text says it lies in."""
    if holder.country is None or entry.country is None or holder.kind in ("region", "exact"):
        return True
    if entry.country != holder.country:
        return False
    if holder.kind in ("country", "province"):
        return True  # the two sources draw provinces differently; the model has weighed them
    return distance_km(entry, holder) <= HOLDER_KM


def _place_in_holder(topic: Topic, holder: Entry, mentions: Spans, is_facility: bool) -> Place:
    """A name that we do not know inside a place that we know.

    A quarter, a building, anything said to lie in a town is a part of it, and parts
    resolve to the smallest entry that contains them (codebook section 5).
    """
    text = mentions[0].text
    inside = is_facility or topic.question.kind in ("district", "exact") or holder.kind in ("settlement", "district")
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


def _build_place(topic: Topic, ranked: list[tuple[int, float]], mentions: Spans) -> Place:
    """One place, resolved to the best candidate if there is one."""
    if not ranked:
        text = mentions[0].text
        return Place(id="", name=text, mentions=mentions, unresolved=f"no entry for {text!r}")
    best, p = ranked[0]
    entry = topic.question.candidates[best]
    others = [
        Alternative(
            gazetteer_id=other.id, name=other.name, lat=other.lat, lon=other.lon, country=other.country,
            score=round(score, 4),
        )  # fmt: skip
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


def _number_places(places: list[Place]) -> tuple[Place, ...]:
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


def _with(place: Place, id_: str, mentions: tuple[Span, ...]) -> Place:
    return replace(place, id=id_, mentions=mentions)
