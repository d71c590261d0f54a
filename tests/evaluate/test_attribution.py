"""Sources, cues and contents: which pairs match."""

from onrecord.evaluate.attribution import Parts, overlap_all
from onrecord.evaluate.matching import count_exact, match_best, merge_ranges


def test_all_roles_must_overlap() -> None:
    """One role apart is no match, however well the others fit."""
    whole = Parts(((0, 4),), ((5, 9),), ((10, 30),))
    assert overlap_all(whole, whole) == 28
    assert overlap_all(whole, Parts(((0, 4),), ((40, 44),), ((10, 30),))) == 0


def test_lacking_source_must_be_lacking_on_both_sides() -> None:
    """A source that only one side has is a difference."""
    without = Parts((), ((5, 9),), ((10, 30),))
    assert overlap_all(without, without) == 24
    assert overlap_all(without, Parts(((0, 4),), ((5, 9),), ((10, 30),))) == 0


def test_matching_is_one_to_one() -> None:
    """One attribution of ours cannot stand for two."""
    gold = [Parts((), ((5, 9),), ((10, 30),)), Parts((), ((5, 9),), ((31, 50),))]
    ours = [Parts((), ((5, 9),), ((10, 50),))]
    assert match_best(gold, ours, score=overlap_all, floor=1) == [(0, 0)]


def test_runs_are_maximal() -> None:
    """Ranges with only white space between them are one span, others stay apart."""
    text = "He said it was over.\n\nIt was not, he added."
    assert merge_ranges(text, [(22, 32), (8, 20)]) == [(8, 32)]
    assert merge_ranges(text, [(0, 2), (8, 20)]) == [(0, 2), (8, 20)]
    assert merge_ranges(text, []) == []


def test_exact_counts_use_each_span_once() -> None:
    """The same span twice on our side is right once."""
    assert count_exact([(0, 4)], [(0, 4), (0, 4), (1, 4)]) == (1, 3, 1)
