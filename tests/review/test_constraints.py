"""Joins, splits and pins as pairs, without contradiction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.review import Mark, draft_group, draft_undo, incident_constraints

from .readings import ANN, seal

A, B, C, D, E = (Mark("0" * 16, start, start + 3) for start in range(0, 50, 10))
MARKS = (A, B, C, D, E)


def test_join_pin_and_split_become_pairs() -> None:
    """Neighbours of one group, and every pair across two."""
    rows = seal(
        draft_group("join", [(A, B), (C,)], author=ANN),
        draft_group("split", [(A, D, E), (D, E)], author=ANN),
    )
    constraints = incident_constraints(rows)
    assert constraints.joined == ((A, B), (B, C))
    assert constraints.split == ((A, D), (A, E))
    assert constraints.conflicts == ()


def test_same_pair_judged_anew_replaces() -> None:
    """The newer word counts, and that is no conflict; undone, the older counts again."""
    rows = seal(draft_group("join", [(A,), (B,)], author=ANN), draft_group("split", [(A,), (B,)], author=ANN))
    constraints = incident_constraints(rows)
    assert (constraints.joined, constraints.split, constraints.conflicts) == ((), ((A, B),), ())
    rows = seal(*rows, draft_undo(rows, 2, author=ANN))
    assert incident_constraints(rows).joined == ((A, B),)


def test_what_newer_judgements_exclude_is_queued() -> None:
    """A is B and B is C, said later, exclude that A is not C."""
    rows = seal(
        draft_group("split", [(A,), (C,)], author=ANN),
        draft_group("join", [(A,), (B,)], author=ANN),
        draft_group("join", [(B,), (C,)], author=ANN),
    )
    constraints = incident_constraints(rows)
    assert (constraints.joined, constraints.split) == (((A, B), (B, C)), ())
    assert [(conflict.judgement, conflict.reason) for conflict in constraints.conflicts] == [(1, "overruled")]


SETS = st.lists(st.sampled_from(MARKS), min_size=1, max_size=3, unique=True).map(tuple)


@given(st.lists(st.tuples(st.sampled_from(["join", "split"]), SETS, SETS), max_size=7))
def test_pairs_never_contradict_each_other(steps: list[tuple[str, tuple[Mark, ...], tuple[Mark, ...]]]) -> None:
    """No pair that is kept apart is joined over others, and the newest judgement always holds."""
    drafts = []
    for kind, one, other in steps:
        try:
            drafts.append(draft_group(kind, [one, other], author=ANN))
        except InputError:
            continue
    rows = seal(*drafts)
    constraints = incident_constraints(rows)
    homes = {mark: {mark} for mark in MARKS}
    for one, other in constraints.joined:
        merged = homes[one] | homes[other]
        for mark in merged:
            homes[mark] = merged
    assert all(other not in homes[one] for one, other in constraints.split)
    if rows:
        assert rows[-1].id not in {conflict.judgement for conflict in constraints.conflicts}


def test_nothing_to_say_is_refused() -> None:
    """One event cannot be joined, pinned or parted from itself."""
    for kind, groups in (("join", [(A,), (A,)]), ("pin", [(A,)]), ("split", [(A, B), (A, B)])):
        with pytest.raises(InputError, match="nothing to"):
            draft_group(kind, groups, author=ANN)  # type: ignore[arg-type]
