"""Task ``attribution``: sources, cues and contents, in the form of PolNeAR.

Exact: F1 over the spans of each role; a span is a maximal run of one role's words in
one attribution. End to end: attributions whose source, cue and content all overlap,
matched one to one; a role that the annotation lacks must be lacking in ours. PolNeAR
keeps "that" in the content, and so do the spans compared here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from onrecord.pipeline import Reader
from onrecord.stages.attribute.pairing import find_attributions

from .corpus import Item, Range, read_items
from .matching import count_exact, count_shared, match_best, merge_ranges
from .measures import PRF, Tally
from .reading import encode_text
from .scores import Row, Scores, make_row

ROLES: Final = ("source", "cue", "content")


class GoldAttribution(msgspec.Struct, frozen=True):
    """One annotated attribution; each role may be discontinuous or empty."""

    source: list[Range]
    cue: list[Range]
    content: list[Range]


class AttributionItem(Item, frozen=True):
    """A document."""

    attributions: list[GoldAttribution]

    def ranges(self) -> Iterable[Range]:
        """Ranges of all roles."""
        return (r for a in self.attributions for ranges in (a.source, a.cue, a.content) for r in ranges)


@dataclass(frozen=True, slots=True)
class Parts:
    """Maximal runs of each role of one attribution."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]

    def of(self, role: str) -> tuple[Range, ...]:
        """Runs of one role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


def score_attribution(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``attribution/polnear``.

    Raises:
        CorpusError: Another form.
    """
    items = read_items(path, AttributionItem)
    reader = open_reader()
    tallies: dict[str, list[Tally]] = {metric: [] for metric in (*ROLES, "source, cue and content, overlapping")}
    for item in items:
        for metric, tally in count_document(item, reader).items():
            tallies[metric].append(tally)
    return Scores("attribution", path.name, tuple(row for m, t in tallies.items() for row in _rows(m, t)))


def _rows(metric: str, tallies: list[Tally]) -> Iterable[Row]:
    n = sum(tally.gold for tally in tallies)
    return (make_row(f"{metric} {name}", n=n, stats=tallies, measure=measure) for name, measure in PRF)


def find_parts(item: AttributionItem, reader: Reader) -> tuple[list[Parts], list[Parts]]:
    """Attributions of one document: the annotated ones, and ours."""
    tokens, signals = encode_text(reader, item.text)
    to_range = [*zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]

    def cut(words: Range) -> Range:
        return to_range[words[0]][0], to_range[words[1] - 1][1]

    def make_parts(*roles: Iterable[Range]) -> Parts:
        return Parts(*(tuple(merge_ranges(item.text, ranges)) for ranges in roles))

    gold = [make_parts(a.source, a.cue, a.content) for a in item.attributions]
    found = [
        make_parts(
            *(map(cut, ranges) for ranges in ([a.source] if a.source else [], [a.cue] if a.cue else [], a.contents))
        )
        for a in find_attributions(tokens, signals)
    ]
    return gold, found


def count_document(item: AttributionItem, reader: Reader) -> dict[str, Tally]:
    """Counts of one document, by metric."""
    gold, found = find_parts(item, reader)
    runs = {role: [r for parts in found for r in parts.of(role)] for role in ROLES}
    # PolNeAR gives each content to one attribution; ours may give it to two voices of one chain.
    runs["content"] = [*dict.fromkeys(runs["content"])]
    counts = {role: count_exact((r for parts in gold for r in parts.of(role)), runs[role]) for role in ROLES}
    matches = match_best(gold, found, score=overlap_all, floor=1)
    return counts | {"source, cue and content, overlapping": Tally(len(gold), len(found), len(matches))}


def overlap_all(a: Parts, b: Parts) -> int:
    """Code points shared in all roles; 0 unless each role overlaps or is empty on both sides.

    >>> overlap_all(Parts((), ((9, 13),), ((0, 8),)), Parts((), ((9, 13),), ((2, 8),)))
    10
    """
    total = 0
    for role in ROLES:
        if not a.of(role) and not b.of(role):
            continue
        shared = count_shared(a.of(role), b.of(role))
        if not shared:
            return 0
        total += shared
    return total
