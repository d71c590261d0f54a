"""GDELT, ACLED and UCDP: names, types and ranges of their columns, and the way back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Final

import pytest
from msgspec.structs import replace

from onrecord.export.dataset import FORMATS, Collection, parse_rule
from onrecord.export.dataset.cameo import code_event, load_event_codes
from onrecord.export.dataset.columns import Columns, load_columns
from onrecord.export.dataset.countries import load_codes
from onrecord.export.dataset.ucdp import find_cell
from onrecord.lexicon.countries import load_countries
from onrecord.model import ActorKind, Entry, Precision
from onrecord.ontology.load import load_types

from .invented import ENTRIES, EVERYTHING, compared, plain, write

Rows = list[dict[str, str]]
KINDS: Final[dict[str, Callable[[str], object]]] = {"text": str, "integer": int, "number": float}
UCDP: Final = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
ACLED: Final = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip


def read_shape(name: str, collection: Collection) -> Rows:
    """The rows of a format, every cell of the type that its column promises."""
    _, data = write(FORMATS[name], collection)
    text = data.decode()
    columns: Columns = load_columns(name)[name]
    if name == "gdelt":
        rows = [
            dict(zip([column.name for column in columns], line.split("\t"), strict=True)) for line in text.splitlines()
        ]
    else:
        columns = (*columns, *load_columns("trace")["trace"])
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        assert list(next(iter(rows), {column.name: "" for column in columns})) == [column.name for column in columns]
    for row in rows:
        for column in columns:
            assert row[column.name] == "" or KINDS[column.kind](row[column.name]) is not None
    return rows


def change(
    entry: Entry, *, kind: ActorKind | None = None, precision: Precision | None = None, time: str | None = None
) -> Collection:
    """The first report alone, with another recipient, place or time of its attack."""
    record = entry.record
    if kind:
        actors = tuple(replace(actor, kind=kind, sectors=()) if actor.id == "a2" else actor for actor in record.actors)
        record = replace(record, actors=actors)
    if precision:
        record = replace(record, places=(replace(record.places[0], precision=precision),))
    if time:
        record = replace(record, events=(replace(record.events[0], time=time), *record.events[1:]))
    return Collection((Entry(entry.report, record),))


def test_columns_are_theirs() -> None:
    """The names are those of the data sets, in their order: 61 of GDELT, 31 of ACLED, 49 of UCDP."""
    assert [column.name for column in load_columns("acled")["acled"]] == ACLED
    assert [column.name for column in load_columns("ucdp")["ucdp"]] == UCDP
    gdelt = [column.name for column in load_columns("gdelt")["gdelt"]]
    assert (len(gdelt), gdelt[0], gdelt[26], gdelt[-1]) == (61, "GLOBALEVENTID", "EventCode", "SOURCEURL")


def test_gdelt_rows() -> None:
    """61 cells, dates and codes in GDELT's form, one row an incident, the span in the address."""
    rows = read_shape("gdelt", compared(parse_rule(EVERYTHING)))
    for row in rows:
        assert re.fullmatch(r"\d{8}", row["Day"])
        assert row["Day"].startswith(row["MonthYear"])
        assert row["MonthYear"].startswith(row["Year"])
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["EventBaseCode"].startswith(row["EventRootCode"])
        assert -10 <= float(row["GoldsteinScale"]) <= 10
        assert row["QuadClass"] in {"1", "2", "3", "4"}
        assert re.fullmatch(r"\d{14}", row["DATEADDED"])
        assert re.search(r"#onrecord=[0-9a-f]{16}/e\d+&char=\d+,\d+$", row["SOURCEURL"])
        assert 0 <= int(row["GLOBALEVENTID"]) < 2**52
    shelling = next(row for row in rows if row["NumMentions"] == "3")
    assert (shelling["EventCode"], shelling["Actor1Code"], shelling["NumSources"]) == ("194", "AFGMIL", "3")
    assert (shelling["ActionGeo_Type"], shelling["ActionGeo_CountryCode"]) == ("4", "AF")
    assert next(row for row in rows if row["EventCode"] == "080")["QuadClass"] == "2"


def test_acled_rows() -> None:
    """ACLED's words and codes; the notes say who tells it and who denies it."""
    (row,) = read_shape("acled", compared())
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2019-03-05", "1", "1")
    assert (row["event_type"], row["sub_event_type"]) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert (row["inter1"], row["actor2"], row["interaction"]) == (
        "State forces",
        "Civilians (Afghanistan)",
        "State forces-Civilians",
    )
    assert (row["iso"], row["country"], row["civilian_targeting"]) == ("4", "Afghanistan", "Civilian targeting")
    assert row["fatalities"] == "22"
    assert "Denied by Talvian Army. Killed: 22 to 44" in row["notes"]
    assert row["source"] == "Harbour Post; The Wire; echo ü.txt"


@pytest.mark.parametrize(
    ("time", "precision", "time_code", "geo_code"),
    [
        ("2019-03-05", "exact", "1", "1"),
        ("2019-03-04/2019-03-10", "district", "2", "2"),
        ("2019-03", "province", "3", "3"),
    ],
)
def test_acled_precision(time: str, precision: Precision, time_code: str, geo_code: str) -> None:
    """Days, weeks and months; towns, districts and provinces."""
    (row,) = read_shape("acled", change(ENTRIES[0], time=time, precision=precision))
    assert (row["time_precision"], row["geo_precision"]) == (time_code, geo_code)


@pytest.mark.parametrize(("time", "precision"), [("2019", "exact"), ("2019-03-05", "country")])
def test_acled_leaves_out_what_is_too_vague(time: str, precision: Precision) -> None:
    """Neither a year nor a whole country makes a row."""
    assert read_shape("acled", change(ENTRIES[0], time=time, precision=precision)) == []


def test_ucdp_rows() -> None:
    """Bounds over both origins, each with its last count; a dispute is marked; origins are the original sources."""
    (row,) = read_shape("ucdp", compared())
    assert (row["low"], row["best"], row["high"]) == ("22", "22", "44")
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("3", "Talvian Army", "Civilians")
    assert (row["deaths_civilians"], row["deaths_unknown"]) == ("22", "0")
    assert (row["source_original"], row["number_of_sources"]) == ("Harbour Monitor;Talvian Radio", "2")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert (row["country_id"], row["gwnoa"], row["region"]) == ("700", "700", "Asia")
    assert row["code_status"] == "Check deaths"
    assert row["geom_wkt"] == "POINT (66.9 32.1)"


@pytest.mark.parametrize(
    ("kind", "violence"), [("civilians", "3"), ("armed_group", "1"), ("military", "1"), ("group", "")]
)
def test_ucdp_violence(kind: ActorKind, violence: str) -> None:
    """State-based against troops and rebels, one-sided against civilians, open where nobody is told."""
    (row,) = read_shape("ucdp", change(ENTRIES[0], kind=kind))
    assert row["type_of_violence"] == violence
    assert row["code_status"] == ("Clear" if violence else "Check sides")


@pytest.mark.parametrize(
    ("time", "code"),
    [
        ("2019-03-05", "1"),
        ("2019-03-04/2019-03-06", "2"),
        ("2019-03-04/2019-03-10", "3"),
        ("2019-03", "4"),
        ("2019", "5"),
    ],
)
def test_ucdp_date_precision(time: str, code: str) -> None:
    """A day, less than a week, a week, a month, a year."""
    (row,) = read_shape("ucdp", change(ENTRIES[0], time=time))
    assert row["date_prec"] == code


def test_rows_lead_back_to_spans() -> None:
    """Report, event, start and end of a row cut its trigger out of the text."""
    texts = {entry.report.id: entry.record for entry in ENTRIES}
    for name in ("acled", "ucdp"):
        for row in read_shape(name, plain()):
            record = texts[row["report"]]
            event = next(event for event in record.events if event.id == row["event"])
            assert record.report.text[int(row["start"]) : int(row["end"])] == event.triggers[0].text


def test_cameo_codes_convert_back() -> None:
    """Every mode of the ontology has a code, and the code is of that type, but where the manual moved it."""
    modes = {(name, mode.name) for name, entry in load_types().items() for mode in entry.modes}
    assert set(load_event_codes()) == modes | {(name, "") for name in load_types()}
    for (name, _), code in load_event_codes().items():
        owners = {
            prefix: other
            for other, entry in load_types().items()
            for prefix in entry.cameo
            if code.code.startswith(prefix)
        }
        assert (owners[max(owners, key=len)] != name) == code.is_moved, (name, code)
    assert code_event("PROTEST", "no such mode").code == "140"


def test_every_country_has_codes() -> None:
    """The table of codes has the countries of the lexicon, each with its numbers and regions in their form."""
    codes = load_codes()
    assert set(codes) == {country.iso3 for country in load_countries()}
    for row in codes.values():
        assert re.fullmatch(r"\d{3}", row.iso_numeric)
        assert re.fullmatch(r"[A-Z]{2}", row.fips)
        assert re.fullmatch(r"\d{0,3}", row.gw)
        assert row.acled_region
    numbers = [row.gw for row in codes.values() if row.gw]
    assert len(numbers) == len(set(numbers))


def test_cells_of_the_grid() -> None:
    """The corners of the world are the first and the last cell of PRIO-GRID."""
    assert (find_cell(-90, -180), find_cell(90, 180), find_cell(-89.9, 179.9)) == (1, 259_200, 720)
