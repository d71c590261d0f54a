"""Known actors: states and their arms, armed groups, bodies, monitors, media, parties.

``actors.tsv`` holds named actors; ``states.yaml`` holds the arms that every state has,
from which entries are made for every country of ``lexicon/countries.tsv``. Words are
those of the codebook; sector codes are PLOVER's. Sources: see ``SOURCES.md``.

Limits: names of office holders are not kept; a person is known by the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Final, get_args

import msgspec
import yaml

from onrecord.errors import LexiconError
from onrecord.gazetteer import normalise_name
from onrecord.lexicon.countries import Country, load_countries
from onrecord.model import ActorKind

SHORT: Final = 4  # a key this short may be a common word
COLUMNS: Final = ("id", "name", "kind", "countries", "sectors", "valid_from", "valid_to", "wikidata", "aliases")


class RegistryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One known actor.

    Attributes:
        id: Short name, unique, such as ``ypg`` or ``SYR/military``.
        name: Neutral canonical name.
        kind: Kind of the codebook.
        countries: ISO 3166-1 alpha-3.
        sectors: PLOVER sector codes.
        valid_from: EDTF, or None.
        valid_to: EDTF, or None.
        wikidata: Item, or None where we are not certain.
        aliases: Other names, acronyms, earlier names.
    """

    id: str
    name: str
    kind: ActorKind
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()


def find_actor(name: str, *, on: str | None = None) -> RegistryEntry | None:
    """Look up an actor by any of its names.

    Args:
        name: A name as a text writes it; case, marks, hyphens and "the" do not matter,
            but the case of a name of at most four letters does ("IS", "is").
        on: EDTF date of the report; entries that are not valid then are passed over
            if another one carries the name.

    Returns:
        The entry, or None.

    >>> find_actor("the Syrian army", on=None).id
    'SYR/military'
    """
    key = key_of(name)
    if not key:
        return None
    entries = _index().get(key, ())
    if not entries:
        return None
    if len(key) <= SHORT:
        entries = tuple(entry for entry in entries if any(_same_case(name, alias) for alias in _names(entry)))
    valid = [entry for entry in entries if _is_valid(entry, on)]
    return next(iter(valid or entries), None)


def get_actor(id_: str) -> RegistryEntry | None:
    """The entry of an id, or None."""
    return _by_id().get(id_)


@cache
def _by_id() -> dict[str, RegistryEntry]:
    return {entry.id: entry for entry in load_actors()}


def key_of(name: str) -> str:
    """The key of a name: normalised, without articles and possessive."""
    key = normalise_name(name.removesuffix("'s").removesuffix("’s"))
    for article in ("the ", "al "):
        key = key.removeprefix(article)
    return key


def _same_case(name: str, alias: str) -> bool:
    """Whether a short name is written like the alias: "IS" is one, "is" is not."""
    if key_of(alias) != key_of(name):
        return False
    bare = name.removesuffix("'s").removesuffix("’s").removeprefix("the ").removeprefix("The ").replace(".", "")
    return bare == alias.replace(".", "") or (not alias.isupper() and bare[:1].isupper())


def _names(entry: RegistryEntry) -> tuple[str, ...]:
    return (entry.name, *entry.aliases)


def _is_valid(entry: RegistryEntry, on: str | None) -> bool:
    if on is None:
        return True
    year = on[:4]
    return (entry.valid_from or "")[:4] <= year <= (entry.valid_to or "9999")[:4]


@cache
def load_actors() -> tuple[RegistryEntry, ...]:
    """All entries: named actors first, then the arms of states.

    Raises:
        LexiconError: A row breaks its form, or an id occurs twice.
    """
    entries = (*_read_named(), *_build_states())
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise LexiconError(f"id {entry.id} twice", source="actors.tsv")
        seen.add(entry.id)
    return entries


@cache
def _index() -> dict[str, tuple[RegistryEntry, ...]]:
    index: dict[str, list[RegistryEntry]] = {}
    for entry in load_actors():
        for key in dict.fromkeys(key_of(name) for name in _names(entry)):
            index.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in index.items()}


def _read_named() -> Iterator[RegistryEntry]:
    lines = resources.files("onrecord.registry").joinpath("actors.tsv").read_text(encoding="utf-8").splitlines()
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise LexiconError("other columns than expected", source="actors.tsv", line=1)
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise LexiconError(f"{len(cells)} columns instead of {len(COLUMNS)}", source="actors.tsv", line=number)
        row = dict(zip(COLUMNS, cells, strict=True))
        if row["kind"] not in get_args(ActorKind):
            raise LexiconError(f"no kind {row['kind']!r}", source="actors.tsv", line=number)
        yield RegistryEntry(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],  # type: ignore[arg-type]
            countries=_list(row["countries"]),
            sectors=_list(row["sectors"]),
            valid_from=row["valid_from"] or None,
            valid_to=row["valid_to"] or None,
            wikidata=row["wikidata"] or None,
            aliases=_list(row["aliases"]),
        )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _build_states() -> Iterator[RegistryEntry]:
    """Every country with its government, military, police, legislature, courts."""
    text = resources.files("onrecord.registry").joinpath("states.yaml").read_text(encoding="utf-8")
    arms: dict[str, dict[str, Any]] = yaml.safe_load(text)
    for country in load_countries():
        if country.iso3 == "ATA":
            continue
        for arm, form in arms.items():
            names = form["own"].get(country.iso3, [])
            made = [
                _fill(pattern, country, adjective) for pattern in form["names"] for adjective in _adjectives(country)
            ]
            name = names[0] if names else _fill(form["name"], country, _adjectives(country)[0])
            yield RegistryEntry(
                id=f"{country.iso3}/{arm}",
                name=name,
                kind=form["kind"],
                countries=(country.iso3,),
                sectors=tuple(form["sectors"]),
                aliases=tuple(dict.fromkeys(alias for alias in (*names, *made) if alias and alias != name)),
            )


def _adjectives(country: Country) -> list[str]:
    """Adjectives of a country, its name where it has none."""
    words = [word for word in country.demonyms if not word.endswith(("s", "men"))] or [country.name]
    return [word for word in country.demonyms[:1] if word not in words] + words


def _fill(pattern: str, country: Country, adjective: str) -> str:
    return pattern.format(name=country.name, adjective=adjective, capital=country.capital)
