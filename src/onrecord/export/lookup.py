"""A record by id, by claim and by paragraph: what every page asks of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from onrecord.model import Actor, Claim, Event, Figure, Label, Place, Record, Spans, Tie, Time

Item = Actor | Place | Time | Figure | Event | Tie | Claim | Label


class Lookup:
    """Answers about one record.

    Attributes:
        record: The record.
        paragraphs: Half-open ranges of the lines of its text that are not blank.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._items: dict[str, Item] = {item.id: item for item in items_of(record)}
        self._claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in record.claims:
            for item_id in dict.fromkeys(claim.about):
                self._claims[item_id].append(claim)
        self.paragraphs = find_paragraphs(record.report.text)
        self._starts = [start for start, _ in self.paragraphs]

    def find(self, item_id: str | None) -> Item | None:
        """The item of an id."""
        return None if item_id is None else self._items.get(item_id)

    def name_of(self, item_id: str | None) -> str | None:
        """Name of an actor or place."""
        item = self.find(item_id)
        return item.name if isinstance(item, Actor | Place) else None

    def claims_about(self, item_id: str) -> list[Claim]:
        """Claims that carry an event, figure or tie, in text order."""
        return self._claims.get(item_id, [])

    def paragraph_at(self, offset: int) -> int:
        """Number of the paragraph that holds a code point, from 1."""
        return max(1, bisect_right(self._starts, offset))


def items_of(record: Record) -> tuple[Item, ...]:
    """Every item that has an id, kind by kind."""
    return (
        *record.claims,
        *record.events,
        *record.figures,
        *record.ties,
        *record.actors,
        *record.places,
        *record.times,
        *record.labels,
    )


def evidence_of(item: Item) -> Spans:
    """The spans that support an item, the most telling first."""
    match item:
        case Claim():
            return item.content
        case Event():
            return item.triggers
        case Actor() | Place():
            return item.mentions
        case Tie():
            return item.spans
        case Figure() | Time() | Label():
            return (item.span,)


def start_of(item: Item) -> int:
    """First code point of an item's evidence; 0 if it has none."""
    return min((span.start for span in evidence_of(item)), default=0)


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Ranges of the lines that are not blank.

    >>> find_paragraphs("One.\n\nTwo.")
    [(0, 4), (6, 10)]
    """
    ranges, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            ranges.append((start, start + len(line)))
        start += len(line) + 1
    return ranges


def distinct_names(actor: Actor) -> list[str]:
    """Other names in the text: capitalised, none a part of the actor's own name.

    >>> from onrecord.model import Span
    >>> spans = (Span(0, 10, "The Guards"), Span(12, 16, "they"), Span(20, 34, "the Hill Group"))
    >>> distinct_names(Actor(id="a1", name="City Guards", kind="group", mentions=spans))
    ['the Hill Group']
    """
    names: dict[str, None] = {}
    for span in actor.mentions:
        bare = span.text.removeprefix("The ").removeprefix("the ")
        is_part = bare.casefold() in actor.name.casefold() or actor.name.casefold() in bare.casefold()
        if not is_part and _is_name(bare):
            names.setdefault(" ".join(span.text.split()))
    return list(names)


def _is_name(words: str) -> bool:
    """Whether words hold a capital that no sentence start explains: "Hill Guard", "UN"."""
    return any(sign.isupper() for sign in words[1:])
