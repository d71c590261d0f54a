"""The values that the mentions of one incident give, field by field, with who gives them.

What a report says in its own voice of an incident for which it names a source
(a headline, the first sentence) is that source's: a report is no origin beside the
voice that it reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Generic, NamedTuple, TypeVar

from onrecord.model import Bounds, Counts, Fields, Stated, Statements
from onrecord.model.edtf import bounds

from .agreement import judge
from .digest import Count, Party, Passage, Spot
from .features import REACH_KM, distance_km, overlap_bounds
from .mentions import FINE, Mention
from .origins import OWN, Roots

DENIED: Final = "denied"
"""Status that a denied claim gives; its event keeps the content's own (codebook section 2)."""
HAPPENED: Final = frozenset({"occurred", "ongoing"})
UNHAPPENED: Final = frozenset({DENIED, "negated"})
DISPUTABLE: Final = ("killed", "injured", "actor", "place", "time")
T = TypeVar("T")


class Said(NamedTuple, Generic[T]):
    """One value with who gives it.

    Attributes:
        report: Index of the digest.
        telling: Index of the chain.
        origin: Id.
    """

    value: T
    report: int
    telling: int
    origin: str


class Attribution:
    """Finds the origin and the voices of what a report says."""

    def __init__(self, roots: Roots, ids: dict[str, str]) -> None:
        self._roots = roots
        self._ids = ids
        self._anonymous = frozenset(id_ for key, id_ in ids.items() if key.startswith(OWN))

    def is_anonymous(self, origin: str) -> bool:
        """Whether an origin is a report that names neither source nor publisher."""
        return origin in self._anonymous

    def denies(self, report: int, telling: int) -> bool:
        """Whether a chain denies what it is about."""
        return self._roots.digests[report].tellings[telling].polarity == "denied"

    def said(self, report: int, value: T, telling: int) -> Said[T]:
        """A value with its origin."""
        return Said(value, report, telling, self._ids[self._roots.find(report, telling).key])

    def bounds(self, said: Said[Count]) -> Bounds:
        """A count as the model's noun."""
        report = self._roots.digests[said.report].report
        voices = self._roots.names(said.report, said.telling)
        return Bounds(low=said.value.low, high=said.value.high, report=report, origin=said.origin, voices=voices)

    def stated(self, said: Said[T], value: str) -> Stated:
        """A value, in words, as the model's noun."""
        report = self._roots.digests[said.report].report
        voices = self._roots.names(said.report, said.telling)
        return Stated(value=value, report=report, origin=said.origin, voices=voices)


def fill_fields(mentions: Sequence[Mention], attribution: Attribution) -> Fields:
    """All fields of one incident.

    Args:
        mentions: In order of publication.
        attribution: Of the collection.
    """
    source = _sources(mentions)
    killed = [(m.report, count) for m in mentions for count in m.killed]
    injured = [(m.report, count) for m in mentions for count in m.injured]
    told = [(m.report, p, telling) for m in mentions for p in m.passages for telling in p.tellings]
    tellings = [(report, p, telling or source[report]) for report, p, telling in told]

    def say(values: Callable[[Passage], Iterable[T]]) -> list[Said[T]]:
        return [attribution.said(report, value, telling) for report, p, telling in tellings for value in values(p)]

    return Fields(
        killed=_fill_counts(killed, source, attribution),
        injured=_fill_counts(injured, source, attribution),
        actor=_fill(say(_actors), attribution, lambda party: party.name, agree_on_actor),
        place=_fill(say(_places), attribution, lambda spot: spot.name, agree_on_place),
        time=_fill(say(_times), attribution, str, agree_on_time),
        status=_fill(_statuses(tellings, attribution), attribution, str, agree_on_status),
    )


def _sources(mentions: Sequence[Mention]) -> dict[int, int]:
    """For each report the first chain that tells a fact of the incident; 0, its own voice, if none.

    Who merely mentions it ("nobody has claimed the raid, he said") stands behind no fact.
    """
    found: dict[int, int] = {}
    for mention in mentions:
        for passage in mention.passages:
            has_fact = passage.killed or passage.injured or passage.is_dated or any(s.is_own for s in passage.spots)
            for telling in passage.tellings:
                found[mention.report] = found.get(mention.report, 0) or (telling if has_fact else 0)
    return found


def _fill_counts(
    counts: Sequence[tuple[int, Count]], source: dict[int, int], attribution: Attribution
) -> Counts | None:
    """Counts with their verdict; of several that one report has from one origin the largest, its whole."""
    given: dict[tuple[int, str], list[Said[Count]]] = {}
    whole: dict[int, float] = {}
    for report, count in counts:
        if not count.is_part:
            whole[report] = max(whole.get(report, 0), count.low or count.high or 0)
    for report, count in counts:
        if count.is_part and (count.low or 0) <= whole.get(report, -1):
            continue
        said = attribution.said(report, count, count.telling or source[report])
        given.setdefault((report, said.origin), []).append(said)
    values = [max(_drop_headline(held), key=lambda said: _weight(said.value)) for held in given.values()]
    if not values:
        return None
    verdict = judge(values, lambda a, b: overlap_bounds(a.value, b.value))
    return Counts(verdict, tuple(attribution.bounds(said) for said in values))


def _drop_headline(held: Sequence[Said[Count]]) -> Sequence[Said[Count]]:
    """Without what a headline rounds or shortens and the body gives as well."""
    body = [said for said in held if not said.value.is_head]
    told = [said for said in held if said.value.is_head and not any(overlap_bounds(said.value, b.value) for b in body)]
    return [*told, *body]


def _weight(count: Count) -> tuple[bool, bool, float, bool]:
    """No running total, no round figure; the larger number; of equal ones the wording that claims less."""
    return not count.is_total, not count.is_approximate, count.low or count.high or 0, count.high is None


def _fill(
    given: Sequence[Said[T]],
    attribution: Attribution,
    word: Callable[[T], str],
    agrees: Callable[[T, T], bool],
) -> Statements | None:
    """Values with their verdict; what one report says twice from one origin counts once."""
    once: dict[tuple[int, str, str], Said[T]] = {}
    for said in given:
        once.setdefault((said.report, said.origin, word(said.value)), said)
    values = [*once.values()]
    if not values:
        return None
    verdict = judge(values, lambda a, b: agrees(a.value, b.value))
    return Statements(verdict, tuple(attribution.stated(said, word(said.value)) for said in values))


def _actors(passage: Passage) -> Iterator[Party]:
    yield from (party for party in passage.actors if party.is_known)


def _places(passage: Passage) -> Iterator[Spot]:
    """The finest place that the sentence names."""
    own = [spot for spot in passage.spots if spot.is_own and spot.lat is not None]
    yield from sorted(own, key=lambda spot: spot.precision not in FINE)[:1]


def _times(passage: Passage) -> Iterator[str]:
    if passage.time is not None:
        yield passage.time


def _statuses(tellings: Iterable[tuple[int, Passage, int]], attribution: Attribution) -> list[Said[str]]:
    return [
        attribution.said(report, DENIED if attribution.denies(report, telling) else str(passage.status), telling)
        for report, passage, telling in tellings
    ]


def agree_on_actor(a: Party, b: Party) -> bool:
    """The same actor, or two arms of one country."""
    return a.key == b.key or bool(set(a.countries) & set(b.countries))


def agree_on_place(a: Spot, b: Spot) -> bool:
    """Two places of which one can lie in the other."""
    if a.key == b.key or "region" in {a.precision, b.precision}:
        return True
    if "country" in {a.precision, b.precision}:
        return a.country == b.country
    if "province" in {a.precision, b.precision}:
        return a.country == b.country and a.admin1 == b.admin1
    distance = distance_km(a, b)
    return distance is None or distance <= max(REACH_KM[a.precision], REACH_KM[b.precision])


def agree_on_time(a: str, b: str) -> bool:
    """Intervals that share a day."""
    one, other = bounds(a) or (date.min, date.max), bounds(b) or (date.min, date.max)
    return one[0] <= other[1] and other[0] <= one[1]


def agree_on_status(a: str, b: str) -> bool:
    """Not one that it happened and one that it did not."""
    return not ({a, b} & HAPPENED and {a, b} & UNHAPPENED)
