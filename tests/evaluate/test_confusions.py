"""What went wrong: pairs, names of differences, counts, and the page that shows them."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from onrecord.errors import CorpusError
from onrecord.evaluate.attribution import Parts
from onrecord.evaluate.confusions import TABLES, TASKS, Case, find_confusions, illustrate
from onrecord.evaluate.confusions.attribution import compare_role
from onrecord.evaluate.confusions.cases import Quote, Text, tabulate
from onrecord.evaluate.confusions.claims import name_chain
from onrecord.evaluate.confusions.edges import compare_ends
from onrecord.evaluate.confusions.entities import compare_names
from onrecord.evaluate.confusions.marked import MAKERS, parse_marks
from onrecord.evaluate.confusions.places import name_distance
from onrecord.evaluate.confusions.records import compare_items
from onrecord.evaluate.confusions.ties import name_tie
from onrecord.evaluate.confusions.toponyms import name_toponym
from onrecord.evaluate.confusions.values import name_bounds, name_value
from onrecord.evaluate.records.compare import compare
from onrecord.evaluate.records.gold import Gold, items_of_gold
from onrecord.evaluate.records.items import ClaimItem, EventItem, FillerItem, Items, PlaceItem, TieItem
from onrecord.evaluate.records.ours import items_of_record
from onrecord.evaluate.without_model import Toponym
from onrecord.model import Place, Span
from onrecord.pipeline import Reader
from tests.fixtures.sample import EMPTY, RECORD, TEXT

from .annotated import GOLD

SENTENCE = "The mayor of Bria, Ali Haidar, said that the bridge was safe, a claim that nobody believes."
SAME_AS_SCORE = {
    "claims": "claim content+source+cue",
    "chains": "chains of two or more",
    "events": "event trigger",
    "event types": "event trigger+type",
    "status": "of matched events: status",
    "figures": "figure bounds+unit",
    "dates": "date value",
    "ties": "tie",
    "labels": "label",
}
"""Tables whose right decisions are those of a row of the score."""


def at(words: str, text: str = SENTENCE) -> tuple[int, int]:
    """Where words stand."""
    return text.index(words), text.index(words) + len(words)


def kinds(cases: Any, table: str | None = None) -> Counter[str]:
    """How often each thing went wrong."""
    return Counter(case.kind for case in cases if case.kind and table in {None, case.table})


def gold_items() -> Items:
    """The annotated report of the fixtures."""
    return items_of_gold(msgspec.convert(GOLD, Gold), TEXT)


def test_right_decisions_are_those_of_the_score() -> None:
    """What is not counted as an error is what the score counts as right."""
    gold, found = gold_items(), items_of_record(RECORD)
    right = Counter(case.table for case in compare_items(Text(TEXT), gold, found) if not case.kind)
    scores = compare(gold, found)
    assert {table: right[table] for table in SAME_AS_SCORE} == {t: scores[m].right for t, m in SAME_AS_SCORE.items()}
    roles = ("event actors (typed events)", "event recipients (typed events)", "event place", "event date")
    assert right["roles"] == sum(scores[metric].right for metric in roles)


def test_errors_of_the_annotated_report_are_named() -> None:
    """The differences that were made on purpose come out under their names, each once."""
    cases = [*compare_items(Text(TEXT), gold_items(), items_of_record(RECORD))]
    assert kinds(cases, "event types") == {"ACCUSE taken for REJECT": 1}
    assert kinds(cases, "wording of claims") == {"act: confirm taken for say": 1}
    assert kinds(cases, "dates") == {"a week off": 1}
    assert kinds(cases, "status") == {"occurred taken for planned": 1}
    assert kinds(cases, "labels") == {"missed: a word outside our lists": 1}
    assert kinds(cases, "ties") == {"missed leads": 1}
    assert {case.table for case in cases} <= {*TABLES["records"]}


def test_empty_record_misses_everything() -> None:
    """With nothing found each annotated item is one error, and none is spurious."""
    gold = gold_items()
    cases = [*compare_items(Text(TEXT), gold, items_of_record(EMPTY))]
    assert all(case.kind for case in cases)
    assert not [case.kind for case in cases if "spurious" in case.kind]
    counted = Counter(case.table for case in cases)
    for table in ("claims", "events", "figures", "dates", "places", "ties", "labels"):
        assert counted[table] == len(getattr(gold, table)), table


def test_spans_of_a_role_are_named_by_their_ends() -> None:
    """A span that takes in words of another role, runs on after a comma, or has no partner."""
    source, cue, content = at("The mayor of Bria, Ali Haidar,"), at("said"), at("that the bridge was safe")
    gold = [Parts((source,), (cue,), (content,))]
    longer = (content[0], len(SENTENCE) - 1)
    taken = (cue[0], content[1])
    text = Text(SENTENCE)
    found = [Parts((at("Ali Haidar"),), (cue,), (longer,))]
    assert kinds(compare_role(text, "source", gold=gold, found=found)) == {"both ends differ": 1}
    assert kinds(compare_role(text, "cue", gold=gold, found=found)) == {}
    assert kinds(compare_role(text, "content", gold=gold, found=found)) == {
        "too long: ends with a phrase after a comma or dash": 1
    }
    found = [Parts((source,), (), (taken,)), Parts((source,), (at("claim"),), ())]
    assert kinds(compare_role(text, "content", gold=gold, found=found)) == {"too long: takes in words of the cue": 1}
    assert kinds(compare_role(text, "source", gold=gold, found=found)) == {"given to one more attribution": 1}
    assert kinds(compare_role(text, "cue", gold=gold, found=found)) == {
        "missed in an attribution that is found": 1,
        "spurious with its attribution (cue: a word of saying)": 1,
    }


@pytest.mark.parametrize(
    ("gold", "found", "name"),
    [
        ("The mayor", "mayor", "too short: begins without an article or possessive"),
        ("mayor of Bria", "mayor", "too short: ends without a phrase with its preposition"),
        ("Ali", "Ali Haidar", "too long: ends with one word"),
        ("said that the bridge", "that the bridge", "too short: begins without one word"),
        ("the bridge was safe", "the bridge was safe,", "too long: ends with a stop or other mark"),
        ("bridge was safe", "the bridge", "both ends differ"),
        ("bridge", "bridge", ""),
    ],
)
def test_ends_are_compared(gold: str, found: str, name: str) -> None:
    """The words that one span has more than the other give the difference its name."""
    assert compare_ends(SENTENCE, at(gold), at(found)) == name


def test_names_are_paired_once() -> None:
    """One type for another, a longer name, a missed and a spurious one; a right one is no error."""
    text = Text("Ali of Bria met Carter & Boyle in Mosul on Monday.")
    gold = [(at(w, text.text), t) for w, t in (("Ali", "P"), ("Bria", "L"), ("Carter & Boyle", "O"), ("Mosul", "L"))]
    found = [(at(w, text.text), t) for w, t in (("Ali", "L"), ("Bria", "L"), ("Boyle", "O"), ("Carter", "O"))]
    cases = [*compare_names(text, gold, found)]
    assert kinds(cases) == {
        "P taken for L": 1,
        "O too short: ends without a few words": 1,
        "missed L": 1,
        "O split off another name": 1,
    }
    assert sum(not case.kind for case in cases) == 1


def test_actor_and_recipient_may_be_exchanged() -> None:
    """A filler that stands on the other side is named so, and not missed and spurious too."""
    words = "The army shelled the village."
    army, village = (FillerItem(at(w, words), w) for w in ("The army", "the village"))
    gold = EventItem((at("shelled", words),), "ASSAULT", "occurred", (army,), (village,), None, None, mode="artillery")
    found = EventItem(gold.triggers, "ASSAULT", "occurred", (village,), (army,), None, None)
    cases = [*compare_items(Text(words), Items(events=(gold,)), Items(events=(found,)))]
    assert kinds(cases, "roles") == {"an actor taken for a recipient": 1, "a recipient taken for an actor": 1}
    assert kinds(cases, "modes") == {"ASSAULT: artillery missed": 1}


def test_claims_without_a_partner_are_joined_split_or_missed() -> None:
    """Two annotated claims in one of ours: one is matched, the other joined with it; a third is missed."""
    words = "It is over and it is lost, he said. Nobody knows, she said."
    claim = ClaimItem((at("It is over and", words),), None, None, (None,), "direct", "certain", "affirmed", "say")
    second = ClaimItem((at("it is lost", words),), None, None, (None,), "direct", "certain", "affirmed", "say")
    third = ClaimItem((at("Nobody knows", words),), at("she", words), None, (None,), "direct", None, None, "deny")
    ours = ClaimItem((at("It is over and it is lost", words),), None, None, (None,), "direct", None, None, None)
    cases = [*compare_items(Text(words), Items(claims=(claim, second, third)), Items(claims=(ours,)))]
    assert kinds(cases, "claims") == {"joined with another claim": 1, "missed: act deny": 1}


A, B, C = (0, 3), (9, 12), (20, 25)


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ((B, A), "the same voices in another order"),
        ((B,), "the voice nearest to the fact missed"),
        ((A,), "a later voice missed"),
        ((A, B, C), "a voice too many, after the source"),
        ((C, A, B), "a voice too many, before the source"),
        ((A, C), "another later voice"),
        ((C, B), "another voice nearest to the fact"),
        ((C,), "other voices, and more or fewer of them"),
    ],
)
def test_chains_are_named(found: tuple[tuple[int, int], ...], name: str) -> None:
    """Each way in which a chain differs from A ← B."""
    assert name_chain((A, B), found) == name


@pytest.mark.parametrize(
    ("gold", "found", "name"),
    [
        ("2014-03-11", "2014-03-12", "a day off"),
        ("2014-03-11", "2015-03-11", "another year"),
        ("2014-03-11", "2014-05-01", "another day"),
        ("2014-03", "2014-03-11", "a month taken for a day"),
        ("2014-03-11/2014-03-12", "2014-03-11/2014-03-13", "another interval"),
        ("2011~", "2011", "doubt (~ or ?) marked on one side only"),
        ("P7Y", None, "no value given for a duration"),
        ("PAST_REF", "1998", "past, present or future taken for a year"),
        ("1998-WXX", "1998-W06", "a vague value taken for a week"),
    ],
)
def test_values_are_named(gold: str, found: str | None, name: str) -> None:
    """Each way in which a date differs."""
    assert name_value(gold, found) == name


def test_bounds_places_and_ties_are_named() -> None:
    """At least for exactly, a place far away or without a point, a tie with another end."""
    assert name_bounds((10, 10), (10, None)) == "bounds: exactly taken for at least"
    assert name_bounds((None, 40), (40, 40)) == "bounds: at most taken for exactly"
    assert name_bounds((10, 10), (12, 12)) == "bounds: another number"
    bria = PlaceItem((A,), "Bria", 6.54, 21.99, "settlement")
    assert name_distance(bria, bria) == ""
    far = PlaceItem((A,), "Bria", 5.0, 21.99, "province")
    assert name_distance(bria, far) == "a settlement taken for a province, 161 to 1,000 km off"
    assert (
        name_distance(PlaceItem((A,), "x", None, None), bria) == "resolved, though annotated without a point: a place"
    )
    leads = TieItem("leads", (A,), (B,))
    assert name_tie(leads, TieItem("leads", (A,), (C,))) == "leads with another second end"
    assert name_tie(leads, TieItem("part_of", (A,), (B,))) == "leads taken for part_of"


def test_toponyms_are_named_by_where_they_went() -> None:
    """A town of another state, and one of another country; near enough is right."""
    gold = Toponym(A, 33.66, -95.56, "PPL", "United States", "Texas")
    span = (Span.cut("Paris", 0, 5),)
    place = Place(id="p1", name="Paris", lat=48.9, lon=2.4, precision="settlement", country="FRA", mentions=span)
    assert name_toponym(gold, place) == "a town taken for another town in another country"
    tennessee = msgspec.structs.replace(place, lat=36.3, lon=-88.3, country="USA", admin1="Tennessee")
    assert name_toponym(gold, tennessee) == "a town taken for another town in another state of the country"
    assert name_toponym(gold, msgspec.structs.replace(tennessee, lat=33.7, lon=-95.5)) == ""


def test_tables_count_and_quote() -> None:
    """Kinds by number, then name; shares of the errors; the shortest sentence; none where none may be shown."""
    long, short = Quote("A long sentence of words.", ((0, 1),)), Quote("A short one.", ((0, 1),))
    cases = [Case("t"), *(Case("t", kind, quote) for kind, quote in (("b", long), ("a", long), ("b", short)))]
    (table, empty) = tabulate(["t", "u"], cases, is_quoted=True)
    assert [(row.kind, row.n, row.quote) for row in table.rows] == [("b", 2, short), ("a", 1, long)]
    assert (table.right, table.wrong, table.share(2)) == (1, 3, pytest.approx(2 / 3))
    assert (empty.right, empty.wrong, empty.rows, empty.share(0)) == (0, 0, (), 0.0)
    assert all(row.quote is None for row in tabulate(["t"], cases, is_quoted=False)[0].rows)


def test_quotes_hold_the_sentence_of_the_first_mark() -> None:
    """Marks in other sentences are left out, those that overlap become one."""
    text = Text("He left. She stayed in Bria.", "a-report")
    quote = text.quote(at("stayed", text.text), (0, 2), at("stayed in", text.text), None, annotated="x")
    assert quote == Quote("She stayed in Bria.", ((4, 13),), "x", "", "a-report")


def test_marks_are_read() -> None:
    """Spans may lie inside each other; a mark that is not closed is an error."""
    assert parse_marks("<a=x <b=y>> z") == ("x y z", [("a", (0, 3)), ("b", (2, 3))])
    for broken in ("<a=x", "x> y"):
        with pytest.raises(CorpusError):
            parse_marks(broken)


def test_pair_that_is_read_otherwise_is_an_illustration(reader: Reader) -> None:
    """A sentence with another type than the one given shows that confusion, one that is right shows none."""
    marked = "<source=Rebels> shelled <target=the village> on Friday."
    assert kinds(illustrate("pairs", marked, given="PROTEST", reader=reader)) == {"PROTEST taken for ASSAULT": 1}
    assert illustrate("pairs", marked, given="ASSAULT", reader=reader) == []
    with pytest.raises(ValueError, match="no task"):
        illustrate("records", marked, reader=reader)
    with pytest.raises(ValueError, match="no task"):
        find_confusions("x", Path("x"), reader=reader, is_quoted=False)


def test_page_shows_every_table(root: Path) -> None:
    """The plan of the page names each table of each task once, and its sentences are marked rightly."""
    plan = yaml.safe_load((root / "tools" / "confusions.yaml").read_text("utf-8"))
    assert sorted(data["task"] for data in plan) == sorted(TASKS)
    for data in plan:
        assert sorted(part["table"] for part in data["tables"]) == sorted(TABLES[data["task"]])
        for sentence in data.get("sentences", ()):
            text, marks = parse_marks(sentence["text"])
            item: Any = MAKERS[data["task"]](text, marks, sentence.get("given", ""))
            assert all(0 <= start < end <= len(text) for start, end in item.ranges())


def test_page_is_of_the_scored_model(root: Path) -> None:
    """The page was made with the model of the scorecard (else ``make confusions``), and the model card leads to it."""
    page = (root / "docs" / "confusions.md").read_text("utf-8")
    card = json.loads((root / "docs" / "scorecard.json").read_text("utf-8"))
    assert re.search(r"^Model `(\w+)`", page, re.MULTILINE)[1] == card["model"]  # type: ignore[index]
    assert "](confusions.md)" in (root / "docs" / "model-card.md").read_text("utf-8")
