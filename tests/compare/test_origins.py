"""Who said it first: stand-ins, state media, agencies, copies."""

import pytest

from onrecord.compare import compare, digest_entry
from onrecord.compare.columns import Ragged
from onrecord.compare.copies import find_copies
from onrecord.compare.origins import Roots
from onrecord.compare.sketch import find_words, read_signatures, sample_runs, sign
from onrecord.compare.stem import skeleton
from onrecord.pipeline import Reader

from .reports import COPY_ONE, COPY_TWO, WIRE, Text, read


def root_names(reader: Reader, text: str, publisher: str = "Harbour Post") -> set[str]:
    """Names of the roots of all that a report tells of events."""
    digest = digest_entry(read(reader, Text("x", "2021-03-03", publisher, text))[0])
    roots = Roots([digest])
    return {roots.find(0, telling).name for passage in digest.passages for telling in passage.tellings}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Shells killed five people in Aleppo on Monday, the monitoring group said. The Syrian Observatory for "
            "Human Rights relies on people in the country.",
            {"Syrian Observatory for Human Rights"},
        ),
        ("Shells killed five people in Aleppo on Monday, witnesses said.", {"Harbour Post"}),
    ],
    ids=["a description of the one monitor", "nobody who can be told apart"],
)
def test_roots(reader: Reader, text: str, names: set[str]) -> None:
    """The first voice that can be told apart, else the outlet."""
    assert root_names(reader, text) == names


def test_media_of_a_state_speak_with_one_voice(reader: Reader) -> None:
    """State television and the state's agency have one key."""
    texts = (
        "Shells killed five people in Aleppo on Monday, Syrian state television said.",
        "Shells killed five people in Aleppo on Monday, the Syrian Arab News Agency said.",
    )
    digests = [digest_entry(entry) for entry in read(reader, *(Text("x", "2021-03-03", "Post", t) for t in texts))]
    roots = Roots(digests)
    keys = {roots.find(report, digests[report].passages[0].tellings[0]).key for report in (0, 1)}
    assert keys == {"state-media/SYR"}


def test_copies_are_found_and_grouped(reader: Reader) -> None:
    """A text with a sentence more is a copy of the earlier one."""
    digests = [digest_entry(entry) for entry in read(reader, COPY_ONE, COPY_TWO)]
    assert Roots(digests).first_of == {0: 0, 1: 0}


def test_other_texts_are_no_copies() -> None:
    """Texts that share only their subject are none."""
    texts = (
        WIRE,
        "A bridge fell into the river near the silo last year, when nobody was on it, as engineers had warned.",
    )
    words = [find_words(text) for text in texts]
    signatures = read_signatures([sign([word for word, _, _ in found]) for found in words])
    samples = [sample_runs(text, found) for text, found in zip(texts, words, strict=True)]
    assert find_copies(signatures, Ragged("Q", [[key for key, *_ in kept] for kept in samples])) == []


@pytest.mark.parametrize(
    "names",
    [("Rami Abdel Rahman", "Rami Abdulrahman", "Rami Abdurrahman"), ("Saraqeb", "Saraqib"), ("Hader", "al-Hadar")],
)
def test_spellings_share_a_skeleton(names: tuple[str, ...]) -> None:
    """Spellings of one name have the same consonants."""
    assert len({skeleton(name) for name in names}) == 1


def test_a_shared_quotation_is_shown(reader: Reader) -> None:
    """Two reports that print the same long quotation are grouped, with its place in both."""
    quotation = "“They came at night with two trucks and took every sack of flour that we had left”"
    texts = (
        f"A baker in Homs described the raid on Tuesday. {quotation}, he said, standing in the ruins of his shop.",
        f"Flour is scarce in the province of Homs this spring. {quotation}, said one man who lost all of his stock.",
    )
    entries = read(reader, *(Text(f"q{n}", "2021-03-03", f"Post {n}", text) for n, text in enumerate(texts)))
    origins = [o for o in compare(entries).origins if o.why == "the same quotation in 2 reports"]
    assert len(origins) == 1
    assert [found.span.text for found in origins[0].spans] == [quotation.strip("“”")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Blast in Homs kills three AFP Thursday 6 Mar 2014 A car bomb killed three people in Homs on Thursday.",
        "A car bomb killed three people in the centre of Homs on Thursday. The road was closed.--AFP",
    ],
    ids=["before the date", "run into the last line"],
)
def test_an_agency_signs_without_a_line_of_its_own(reader: Reader, text: str) -> None:
    """In scraped text, whose lines were lost, the agency's name still makes it the origin."""
    assert root_names(reader, text) == {"Agence France-Presse"}
