"""Mentions gathered to one event: who counts, what waits, how bounds add up."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from onrecord.export.dataset import Collection, parse_rule, view_events
from onrecord.export.dataset.gather import Gathered, _sum_up, gather
from onrecord.export.dataset.view import view_entry
from onrecord.model import Entry

from .invented import COMPARISON, ENTRIES, EVERYTHING, compared, plain

BOUND = some.none() | some.integers(0, 500)


def gathered(collection: Collection) -> list[Gathered]:
    """Everything that comes."""
    return list(gather(collection, Counter()))


def test_three_mentions_are_one_event() -> None:
    """The mentions of an incident come together; they alone know its grade."""
    (incident,) = [item for item in gathered(compared()) if item.incident]
    assert [view.id[-2:] for view in incident.views] == ["e1", "e1", "e1"]
    assert {view.facts.grade for view in incident.views} == {3}
    assert {view.facts.grade for view in view_events(plain())} == {None}


def test_order_of_reports_changes_no_incident() -> None:
    """The same mentions are gathered, whatever report comes first."""
    turned = Collection(ENTRIES[::-1], COMPARISON.incidents, COMPARISON.origins)
    assert {frozenset(view.id for view in item.views) for item in gathered(turned)} == {
        frozenset(view.id for view in item.views) for item in gathered(compared())
    }


def test_reports_not_asked_for_hold_nothing_back() -> None:
    """An incident with a mention in a report that was left out comes with the others."""
    part = Collection(ENTRIES[:2], COMPARISON.incidents, COMPARISON.origins)
    (incident,) = [item for item in gathered(part) if item.incident]
    assert len(incident.views) == 2


def test_rule_decides_mention_by_mention() -> None:
    """A mention that does not count is no part of its incident, and is counted as left out."""
    left_out: Counter[str] = Counter()
    found = list(gather(compared(parse_rule("certainty = certain and type = assault")), left_out))
    assert [len(item.views) for item in found] == [2]
    assert left_out == {"the rule": 5}


def test_one_text_under_two_names() -> None:
    """A report that was added twice is two mentions, of which one may be in an incident alone."""
    twin = Entry(replace(ENTRIES[0].report, ref="copy.html"), ENTRIES[0].record)
    both = Collection((*ENTRIES, twin), COMPARISON.incidents, rule=parse_rule("type = assault and status = occurred"))
    assert sorted(len(item.views) for item in gathered(both)) == [1, 3]


def test_denial_and_certainty() -> None:
    """One telling claim is enough for ``affirmed``; its wording and the event's own bound the certainty."""
    views = {f"{view.ref.ref[:4]}/{view.event.id}": view for view in view_events(plain(parse_rule(EVERYTHING)))}
    shelling = views["post/e1"]
    assert (shelling.polarity, shelling.certainty) == ("affirmed", "certain")
    assert (shelling.voices, shelling.deniers) == (("Harbour Monitor",), ("Talvian Army",))
    assert views["echo/e1"].certainty == "probable"
    assert views["wire/e3"].certainty == "possible"
    post = ENTRIES[0].record
    denied = Entry(ENTRIES[0].report, replace(post, claims=post.claims[1:]))
    assert next(view_entry(denied, plain())).polarity == "denied"


@pytest.mark.parametrize(
    ("pairs", "toll"),
    [
        ([(58, 58), (58, None)], (58, 58, 58)),
        ([(22, 22), (44, None)], (22, 22, 44)),
        ([(None, 40)], (0, 0, 40)),
        ([(24, 99), (30, 30)], (24, 30, 99)),
        ([(0, 0)], (0, 0, 0)),
        ([], None),
    ],
)
def test_bounds_add_up(pairs: list[tuple[int | None, int | None]], toll: tuple[int, int, int] | None) -> None:
    """Agreeing bounds meet; those in dispute stand apart, and the lowest is the best."""
    assert _sum_up(list(pairs)) == toll


@given(some.lists(some.tuples(BOUND, BOUND), min_size=1))
def test_bounds_are_in_order(pairs: list[tuple[int | None, int | None]]) -> None:
    """Low is never above best, best never above high, and every floor lies between low and high."""
    found = _sum_up([(low, high) for low, high in pairs if low is None or high is None or low <= high] or [(1, 1)])
    assert found is not None
    assert found.low <= found.best <= found.high
