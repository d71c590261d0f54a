"""The same item in another reading, by its spans."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.review.target import Found, NotFound, Ranges, find_again, merge, share

RANGE = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))
RANGES = st.lists(RANGE, min_size=1, max_size=4, unique=True).map(tuple)


def points(ranges: Ranges) -> set[int]:
    """The code points of ranges."""
    return {point for start, end in ranges for point in range(start, end)}


@given(RANGES, RANGES)
def test_share_is_that_of_the_code_points(one: Ranges, other: Ranges) -> None:
    """Jaccard's index of the two sets; the same from both sides."""
    a, b = points(one), points(other)
    assert share(one, other) == share(other, one)
    assert float(share(one, other)) == len(a & b) / len(a | b)
    assert points(tuple(merge(one))) == a


@given(RANGES, st.lists(RANGES, max_size=4), st.booleans())
def test_same_ranges_are_always_found(wanted: Ranges, others: list[Ranges], is_sole: bool) -> None:
    """Wherever the item stands among the others, unless another has the same ranges."""
    others = [other for other in others if set(other) != set(wanted)]
    for index in range(len(others) + 1):
        candidates = [*others[:index], wanted[::-1], *others[index:]]
        assert find_again(wanted, candidates, is_sole=is_sole) == Found(index, "same")


@given(RANGES, st.lists(RANGES, max_size=5), st.booleans())
def test_what_is_found_overlaps_by_half_or_holds_the_first(
    wanted: Ranges, candidates: list[Ranges], is_sole: bool
) -> None:
    """Nothing that merely touches is taken for the item."""
    found = find_again(wanted, candidates, is_sole=is_sole)
    if isinstance(found, Found):
        best = candidates[found.index]
        holds_first = is_sole and wanted[0] in best
        assert holds_first or share(wanted, best) * 2 >= 1


def test_two_that_fit_equally_are_told() -> None:
    """Nobody guesses which."""
    assert find_again(((0, 10),), [((0, 8),), ((2, 10),)], is_sole=True) == NotFound("several")


def test_first_span_tells_an_event_but_not_a_tie() -> None:
    """The name in a tie stands in other ties too."""
    assert find_again(((0, 4), (5, 9)), [((0, 4), (20, 90))], is_sole=True) == Found(0, "same")
    assert find_again(((0, 4), (5, 9)), [((0, 4), (20, 90))], is_sole=False) == NotFound("gone")
