"""GDELT 2.0's event table: 61 columns, tab separated, no head, as GDELT's own files.

One row a real-world event. Planned acts are folded as for PLOVER. A row leads back by
the fragment of its SOURCEURL. Tone, ethnic and religious codes are not measured: empty.

Source: GDELT Event Database Data Format Codebook 2.0, 2015. Columns: ``columns/gdelt.tsv``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from typing import BinaryIO, Final

from onrecord.model import Place, Precision

from .cameo import code_actor, code_event
from .collection import Collection, Written
from .columns import Cell, Row, cells_of, load_columns
from .countries import codes_of, country_name
from .folding import fold
from .gather import Gathered, days_of, gather
from .plover import UNDATED
from .trace import link_to
from .view import Party

ID_BITS: Final = 52
"""A spreadsheet and a float hold it exactly; among a million rows the chance of two equal ones is 1 in 10,000."""
GEO_TYPES: Final[dict[Precision, tuple[int, int]]] = {
    "exact": (4, 3),
    "settlement": (4, 3),
    "district": (5, 2),
    "province": (5, 2),
    "country": (1, 1),
}
"""GDELT's type of a place elsewhere, and in the United States."""
LEAD_PARAGRAPHS: Final = 2
"""Headline and first paragraph."""


def write_gdelt(collection: Collection, file: BinaryIO) -> Written:
    """One row a line, without a head."""
    left_out: Counter[str] = Counter()
    columns = load_columns("gdelt")["gdelt"]
    rows = 0
    for gathered in gather(collection, left_out):
        row = make_row(gathered)
        if row is None:
            left_out[UNDATED] += 1
            continue
        file.write("\t".join(map(_cell, cells_of(row, columns))).encode() + b"\n")
        rows += 1
    return Written(rows, dict(+left_out))


def number_of(gathered: Gathered) -> int:
    """A number that the same mentions always get."""
    names = "\n".join(sorted(f"{view.ref.ref}\n{view.id}" for view in gathered.views))
    return int.from_bytes(hashlib.sha256(names.encode()).digest()[:8], "big") >> (64 - ID_BITS)


def make_row(gathered: Gathered) -> Row | None:
    """One real-world event as a row; None without any date."""
    lead, coded = gathered.lead, fold(gathered.lead)
    published = [days.first for view in gathered.views if (days := days_of(view.report.published.value))]
    day = gathered.days.first if gathered.days else min(published, default=None)
    if day is None:
        return None
    code = code_event(coded.type, coded.mode)
    return {
        "GLOBALEVENTID": number_of(gathered),
        "Day": int(f"{day:%Y%m%d}"),
        "MonthYear": int(f"{day:%Y%m}"),
        "Year": day.year,
        "FractionDate": _fraction(day),
        **_actor("Actor1", gathered.actors),
        **_actor("Actor2", gathered.recipients),
        "IsRootEvent": int(lead.paragraph <= LEAD_PARAGRAPHS),
        "EventCode": code.code,
        "EventBaseCode": code.code[:3],
        "EventRootCode": code.root,
        "QuadClass": code.quad,
        "GoldsteinScale": code.goldstein,
        "NumMentions": len(gathered.views),
        "NumSources": len(gathered.publishers),
        "NumArticles": len({view.ref for view in gathered.views}),
        "AvgTone": None,
        **_site("Actor1", None),
        **_site("Actor2", None),
        **_site("Action", gathered.place),
        "DATEADDED": int(f"{min(published, default=day):%Y%m%d}000000"),
        "SOURCEURL": link_to(lead),
    }


def _fraction(day: date) -> float:
    """Year and part of the year: ``(month * 30 + day) / 365``, which is GDELT's own reckoning."""
    return round(day.year + (day.month * 30 + day.day) / 365, 4)


def _actor(prefix: str, parties: tuple[Party, ...]) -> Row:
    party = parties[0] if parties else None
    codes = code_actor(party.actor if party else None)
    roles = (*codes.roles, None, None, None)[:3]
    return {
        f"{prefix}Code": codes.whole or None,
        f"{prefix}Name": party.name.upper() if party else None,
        f"{prefix}CountryCode": codes.country or None,
        f"{prefix}KnownGroupCode": codes.group or None,
        f"{prefix}EthnicCode": None,
        f"{prefix}Religion1Code": None,
        f"{prefix}Religion2Code": None,
        **{f"{prefix}Type{number}Code": role for number, role in enumerate(roles, 1)},
    }


def _site(prefix: str, place: Place | None) -> Row:
    """Columns of a place; type 0 and empty where it is not on the map."""
    found = place if place and place.lat is not None and place.precision in GEO_TYPES else None
    fips = codes_of(found.country).fips if found else None
    name = [found.name, found.admin1, country_name(found.country)] if found else []
    return {
        f"{prefix}Geo_Type": GEO_TYPES[found.precision][found.country == "USA"] if found else 0,
        f"{prefix}Geo_FullName": ", ".join(dict.fromkeys(part for part in name if part)) or None,
        f"{prefix}Geo_CountryCode": fips or None,
        f"{prefix}Geo_ADM1Code": fips or None,
        f"{prefix}Geo_ADM2Code": None,
        f"{prefix}Geo_Lat": found.lat if found else None,
        f"{prefix}Geo_Long": found.lon if found else None,
        f"{prefix}Geo_FeatureID": fips if found and found.precision == "country" else None,
    }


def _cell(cell: Cell) -> str:
    """A cell on one line: tabs and line ends become blanks."""
    return "" if cell is None else " ".join(str(cell).split())
