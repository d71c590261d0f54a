"""What is held of every report: columns, a shelf, and pairs that are found and linked in them."""

import resource
from collections.abc import Iterator
from itertools import combinations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.compare import compare_digests, digest_entry, find_incidents, group_digests
from onrecord.compare.block import LARGEST, NEIGHBOURS, pair_mentions
from onrecord.compare.cluster import cluster
from onrecord.compare.columns import Ragged, find_shared, unite, unpack
from onrecord.compare.link import APART, Links, link
from onrecord.compare.mentions import gather, list_passages
from onrecord.compare.shelf import IN_MEMORY, Shelf
from onrecord.errors import StoreError
from onrecord.model import Comparison, Entry

SIZE = 8
LARGE = 1 << 20
pair = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] < p[1])
scores = st.dictionaries(pair, st.one_of(st.just(APART), st.floats(-5, 5)), max_size=20)


class Book(msgspec.Struct, frozen=True):
    """Something to put on a shelf."""

    number: int
    text: str = ""


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow beyond a megabyte, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGE, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_shelf_gives_back_what_was_put_on_it() -> None:
    """By number, by slice, from the end and one after the other; in the order that was told last."""
    shelf = Shelf(Book, (Book(number, "x" * number) for number in range(9)), room=2)
    shelf.arrange(reversed(range(9)))
    assert [book.number for book in shelf] == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert (len(shelf), shelf[3], shelf[-1], shelf[:2]) == (9, Book(5, "xxxxx"), Book(0), [Book(8, "x" * 8), shelf[1]])
    with pytest.raises(IndexError):
        shelf[9]


def test_a_large_shelf_goes_to_disk() -> None:
    """More than is held in memory comes back as well, and can be added to after it was read."""
    shelf = Shelf(Book, (Book(number, "x" * LARGE) for number in range(IN_MEMORY // LARGE + 2)))
    first = shelf[0]
    shelf.append(Book(-1))
    assert (first, shelf[-1], len(shelf[IN_MEMORY // LARGE].text)) == (Book(0, "x" * LARGE), Book(-1), LARGE)


@pytest.mark.usefixtures("small_disk")
def test_no_room_for_a_shelf_is_one_line() -> None:
    """A full disk is an error of ours that names the folder and what to do."""
    with pytest.raises(StoreError, match="set TMPDIR to a larger folder"):
        Shelf(Book, (Book(number, "x" * LARGE) for number in range(IN_MEMORY // LARGE + 2)))


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=6))
def test_rows_of_different_length(rows: list[list[int]]) -> None:
    """Rows come back; all of those that share a number are found, pair by pair."""
    ragged = Ragged("Q", rows)
    assert list(ragged) == rows
    shared = find_shared(ragged.flat, ragged.owners)
    found = {tuple(found) for found in unpack(unite(shared.pair(most=100))).tolist()}
    both = {(a, b) for a, b in combinations(range(len(rows)), 2) if set(rows[a]) & set(rows[b])}
    assert {(a, b) for a, b in found if a != b} == both


@given(st.lists(st.integers(0, 4), max_size=9))
def test_rows_of_labels(labels: list[int]) -> None:
    """One row for each label, in its order, with the numbers that have it."""
    rows = Ragged.of_labels(np.array(labels, dtype=np.int32))
    assert list(rows) == [[i for i, own in enumerate(labels) if own == label] for label in sorted(set(labels))]


@given(scores, st.sets(pair, max_size=3), st.sets(pair, max_size=3))
def test_parts_are_clustered_as_the_whole(
    given_scores: dict[tuple[int, int], float], wanted: set[tuple[int, int]], split: set[tuple[int, int]]
) -> None:
    """Clustering each connected part alone gives the groups of clustering all at once."""
    pairs = np.array(sorted(given_scores), dtype=np.int64).reshape(-1, 2)
    links = Links(pairs, np.array([given_scores[one, other] for one, other in pairs.tolist()]))
    whole = cluster(
        SIZE,
        {pair: score for pair, score in given_scores.items() if score != APART},
        absent=-1,
        forbidden=[pair for pair, score in given_scores.items() if score == APART],
        wanted=wanted,
        split=split,
    )
    assert list(link(SIZE, links, absent=-1, wanted=sorted(wanted), split=sorted(split))) == whole


def test_a_large_block_meets_only_neighbours(entries: list[Entry]) -> None:
    """Mentions that all tell the same are not all compared: each meets the next few."""
    passage = list_passages(digest_entry(entries[0]))[0]
    count = 4 * LARGEST
    alike = pair_mentions(gather(report, (passage,)) for report in range(count))
    assert alike.tolist() == [[a, b] for a, b in combinations(range(count), 2) if b - a <= NEIGHBOURS]
    few = pair_mentions(gather(report, (passage,)) for report in range(LARGEST))
    assert len(few) == LARGEST * (LARGEST - 1) // 2


def test_incidents_come_one_after_the_other(comparison: Comparison, entries: list[Entry]) -> None:
    """The same as all at once, as often as they are asked for, with their numbers beforehand."""
    found = find_incidents(map(digest_entry, entries))
    assert (tuple(found.incidents), tuple(found.incidents)) == (comparison.incidents, comparison.incidents)
    assert (tuple(found.origins), found.count) == (comparison.origins, len(comparison.incidents))
    reports = [{mention.report for mention in incident.mentions} for incident in comparison.incidents]
    assert found.shared == sum(len(refs) > 1 for refs in reports) > 0


def test_mentions_are_made_anew_as_they_were(entries: list[Entry]) -> None:
    """Each mention belongs to the report whose passages it holds; each passage is in one of its report's."""
    grouping = group_digests(map(digest_entry, entries))
    reports = grouping.mentions.reports().tolist()
    assert [mention.report for mention in grouping.mentions] == reports
    for report, digest in enumerate(grouping.digests):
        own = [p for index in grouping.mentions.of_report(report) for p in grouping.mentions[index].passages]
        assert sorted(own, key=repr) == sorted(list_passages(digest), key=repr)


def test_compared_is_the_same_in_any_order(comparison: Comparison, entries: list[Entry]) -> None:
    """Digests are put in order of publication whatever order they come in."""
    assert compare_digests(map(digest_entry, reversed(entries))) == comparison
