"""brat: a strict reader of its standoff format finds the record again."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.export.dataset.brat import cut_at_lines, make_standoff, write_brat, write_brat_in
from onrecord.export.dataset.collection import Collection, DataFormat
from onrecord.model import Actor, Entry, Record, Ref, Span
from tests.fixtures.sample import EMPTY, RECORD

from .invented import ENTRIES, plain, write

FORM = DataFormat("brat", ".zip", True, write_brat, "", write_brat_in)
LINES = {
    # As the manual of brat 1.3 gives them, section "brat standoff format".
    "T": re.compile(r"T\d+\t(?P<type>[\w-]+) (?P<ranges>\d+ \d+(?:;\d+ \d+)*)\t(?P<text>[^\t\n]+)"),
    "E": re.compile(r"E\d+\t(?P<type>[\w-]+):(?P<trigger>T\d+)(?P<roles>(?: [A-Za-z-]+\d*:[TE]\d+)*)"),
    "R": re.compile(r"R\d+\t(?P<type>[\w-]+) Arg1:(?P<first>[TE]\d+) Arg2:(?P<second>[TE]\d+)"),
    "A": re.compile(r"A\d+\t(?P<type>[\w-]+) (?P<of>[TE]\d+) (?P<value>\S+)"),
    "#": re.compile(r"#\d+\tAnnotatorNotes (?P<of>[TE]\d+)\t(?P<text>[^\t\n]+)"),
}


def read_standoff(text: str, lines: list[str]) -> dict[str, re.Match[str]]:
    """Every annotation by its id, checked: its form, its text, what it refers to."""
    found: dict[str, re.Match[str]] = {}
    for line in lines:
        match = LINES[line[0]].fullmatch(line)
        assert match, line
        key = line.partition("\t")[0]
        assert key not in found
        found[key] = match
    for key, match in found.items():
        if key.startswith("T"):
            ranges = [tuple(map(int, part.split())) for part in match["ranges"].split(";")]
            pieces = [text[start:end] for start, end in ranges]
            assert match["text"] == " ".join(pieces)
            assert "\n" not in match["text"]
        parts = match.groupdict()
        named = [parts.get(name) for name in ("trigger", "first", "second", "of")]
        named += [role.partition(":")[2] for role in (parts.get("roles") or "").split()]
        assert {name for name in named if name} <= found.keys()
    return found


@pytest.mark.parametrize("record", [RECORD, EMPTY, *(entry.record for entry in ENTRIES)])
def test_standoff_is_valid(record: Record) -> None:
    """Each line has its form, slices to its text and refers to what is there."""
    read_standoff(record.report.text, list(make_standoff(record)))


def test_events_come_back() -> None:
    """Type, trigger, fillers, place, time, figures and status of the sample."""
    found = read_standoff(RECORD.report.text, list(make_standoff(RECORD)))
    event = found["E1"]
    roles = {role.partition(":")[0]: found[role.partition(":")[2]]["text"] for role in event["roles"].split()}
    assert (event["type"], found[event["trigger"]]["text"]) == ("ASSAULT", "shelled")
    assert roles == {
        "Actor": "fighters of the Amara Brigades",
        "Recipient": "At least 112 people",
        "Place": "TEL AMARA",
        "Time": "Tuesday",
        "Figure": "At least 112 people",
        "Figure2": "dozens",
    }
    said = {(m["of"], m["type"]): m["value"] for key, m in found.items() if key.startswith("A")}
    assert said["E1", "Status"] == "occurred"
    notes = {m["of"]: m["text"] for key, m in found.items() if key.startswith("#")}
    assert [notes[key] for key in found if key.startswith("E")] == ["e1", "e1", "e1", "e2", "e3", "e4"]


def test_chains_come_back() -> None:
    """A doctor said it, the monitor passed it on."""
    found = read_standoff(RECORD.report.text, list(make_standoff(RECORD)))
    relations = [
        (match["type"], found[match["second"]]["text"])
        for key, match in found.items()
        if key.startswith("R") and found[match["first"]]["text"].startswith("At least 112")
    ]
    assert relations == [
        ("Said_by", "a hospital doctor"),
        ("Cued_by", "citing"),
        ("Passed_on_by", "the Coast Monitor"),
        ("Cued_by", "said"),
    ]


def read_configuration(text: str) -> dict[str, dict[str, str]]:
    """Section -> type -> what follows it."""
    sections: dict[str, dict[str, str]] = {}
    section = ""
    for line in filter(None, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
            sections[section] = {}
        else:
            name, _, rest = line.partition("\t")
            sections[section][name] = rest
    return sections


def test_archive_and_folder_are_the_same(tmp_path: Path) -> None:
    """A text once, whatever refs it has; the configuration names every type and value that is used."""
    twice = Collection((*ENTRIES, Entry(Ref(ENTRIES[0].report.id, "copy\tof it.html"), ENTRIES[0].record)))
    written, data = write(FORM, twice)
    assert written.rows == 3
    assert write_brat_in(twice, tmp_path) == written
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert files == {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert files["index.tsv"].splitlines()[:2] == [
        f"{ENTRIES[0].report.id}\tpost.html",
        f"{ENTRIES[0].report.id}\tcopy of it.html",
    ]
    sections = read_configuration(files["annotation.conf"])
    for entry in ENTRIES:
        assert files[f"{entry.report.id}.txt"] == entry.record.report.text + "\n"
        for key, match in read_standoff(
            files[f"{entry.report.id}.txt"], files[f"{entry.report.id}.ann"].splitlines()
        ).items():
            if key[0] in "ERTA":
                kinds = {"E": ("events",), "R": ("relations",), "A": ("attributes",), "T": ("entities", "events")}[
                    key[0]
                ]
                assert any(match["type"] in sections[kind] for kind in kinds)
            if key.startswith("A"):
                assert match["value"] in re.split(r"[|:]", sections["attributes"][match["type"]])


def test_a_tab_becomes_a_blank() -> None:
    """A tab would end a column; every code point keeps its place."""
    text = "The\tTide Front met."
    actor = Actor(id="a1", name="Tide Front", kind="armed_group", mentions=(Span.cut(text, 0, 14),))
    record = replace(EMPTY, report=replace(EMPTY.report, text=text), actors=(actor,))
    _, data = write(FORM, Collection((Entry(Ref("a" * 16, "a.txt"), record),)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        found = [archive.read(name).decode() for name in names[:2]]
    assert found[0] == "The Tide Front met.\n"
    read_standoff(found[0], found[1].splitlines())


def test_same_data_give_same_bytes() -> None:
    """No clock stands in the archive."""
    assert write(FORM, plain())[1] == write(FORM, plain())[1]


@given(st.text("ab \n", max_size=12), st.integers(0, 5))
def test_a_span_is_cut_at_lines(text: str, at: int) -> None:
    """Parts are in order, hold all words and no line end."""
    parts = cut_at_lines(Span(at, at + len(text), text))
    assert " ".join(part.text for part in parts).split() == text.split()
    assert all(text[part.start - at : part.end - at] == part.text and "\n" not in part.text for part in parts)
