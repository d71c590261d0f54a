"""Judgements on one report, replayed on other readings of it."""

import pytest
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.model import Event, Filler, Record, check
from onrecord.review import FIELDS, Reading, Standing, apply_judgements, draft_settlement
from onrecord.review.nouns import find_by_id

from .readings import ANN, BEN, change, cut, drop_event, judge, shift


def item(record: Record, id_: str) -> object:
    """An item by its id."""
    found = find_by_id(record, id_)
    return found[1] if found else None


def event(record: Record, id_: str) -> Event:
    """An event by its id."""
    found = item(record, id_)
    assert isinstance(found, Event)
    return found


@pytest.mark.parametrize(
    ("id_", "field", "text", "expected"),
    [
        ("e1", "type", "coerce", {"type": "COERCE", "quad": "material conflict", "mode": None}),
        ("e1", "mode", "explosives", {"mode": "explosives"}),
        ("e1", "mode", "none", {"mode": None}),
        ("e1", "status", "planned", {"status": "planned"}),
        ("e1", "place", "p2", {"place": "p2"}),
        ("e1", "time", "2017-12-03", {"time": "2017-12-03", "time_id": None}),
        ("e1", "time", "2017-12-04", {"time": "2017-12-04", "time_id": "t1"}),
        ("c2", "act", "say", {"act": "say"}),
        ("c1", "certainty", "possible", {"certainty": "possible"}),
        ("c2", "polarity", "affirmed", {"polarity": "affirmed"}),
        ("f1", "low", "11", {"low": 11, "high": None}),
        ("f2", "high", "none", {"high": None}),
        ("f1", "unit", "injured", {"unit": "injured"}),
        ("a4", "name", "Hill  Guard of Aden", {"name": "Hill Guard of Aden"}),
        ("a4", "kind", "party", {"kind": "party"}),
        ("p2", "lat", "13.6", {"lat": 13.6, "precision": "unresolved"}),
        ("p1", "lon", "45.1", {"lon": 45.1, "gazetteer_id": None, "precision": "settlement"}),
        ("p1", "gazetteer_id", "none", {"lat": None, "precision": "unresolved", "country": None}),
        ("r1", "type", "member_of", {"type": "member_of"}),
        ("l1", "kind", "contested", {"kind": "contested"}),
    ],
)
def test_each_field_can_be_corrected(
    reading: Reading, id_: str, field: str, text: str, expected: dict[str, object]
) -> None:
    """The field and what follows from it change, nothing else; on a shifted reading too."""
    judged = judge(reading, ("correct", id_, field, text))
    for record, now in ((reading.record, id_), (shift(reading.record), f"{id_[0]}{int(id_[1:]) + 1}")):
        result = apply_judgements(record, judged.judgements)
        found = item(result.record, now)
        plain = {
            name: f"{value[0]}{int(value[1:]) + 1}" if now != id_ and name in {"place", "time_id"} and value else value
            for name, value in expected.items()
        }
        assert {name: getattr(found, name) for name in expected} == plain  # type: ignore[call-overload]
        assert result.conflicts == ()
        assert result.standings == (Standing(now, "corrected", (1,)),)
        assert list(check(result.record)) == []


def test_both_coordinates_make_a_place_exact(reading: Reading) -> None:
    """A place that had no position gets a precision with the second of them."""
    place = item(judge(reading, ("correct", "p2", "lat", "13.6"), ("correct", "p2", "lon", "44")).judged.record, "p2")
    assert (place.precision, place.lat, place.lon, place.unresolved) == ("exact", 13.6, 44, None)  # type: ignore[union-attr]


def test_entry_of_the_gazetteer_is_kept_whole(reading: Reading) -> None:
    """Replaying looks nothing up; older coordinates are void."""
    judged = judge(reading, ("correct", "p1", "lat", "1"), ("correct", "p1", "gazetteer_id", "geonames:415189"))
    place = item(judged.judged.record, "p1")
    assert (place.name, place.gazetteer_id, place.country, round(place.lat)) == ("Aden", "geonames:415189", "YEM", 13)  # type: ignore[union-attr]


def test_who_acts_and_speaks_is_named_by_a_mention(reading: Reading) -> None:
    """The actor is found again by the words, whatever its id is then."""
    judged = judge(reading, ("correct", "e1", "actor", "a2, a4"), ("correct", "c1", "source", "a5"))
    judged = judge(judged, ("correct", "e1", "recipient", "24-42"))
    newer = shift(reading.record, 3)
    record = apply_judgements(newer, judged.judgements).record
    assert [filler.actor for filler in event(record, "e4").actors] == ["a5", "a7"]
    assert event(record, "e4").recipients == (Filler(None, cut(record, "At least 12 people")),)
    first = next(claim for claim in record.claims if claim.id == "c4").voices[0]
    assert (first.source, first.actor, first.named, first.cue) == (
        cut(record, "Omar Nasser"), "a8", True, cut(record, "said"),
    )  # fmt: skip


def test_accepted_is_certain(reading: Reading) -> None:
    """What has a confidence gets the highest."""
    result = judge(reading, ("accept", "e1"), ("accept", "f1")).judged
    assert event(result.record, "e1").confidence == 1.0
    assert [standing.state for standing in result.standings] == ["accepted", "accepted"]


def test_rejected_is_taken_out_and_told(reading: Reading) -> None:
    """References go with it, a tie goes with its end, and a problem stays."""
    judged = judge(reading, ("reject", "a4"), ("reject", "e1"), ("reject", "t2"))
    record = judged.judged.record
    assert list(check(record)) == []
    assert [tie.id for tie in record.ties] == []
    assert record.figures[0].of is None
    assert record.claims[0].about == ("f1",)
    assert (event(record, "e3").time, event(record, "e3").time_id) == (None, None)
    assert {problem.stage for problem in record.problems} == {"review"}
    assert {problem.span.text for problem in record.problems if problem.span} == {"The Hill Guard", "hit", "Sunday"}


def test_newest_judgement_wins(reading: Reading) -> None:
    """Of one field, of accept and reject, and of a type and an older mode."""
    judged = judge(reading, ("correct", "e1", "status", "planned"), ("reject", "e1"), ("accept", "e1"))
    judged = judge(judged, ("correct", "e1", "mode", "explosives"), ("correct", "e1", "type", "PROTEST"), author=BEN)
    judged = judge(judged, ("correct", "e1", "status", "ongoing"), author=BEN)
    result = judged.judged
    assert (event(result.record, "e1").status, event(result.record, "e1").mode) == ("ongoing", None)
    assert result.standings == (Standing("e1", "accepted", (3, 5, 6)),)
    assert result.conflicts == ()


def test_correction_holds_against_a_third_reading(reading: Reading) -> None:
    """The person's value stays, and the queue says that the model reads something else now."""
    judged = judge(reading, ("correct", "e1", "type", "COERCE"))
    for type_, count in (("ASSAULT", 0), ("COERCE", 0), ("PROTEST", 1)):
        result = apply_judgements(change(reading.record, "e1", type=type_, mode=None), judged.judgements)
        assert event(result.record, "e1").type == "COERCE"
        assert len(result.conflicts) == count
    conflict = result.conflicts[0]
    assert (conflict.judgement, conflict.reason, conflict.item) == (1, "changed", "e1")
    assert conflict.why == "corrected from ASSAULT to COERCE, which is kept; now read as PROTEST"


def test_accepted_and_rejected_are_of_what_was_seen(reading: Reading) -> None:
    """Where the newer reading says something else, neither is carried over."""
    accepted, rejected = (judge(reading, (kind, "e1")).judgements for kind in ("accept", "reject"))
    newer = change(reading.record, "e1", time="2017-12-05")
    result = apply_judgements(newer, accepted)
    assert [conflict.reason for conflict in result.conflicts] == ["changed"]
    assert result.conflicts[0].why == "accepted with time 2017-12-04, now read as 2017-12-05"
    assert result.record == newer
    assert event(apply_judgements(newer, rejected).record, "e2")  # another time is still no event
    assert item(apply_judgements(newer, rejected).record, "e1") is None
    newer = change(reading.record, "e1", type="SANCTION", mode=None)
    result = apply_judgements(newer, rejected)
    assert (result.record, [conflict.reason for conflict in result.conflicts]) == (newer, ["changed"])


def test_what_is_gone_is_queued(reading: Reading) -> None:
    """Accepted or corrected: a conflict. Rejected: the newer model agrees."""
    newer = drop_event(reading.record, "e1")
    judged = judge(reading, ("accept", "e1"), ("correct", "e1", "time", "2017"), ("correct", "e1", "time", "2016"))
    conflicts = apply_judgements(newer, judged.judgements).conflicts
    assert [(conflict.judgement, conflict.reason, conflict.text) for conflict in conflicts] == [
        (1, "gone", "hit"),
        (3, "gone", "hit"),
    ]
    assert apply_judgements(newer, judge(judged, ("reject", "e1")).judgements).conflicts == ()


def test_near_is_enough_for_the_same_type_only(reading: Reading) -> None:
    """A trigger with a word more is the event again, unless it is of another type."""
    wider = change(reading.record, "e2", triggers=(cut(reading.record, "denied that"),))
    judged = judge(reading, ("correct", "e2", "status", "ongoing"))
    assert event(apply_judgements(wider, judged.judgements).record, "e2").status == "ongoing"
    other = change(wider, "e2", type="ACCUSE")
    assert [conflict.reason for conflict in apply_judgements(other, judged.judgements).conflicts] == ["gone"]
    judged = judge(judged, ("correct", "e2", "type", "ACCUSE"))
    result = apply_judgements(other, judged.judgements)
    assert (event(result.record, "e2").status, result.conflicts) == ("ongoing", ())


def test_value_that_fits_no_more_is_queued(reading: Reading) -> None:
    """A low above the new high, a place that is not read any more; the rest is set."""
    judged = judge(reading, ("correct", "f1", "low", "50"), ("correct", "f1", "unit", "injured"))
    result = apply_judgements(change(reading.record, "f1", high=40), judged.judgements)
    figure = item(result.record, "f1")
    assert (figure.low, figure.high, figure.unit) == (12, 40, "injured")  # type: ignore[union-attr]
    assert [(c.judgement, c.reason, c.why) for c in result.conflicts] == [(1, "unfit", "low 50 is more than high 40")]
    judged = judge(reading, ("correct", "e1", "place", "p2"))
    newer = replace(reading.record, places=reading.record.places[:1])
    newer = change(newer, "e3", place=None)
    result = apply_judgements(newer, judged.judgements)
    assert (event(result.record, "e1").place, [c.reason for c in result.conflicts]) == ("p1", ["unfit"])


def test_conflict_is_settled_for_one_reading(reading: Reading) -> None:
    """It holds then as it was judged; a third reading is a conflict again."""
    for kind, field, facts, third in (
        (("accept", "e1"), "time", {"time": "2017-12-05"}, {"time": "2018"}),
        (("correct", "e1", "status", "planned"), "status", {"status": "negated"}, {"status": "ongoing"}),
        (("reject", "e1"), "type", {"type": "AID", "mode": None}, {"type": "SANCTION", "mode": None}),
    ):
        judged = judge(reading, kind)
        newer = Reading(judged.report, change(reading.record, "e1", **facts), judged.judgements)
        conflict = newer.judged.conflicts[0]
        settled = newer.add(draft_settlement(judged.judgements[0], conflict, newer, author=ANN))
        assert settled.judged.conflicts == (), field
        assert len(settled.judged.standings) == 1
        assert len(apply_judgements(change(reading.record, "e1", **third), settled.judgements).conflicts) == 1


def test_what_is_gone_can_rest(reading: Reading) -> None:
    """Once somebody says that it is rightly gone."""
    judged = judge(reading, ("accept", "e1"))
    newer = Reading(judged.report, drop_event(reading.record, "e1"), judged.judgements)
    settled = newer.add(draft_settlement(judged.judgements[0], newer.judged.conflicts[0], newer, author=ANN))
    assert settled.judged.conflicts == ()
    with pytest.raises(InputError, match="no conflict"):
        draft_settlement(judged.judgements[0], None, newer, author=ANN)


@pytest.mark.parametrize(
    ("id_", "field", "text", "told"),
    [
        ("e9", "type", "AID", "no e9 in its record"),
        ("x1", "type", "AID", "no x1 in its record"),
        ("e1", "quad", "AID", "can be corrected: type, mode, status"),
        ("t1", "value", "2017", "can be corrected: nothing"),
        ("e1", "type", "WAR", "none of: AGREE"),
        ("e1", "mode", "demo", "ASSAULT has no mode 'demo'"),
        ("e1", "time", "Monday", "no EDTF date"),
        ("e1", "actor", "a2,a99", "'a99' is no id such as a1"),
        ("e1", "actor", "5-2", "no range of a text"),
        ("e1", "place", "12-40", "no place is read there"),
        ("f1", "low", "many", "no number"),
        ("f1", "low", "-1", "not between 0"),
        ("f1", "low", "nan", "not between 0"),
        ("f2", "low", "1,000", "low 1000 is more than high 999"),
        ("a1", "name", "  ", "give some words"),
        ("p1", "lat", "none", "no number"),
        ("p1", "gazetteer_id", "geonames:1", "no entry that Aden or ADEN can mean"),
        ("r1", "type", "based_in", "leads to another place, not to a4"),
    ],
)
def test_wrong_value_is_refused(reading: Reading, id_: str, field: str, text: str, told: str) -> None:
    """With a line that says what would be right."""
    with pytest.raises(InputError, match=told):
        judge(reading, ("correct", id_, field, text))


def test_table_is_closed() -> None:
    """Each field once, each of a kind that records hold."""
    paths = [field.path for field in FIELDS]
    assert len(paths) == len(set(paths)) == 21
