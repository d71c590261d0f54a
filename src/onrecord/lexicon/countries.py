"""Countries: codes, label points, capitals, demonyms, other names.

Own work, CC0; see ``SOURCES.md``. Label points follow the CIA World Factbook (public
domain), codes ISO 3166-1, with XKX for Kosovo.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from onrecord.errors import LexiconError


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """One country or territory.

    Attributes:
        iso3: ISO 3166-1 alpha-3.
        iso2: ISO 3166-1 alpha-2.
        name: The name that news English uses.
        lat: Label point, degrees.
        lon: Label point, degrees.
        capital: Seat of government, the metonym.
        demonyms: The adjective first, then nouns.
        aliases: Other names.
    """

    iso3: str
    iso2: str
    name: str
    lat: float
    lon: float
    capital: str
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries, in the order of the file.

    Raises:
        LexiconError: A line has another number of columns.
    """
    lines = resources.files("onrecord.lexicon").joinpath("countries.tsv").read_text(encoding="utf-8").splitlines()
    countries = []
    for number, line in enumerate(lines[1:], 2):
        columns = line.split("\t")
        if len(columns) != 8:
            raise LexiconError(f"{len(columns)} columns instead of 8", source="countries.tsv", line=number)
        iso3, iso2, name, lat, lon, capital, demonyms, aliases = columns
        countries.append(
            Country(
                iso3=iso3,
                iso2=iso2,
                name=name,
                lat=float(lat),
                lon=float(lon),
                capital=capital,
                demonyms=tuple(filter(None, demonyms.split("|"))),
                aliases=tuple(filter(None, aliases.split("|"))),
            )
        )
    return tuple(countries)


def find_demonym(word: str) -> str | None:
    """The country of a demonym, as ISO 3166-1 alpha-3.

    >>> find_demonym("Syrian"), find_demonym("Danes"), find_demonym("Amun")
    ('SYR', 'DNK', None)
    """
    return _demonyms().get(word)


def is_country(name: str) -> bool:
    """Whether a name, without its article, is that of a country.

    >>> is_country("the Democratic Republic of Congo"), is_country("Congo Brigade")
    (True, False)
    """
    return name.removeprefix("the ").removeprefix("The ") in country_names()


@cache
def country_names() -> frozenset[str]:
    """Names of the countries, other names included."""
    return frozenset(name for country in load_countries() for name in (country.name, *country.aliases))


@cache
def _demonyms() -> dict[str, str]:
    return {word: country.iso3 for country in reversed(load_countries()) for word in country.demonyms}
