"""A country's codes in the field's data sets: ISO numeric, FIPS 10-4, Gleditsch and Ward, CAMEO, regions.

Source: ``SOURCES.md`` in this folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from onrecord.lexicon.countries import load_countries
from onrecord.lexicon.strict import read_tsv


class CountryCodes(NamedTuple):
    """One country or territory; a code that it does not have is empty.

    Attributes:
        iso3: ISO 3166-1 alpha-3.
        iso_numeric: Three digits.
        fips: FIPS 10-4, two letters.
        gw: Number of Gleditsch and Ward's list of states.
        cameo: Three letters; for most countries those of ISO.
        acled_region: Name of ACLED's region.
        ucdp_region: Name of UCDP's region.
    """

    iso3: str
    iso_numeric: str
    fips: str
    gw: str
    cameo: str
    acled_region: str
    ucdp_region: str


NONE = CountryCodes("", "", "", "", "", "", "")


@cache
def load_codes() -> Mapping[str, CountryCodes]:
    """ISO 3166-1 alpha-3 -> codes.

    Raises:
        LexiconError: A row breaks its form.
    """
    file = resources.files(__package__).joinpath("countries.tsv")
    return MappingProxyType({row[0]: CountryCodes(*row) for row in read_tsv(file, CountryCodes._fields)})


def codes_of(iso3: str | None) -> CountryCodes:
    """The codes of a country; all empty where it is unknown.

    >>> codes_of("SYR").fips, codes_of("SYR").gw, codes_of(None).fips
    ('SY', '652', '')
    """
    return load_codes().get(iso3 or "", NONE)


@cache
def load_names() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 -> the name that news English uses."""
    return MappingProxyType({country.iso3: country.name for country in load_countries()})


def country_name(iso3: str | None) -> str:
    """The name that news English uses; the code where it has none."""
    return load_names().get(iso3 or "", iso3 or "")
