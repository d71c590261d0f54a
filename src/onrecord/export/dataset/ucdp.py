"""UCDP-shaped rows: the 49 columns of UCDP's Georeferenced Event Dataset, then the way back; CSV.

One row a real-world ASSAULT in which at least one person may have been killed, told
with a date and a place in one country. Not UCDP data: sides and conflicts have none of
UCDP's numbers, and no UCDP coder has seen it.

Source: UCDP GED Codebook 23.1, 2023. Columns: ``columns/ucdp.tsv``.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import BinaryIO, Final

from onrecord.model import Place, Precision

from .collection import Collection, Written
from .columns import Row, load_columns
from .countries import codes_of, country_name
from .gather import Days, Gathered, Toll, gather
from .gdelt import number_of
from .rows import write_rows
from .sides import GROUPS, STATES, are_civilian, kinds_of, put_main_first
from .trace import SEPARATOR, origin_names, trace_row
from .view import Party

WHERE_PRECISIONS: Final[dict[Precision, int]] = {
    "exact": 1,
    "settlement": 1,
    "district": 3,
    "province": 4,
    "region": 5,
    "country": 6,
}
DATE_PRECISIONS: Final = ((1, 1), (6, 2), (7, 3), (31, 4))
"""Longest span in days, and UCDP's code; anything longer is 5."""
MOST_DAYS: Final = 366
"""UCDP codes no event longer than a year."""
CELLS_PER_DEGREE: Final = 2
CELLS_PER_ROW: Final = 720
NOT_LETHAL: Final = "no ASSAULT, or nobody told killed"
NO_DATE: Final = "no date, or one longer than a year"
NO_PLACE: Final = "no place in one country"
UNUSED: Final = (
    *("active_year", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id"),
    *("side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id", "adm_2"),
)
"""What only UCDP can number, or needs the whole year, or is not known."""


def write_ucdp(collection: Collection, file: BinaryIO) -> Written:
    """CSV with a head."""
    columns = (*load_columns("ucdp")["ucdp"], *load_columns("trace")["trace"])
    left_out: Counter[str] = Counter()
    made = (make_row(item, collection, left_out) for item in gather(collection, left_out))
    return Written(write_rows(file, columns, made), dict(+left_out))


def make_row(gathered: Gathered, collection: Collection, left_out: Counter[str]) -> Row | None:
    """One real-world event as a row; None where UCDP would not have it, with the reason counted."""
    toll, days, place = gathered.toll("killed"), gathered.days, gathered.place
    if gathered.lead.event.type != "ASSAULT" or toll is None or toll.high < 1:
        left_out[NOT_LETHAL] += 1
    elif days is None or days.count > MOST_DAYS:
        left_out[NO_DATE] += 1
    elif place is None or place.country is None or place.precision not in WHERE_PRECISIONS:
        left_out[NO_PLACE] += 1
    else:
        return {
            **dict.fromkeys(UNUSED),
            **_identity(gathered, days),
            **_sides(gathered),
            **_sources(gathered, collection),
            **_where(gathered, place),
            **_when(gathered, days),
            **_deaths(gathered, toll),
            **trace_row(gathered),
        }
    return None


def _identity(gathered: Gathered, days: Days) -> Row:
    checks = [] if find_violence(gathered) else ["sides"]
    checks += ["deaths"] if gathered.incident and _is_disputed(gathered) else []
    return {
        "id": number_of(gathered),
        "relid": gathered.incident.id if gathered.incident else gathered.lead.id,
        "year": days.first.year,
        "code_status": f"Check {', '.join(checks)}" if checks else "Clear",
    }


def _is_disputed(gathered: Gathered) -> bool:
    killed = gathered.incident.fields.killed if gathered.incident else None
    return killed is not None and killed.verdict == "dispute"


def find_violence(gathered: Gathered) -> int | None:
    """UCDP's type: 1 a state takes part, 2 organised groups, 3 against civilians; None where a side is not told."""
    if are_civilian(gathered.recipients):
        return 3 if kinds_of(gathered.actors) & (STATES | GROUPS) else None
    kinds = [kinds_of(side) for side in _split(gathered)]
    if not all(side & (STATES | GROUPS) for side in kinds):
        return None
    return 1 if any(side & STATES for side in kinds) else 2


def _split(gathered: Gathered) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Two sides, main parties first; of a fight whose parties are all actors, the first against the rest."""
    if gathered.recipients:
        return put_main_first(gathered.actors), put_main_first(gathered.recipients)
    return gathered.actors[:1], put_main_first(gathered.actors[1:])


def _sides(gathered: Gathered) -> Row:
    violence = find_violence(gathered)
    one, other = _split(gathered)
    side_a = one[0].name if one else None
    side_b = "Civilians" if violence == 3 else other[0].name if other else None
    return {
        "type_of_violence": violence,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "gwnoa": _state_number(one),
        "gwnob": _state_number(other),
    }


def _state_number(parties: tuple[Party, ...]) -> int | None:
    actor = parties[0].actor if parties else None
    if actor is None or actor.kind not in STATES or len(actor.countries) != 1:
        return None
    number = codes_of(actor.countries[0]).gw
    return int(number) if number else None


def _sources(gathered: Gathered, collection: Collection) -> Row:
    reports = list({view.ref: view.report for view in gathered.views}.items())
    articles = [
        ",".join((report.publisher or ref.ref, report.published.value or "no date", report.title or "no title"))
        for ref, report in reports
    ]
    origins = origin_names(gathered, collection)
    return {
        "number_of_sources": len(gathered.incident.origins) if gathered.incident else -1,
        "source_article": ";".join(f'"{article}"' for article in articles),
        "source_office": ";".join(gathered.publishers),
        "source_date": ";".join(report.published.value or "" for _, report in reports) or None,
        "source_headline": ";".join(report.title or "" for _, report in reports) or None,
        "source_original": ";".join(origins) or None,
    }


def _where(gathered: Gathered, place: Place) -> Row:
    codes = codes_of(place.country)
    wordings = dict.fromkeys(span.text for view in gathered.views if view.place for span in view.place.mentions)
    has_point = place.lat is not None and place.lon is not None
    return {
        "where_prec": WHERE_PRECISIONS[place.precision],
        "where_coordinates": place.name,
        "where_description": SEPARATOR.join(wordings),
        "adm_1": place.name if place.precision == "province" else place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if has_point else None,
        "priogrid_gid": find_cell(place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
        "country": country_name(place.country),
        "country_id": int(codes.gw) if codes.gw else None,
        "region": codes.ucdp_region or None,
    }


def find_cell(lat: float, lon: float) -> int:
    """Number of the PRIO-GRID cell: half a degree wide, counted from the south-west, west to east.

    >>> find_cell(-90, -180), find_cell(36.2, 37.16)
    (1, 181875)
    """
    row = min(math.floor((lat + 90) * CELLS_PER_DEGREE), 359)
    column = min(math.floor((lon + 180) * CELLS_PER_DEGREE), CELLS_PER_ROW - 1)
    return row * CELLS_PER_ROW + column + 1


def _when(gathered: Gathered, days: Days) -> Row:
    code = next((code for longest, code in DATE_PRECISIONS if days.count <= longest), 5)
    is_summary = days.count > DATE_PRECISIONS[-1][0] or any(
        figure.cumulative for view in gathered.views for figure in view.figures
    )
    return {
        "event_clarity": 2 if is_summary else 1,
        "date_prec": code,
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
    }


def _deaths(gathered: Gathered, toll: Toll) -> Row:
    is_civilian = are_civilian(gathered.recipients)
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": toll.best if is_civilian else 0,
        "deaths_unknown": 0 if is_civilian else toll.best,
        "best": toll.best,
        "high": toll.high,
        "low": toll.low,
    }
