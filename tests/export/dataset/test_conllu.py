"""CoNLL-U: the library reads it, text and marks come back from it."""

import conllu
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.dataset.collection import Collection, DataFormat
from onrecord.export.dataset.conllu import write_conllu
from onrecord.export.dataset.marking import mark_record
from onrecord.intake.canonical import to_canonical
from onrecord.model import Entry, Record, Ref, Report
from tests.fixtures.sample import EMPTY, RECORD

from .invented import ENTRIES, plain, write

FORM = DataFormat("conllu", ".conllu", False, write_conllu, "")
COLUMNS = ("lemma", "upos", "xpos", "feats", "head", "deprel", "deps")


def load(collection: Collection) -> list[conllu.TokenList]:
    """The sentences that the library reads."""
    return list(conllu.parse(write(FORM, collection)[1].decode()))


def token_range(token: conllu.Token) -> tuple[int, int]:
    """Code points of a word."""
    start, _, end = token["misc"]["TokenRange"].partition(":")
    return int(start), int(end)


def test_sentences_and_their_texts() -> None:
    """Every word is in the text where it says; the text of each sentence stands above it."""
    texts = {entry.report.id: entry.record.report.text for entry in ENTRIES}
    written, _ = write(FORM, plain())
    sentences = load(plain())
    assert written.rows == len(sentences)
    text = ""
    for sentence in sentences:
        text = texts.get(sentence.metadata.get("newdoc id", ""), text)
        joined = ""
        for number, token in enumerate(sentence, 1):
            start, end = token_range(token)
            assert (token["id"], token["form"]) == (number, text[start:end])
            joined += token["form"] + ("" if token["misc"].get("SpaceAfter") == "No" else " ")
        assert joined.strip() == sentence.metadata["text"]


def test_columns_that_we_do_not_know_are_empty() -> None:
    """Ten columns, seven of them ``_``: no tag or head is made up."""
    for line in write(FORM, plain())[1].decode().splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            assert (len(cells), cells[2:9]) == (10, ["_"] * 7)


def test_marks_come_back() -> None:
    """The BIO values of a layer give the spans of the record."""
    for record in (RECORD, *(entry.record for entry in ENTRIES)):
        found: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for sentence in load(Collection((Entry(Ref(record.report.id, "a.txt"), record),))):
            for token in sentence:
                start, end = token_range(token)
                for layer, values in token["misc"].items():
                    for value in values.split(",") if layer not in {"TokenRange", "SpaceAfter"} else ():
                        sign, item = value.split("-")[:2]
                        spans = found.setdefault((layer, item), [])
                        if sign == "B":
                            spans.append((start, end))
                        else:
                            spans[-1] = (spans[-1][0], end)
        expected: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for mark in mark_record(record):
            spans = expected.setdefault((mark.layer, mark.item), [])
            spans.append((mark.spans[0].start, mark.spans[-1].end))
        assert {key: sorted(spans) for key, spans in found.items()} == {
            key: sorted(spans) for key, spans in expected.items()
        }


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.text(max_size=12))
@settings(max_examples=80)
def test_any_text_can_be_read_back(text: str, ref: str) -> None:
    """Whatever stands in a text or a ref, each line has its form and the words their place."""
    text = to_canonical(text)
    record = Record(report=Report(id="a" * 16, text=text, origin_sha256="b" * 64), run=EMPTY.run)
    data = write(FORM, Collection((Entry(Ref("a" * 16, ref), record),)))[1].decode()
    for line in data.split("\n"):
        if line and not line.startswith("# "):
            _, form, *_, misc = line.split("\t")
            start, _, end = misc.rpartition("TokenRange=")[2].partition(":")
            assert form == text[int(start) : int(end)]
            assert not any(sign.isspace() for sign in form)
