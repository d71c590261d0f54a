"""PROV: the library reads what is written, and every chain stands in it."""

import io
import json
import re
import sys

import pytest
from prov.model import ProvBundle, ProvDerivation, ProvDocument, ProvMembership

from onrecord.errors import LibraryError
from onrecord.export.dataset.collection import Collection, DataFormat
from onrecord.export.dataset.prov import write_prov, write_provn
from onrecord.model import Entry, Ref
from tests.fixtures.sample import EMPTY, RECORD

from .invented import ENTRIES, compared, plain, write

JSON = DataFormat("prov", ".json", False, write_prov, "")
NOTATION = DataFormat("provn", ".provn", False, write_provn, "")
SAMPLE = Collection((Entry(Ref(RECORD.report.id, "sample.txt"), RECORD),))


def load(collection: Collection) -> ProvDocument:
    """The document as the library reads it."""
    document = ProvDocument.deserialize(io.StringIO(write(JSON, collection)[1].decode()), format="json")
    assert isinstance(document, ProvDocument)
    return document


def derived(bundle: ProvBundle, kind: str) -> set[tuple[str, str]]:
    """Pairs of one kind of derivation, by the ends of their names."""
    pairs = set()
    for record in bundle.get_records(ProvDerivation):
        if any(str(value) == f"prov:{kind}" for value in record.get_attribute("prov:type")):
            new, old = (str(value) for _, value in list(record.formal_attributes)[:2])
            pairs.add((new, old))
    return pairs


def test_round_trip() -> None:
    """What the library writes of what it read is the same."""
    for collection in (compared(), SAMPLE, Collection(())):
        document = load(collection)
        again = json.loads(str(document.serialize(format="json")))
        assert ProvDocument.deserialize(content=json.dumps(again), format="json") == document
        assert len(list(document.bundles)) == len(list(collection.entries))


def test_chain_of_voices() -> None:
    """The claim was quoted from the monitor, which quoted a doctor, the primary source."""
    (bundle,) = load(SAMPLE).bundles
    name = f"onrecord:{RECORD.report.id}/c1"
    assert {(name, f"{name}/v2"), (f"{name}/v2", f"{name}/v1")} <= derived(bundle, "Quotation")
    assert (name, f"{name}/v1") in derived(bundle, "PrimarySource")
    members = {str(value) for record in bundle.get_records(ProvMembership) for _, value in record.formal_attributes}
    assert {f"onrecord:{RECORD.report.id}/{claim.id}" for claim in RECORD.claims} <= members


def test_everything_that_is_named_is_declared() -> None:
    """No derivation or attribution hangs in the air inside a bundle."""
    for bundle in (*load(SAMPLE).bundles, *load(compared()).bundles):
        declared = {str(record.identifier) for record in bundle.get_records() if record.is_element()}
        for record in bundle.get_records():
            if record.is_relation():
                assert {str(value) for _, value in list(record.formal_attributes)[:2] if value} <= declared


def test_shared_origins() -> None:
    """Two reports that quote one monitor have one primary source."""
    document = load(compared())
    post, _, echo = (f"onrecord:{entry.report.id}" for entry in ENTRIES)
    pairs = derived(document, "PrimarySource")
    assert {(post, "onrecord:origin/o1"), (echo, "onrecord:origin/o1")} <= pairs
    assert derived(load(plain()), "PrimarySource") == set()


def test_notation() -> None:
    """PROV-N of the same statements: its brackets close, and it holds a bundle a report."""
    text = write(NOTATION, compared())[1].decode()
    assert text.startswith("document\n")
    assert text.endswith("endDocument\n")
    bundles = re.findall(r"^  bundle (\S+)$", text, flags=re.MULTILINE)
    assert bundles == [f"onrecord:{entry.report.id}/record" for entry in ENTRIES]
    assert text.count("endBundle") == 3
    statements = sorted(line.strip() for line in text.splitlines() if "(" in line)
    assert statements == sorted(line.strip() for line in load(compared()).get_provn().splitlines() if "(" in line)


def test_a_text_under_two_names_is_one_bundle() -> None:
    """A second ref of a text adds no bundle, which would have the same name."""
    twice = Collection((*ENTRIES, Entry(Ref(ENTRIES[0].report.id, "copy.html"), ENTRIES[0].record)))
    assert write(JSON, twice)[0].rows == 3
    assert len(list(load(Collection((Entry(Ref("a" * 16, "e"), EMPTY),))).bundles)) == 1


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what to install."""
    monkeypatch.setitem(sys.modules, "prov.model", None)
    with pytest.raises(LibraryError, match=r"pip install 'onrecord\[exports\]'"):
        write(JSON, plain())
