"""Clustering keeps apart what must not meet, and does not chain."""

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.compare.cluster import cluster

SIZE = 8
pair = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] < p[1])
scores = st.dictionaries(pair, st.floats(-5, 5), max_size=20)


@given(scores, st.sets(pair, max_size=6), st.sets(pair, max_size=3))
def test_every_mention_stands_in_one_group(
    given_scores: dict[tuple[int, int], float], forbidden: set[tuple[int, int]], wanted: set[tuple[int, int]]
) -> None:
    """The groups are a partition; forbidden pairs meet only where wanted ones bring them together."""
    groups = cluster(SIZE, given_scores, absent=-1, forbidden=forbidden, wanted=wanted)
    assert sorted(member for group in groups for member in group) == list(range(SIZE))
    home = {member: number for number, group in enumerate(groups) for member in group}
    assert all(home[a] == home[b] for a, b in wanted)
    if not wanted:
        assert all(home[a] != home[b] for a, b in forbidden)


@given(scores, st.sets(pair, max_size=6))
def test_order_of_the_pairs_does_not_matter(
    given_scores: dict[tuple[int, int], float], forbidden: set[tuple[int, int]]
) -> None:
    """Shuffled input gives the same groups."""
    shuffled = random.Random(2).sample(sorted(given_scores), len(given_scores))
    again = cluster(SIZE, {key: given_scores[key] for key in shuffled}, absent=-1, forbidden=sorted(forbidden))
    assert again == cluster(SIZE, given_scores, absent=-1, forbidden=forbidden)


def test_one_strong_pair_does_not_chain() -> None:
    """Two tight groups with one good link between them stay two."""
    tight = {(0, 1): 3.0, (0, 2): 3.0, (1, 2): 3.0, (3, 4): 3.0, (3, 5): 3.0, (4, 5): 3.0}
    assert cluster(6, {**tight, (2, 3): 2.5}, absent=-2) == [[0, 1, 2], [3, 4, 5]]


def test_a_split_holds_against_a_good_score() -> None:
    """What the user parts stays apart."""
    assert cluster(2, {(0, 1): 9.0}, absent=-1, split=[(0, 1)]) == [[0], [1]]


def test_a_wanted_pair_holds_against_a_conflict() -> None:
    """What the user joins is joined although the days differ."""
    assert cluster(3, {}, absent=-1, forbidden=[(0, 2)], wanted=[(0, 2)]) == [[0, 2], [1]]


def test_nothing() -> None:
    """No mentions, no groups."""
    assert cluster(0, {}, absent=-1) == []
