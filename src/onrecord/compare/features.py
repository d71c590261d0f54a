"""What speaks for two mentions being one incident: tables of named features.

Every feature is a number from 0 to 1 of which 0 says nothing; the first line of its
docstring is the reason that is given for a join. ``WITHIN`` are those that put the
passages of one report together, ``ACROSS`` those for mentions of different reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import product
from math import log
from typing import Final

from onrecord.model.geometry import great_circle_km

from .digest import Count, Spot
from .mentions import FINE, Mention
from .vectors import compare_meaning

NEAR_KM: Final = 8.0  # a town's quarters
FAR_KM: Final = 45.0
LEAD: Final = 1  # index of the last sentence of the lead; a headline may be one of its own
RARE: Final = 0.4
PRIOR: Final = 100  # reports
DAYS_APART: Final = 1  # "overnight" is the day before or after
REACH_KM: Final[dict[str, float]] = {"exact": 3, "settlement": 8, "district": 30, "province": 80}
"""Distance within which a place of that precision can be meant."""


class Context:
    """What features need to know of the collection.

    Attributes:
        rarity: Of each stem and name, 0 for one that all mentions have to 1 for one in one report.
        copies: Pairs of reports of near-identical text, the earlier first.
    """

    def __init__(self, rarity: Mapping[str, float], copies: Iterable[tuple[int, int]] = ()) -> None:
        self.rarity = rarity
        self.copies = frozenset(copies)


def weigh(bags: Iterable[Collection[str]]) -> dict[str, float]:
    """Rarity of words: 1 minus the log share of the bags that hold them (idf, scaled).

    In a collection of a few reports no word can be common: ``PRIOR`` others are assumed.
    """
    count: Counter[str] = Counter()
    total = 0
    for bag in bags:
        count.update(set(bag))
        total += 1
    top = log(total + PRIOR)
    return {word: 1 - log(number) / top for word, number in count.items()}


Feature = Callable[[Mention, Mention, Context], float]


def same_event(a: Mention, b: Mention, _: Context) -> float:
    """The reader takes them for one event."""
    return float(bool(a.events & b.events))


def reader_splits(a: Mention, b: Mention, _: Context) -> float:
    """The reader takes them for two events of one sentence."""
    return float(not a.events & b.events and _gap_sentences(a, b) == 0)


def apart_in_text(a: Mention, b: Mention, _: Context) -> float:
    """Sentences between them, up to five."""
    return min(5, _gap_sentences(a, b)) / 5


def other_section(a: Mention, b: Mention, _: Context) -> float:
    """A sentence between them, or the later one, turns to something else."""
    return float(not {p.section for p in a.passages} & {p.section for p in b.passages})


def both_lead(a: Mention, b: Mention, _: Context) -> float:
    """Both stand in the headline or the first sentence."""
    return float(all(passage.sentence <= LEAD for mention in (a, b) for passage in mention.passages))


def one_lead(a: Mention, b: Mention, _: Context) -> float:
    """One of the two stands in the headline or the first sentence."""
    return float(sum(min(p.sentence for p in mention.passages) <= LEAD for mention in (a, b)) == 1)


def other_place(a: Mention, b: Mention, _: Context) -> float:
    """Each names a town of its own."""
    one = {s.key for s in a.spots if s.precision in FINE}
    other = {s.key for s in b.spots if s.precision in FINE}
    return float(bool(one and other) and not one & other)


def other_dated(a: Mention, b: Mention, _: Context) -> float:
    """Each gives a time of its own."""
    return float(bool(a.dated and b.dated) and not set(a.dated) & set(b.dated))


def other_province(a: Mention, b: Mention, _: Context) -> float:
    """Each names places in provinces of its own."""
    one, other = _provinces(a), _provinces(b)
    return float(bool(one and other) and not one & other)


def same_weapon(a: Mention, b: Mention, _: Context) -> float:
    """The same weapons."""
    return float(bool(a.weapons & b.weapons))


def other_weapon(a: Mention, b: Mention, _: Context) -> float:
    """Other weapons."""
    return float(bool(a.weapons and b.weapons) and not a.weapons & b.weapons)


def is_copied(a: Mention, b: Mention, context: Context) -> float:
    """The reports are near-identical."""
    return float((min(a.report, b.report), max(a.report, b.report)) in context.copies)


def same_mode(a: Mention, b: Mention, _: Context) -> float:
    """The same means."""
    return float(bool(a.modes & b.modes))


def other_mode(a: Mention, b: Mention, _: Context) -> float:
    """Different means."""
    return float(bool(a.modes and b.modes) and not a.modes & b.modes)


def same_day(a: Mention, b: Mention, _: Context) -> float:
    """The same day."""
    return float(bool(set(a.dated) & set(b.dated)))


def other_day(a: Mention, b: Mention, _: Context) -> float:
    """Days between, up to four."""
    return min(4, gap_days(a, b)) / 4


def undated(a: Mention, b: Mention, _: Context) -> float:
    """How many of the two give no time."""
    return ((not a.dated) + (not b.dated)) / 2


def same_place(a: Mention, b: Mention, context: Context) -> float:
    """The same place."""
    keys = {s.key for s in a.spots if s.precision in FINE} & {s.key for s in b.spots if s.precision in FINE}
    return max((0.3 + 0.7 * context.rarity.get(key, 1.0) for key in sorted(keys)), default=0.0)


def near(a: Mention, b: Mention, _: Context) -> float:
    """A place nearby."""
    distance = distance_of(a.spots, b.spots)
    return 0.0 if distance is None else max(0.0, 1 - distance / NEAR_KM)


def far(a: Mention, b: Mention, _: Context) -> float:
    """Kilometres between the places, up to 45."""
    distance = distance_of(a.spots, b.spots)
    return 0.0 if distance is None else min(1.0, distance / FAR_KM)


def vague_place(a: Mention, b: Mention, _: Context) -> float:
    """One of the two has no place finer than a province."""
    return float(distance_of(a.spots, b.spots) is None)


def same_nearby(a: Mention, b: Mention, _: Context) -> float:
    """The same place close by in the text."""
    one = {s.key for s in (*a.spots, *a.nearby) if s.precision in FINE}
    return float(any(s.key in one for s in (*b.spots, *b.nearby) if s.precision in FINE))


def same_names(a: Mention, b: Mention, context: Context) -> float:
    """Names in common, rare ones counting more."""
    return _share(a.names, b.names, context.rarity)


def rare_name(a: Mention, b: Mention, context: Context) -> float:
    """A rare name in common."""
    return max((context.rarity.get(name, 1.0) for name in a.names & b.names), default=0.0)


def no_name(a: Mention, b: Mention, context: Context) -> float:
    """Each has rare names, and none is the same."""
    if a.names & b.names and rare_name(a, b, context) > RARE:
        return 0.0
    rarest = [max((context.rarity.get(name, 1.0) for name in m.names), default=0.0) for m in (a, b)]
    return min(rarest)


def main_far(a: Mention, b: Mention, _: Context) -> float:
    """Kilometres between the first towns that they name, up to 45."""
    one, other = a.spots_fine[:1], b.spots_fine[:1]
    distance = distance_km(one[0], other[0]) if one and other else None
    return 0.0 if distance is None else min(1.0, distance / FAR_KM)


def main_killed(a: Mention, b: Mention, _: Context) -> float:
    """The largest numbers of killed agree."""
    return float(bool(a.killed and b.killed) and overlap_bounds(_largest(a.killed), _largest(b.killed)))


def same_actor(a: Mention, b: Mention, _: Context) -> float:
    """The same actor."""
    return float(bool(a.known & b.known))


def other_actor(a: Mention, b: Mention, _: Context) -> float:
    """Known actors, and none the same."""
    return float(bool(a.known and b.known) and not a.known & b.known)


def same_killed(a: Mention, b: Mention, _: Context) -> float:
    """The same number of killed."""
    return _same_count(a.killed, b.killed)


def other_killed(a: Mention, b: Mention, _: Context) -> float:
    """No two numbers of killed agree."""
    return _other_count(a.killed, b.killed)


def same_injured(a: Mention, b: Mention, _: Context) -> float:
    """The same number of injured."""
    return _same_count(a.injured, b.injured)


def other_injured(a: Mention, b: Mention, _: Context) -> float:
    """No two numbers of injured agree."""
    return _other_count(a.injured, b.injured)


def same_trigger(a: Mention, b: Mention, _: Context) -> float:
    """The same words for what happened."""
    return len(a.words & b.words) / min(len(a.words), len(b.words)) if a.words and b.words else 0.0


def same_words(a: Mention, b: Mention, context: Context) -> float:
    """Words around it in common, rare ones counting more."""
    return _share(a.context, b.context, context.rarity)


def like_trigger(a: Mention, b: Mention, _: Context) -> float:
    """Words of like meaning for what happened."""
    return compare_meaning(a.words, b.words)


def like_words(a: Mention, b: Mention, _: Context) -> float:
    """Words of like meaning around it."""
    return compare_meaning(a.context, b.context)


def both_killed(a: Mention, b: Mention, _: Context) -> float:
    """Both give numbers of killed."""
    return float(bool(a.killed and b.killed))


WITHIN: Final[tuple[Feature, ...]] = (
    same_event, reader_splits, apart_in_text, both_lead, one_lead, same_mode, other_mode, same_day,
    other_dated, other_day, undated, same_place, other_place, near, far, vague_place, same_names, same_actor,
    other_actor, same_killed, other_killed, both_killed, same_injured, other_injured, same_trigger, same_words,
    like_trigger, like_words, other_province, same_weapon, other_weapon, other_section,
)  # fmt: skip
ACROSS: Final[tuple[Feature, ...]] = (
    is_copied, same_mode, other_mode, same_day, other_dated, other_day, undated, same_place, other_place, near, far,
    main_far, vague_place, same_nearby, same_names, rare_name, no_name, same_actor, other_actor, same_killed,
    other_killed, main_killed, both_killed, same_injured, other_injured, same_trigger, same_words,
    like_words,
)  # fmt: skip


def has_inner_conflict(a: Mention, b: Mention) -> bool:
    """Whether two passages of one report cannot tell of one incident: each has a day or town of its own."""
    days = [{first for first, last in m.dated if first == last} for m in (a, b)]
    is_other_day = bool(days[0] and days[1] and not days[0] & days[1])
    is_split = bool(a.events & b.events) and _gap_sentences(a, b) == 0  # only its two parts are two passages
    return is_other_day or is_split or _are_far(a, b)


def has_conflict(a: Mention, b: Mention) -> bool:
    """Whether two mentions of different reports cannot be one incident: other days, or towns far apart."""
    return bool(a.dated and b.dated and gap_days(a, b) > DAYS_APART) or _are_far(a, b)


def _are_far(a: Mention, b: Mention) -> bool:
    distance = distance_of(a.spots, b.spots)
    return distance is not None and distance > FAR_KM


def _provinces(mention: Mention) -> frozenset[tuple[str | None, str]]:
    """Country and first division of the places that its sentences name."""
    return frozenset((spot.country, spot.admin1) for spot in mention.spots if spot.admin1 is not None)


def gap_days(a: Mention, b: Mention) -> int:
    """Days between the nearest of their times; 0 if they meet or one is unknown."""
    if a.bounds is None or b.bounds is None:
        return 0
    pairs = product(a.dated or (a.bounds,), b.dated or (b.bounds,))
    return min(max(0, x[0] - y[1], y[0] - x[1]) for x, y in pairs)


def distance_of(one: Sequence[Spot], other: Sequence[Spot]) -> float | None:
    """Kilometres between the nearest towns of two mentions; None where one names none."""
    pairs = product((s for s in one if s.precision in FINE), [s for s in other if s.precision in FINE])
    distances = [distance for a, b in pairs if (distance := distance_km(a, b)) is not None]
    return min(distances, default=None)


def distance_km(a: Spot, b: Spot) -> float | None:
    """Great-circle distance; None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


def overlap_bounds(a: Count, b: Count) -> bool:
    """Whether both counts can be true at once; "at least 58" has no upper bound, "about 40" is 36 to 44."""
    one, other = _widen(a), _widen(b)
    return max(one[0], other[0]) <= min(one[1], other[1])


def _widen(count: Count) -> tuple[float, float]:
    low, high = count.low or 0, float("inf") if count.high is None else count.high
    return (0.9 * low, 1.1 * high) if count.is_approximate else (low, high)


def _gap_sentences(a: Mention, b: Mention) -> int:
    return min(abs(x.sentence - y.sentence) for x, y in product(a.passages, b.passages))


def _share(one: Collection[str], other: Collection[str], rarity: Mapping[str, float]) -> float:
    """Weight of the words in common, as a share of the lighter side's."""
    least = min(sum(rarity.get(word, 1.0) for word in sorted(words)) for words in (one, other))
    both = sum(rarity.get(word, 1.0) for word in sorted(set(one) & set(other)))
    return min(1.0, both / least) if least else 0.0


def _largest(counts: Sequence[Count]) -> Count:
    return max(counts, key=lambda count: (count.low or count.high or 0, -count.start))


def _same_count(one: Sequence[Count], other: Sequence[Count]) -> float:
    """The more telling the number the larger: 0.2 for one, 1 from 25 on."""
    equal = [a.low for a, b in product(one, other) if a.low is not None and a.low == b.low]
    return max((min(1.0, 0.2 + log(max(1, low)) / 4) for low in equal), default=0.0)


def _other_count(one: Sequence[Count], other: Sequence[Count]) -> float:
    """Log of the ratio of the nearest two, up to 1, if no two overlap."""
    pairs = [*product(one, other)]
    if not pairs or any(overlap_bounds(a, b) for a, b in pairs):
        return 0.0
    return min(1.0, *(abs(log((a.low or a.high or 1) / (b.low or b.high or 1))) for a, b in pairs))
