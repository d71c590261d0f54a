"""The items of the current records, flat: a row each, with the span that supports it.

Where several spans support an item, the row holds the first, which is the most
telling one; the record has all.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index

from .base import INTEGER, KEY, NUMBER, TEXT, day_columns, make_item_table, span_columns

CERTAINTY: Final = "certain, probable or possible"

claims: Final = make_item_table(
    "claims",
    Column("act", TEXT, nullable=False, doc="say, announce, estimate …"),
    Column("form", TEXT, nullable=False, doc="direct, indirect or mixed"),
    Column("certainty", TEXT, nullable=False, doc=CERTAINTY),
    Column("polarity", TEXT, nullable=False, doc="affirmed or denied"),
    Column("text", TEXT, nullable=False, doc="The content; parts are joined by …"),
    *span_columns("the content's first part"),
    Column("time", KEY, doc="When it was said, EDTF"),
    Column("confidence", NUMBER, nullable=False, doc="Probability, 0 to 1"),
    doc="Somebody puts something on record",
)

about: Final = make_item_table(
    "about",
    Column("claim", KEY, primary_key=True, doc="Id of the claim"),
    Column("item", KEY, primary_key=True, doc="Id of an event, figure or tie inside its content"),
    doc="What claims are about; an item that is in no claim is the report's own",
    has_id=False,
)

voices: Final = make_item_table(
    "voices",
    Column("claim", KEY, primary_key=True, doc="Id of the claim, or `report` for the whole report"),
    Column("n", INTEGER, primary_key=True, autoincrement=False, doc="0 is nearest to the fact"),
    Column("text", TEXT, doc="The speaker's noun phrase; null if nobody is named"),
    *span_columns("it", is_needed=False),
    Column("cue", TEXT, doc="The words that signal the attribution"),
    *span_columns("the cue", prefix="cue", is_needed=False),
    Column("medium", TEXT, doc="Where it was said"),
    Column("actor", KEY, doc="Id of the actor"),
    Column("named", INTEGER, nullable=False, doc='0 for unnamed sources ("officials")'),
    doc="The chain of sources of each claim, and agency credits",
    has_id=False,
)

events: Final = make_item_table(
    "events",
    Column("type", TEXT, nullable=False, doc="PLOVER"),
    Column("mode", TEXT, doc="PLOVER"),
    Column("contexts", TEXT, nullable=False, doc="PLOVER, separated by blanks"),
    Column("quad", TEXT, nullable=False, doc="verbal or material, cooperation or conflict"),
    Column("status", TEXT, nullable=False, doc="occurred, ongoing, planned, hypothetical or negated"),
    Column("certainty", TEXT, nullable=False, doc=CERTAINTY),
    Column("text", TEXT, nullable=False, doc="The first trigger"),
    *span_columns("it"),
    Column("place", KEY, doc="Id of the place"),
    Column("time", KEY, doc="EDTF"),
    *day_columns("time"),
    Column("confidence", NUMBER, nullable=False, doc="Probability, 0 to 1"),
    Index("events_by_type", "type", "status"),
    doc="Who did what to whom, when and where",
)

fillers: Final = make_item_table(
    "fillers",
    Column("event", KEY, primary_key=True, doc="Id of the event"),
    Column("role", KEY, primary_key=True, doc="actor or recipient"),
    Column("n", INTEGER, primary_key=True, autoincrement=False, doc="From 0"),
    Column("actor", KEY, doc="Id of the actor"),
    Column("text", TEXT, nullable=False, doc="The noun phrase"),
    *span_columns("it"),
    doc="Who does an event, and who undergoes it",
    has_id=False,
)

figures: Final = make_item_table(
    "figures",
    Column("unit", TEXT, nullable=False, doc="killed, injured … or the noun in the plural"),
    Column("low", NUMBER, doc="Smallest count that the wording allows"),
    Column("high", NUMBER, doc="Largest"),
    Column("approximate", INTEGER, nullable=False, doc='1 for "about"'),
    Column("cumulative", INTEGER, nullable=False, doc="1 for a running total"),
    Column("of", KEY, doc="Id of the event or actor"),
    Column("certainty", TEXT, nullable=False, doc=CERTAINTY),
    Column("text", TEXT, nullable=False, doc="The count with its noun"),
    *span_columns("it"),
    doc="Counts with their bounds",
)

actors: Final = make_item_table(
    "actors",
    Column("name", TEXT, nullable=False, doc="Neutral canonical name"),
    Column("name_key", KEY, nullable=False, doc="The name in small letters without marks, to search"),
    Column("also", TEXT, nullable=False, doc="Other wordings in the text, separated by |"),
    Column("also_key", KEY, nullable=False, doc="The same, to search"),
    Column("kind", TEXT, nullable=False, doc="state, armed_group, person …"),
    Column("countries", TEXT, nullable=False, doc="ISO 3166-1 alpha-3, separated by blanks"),
    Column("sectors", TEXT, nullable=False, doc="PLOVER, separated by blanks"),
    Column("role", TEXT, doc="Office of a person as the text gives it"),
    Column("registry_id", KEY, doc="Entry of our registry"),
    Column("wikidata", KEY, doc="Item"),
    Column("unresolved", TEXT, doc="Why it has no entry"),
    *span_columns("the first mention", is_needed=False),
    Index("actors_by_entry", "registry_id"),
    doc="Who acts, undergoes or speaks",
)

places: Final = make_item_table(
    "places",
    Column("name", TEXT, nullable=False, doc="Of the gazetteer's entry, or as written"),
    Column("name_key", KEY, nullable=False, doc="The name in small letters without marks, to search"),
    Column("lat", NUMBER, doc="Degrees north, WGS 84"),
    Column("lon", NUMBER, doc="Degrees east"),
    Column("precision", TEXT, nullable=False, doc="exact, settlement, district, province, country, region …"),
    Column("country", KEY, doc="ISO 3166-1 alpha-3"),
    Column("admin1", TEXT, doc="Name of the first-level division"),
    Column("gazetteer_id", KEY, doc="Entry of the gazetteer"),
    Column("confidence", NUMBER, nullable=False, doc="Probability that the entry is right"),
    Column("unresolved", TEXT, doc="Why it has no entry"),
    *span_columns("the first mention", is_needed=False),
    Index("places_by_position", "lat", "lon"),
    Index("places_by_entry", "gazetteer_id"),
    doc="Places with their position and its precision",
)

times: Final = make_item_table(
    "times",
    Column("value", KEY, doc="EDTF, or an ISO 8601 duration"),
    *day_columns("value"),
    Column("anchor", KEY, doc="What a relative expression was resolved against"),
    Column("text", TEXT, nullable=False, doc="The words"),
    *span_columns("them"),
    doc="Expressions of time",
)

ties: Final = make_item_table(
    "ties",
    Column("type", TEXT, nullable=False, doc="alias, part_of, leads …"),
    Column("from_id", KEY, nullable=False, doc="Id of an actor"),
    Column("to_id", KEY, nullable=False, doc="Id of an actor, or of a place"),
    Column("certainty", TEXT, nullable=False, doc=CERTAINTY),
    Column("confidence", NUMBER, nullable=False, doc="Probability, 0 to 1"),
    Column("text", TEXT, doc="The first of the words that state it"),
    *span_columns("them", is_needed=False),
    doc="Lasting relations that the text states",
)

labels: Final = make_item_table(
    "labels",
    Column("actor", KEY, doc="Id of the actor that it is said of"),
    Column("by", KEY, nullable=False, doc="Id of the claim that quotes it, or `report`"),
    Column("kind", TEXT, nullable=False, doc="condemning, ennobling, contested or distancing"),
    Column("text", TEXT, nullable=False, doc="The loaded word"),
    *span_columns("it"),
    doc="Loaded words for actors, with who uses them",
)

ITEM_TABLES: Final = (claims, about, voices, events, fillers, figures, actors, places, times, ties, labels)
