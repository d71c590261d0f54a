"""What a sentence says: headline or body, parts of a count, turns to another attack."""

import pytest

from onrecord.compare import digest_entry
from onrecord.compare.digest import Digest
from onrecord.compare.fields import Attribution, fill_fields
from onrecord.compare.head import find_body
from onrecord.compare.mentions import gather
from onrecord.compare.origins import Roots, number_origins
from onrecord.compare.passages import split_sentence
from onrecord.intake import Overrides, report_from_text
from onrecord.model import Bounds, Entry, Ref, Span
from onrecord.pipeline import Reader

HEADLINE = "Dozens killed in raid on Homs market"
BODY = "At least 12 people were killed in an air raid on a market in Homs on Tuesday, residents said."


def digest(reader: Reader, text: str, title: str | None = None) -> Digest:
    """Digest of one report."""
    report = report_from_text(text, overrides=Overrides(title=title, published="2021-03-03", publisher="Coast Daily"))
    return digest_entry(Entry(Ref(report.id, "a"), reader.read_report(report)))


def killed(held: Digest) -> list[tuple[float | None, float | None]]:
    """Bounds of the killed of a report of one incident."""
    roots = Roots([held])
    mention = gather(0, [passage for passage in held.passages if passage.type == "ASSAULT"])
    fields = fill_fields([mention], Attribution(roots, number_origins(roots)[1]))
    values: tuple[Bounds, ...] = fields.killed.values if fields.killed is not None else ()
    return [(value.low, value.high) for value in values]


def test_body_begins_after_the_headline(reader: Reader) -> None:
    """The title is found in the text, signs and case aside, and its figures are marked."""
    held = digest(reader, f"{HEADLINE.upper()}\n\n{BODY}", title=HEADLINE)
    counts = [count for passage in held.passages for count in passage.killed]
    assert [(count.low, count.is_head) for count in counts] == [(24, True), (12, False)]


def test_text_without_its_title_is_all_body(reader: Reader) -> None:
    """A title that the text does not repeat marks nothing."""
    report = report_from_text(BODY, overrides=Overrides(title=HEADLINE, published="2021-03-03"))
    assert find_body(reader.read_report(report)) == 0


def test_body_counts_before_its_headline(reader: Reader) -> None:
    """“Dozens” in the headline gives way to “at least 12”, which it can mean."""
    assert killed(digest(reader, f"{HEADLINE}\n\n{BODY}", title=HEADLINE)) == [(12, None)]


def test_part_of_the_killed_is_no_toll(reader: Reader) -> None:
    """The women among the dead are not set against the whole, whoever tells of them."""
    text = (
        "A car bomb killed nine people in Homs on Tuesday, the Syrian Observatory for Human Rights said. "
        "Two women were killed by the bomb, Syrian state television said."
    )
    assert killed(digest(reader, text)) == [(9, 9)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jets raided the port after rebels fired mortar rounds at the capital.", 2),
        ("Jets raided the port after helicopters bombed the quay.", 1),
        ("Nine people died and ten fled after jets raided the port.", 1),
    ],
)
def test_sentence_is_split_where_the_weapons_change(text: str, parts: int) -> None:
    """Only an attack with other weapons after "after" is another one."""
    words = [word for word in ("raided", "fired", "bombed", "died") if word in text]
    triggers = [Span.cut(text, text.index(word), text.index(word) + len(word)) for word in words]
    found = split_sentence(Span(0, len(text), text), triggers)
    assert len(found) == parts
    assert "".join(part.text for part in found) == text


def test_sections_of_a_report(reader: Reader) -> None:
    """Each "Meanwhile" begins a section, in which the sentences after it stay."""
    text = (
        "Shells killed six people in Homs. The shelling lasted an hour. "
        "Meanwhile, a car bomb killed four people in Hama. The bomb wounded ten others."
    )
    found = {passage.sentence: passage.section for passage in digest(reader, text).passages}
    assert {0, 2} <= found.keys()
    assert all(section == int(sentence >= 2) for sentence, section in found.items())
