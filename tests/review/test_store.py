"""Judged records of a whole store, its queue, and its log on the command line."""

import json

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from onrecord.cli import main
from onrecord.errors import BrokenDatabaseError
from onrecord.model import Comparison, EventRef, Fields, Incident, Record, Ref
from onrecord.review import Reading, draft_verdict, find_conflicts, judged_entries, load_constraints, load_judged
from onrecord.store import Store, append, read_judgements, save_comparison
from tests.server import Kind

from .readings import ANN, change, drop_event, keep, shift

REF = "harbour.txt"


@pytest.fixture
def kept(store: Store, record: Record, other_record: Record) -> Store:
    """A store with both reports."""
    keep(store, record, REF)
    keep(store, other_record, "coast.txt")
    return store


def run(store: Store, *arguments: str, by: str | None = "Ann", code: int = 0) -> Result:
    """Run a command on a store."""
    environment = {"ONRECORD_DB": store.name, "ONRECORD_USER": by}
    result = CliRunner().invoke(main, list(arguments), env=environment)
    assert result.exit_code == code, result.output
    return result


def incidents_of(record: Record, other: Record, *, is_one: bool) -> Comparison:
    """The shelling of the market as one incident, or as two."""
    mentions = [
        EventRef(Ref(one.report.id, ref), "e1", one.events[0].triggers[0])
        for one, ref in ((record, REF), (other, "coast.txt"))
    ]
    groups = [mentions] if is_one else [[mention] for mention in mentions]
    return Comparison(
        incidents=tuple(
            Incident(id=f"i{number}", type="ASSAULT", what="Shelling", date="2017-12-04", place=None,
                     mentions=tuple(group), fields=Fields(), origins=(), grade=6)
            for number, group in enumerate(groups, 1)
        )
    )  # fmt: skip


def test_judgements_survive_a_newer_model(kept: Store, record: Record) -> None:
    """Correct and reject on the command line, read anew with other ids, and find both again."""
    run(kept, "judge", "correct", f"{REF}:e1.type=coerce", f"{REF}:f1.low=11", "--why", "as it says")
    run(kept, "judge", "reject", f"{record.report.id[:8]}:a3", "--why", "no actor")
    keep(kept, shift(record, 2), REF)
    report = Ref(record.report.id, REF)
    judged = load_judged(kept, report)
    assert (judged.record.events[0].id, judged.record.events[0].type, judged.record.figures[0].low) == (
        "e3",
        "COERCE",
        11,
    )
    assert "a5" not in {actor.id for actor in judged.record.actors}
    assert judged.conflicts == ()
    records = {entry.report.ref: entry.record for entry in judged_entries(kept)}
    assert records[REF] == judged.record
    assert records["coast.txt"].events[0].type == "ASSAULT"


def test_queue_fills_and_empties(kept: Store, record: Record) -> None:
    """A newer reading that differs, or has lost an item, stands in the queue until somebody settles it."""
    run(kept, "judge", "accept", f"{REF}:e1", f"{REF}:e2")
    assert json.loads(run(kept, "conflicts", "--format", "json").stdout) == []
    keep(kept, shift(drop_event(change(record, "e1", time="2017-12-05"), "e2")), REF)
    queue = json.loads(run(kept, "conflicts", "--format", "json").stdout)
    assert [(one["judgement"], one["reason"], one["item"]) for one in queue] == [
        (1, "changed", "e2"),
        (2, "gone", None),
    ]
    assert "accepted with time 2017-12-04, now read as 2017-12-05" in run(kept, "conflicts").stdout
    run(kept, "judge", "settle", "1", "--why", "the date is right now")
    run(kept, "judge", "settle", "2", "--why", "part of e1")
    assert list(find_conflicts(kept)) == []
    run(kept, "judge", "settle", "1", "--why", "again", code=1)
    run(kept, "judge", "undo", "3", "--why", "not sure")
    assert [one.judgement for one in find_conflicts(kept)] == [1]


def test_incidents_are_joined_pinned_and_split(kept: Store, record: Record, other_record: Record) -> None:
    """By incident or by event; what the comparison does against it stands in the queue."""
    save_comparison(kept, incidents_of(record, other_record, is_one=False))
    run(kept, "judge", "join", "i1", "i2", "--why", "same market")
    assert len(load_constraints(kept).joined) == 1
    assert [one.reason for one in find_conflicts(kept)] == ["unheeded"]
    run(kept, "judge", "settle", "1", "--why", "x", code=1)
    save_comparison(kept, incidents_of(record, other_record, is_one=True))
    assert list(find_conflicts(kept)) == []
    run(kept, "judge", "pin", "i1", "--why", "sure")
    run(kept, "judge", "split", "i1", "coast.txt:e1", "--why", "no, the day before")
    constraints = load_constraints(kept)
    assert (len(constraints.joined), len(constraints.split)) == (0, 1)
    assert [(one.judgement, one.reason) for one in find_conflicts(kept)] == [(3, "unheeded")]
    keep(kept, drop_event(other_record, "e1"), "coast.txt")
    assert (3, "gone") in [(one.judgement, one.reason) for one in find_conflicts(kept)]


def test_log_tells_all_and_names_a_broken_link(kept: Store, kind: Kind) -> None:
    """Who, when, what, why; a changed row is named and still printed."""
    run(kept, "judge", "accept", f"{REF}:e1")
    run(kept, "judge", "correct", f"{REF}:e1.actor=a2,a4", "--why", "the Guard\nand the army", by="Ben")
    run(kept, "judge", "join", f"{REF}:e1", "coast.txt:e1", "--why", "same")
    run(kept, "judge", "undo", "1", "--why", "too quick")
    table = run(kept, "log").stdout.splitlines()
    assert len(table) == 6
    assert table[2].split()[2:] == ["Ann", "accept", f"{REF}:e1", "hit", "by", "4"]
    assert "125-133,250-264" in table[3]
    assert "the Guard and the army" in table[3]
    rows = json.loads(run(kept, "log", "--report", "coast.txt", "--format", "json").stdout)
    assert [(row["id"], row["kind"], row["undone_by"]) for row in rows] == [(3, "join", None)]
    with kept.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER judgements_kept" + ("" if kind == "sqlite" else " ON judgements"))
        connection.exec_driver_sql("UPDATE judgements SET value = 'nonsense' WHERE id = 2")
    result = run(kept, "log", code=1)
    assert "judgement 2 was changed" in result.stderr
    assert "nonsense" in result.stdout
    assert "judgement 2 cannot be read" in run(kept, "conflicts", code=1).stderr


def test_one_that_is_wrong_keeps_all_of_a_command_out(kept: Store) -> None:
    """Each builds on those before it, and all are checked before the first is put on record."""
    wrong = (f"{REF}:e1.type=PROTEST", f"{REF}:e1.mode=strike", f"{REF}:e1.status=perhaps")
    assert "none of: occurred" in run(kept, "judge", "correct", *wrong, "--why", "x", code=1).stderr
    assert list(read_judgements(kept)) == []
    run(kept, "judge", "correct", *wrong[:2], "--why", "x")
    assert [row.field for row in read_judgements(kept)] == ["event.type", "event.mode"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("judge", "reject", f"{REF}:e1"), 2, "Missing option '--why'"),
        (("judge", "accept", f"{REF}:e1", "--by", " "), 2, "give some words"),
        (("judge", "accept", f"{REF}:e1", "--by", "x" * 99), 2, "no name is longer"),
        (("judge", "accept", "nowhere.txt:e1"), 1, "no report of this id or path"),
        (("judge", "accept", f"{REF}:e1.type=AID"), 1, "not of the form REPORT:e3"),
        (("judge", "correct", f"{REF}:e1", "--why", "x"), 1, "not of the form REPORT:e3.type=ASSAULT"),
        (("judge", "join", "i9", f"{REF}:e1", "--why", "x"), 1, "no incident of this id"),
        (("judge", "join", f"{REF}:c1", f"{REF}:e1", "--why", "x"), 1, "only events"),
        (("judge", "undo", "7", "--why", "x"), 1, "no judgement 7"),
        (("judge", "settle", "7", "--why", "x"), 1, "no judgement 7"),
        (("agreement", "--between", "Ann", "Eve"), 1, "no judgement by 'Ann', but by: nobody"),
    ],
)
def test_what_cannot_be_judged_is_told(kept: Store, arguments: tuple[str, ...], code: int, told: str) -> None:
    """In a line, with nothing put on record."""
    result = run(kept, *arguments, code=code)
    assert told in " ".join(result.stderr.split())
    assert list(read_judgements(kept)) == []


def test_agreement_is_printed(kept: Store) -> None:
    """A row a field; undefined where only one value occurs."""
    for by, word in (("Ann", "planned"), ("Ben", "ongoing")):
        run(kept, "judge", "correct", f"{REF}:e1.status={word}", f"{REF}:e2.status=negated", "--why", "x", by=by)
        run(kept, "judge", "correct", f"{REF}:f1.low=11", "--why", "x", by=by)
    lines = run(kept, "agreement", "--between", "Ann", "Ben").stdout.splitlines()
    assert [line.split() for line in lines[2:]] == [
        ["event.status", "nominal", "2", "1", "0.400"],
        ["figure.low", "interval", "1", "1", "undefined"],
    ]
    assert len(json.loads(run(kept, "agreement", "--between", "Ann", "Ben", "--format", "json").stdout)) == 2


def test_unknown_row_is_refused_not_dropped(kept: Store, reading: Reading) -> None:
    """A judgement of a kind that a newer OnRecord wrote stops the replay and says why."""
    append(kept, replace(draft_verdict(reading, "e1", "accept", author=ANN), kind="praise"))
    with pytest.raises(BrokenDatabaseError, match=r"judgement 1 cannot be read \(unknown kind 'praise'\)"):
        list(judged_entries(kept))


def test_login_name_judges_where_none_is_given(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name comes from the system only if neither --by nor ONRECORD_USER says it."""
    monkeypatch.setenv("LOGNAME", "carla")
    run(kept, "judge", "accept", f"{REF}:e1", by=None)
    run(kept, "judge", "accept", f"{REF}:e1", "--by", "Dan", by="Ann")
    assert [row.by for row in read_judgements(kept)] == ["carla", "Dan"]
