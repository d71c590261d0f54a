"""followthemoney: entities and links for Aleph, OpenSanctions and their kind, a JSON object a line.

A report is an ``Article`` (without its text), an organisation an ``Organization``, ``PublicBody`` or
``Company``, a counted event an ``Event``; ties are ``Directorship``, ``Membership`` and
``UnknownLink``; a ``Mention`` says in which report an entity stands under which names. Persons are
written only in public roles as the record gives them (``ftm.yaml``). Each line passes the
library's own validation.

An incident, and an actor of the registry, have one id in all reports; their lines are
fragments that followthemoney merges. Other actors stay those of their report.

Needs followthemoney: ``pip install 'onrecord[ftm]'``. Limits: it holds versions 3.8 only, for
later ones compile a C++ library at installation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import msgspec

from onrecord.errors import LexiconError, LibraryError
from onrecord.export.lookup import Lookup, distinct_names
from onrecord.export.words import date_words, kind_words
from onrecord.lexicon.strict import read_yaml
from onrecord.model import Actor, ActorKind, Entry, Ref, Tie, TieType

from .collection import Collection, Written
from .gather import RULE, days_of
from .iri import find_page
from .trace import mention_of
from .view import EventView, view_entry

if TYPE_CHECKING:
    from followthemoney.model import Model
    from followthemoney.proxy import EntityProxy

NOT_VALID: Final = "a name that followthemoney does not take"
PREFIX_DATE: Final = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
"""A day, month or year: what followthemoney calls a prefix date."""
UNSAFE: Final = re.compile(r"[^0-9A-Za-z]+")

Facts = Mapping[str, Any]


class TieForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a tie becomes: schema, the properties that its two ends fill, role."""

    schema: str
    subject: str
    object: str
    role: str


class Mapped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of ``ftm.yaml``."""

    schemata: dict[ActorKind, str]
    public_sectors: tuple[str, ...]
    public_kinds: tuple[ActorKind, ...]
    rank_and_file: tuple[str, ...]
    ties: dict[TieType, TieForm]


@cache
def load_mapping() -> Mapped:
    """The tables of ``ftm.yaml``.

    Raises:
        LexiconError: The file breaks its form.
    """
    return read_yaml(resources.files(__package__).joinpath("ftm.yaml"), Mapped, error=LexiconError)


def write_ftm(collection: Collection, file: BinaryIO) -> Written:
    """One entity a line.

    Raises:
        LibraryError: followthemoney is not installed.
    """
    left_out: Counter[str] = Counter()
    count = 0
    for entry in collection.entries:
        for proxy in make_entities(entry, collection, left_out):
            if _is_valid(proxy):
                file.write(msgspec.json.encode(proxy.to_dict()) + b"\n")
                count += 1
            else:
                left_out[NOT_VALID] += 1
    return Written(count, dict(+left_out))


def make_entities(entry: Entry, collection: Collection, left_out: Counter[str]) -> Iterator[EntityProxy]:
    """The entities and links of one report.

    Args:
        entry: The report.
        collection: That it belongs to.
        left_out: Gets the number of events that the rule keeps out.

    Raises:
        LibraryError: followthemoney is not installed.
    """
    lookup = Lookup(entry.record)
    actors = {actor.id: actor for actor in entry.record.actors if is_written(actor, lookup)}
    yield _make_article(entry)
    for actor in actors.values():
        yield _make_actor(actor, entry)
        yield _make_mention(actor, entry)
    for tie in entry.record.ties:
        if tie.from_ in actors and tie.to in actors and tie.type in load_mapping().ties:
            yield from _make_link(tie, actors, entry)
    for view in view_entry(entry, collection):
        if collection.rule.admits(view.facts):
            yield _make_event(view, actors, entry)
        else:
            left_out[RULE] += 1


def is_written(actor: Actor, lookup: Lookup) -> bool:
    """Whether an actor is an organisation, or a person who is named and in a public role."""
    mapping = load_mapping()
    if actor.kind != "person":
        return actor.kind in mapping.schemata
    role = last_word(actor.role or "")
    if not _is_named(actor) or role in mapping.rank_and_file:
        return False
    if role and not set(actor.sectors).isdisjoint(mapping.public_sectors):
        return True
    ties = (tie for tie in lookup.record.ties if tie.from_ == actor.id)
    bodies = (lookup.find(tie.to) for tie in ties if tie.type == "leads" or (tie.type == "member_of" and role))
    return any(isinstance(body, Actor) and body.kind in mapping.public_kinds for body in bodies)


def last_word(words: str) -> str:
    """The head of a role or name, in lower case.

    >>> last_word("Syria’s UN ambassador")
    'ambassador'
    """
    return words.split()[-1].lower() if words.strip() else ""


def _is_named(actor: Actor) -> bool:
    """Whether a name is one, and no description: "Russia’s UN ambassador", "French President"."""
    last = actor.name.split()[-1:] or [""]
    return last[0][:1].isupper() and last_word(actor.name) != last_word(actor.role or "")


def name_actor(actor: Actor, report: Ref) -> str:
    """Id of an actor: one everywhere if the registry knows it, else that of its report.

    >>> name_actor(Actor(id="a1", name="Tide Front", kind="armed_group", mentions=()), Ref("08e24532a2a06160", "a.txt"))
    'onrecord.08e24532a2a06160.a1'
    """
    known = actor.registry_id or actor.wikidata
    return f"onrecord.actor.{UNSAFE.sub('-', known).strip('-')}" if known else f"onrecord.{report.id}.{actor.id}"


def _make_article(entry: Entry) -> EntityProxy:
    report = entry.record.report
    return _make(
        "Article",
        f"onrecord.{report.id}",
        title=report.title,
        author=report.byline,
        publisher=report.publisher,
        sourceUrl=find_page(entry),
        fileName=entry.report.ref,
        language=report.language,
        publishedAt=report.published.value if report.published.basis != "inferred" else None,
    )


def _make_actor(actor: Actor, entry: Entry) -> EntityProxy:
    is_person = actor.kind == "person"
    return _make(
        load_mapping().schemata[actor.kind],
        name_actor(actor, entry.report),
        name=actor.name,
        alias=distinct_names(actor),
        country=actor.countries,
        wikidataId=actor.wikidata,
        position=actor.role if is_person else None,
        classification=None if is_person else actor.kind.replace("_", " "),
        proof=f"onrecord.{entry.report.id}",
    )


def _make_mention(actor: Actor, entry: Entry) -> EntityProxy:
    return _make(
        "Mention",
        f"onrecord.{entry.report.id}.{actor.id}.mention",
        document=f"onrecord.{entry.report.id}",
        name=[actor.name, *distinct_names(actor)],
        resolved=name_actor(actor, entry.report),
        detectedSchema=load_mapping().schemata[actor.kind],
        contextCountry=actor.countries,
    )


def _make_link(tie: Tie, actors: Mapping[str, Actor], entry: Entry) -> Iterator[EntityProxy]:
    """The link of a tie; none where an end is of a kind that the schema does not take there."""
    form = load_mapping().ties[tie.type]
    link = _make(form.schema, f"onrecord.{entry.report.id}.{tie.id}")
    for name, end in ((form.subject, tie.from_), (form.object, tie.to)):
        schema, filled = _load_model().get(load_mapping().schemata[actors[end].kind]), link.schema.get(name)
        if schema is None or filled is None or filled.range is None or not schema.is_a(filled.range):
            return
        link.add(name, name_actor(actors[end], entry.report))
    link.add("role", form.role)
    link.add("recordId", f"{entry.report.id}/{tie.id}")
    link.add("sourceUrl", find_page(entry))
    link.add("publisher", entry.record.report.publisher)
    yield link


def _make_event(view: EventView, actors: Mapping[str, Actor], entry: Entry) -> EntityProxy:
    """What one report tells of an event."""
    event, incident = view.event, view.incident
    parties = [party.actor for party in (*view.actors, *view.recipients) if party.actor]
    told = [kind_words(event), view.place.name if view.place else None, date_words(event.time) if event.time else None]
    facts: dict[str, Any] = {
        "name": incident.what if incident else ", ".join(part for part in told if part),
        "involved": [name_actor(actor, view.ref) for actor in parties if actor.id in actors],
        "country": view.place.country if view.place else None,
        "location": view.place.name if view.place else None,
        "summary": f"{event.status}, {view.certainty}, grade {incident.grade if incident else 'unknown'}",
        "notes": [*(f"told by {chain}" for chain in view.voices), *(f"denied by {chain}" for chain in view.deniers)],
        "keywords": [event.type, event.mode, *event.contexts],
        "recordId": mention_of(view),
        "sourceUrl": find_page(entry),
        "publisher": view.report.publisher,
        "proof": f"onrecord.{view.ref.id}",
    }
    return _make("Event", _name_event(view), **facts, **_dates((incident and incident.date) or event.time))


def _name_event(view: EventView) -> str:
    return f"onrecord.{view.incident.id}" if view.incident else f"onrecord.{view.ref.id}.{view.event.id}"


def _dates(value: str | None) -> dict[str, str]:
    """A day, month or year as it is; of anything wider its first and last day."""
    if value is not None and PREFIX_DATE.fullmatch(value) and days_of(value):
        return {"date": value}
    days = days_of(value)
    return {"startDate": days.first.isoformat(), "endDate": days.last.isoformat()} if days else {}


def _make(schema: str, entity_id: str, **facts: Any) -> EntityProxy:
    """An entity with those facts that the library takes; it cleans each value."""
    proxy = _load_model().make_entity(schema)
    proxy.id = entity_id
    for name, value in facts.items():
        for one in value if isinstance(value, list | tuple) else (value,):
            if one is not None:
                proxy.add(name, one)
    return proxy


def _is_valid(proxy: EntityProxy) -> bool:
    from followthemoney.exc import InvalidData

    try:
        proxy.schema.validate(proxy.to_dict())
    except InvalidData:
        return False
    return all(proxy.has(name) for name in proxy.schema.required)


def _load_model() -> Model:
    """The library's schemata.

    Raises:
        LibraryError: followthemoney is not installed.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise LibraryError("the format ftm needs followthemoney: pip install 'onrecord[ftm]'") from error
    return model
