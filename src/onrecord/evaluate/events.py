"""Task ``events``: triggers with their types, and who does what to whom where, under another ontology.

The corpus's types and roles are mapped to ours (``event_types.yaml``). A mention is a trigger: each of
its mentions makes an event of ours several. Mentions match one to one if they share half of the
shorter trigger, as in ``records``, and have one type.

What counts neither way: annotated events of types without counterpart, and ours on the same words;
ours of types to which the corpus has none, unless on the words of an annotated event. Of the words
that ``lexicon/trigger_words.yaml`` lists these corpora leave about half without a label ("killed": 62
of 264 in WikiEvents), which is no proof that they name no event. The rows are therefore two: in
those without remark what we find on such words is left out where the annotators have nothing, so
that their precision rests on labelled and on unlisted words only and is too good; in those that end
in "unlabelled words counted" every such find is an error, so that they are too bad. The truth lies
between.

Roles: what fills an event of ours, against all that the annotated mentions with its triggers have,
a filler that two of them name counted once; matched by any mention on either side, or by its
words. Our events have one place, annotated ones may have several. Roles of a missed event are
missed, those of a wrong one are wrong; "roles of matched events" leaves both out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, get_args

import msgspec

from onrecord.lexicon.find import find_trigger_words
from onrecord.model import Record, Tokens
from onrecord.pipeline import Reader
from onrecord.stages.segment import segment

from .corpus import Item, Range, read_items
from .event_map import EventMap, EventRole, choose_corpus, load_event_map
from .event_match import Annotated, Found, count_role, count_unmatched, match_mentions
from .measures import PRF, Tally, f1
from .reading import make_report
from .records.items import EventItem, FillerItem, Ranges
from .records.match import overlap_any
from .records.ours import items_of_record
from .scores import Row, Scores, make_row

ROLES: Final[tuple[EventRole, ...]] = get_args(EventRole)
COUNTED: Final = ", unlabelled words counted"
NONE: Final = Tally(0, 0, 0)


class Argument(msgspec.Struct, frozen=True):
    """Who or what fills a role: one mention, or all of them."""

    role: str
    span: Range | None = None
    mentions: list[Range] = []

    def ranges(self) -> Ranges:
        """Its mentions."""
        return (*self.mentions, *([self.span] if self.span else ()))


class GoldEvent(msgspec.Struct, frozen=True):
    """An annotated mention of an event."""

    type: str
    trigger: Range
    args: list[Argument] = []


class EventsItem(Item, frozen=True):
    """A document."""

    events: list[GoldEvent]

    def ranges(self) -> Iterable[Range]:
        """Ranges of triggers and arguments."""
        for event in self.events:
            yield event.trigger
            yield from (r for arg in event.args for r in arg.ranges())


def score_events(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``events/wikievents`` or ``events/m2e2``.

    Raises:
        CorpusError: Another form, or types that no map holds.
    """
    items = read_items(path, EventsItem)
    types = {event.type for item in items for event in item.events}
    corpus, map_ = choose_corpus(path.name, types), load_event_map()
    reader = open_reader()
    tables = [count_document(item, corpus, map_, reader.read_report(make_report(item.text))) for item in items]
    left_out = sorted(name for name in types if map_.type_of(corpus, name) is None)
    notes = [f"types of {corpus}, by the map in evaluate/event_types.yaml"]
    notes += [f"without counterpart and left out: {', '.join(left_out)}"] if left_out else []
    return Scores("events", path.name, tuple(_rows(tables)), tuple(notes))


def _rows(tables: list[dict[str, Tally]]) -> Iterator[Row]:
    for metric in tables[0]:
        tallies = [table[metric] for table in tables]
        n = sum(tally.gold for tally in tallies)
        yield make_row(f"{metric} F1", n=n, stats=tallies, measure=f1)
        if metric.startswith("trigger"):
            for name, measure in PRF[1:]:
                yield make_row(f"{metric} {name}", n=n, stats=tallies, measure=measure)


def count_document(item: EventsItem, corpus: str, map_: EventMap, record: Record) -> dict[str, Tally]:
    """Counts of one document, by metric."""
    tokens, ours = segment(item.text), items_of_record(record).events
    matched = match_mentions(
        [annotate(event, item.text, corpus, map_) for event in item.events],
        [*_find_mentions(ours, tokens)],
        mapped={*map_.types[corpus].values()},
    )
    right, missed = len(matched.pairs), len(matched.missed)
    gold, found = right + missed, right + len(matched.wrong)
    counts = {
        "trigger+type": Tally(gold, found, right),
        f"trigger+type{COUNTED}": Tally(gold, found + len(matched.unlabelled), right),
    }
    roles = {role: count_role(role, matched, ours) for role in ROLES}
    known = {role: _sum(by_event.values()) for role, by_event in roles.items()}
    counts |= {f"role {role}": known[role] + count_unmatched(role, matched, ours) for role in ROLES}
    counts["roles, pooled"] = _sum(counts[f"role {role}"] for role in ROLES)
    strict = (known[role] + count_unmatched(role, matched, ours, unlabelled=True) for role in ROLES)
    counts[f"roles, pooled{COUNTED}"] = _sum(strict)
    counts["roles of matched events, pooled"] = _sum(known.values())
    return counts


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, start=NONE)


def annotate(event: GoldEvent, text: str, corpus: str, map_: EventMap) -> Annotated:
    """An annotated mention under our types and roles."""
    words = text[slice(*event.trigger)].lower().split()
    type_ = None if map_.is_open(event.type, words) else map_.type_of(corpus, event.type)
    fillers: dict[EventRole, list[FillerItem]] = {role: [] for role in ROLES}
    if type_ is not None:
        for arg in event.args:
            role, ranges = map_.role_of(arg.role, type_), arg.ranges()
            if role is not None and ranges:
                fillers[role].append(FillerItem(ranges[0], text[slice(*ranges[0])], ranges))
    return Annotated(event.trigger, type_, fillers)


def find_listed(tokens: Tokens) -> list[int]:
    """Words that our lexicon lists as triggers."""
    return [at for found in find_trigger_words(tokens.lower) for at in range(found.first, found.last)]


def _find_mentions(events: Iterable[EventItem], tokens: Tokens) -> Iterator[Found]:
    listed: Ranges = tuple((int(tokens.starts[at]), int(tokens.ends[at])) for at in find_listed(tokens))
    for number, event in enumerate(events):
        for trigger in event.triggers:
            yield Found(trigger, event.type, number, is_listed=overlap_any((trigger,), listed) > 0)
