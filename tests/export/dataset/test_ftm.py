"""followthemoney: every line passes its validation; who is written, and who is not."""

import json
import sys

import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy
from msgspec.structs import replace

from onrecord.errors import LibraryError
from onrecord.export.dataset import parse_rule
from onrecord.export.dataset.collection import Collection, DataFormat
from onrecord.export.dataset.ftm import load_mapping, write_ftm
from onrecord.model import Actor, Entry, Record, Ref, Tie
from tests.fixtures.sample import EMPTY, RECORD

from .invented import ENTRIES, EVERYTHING, compared, plain, write

FORM = DataFormat("ftm", ".json", False, write_ftm, "")


def load(collection: Collection) -> dict[str, EntityProxy]:
    """Entities by id, fragments merged as the library merges them."""
    merged: dict[str, EntityProxy] = {}
    for line in write(FORM, collection)[1].decode().splitlines():
        proxy = model.get_proxy(json.loads(line), cleaned=False)
        if proxy.id in merged:
            merged[proxy.id].merge(proxy)
        else:
            merged[proxy.id] = proxy
    return merged


def of_record(record: Record, rule: str = EVERYTHING) -> Collection:
    """A collection of one record."""
    return Collection((Entry(Ref(record.report.id, "sample.txt"), record),), rule=parse_rule(rule))


def test_every_line_is_valid() -> None:
    """By the library: known properties, clean values, what is required; also once merged."""
    for collection in (plain(), compared(), of_record(RECORD), of_record(EMPTY)):
        for line in write(FORM, collection)[1].decode().splitlines():
            data = json.loads(line)
            model.get(data["schema"]).validate(data)
            assert model.get_proxy(data, cleaned=False).to_dict()["properties"] == data["properties"]
        for proxy in load(collection).values():
            proxy.schema.validate(proxy.to_dict())


def test_no_value_is_lost_in_cleaning() -> None:
    """Written and read again with cleaning, the values are the same."""
    for proxy in load(compared()).values():
        assert model.get_proxy(proxy.to_dict(), cleaned=True).to_dict() == proxy.to_dict()


def test_every_reference_resolves() -> None:
    """To an entity of the same file, of a schema that may stand there."""
    for collection in (compared(), of_record(RECORD)):
        entities = load(collection)
        for proxy in entities.values():
            for prop, value in proxy.itervalues():
                if prop.type.name == "entity":
                    assert prop.range is not None
                    assert entities[value].schema.is_a(prop.range)


def test_schemata_of_the_mapping_exist() -> None:
    """Every schema and property that ``ftm.yaml`` names is one of the library's, and not abstract."""
    mapping = load_mapping()
    for name in (*mapping.schemata.values(), *(form.schema for form in mapping.ties.values())):
        schema = model.get(name)
        assert schema is not None
        assert not schema.abstract
    for form in mapping.ties.values():
        assert {form.subject, form.object, "role"} <= model.get(form.schema).properties.keys()  # type: ignore[union-attr]


def test_an_incident_is_one_event_of_many_reports() -> None:
    """Its fragments merge: proof in each report that counts, the way back to each span."""
    event = load(compared())["onrecord.i1"]
    assert event.schema.name == "Event"
    assert event.get("name") == ["Shelling of Qalat, 5 March 2019"]
    assert event.get("date") == ["2019-03-05"]
    assert sorted(event.get("proof")) == sorted(f"onrecord.{entry.report.id}" for entry in ENTRIES)
    starts = {(entry.report.id, entry.record.events[0].triggers[0]) for entry in ENTRIES}
    assert set(event.get("recordId")) == {f"{report}/e1@{span.start}-{span.end}" for report, span in starts}
    assert {"told by Harbour Monitor", "denied by Talvian Army", "told by Talvian Radio"} <= set(event.get("notes"))


def person(name: str, **known: object) -> Record:
    """The sample with one more person in it."""
    mention = (RECORD.actors[4].mentions[0],)
    actor = Actor(id="a9", name=name, kind="person", mentions=mention, **known)  # type: ignore[arg-type]
    return replace(RECORD, actors=(*RECORD.actors, actor))


def test_persons_only_in_public_roles() -> None:
    """An office, or a tie to a public body; not a doctor, a fighter or somebody without a name."""

    def is_written(record: Record) -> bool:
        return f"onrecord.{record.report.id}.a9" in load(of_record(record))

    assert is_written(person("Rami Aswad", role="Interior Minister", sectors=("GOV",)))
    assert not is_written(person("Rami Aswad", role="doctor", sectors=("HLH",)))
    assert not is_written(person("Rami Aswad"))
    assert not is_written(person("Rami Aswad", sectors=("GOV",)))  # no role that the text gives
    assert not is_written(person("minister", role="minister", sectors=("GOV",)))
    assert not is_written(person("Syria’s UN ambassador", role="ambassador", sectors=("GOV",)))
    assert not is_written(person("Syrian President", role="president", sectors=("GOV",)))
    assert not is_written(person("Rami Aswad", role="Hill Guard fighter", sectors=("REB",)))
    record = person("Rami Aswad")
    mentions = record.actors[-1].mentions
    assert not is_written(replace(record, ties=(Tie(id="r9", type="member_of", from_="a9", to="a1", spans=mentions),)))
    record = replace(record, ties=(Tie(id="r9", type="leads", from_="a9", to="a1", spans=mentions),))
    assert is_written(record)
    link = load(of_record(record))[f"onrecord.{record.report.id}.r9"]
    assert (link.schema.name, link.get("role")) == ("Directorship", ["leads"])


def test_civilians_and_groups_are_no_entities() -> None:
    """People of whom nothing is known but that they were hit stay out."""
    names = {name for proxy in load(plain()).values() for name in proxy.get("name", quiet=True)}
    assert "civilians" not in names
    assert {"Talvian Army", "Tide Front", "Harbour Monitor"} <= names


def test_known_actors_are_one_across_reports() -> None:
    """An actor of the registry has one id; another stays that of its report."""
    actor = replace(ENTRIES[0].record.actors[0], registry_id="state:army_AFG", wikidata="Q42")
    entries = [
        Entry(entry.report, replace(entry.record, actors=(actor, *entry.record.actors[1:]))) for entry in ENTRIES[:2]
    ]
    entities = load(Collection(entries))
    assert entities["onrecord.actor.state-army-AFG"].get("wikidataId") == ["Q42"]
    assert len(entities["onrecord.actor.state-army-AFG"].get("proof")) == 2


def test_no_text_of_a_report_is_handed_on() -> None:
    """Names and dates of it, not its sentences."""
    data = write(FORM, compared())[1].decode()
    assert "Shells fired by" not in data
    assert "bodyText" not in data


def test_the_rule_decides() -> None:
    """Which events are written; what is left out is told."""
    written, _ = write(FORM, plain(parse_rule("type = agree")))
    assert written.left_out == {"the rule": 6}
    kinds = [proxy.schema.name for proxy in load(plain(parse_rule("type = agree"))).values()]
    assert kinds.count("Event") == 1


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what to install."""
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(LibraryError, match=r"pip install 'onrecord\[ftm\]'"):
        write(FORM, plain())
