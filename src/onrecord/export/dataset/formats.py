"""The table of the formats."""

from __future__ import annotations

from functools import partial
from typing import Final

from .acled import write_acled
from .annotations import write_annotations
from .brat import write_brat, write_brat_in
from .claimreview import write_claimreview
from .collection import DataFormat
from .conllu import write_conllu
from .csv import MARK, write_csv, write_csv_in
from .ftm import write_ftm
from .gdelt import write_gdelt
from .geojson import write_geojson
from .parquet import write_parquet, write_parquet_in
from .plover import write_plover
from .prov import write_prov, write_provn
from .ucdp import write_ucdp

_write_marked = partial(write_csv, mark=MARK)
_write_marked_in = partial(write_csv_in, mark=MARK)

# fmt: off
_TABLE: Final[tuple[DataFormat, ...]] = (
    #          name         suffix      binary write           what, write_folder
    DataFormat("csv",       ".zip",     True,  write_csv,      "A CSV file a table, in one archive", write_csv_in),
    DataFormat("csv-excel", ".zip",     True,  _write_marked,  "The same, marked as UTF-8 for Excel", _write_marked_in),
    DataFormat("parquet",   ".zip",     True,  write_parquet,  "The same tables, typed", write_parquet_in),
    DataFormat("geojson",   ".geojson", False, write_geojson,  "A point an event, for maps (RFC 7946)"),
    DataFormat("plover",    ".jsonl",   False, write_plover,   "A JSON object an event, in PLOVER's names"),
    DataFormat("gdelt",     ".tsv",     False, write_gdelt,    "GDELT 2.0's event table, 61 columns"),
    DataFormat("acled",     ".csv",     False, write_acled,    "ACLED-shaped rows"),
    DataFormat("ucdp",      ".csv",     False, write_ucdp,     "UCDP-shaped rows (GED)"),
    DataFormat("ftm",       ".json",    False, write_ftm,      "followthemoney entities and links, one a line"),
    DataFormat("prov",      ".json",    False, write_prov,     "Who quoted whom (PROV-JSON)", has_rule=False),
    DataFormat("prov-n",    ".provn",   False, write_provn,    "The same in PROV-N", has_rule=False),
    DataFormat("annotations", ".jsonld", False, write_annotations, "W3C Web Annotations", has_rule=False),
    DataFormat("claimreview", ".jsonld", False, write_claimreview, "schema.org ClaimReview drafts"),
    DataFormat("conllu",    ".conllu",  False, write_conllu,   "CoNLL-U, a line a word", has_rule=False),
    DataFormat("brat",      ".zip",     True,  write_brat,     "brat standoff", write_brat_in, has_rule=False),
)
# fmt: on

FORMATS: Final[dict[str, DataFormat]] = {form.name: form for form in _TABLE}
"""Name -> format, in the order of the help."""
