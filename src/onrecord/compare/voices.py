"""Who speaks, under a key that is the same in every report.

A voice is known by its registry id, else by its normalised name. Three steps more:

- a description ("the monitoring group") stands for the one source of its kind that the
  report names ("Syrian Observatory for Human Rights");
- a person who speaks for a body ("director of the Observatory") has that body's key;
- the media of one state have one key ("state television", "SANA").

Limits: an unnamed person ("a source at the hospital") stays unnamed, also at a named body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from onrecord.lexicon.countries import load_countries
from onrecord.lexicon.load import load_media, load_unnamed_heads
from onrecord.model import Actor, Claim, Record, Span, Tie, Voice
from onrecord.registry import RegistryEntry, find_actor, get_actor, key_of, load_actors
from onrecord.stages.attribute.lists import load_agency_words

from .digest import Source, Telling
from .words import StandIn, load_compare_words

STATE_MEDIA = "state-media/"
HEAD = 400  # code points in which an agency may stand before the date
UNNAMED_WITHIN = 4  # words at the head of a noun phrase
BODIES = frozenset({"ngo", "igo", "media", "state", "government", "military", "police", "armed_group", "party"})


@dataclass
class Cast:
    """The sources and chains of one report, as they are met.

    Attributes:
        sources: Each key once; a source that has no name once a mention.
        tellings: The report's own voice first.
    """

    record: Record
    sources: list[Source] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=lambda: [Telling((), "affirmed")])
    _by_key: dict[tuple[str, str], int] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)
    _bodies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._actors = {actor.id: actor for actor in self.record.actors}
        self._bodies = _find_bodies(self.record.ties, self._actors)

    def add_claim(self, claim: Claim) -> int:
        """Index of the chain of a claim."""
        voices = [self.add_voice(voice) for voice in claim.voices if voice.source is not None]
        telling = Telling(tuple(dict.fromkeys(voices)), claim.polarity)
        if telling in self.tellings:
            return self.tellings.index(telling)
        self.tellings.append(telling)
        return len(self.tellings) - 1

    def add_voice(self, voice: Voice) -> int:
        """Index of the source of a voice.

        Raises:
            ValueError: The voice has none.
        """
        if voice.source is None:
            raise ValueError("a voice without a source has no index")
        return self._add(self._identify(voice, voice.source))

    def add_credits(self) -> tuple[int, ...]:
        """Indexes of the agencies that the whole report came through."""
        words = load_compare_words()
        found = []
        for voice in self.record.report.voices:
            if voice.source is None or voice.source.text.lower() in words.no_credit | load_media():
                continue
            known = find_actor(voice.source.text)
            key = known.id if known else key_of(voice.source.text)
            name = known.name if known else voice.source.text
            found.append(self._add(Source(key, name, "agency", True, voice.source)))
        if not found:
            found = [self._add(source) for source in find_signatures(self.record.report.text)]
        return tuple(dict.fromkeys(found))

    def affiliations(self) -> tuple[tuple[str, int], ...]:
        """Persons of the report with the bodies that they speak for."""
        found = []
        for person, body in sorted(self._bodies.items()):
            actor, whole = self._actors[person], self._actors[body]
            span = actor.mentions[0]
            found.append((_key(actor), self._add(self._named(whole, span))))
        return tuple(dict.fromkeys(found))

    def _identify(self, voice: Voice, span: Span) -> Source:
        actor = self._actors.get(voice.actor or "")
        name = actor.name if actor else span.text
        state = _find_state_media(span.text, actor, self.record) or _find_state_media(name, actor, self.record)
        if state is not None:
            return Source(STATE_MEDIA + state, f"state media ({state})", "source", True, span)
        if actor is not None and actor.registry_id is not None and not _is_unnamed(span.text):
            return _named(actor, span)
        other = self._stands_for(f"{name} {span.text}")
        if other is not None:
            return _named(other, span)
        arm = _find_arm(span.text, self.record) if actor is None or actor.registry_id is None else None
        if arm is not None:
            return Source(arm.id, arm.name, "source", True, span)
        if _is_unnamed(span.text):
            return Source(key_of(name), name, "source", False, span)
        if actor is not None and actor.kind == "person" and voice.named:
            body = self._actors.get(self._bodies.get(actor.id, "")) or self._body_within(span)
            return self._named(body, span) if body else Source(_key(actor), name, "source", True, span)
        is_name = name[:1].isupper() and name.lower() not in load_compare_words().stops
        return Source(key_of(name), name, "source", voice.named and actor is not None and is_name, span)

    def _named(self, actor: Actor, span: Span) -> Source:
        """A body under its key, or under that of the body that its name describes ("the Observatory")."""
        other = self._stands_for(actor.name) if actor.registry_id is None else None
        return _named(other or actor, span)

    def _body_within(self, span: Span) -> Actor | None:
        """The one named body inside a noun phrase: "Ali Hasan, director of the Coast Monitor"."""
        found = [
            actor
            for actor in self.record.actors
            if actor.kind in BODIES and any(span.contains(m) and m != span for m in actor.mentions)
        ]
        return found[0] if len(found) == 1 else None

    def _stands_for(self, description: str) -> Actor | None:
        """The one named source of the report that a description can mean."""
        words = description.lower().replace("-", " ").split()
        for form in load_compare_words().stand_ins:
            if any(word in form.heads for word in words) and any(word in form.cues for word in words):
                found = [actor for actor in self.record.actors if _is_such(actor, form)]
                return found[0] if len({_key(actor) for actor in found}) == 1 else self._known(words, form)
        return None

    def _known(self, words: list[str], form: StandIn) -> Actor | None:
        """The one actor of the registry that a description can mean in a report about its country."""
        told = {word for word in words if word in form.names}
        places = {place.country for place in self.record.places}
        found = [
            entry for entry in _watchers() if told & set(entry.name.lower().split()) and places & set(entry.countries)
        ]
        if len(found) != 1:
            return None
        return Actor(id="", name=found[0].name, kind=found[0].kind, registry_id=found[0].id, mentions=())

    def _add(self, source: Source) -> int:
        if (source.key, source.kind) not in self._by_key:
            self._by_key[source.key, source.kind] = len(self.sources)
            self.sources.append(source)
        return self._by_key[source.key, source.kind]


@cache
def _signature() -> re.Pattern[str]:
    """An agency before the date at the head ("AFP Thursday 6 Mar 2014"), or run into the last line ("--AFP")."""
    names = sorted(load_agency_words().names, key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, names))
    days = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    return re.compile(rf"(?<!\w)(?P<head>{either})(?= {days} \d)|(?:-|–|—|\()\s?(?P<tail>{either})\)?\.?\s*\Z")


def find_signatures(text: str) -> Iterator[Source]:
    """Agencies that sign a report where its lines were lost, as they are in scraped text."""
    for match in _signature().finditer(text):
        name = match["head"] or match["tail"]
        if match["head"] is not None and match.start() > HEAD:
            continue
        known = find_actor(name)
        start = match.start("head") if match["head"] is not None else match.start("tail")
        yield Source(
            known.id if known else key_of(name),
            known.name if known else name,
            "agency",
            True,
            Span.cut(text, start, start + len(name)),
        )


@cache
def _watchers() -> tuple[RegistryEntry, ...]:
    """Organisations of the registry that report on a country."""
    return tuple(entry for entry in load_actors() if entry.kind == "ngo" and entry.countries)


def _is_unnamed(text: str) -> bool:
    """Whether a noun phrase begins with an unnamed person: "a source at the police command", "officials"."""
    words = text.lower().replace("-", " ").split()[:UNNAMED_WITHIN]
    if any(word in load_compare_words().spokesmen for word in words):
        return False
    return any(word in load_unnamed_heads() for word in words)


def _named(actor: Actor, span: Span) -> Source:
    state = state_of_medium(actor.registry_id)
    if state is not None:
        return Source(STATE_MEDIA + state, actor.name, "source", True, span)
    return Source(_key(actor), actor.name, "source", True, span)


def _key(actor: Actor) -> str:
    return actor.registry_id or key_of(actor.name)


def _is_such(actor: Actor, form: StandIn) -> bool:
    words = set(actor.name.lower().split())
    return actor.registry_id is not None and actor.kind in {"ngo", "media", "igo"} and bool(words & form.names)


def _find_bodies(ties: tuple[Tie, ...], actors: dict[str, Actor]) -> dict[str, str]:
    """Person -> body that it leads or belongs to."""
    found: dict[str, str] = {}
    for tie in ties:
        one, other = actors.get(tie.from_), actors.get(tie.to)
        if tie.type in {"leads", "member_of"} and one and other and one.kind == "person" and other.kind in BODIES:
            found.setdefault(tie.from_, tie.to)
    return found


def state_of_medium(registry_id: str | None) -> str | None:
    """Country whose state owns a medium; None for what is no state's medium."""
    entry = get_actor(registry_id or "")
    if entry is not None and entry.kind == "media" and {"GOV", "JRN"} <= set(entry.sectors) and entry.countries:
        return entry.countries[0]
    return None


def _find_state_media(text: str, actor: Actor | None, record: Record) -> str | None:
    """Country of "Syrian state television"; of "state media" alone, the one that the report is about."""
    if actor is not None and (state := state_of_medium(actor.registry_id)) is not None:
        return state
    form = load_compare_words().state_media
    words = text.lower().replace("-run", "").split()
    if not any(word in form.heads for word in words) or not any(word in form.cues for word in words):
        return None
    for country in load_countries():
        if any(demonym.lower() in words for demonym in country.demonyms[:1]) or country.name.lower() in words:
            return country.iso3
    return find_country(record)


def find_country(record: Record) -> str | None:
    """The country that a report is about: that of most places of its events, else of most places."""
    places = {place.id: place.country for place in record.places}
    codes = [code for event in record.events if (code := places.get(event.place or ""))]
    codes = codes or [place.country for place in record.places for _ in place.mentions if place.country]
    return max(sorted(set(codes)), key=codes.count) if codes else None


def _find_arm(name: str, record: Record) -> RegistryEntry | None:
    """The arm of the country's state that a bare word names: "the army"."""
    code = find_country(record)
    adjective = next((c.demonyms[0] for c in load_countries() if c.iso3 == code and c.demonyms), None)
    found = find_actor(f"{adjective} {key_of(name)}") if adjective is not None else None
    return found if found is not None and found.id.startswith(f"{code}/") else None
