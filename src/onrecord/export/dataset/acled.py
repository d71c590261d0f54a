"""ACLED-shaped rows: ACLED's 31 columns, then the way back; CSV.

One row a real-world event of a type that ACLED codes, told with a day, week or month
and with a place no wider than a province. Not ACLED data: no ACLED coder has seen it.

Source: ACLED Codebook, 2023. Columns: ``columns/acled.tsv``, types: ``acled_types.tsv``.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import BinaryIO, Final, NamedTuple

from onrecord.lexicon.strict import read_tsv
from onrecord.model import Place, Precision

from .collection import Collection, Written
from .columns import Row, load_columns
from .countries import codes_of, country_name
from .gather import Days, Gathered, gather
from .geojson import describe
from .rows import write_rows
from .sides import CIVILIANS, STATES, are_civilian, put_main_first
from .trace import SEPARATOR, trace_row
from .view import Party

COLUMNS: Final = ("type", "mode", "against", "event_type", "sub_event_type")
GEO_PRECISIONS: Final[dict[Precision, int]] = {"exact": 1, "settlement": 1, "district": 2, "province": 3}
WEEK_DAYS: Final = 7
MONTH_DAYS: Final = 31
DISORDERS: Final = {
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
"""Of an event type; any other is political violence."""
OTHER_TYPE: Final = "a type that ACLED does not code"
NO_DAY: Final = "no date, or one longer than a month"
NO_PLACE: Final = "no place, or one wider than a province"


class AcledType(NamedTuple):
    """ACLED's name for what happened."""

    event_type: str
    sub_event_type: str


class _Side(NamedTuple):
    """One party as ACLED writes it: name, the names associated with it, kind."""

    name: str | None
    associated: str | None
    inter: str | None


def write_acled(collection: Collection, file: BinaryIO) -> Written:
    """CSV with a head."""
    columns = (*load_columns("acled")["acled"], *load_columns("trace")["trace"])
    left_out: Counter[str] = Counter()
    rows = write_rows(file, columns, (make_row(item, left_out) for item in gather(collection, left_out)))
    return Written(rows, dict(+left_out))


def make_row(gathered: Gathered, left_out: Counter[str]) -> Row | None:
    """One real-world event as a row; None where ACLED would not have it, with the reason counted."""
    kind, days, place = find_type(gathered), gathered.days, gathered.place
    if kind is None:
        left_out[OTHER_TYPE] += 1
    elif days is None or days.count > MONTH_DAYS:
        left_out[NO_DAY] += 1
    elif place is None or place.precision not in GEO_PRECISIONS:
        left_out[NO_PLACE] += 1
    else:
        return {
            **_what(gathered, kind, place),
            **_when(days),
            **_where(place),
            **_told(gathered),
            **trace_row(gathered),
        }
    return None


@cache
def load_types() -> tuple[tuple[str, ...], ...]:
    """Rows of ``acled_types.tsv``, from top to bottom.

    Raises:
        LexiconError: The file breaks its form.
    """
    return read_tsv(resources.files(__package__).joinpath("acled_types.tsv"), COLUMNS)


def find_type(gathered: Gathered) -> AcledType | None:
    """The first row that fits type, mode and recipients; None for a type that ACLED does not code."""
    event = gathered.lead.event
    against = "civilians" if are_civilian(gathered.recipients) else "*"
    for type_, mode, target, event_type, sub_event_type in load_types():
        if type_ == event.type and mode in {event.mode or "", "*"} and target in {against, "*"}:
            return AcledType(event_type, sub_event_type)
    return None


def _what(gathered: Gathered, kind: AcledType, place: Place) -> Row:
    one, other = _side(gathered.actors, kind, place), _side(gathered.recipients, kind, place, is_target=True)
    number = gathered.incident.id if gathered.incident else gathered.lead.id
    kinds = [side.inter for side in (one, other) if side.inter]
    is_targeting = kind.event_type != "Strategic developments" and are_civilian(gathered.recipients)
    return {
        "event_id_cnty": f"{place.country or ''}{number}",
        "disorder_type": DISORDERS.get(kind.event_type, "Political violence"),
        "event_type": kind.event_type,
        "sub_event_type": kind.sub_event_type,
        "actor1": one.name,
        "assoc_actor_1": one.associated,
        "inter1": one.inter,
        "actor2": other.name,
        "assoc_actor_2": other.associated,
        "inter2": other.inter,
        "interaction": "-".join(kinds) if len(kinds) == 2 else f"Sole {kinds[0]}" if kinds else None,
        "civilian_targeting": "Civilian targeting" if is_targeting else None,
    }


def _side(parties: tuple[Party, ...], kind: AcledType, place: Place, *, is_target: bool = False) -> _Side:
    """ACLED names civilians and demonstrators by country and keeps their own name beside."""
    if not parties:
        return _Side(None, None, None)
    parties = put_main_first(parties)
    names = [party.name for party in parties]
    inter = _inter(parties[0], kind, place, is_target=is_target)
    if inter in {"Civilians", "Protesters", "Rioters"}:
        return _Side(f"{inter} ({country_name(place.country)})", SEPARATOR.join(names), inter)
    return _Side(names[0], SEPARATOR.join(names[1:]) or None, inter)


def _inter(party: Party, kind: AcledType, place: Place, *, is_target: bool) -> str | None:
    """ACLED's kind of an actor; None where the words name no actor."""
    actor = party.actor
    if not is_target and kind.event_type in {"Protests", "Riots"} and (actor is None or actor.kind not in STATES):
        return "Rioters" if kind.event_type == "Riots" else "Protesters"
    if actor is None:
        return None
    if actor.kind in STATES:
        is_foreign = bool(actor.countries) and place.country not in actor.countries
        return "External/Other forces" if is_foreign else "State forces"
    if actor.kind == "armed_group":
        return "Rebel group" if "REB" in actor.sectors else "Political militia"
    return "Civilians" if actor.kind in CIVILIANS else "External/Other forces"


def _when(days: Days) -> Row:
    return {
        "event_date": days.first.isoformat(),
        "year": days.first.year,
        "time_precision": 1 if days.count == 1 else 2 if days.count <= WEEK_DAYS else 3,
        "timestamp": None,
    }


def _where(place: Place) -> Row:
    codes = codes_of(place.country)
    return {
        "iso": int(codes.iso_numeric) if codes.iso_numeric else None,
        "region": codes.acled_region or None,
        "country": country_name(place.country) or None,
        "admin1": place.name if place.precision == "province" else place.admin1,
        "admin2": None,
        "admin3": None,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISIONS[place.precision],
    }


def _told(gathered: Gathered) -> Row:
    toll = gathered.toll("killed")
    notes = [gathered.incident.what if gathered.incident else describe(gathered)]
    notes += [f"Told by {SEPARATOR.join(gathered.voices)}"] if gathered.voices else []
    notes += [f"Denied by {SEPARATOR.join(gathered.deniers)}"] if gathered.deniers else []
    if toll and toll.low != toll.high:
        notes.append(f"Killed: {toll.low} to {toll.high}")
    return {
        "source": SEPARATOR.join(gathered.publishers),
        "source_scale": None,
        "notes": ". ".join(notes),
        "fatalities": toll.best if toll else 0,
        "tags": None if toll else "no fatalities told",
    }
