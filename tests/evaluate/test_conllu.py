"""Entities out of CoNLL-U."""

from pathlib import Path

import pytest

from onrecord.errors import CorpusError
from onrecord.evaluate.conllu import Document, read_documents
from onrecord.evaluate.coreference import align, group_found, group_gold
from onrecord.model import Actor, Place, Span


def write(path: Path, *sentences: str, new: str = "# newdoc id = d1") -> Path:
    """A file of one document; words of a sentence as ``FORM[=ENTITY]``, ``+`` glues to the word before."""
    lines = [new, "# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity"]
    for number, sentence in enumerate(sentences):
        words = [word.partition("=") for word in sentence.split()]
        text = "".join(form[1:] if form.startswith("+") else f" {form}" for form, _, _ in words).strip()
        lines += ["# newpar", f"# sent_id = {number}", f"# text = {text}"]
        for index, (form, _, entity) in enumerate(words, 1):
            misc = f"Entity={entity}|X=1" if entity else "_"
            lines.append("\t".join([str(index), form.lstrip("+"), *["_"] * 7, misc]))
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(path: Path) -> Document:
    """Its only document."""
    (document,) = read_documents(path)
    return document


def texts(document: Document) -> list[tuple[str, str, str]]:
    """Text, entity and type of each mention."""
    return [(document.text[m.span[0] : m.span[1]], m.entity, m.type) for m in document.mentions]


def test_nested_and_single_mentions(tmp_path: Path) -> None:
    """Mentions nest; brackets may open and close at one word."""
    path = write(
        tmp_path / "x.conllu",
        "Rebels=(1-organization-new-s-cf1-1-coref) shelled the=(2-place-new-s-cf2-2-coref port of "
        "Aden=(3-place-new-s-cf3-1-sgl-Aden)2) +.",
        "They=(1-organization-giv-s-cf1-1-ana) left +.",
    )
    document = read(path)
    assert document.text == "Rebels shelled the port of Aden.\nThey left."
    assert texts(document) == [
        ("Rebels", "1", "organization"),
        ("Aden", "3", "place"),
        ("the port of Aden", "2", "place"),
        ("They", "1", "organization"),
    ]
    core = document.mentions[2].core
    assert document.text[core[0] : core[1]] == "port"
    assert [len(entity) for entity in group_gold(document)] == [2, 1, 1]


def test_parts_of_a_mention_are_joined(tmp_path: Path) -> None:
    """A discontinuous mention is the stretch from its first part to its last."""
    path = write(
        tmp_path / "x.conllu",
        "both=(4[1/2]-person-new-s-cf1-1-coref) we and they=(4[2/2]-person-new-s-cf1-1-coref)",
    )
    assert texts(read(path)) == [("both we and they", "4", "person")]


def test_multiword_tokens_and_empty_nodes(tmp_path: Path) -> None:
    """Parts of a token are cut out of it if they spell it, else have all of it."""
    rows = [
        ("1-2", "army's", "_"),
        ("1", "army", "Entity=(1-organization-new-s-cf1-1-coref)"),
        ("2", "'s", "_"),
        ("2.1", "gone", "Entity=(9-event"),
        ("3", "guns", "_"),
        ("4-5", "ain't", "_"),
        ("4", "are", "Entity=(2-person-new-s-cf1-1-coref)"),
        ("5", "not", "_"),
        ("6", "here", "Entity=(3-place-new-s-cf1-1-coref)"),
    ]
    lines = ["# newdoc id = d", "# text = army's guns ain't here"]
    lines += ["\t".join([number, form, *["_"] * 7, misc]) for number, form, misc in rows]
    path = tmp_path / "x.conllu"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [text for text, _, _ in texts(read(path))] == ["army", "ain't", "here"]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Aden=(1-place-new", "entity 1 is not closed"),
        ("Aden=1)", "entity 1 closes, but is not open"),
    ],
)
def test_brackets_must_match(tmp_path: Path, sentence: str, reason: str) -> None:
    """Broken annotation is an error with its line."""
    with pytest.raises(CorpusError, match=reason):
        read(write(tmp_path / "x.conllu", sentence))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1\tAden\n", "2 columns, not 10"),
        ("# text = Aden\n", "before '# newdoc id'"),
        ("# newdoc id = d\n# text = Aden\n" + "\t".join(["1", "Sanaa", *["_"] * 8]), "'Sanaa' is not in the sentence"),
        ("", "no '# newdoc'"),
    ],
)
def test_broken_file(tmp_path: Path, text: str, reason: str) -> None:
    """Whatever else the file is, the error is ours."""
    path = tmp_path / "x.conllu"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=reason):
        list(read_documents(path))


def test_a_span_belongs_to_one_entity() -> None:
    """A name that acts is the actor's, not the place's."""
    span = Span(0, 4, "Aden")
    actor = Actor(id="a1", name="Aden", kind="government", mentions=(span,))
    place = Place(id="p1", name="Aden", mentions=(span, Span(9, 13, "Aden")))
    assert group_found([actor], [place]) == [[(0, 4)], [(9, 13)]]


def test_mentions_align_by_core(tmp_path: Path) -> None:
    """Ours stands for the annotated phrase if it holds its core and lies within it; once only."""
    path = write(
        tmp_path / "x.conllu", "the=(1-organization-new-s-cf1-2-coref army of the north=1) and Ali=(2-person-n-s-c-1-c)"
    )
    document = read(path)
    assert align(document.mentions, [[(4, 8), (0, 8)], [(26, 29)]]) == [[(4, 8), (0, 21)], [(26, 29)]]
    assert align(document.mentions, [[(9, 21)]]) == [[(9, 21)]]
