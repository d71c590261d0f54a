"""Task ``chains``: sources behind sources, in the form of ``attribution/gum-nested`` (GUM eRST).

An attribution that lies in the content of another is nested: "Ali said that Omar had seen it" has
the chain Omar, Ali. It runs from its own source outward, as our voices do. Each annotated
attribution, nested or not, takes at most one claim of ours, by content (shared part of all that
either has: at least half). A chain of two or more is right if the claim has as many voices, and each
source of ours, in order, overlaps words that the annotators signal as the source of that link, or
is lacking where they signal none. "given the content" leaves out nested ones that no claim fits.

GUM takes the author of a page, the writer of a letter or the speaker of a speech for the source
of all of it; in a record this is the report's own voice, which is understood and not written. So a
link whose content is more than a quarter of the text is left out of the chain (on the two parts such
contents are a quarter to all of it, others at most a tenth, but for a few). The row "authors
written out" keeps these links, and shows what the others would be without that.

What it is worth: GUM counts what people know, think and see; half of it is no news. Its contents
are whole discourse units, and only single words of a source are signalled. A chain that GUM does not
mark counts as an error of ours, whether or not a reader would call it one. Codebook chains
also name relays ("as reported by"), of which GUM has few; the own reports of ``records`` have those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from onrecord.errors import CorpusError
from onrecord.pipeline import Reader

from .corpus import Item, Range, read_items
from .matching import match_best
from .measures import PRF, Tally, recall
from .reading import make_report
from .records.items import ClaimItem, Ranges
from .records.match import HALF, jaccard, overlap_any
from .records.ours import items_of_record
from .scores import Measure, Row, Scores, make_row

SOURCE: Final = "attribution_source"
CHAINS: Final = "chains of two or more"
GIVEN: Final = "given the content"
WRITTEN: Final = "authors written out"
OWN_VOICE: Final = 0.25  # of the text; the content of a larger share is attributed to its author


class Signal(msgspec.Struct, frozen=True):
    """Words that mark an attribution."""

    subtype: str
    spans: list[Range]


class Attribution(msgspec.Struct, frozen=True):
    """An annotated attribution; ``within`` is the number of the one whose content holds it."""

    content: list[Range]
    signals: list[Signal]
    within: int | None


class ChainItem(Item, frozen=True):
    """A document."""

    attributions: list[Attribution]

    def ranges(self) -> Iterable[Range]:
        """Ranges of contents and signals."""
        for attribution in self.attributions:
            yield from attribution.content
            yield from (span for signal in attribution.signals for span in signal.spans)


def score_chains(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``attribution/gum-nested``.

    Raises:
        CorpusError: Another form, or attributions that lie within each other in a circle.
    """
    items = read_items(path, ChainItem)
    for item in items:
        _check(item, path)
    reader = open_reader()
    tables = [count_chains(item, items_of_record(reader.read_report(make_report(item.text))).claims) for item in items]
    return Scores("chains", path.name, tuple(_rows(tables)))


def _rows(tables: list[dict[str, Tally]]) -> Iterator[Row]:
    def make(name: str, metric: str, measure: Measure) -> Row:
        tallies = [table[metric] for table in tables]
        return make_row(name, n=sum(tally.gold for tally in tallies), stats=tallies, measure=measure)

    for name, measure in PRF:
        yield make(f"{CHAINS} {name}", CHAINS, measure)
    yield make(f"{CHAINS}, given the content", GIVEN, recall)
    yield make(f"{CHAINS}, authors written out, recall", WRITTEN, recall)


def _check(item: ChainItem, path: Path) -> None:
    """Refuse attributions that lie within none of the document's, or within themselves.

    Raises:
        CorpusError: There is one.
    """
    for number in range(len(item.attributions)):
        seen: set[int] = set()
        at: int | None = number
        while at is not None:
            if at in seen or not 0 <= at < len(item.attributions):
                raise CorpusError(f"attribution {number} lies within none that can hold it", source=str(path))
            seen.add(at)
            at = item.attributions[at].within


def find_chain(item: ChainItem, number: int, *, with_authors: bool = False) -> tuple[Ranges, ...]:
    """Words of the sources of one attribution, its own first, then outward.

    Args:
        item: The annotation, without circles.
        number: Of the attribution.
        with_authors: Whether those to whom the text as a whole is attributed are links too.
    """
    links = []
    at: int | None = number
    while at is not None:
        attribution = item.attributions[at]
        share = sum(end - start for start, end in attribution.content) / len(item.text)
        if with_authors or share <= OWN_VOICE:
            spans = (span for signal in attribution.signals if signal.subtype == SOURCE for span in signal.spans)
            links.append(tuple(spans))
        at = attribution.within
    return tuple(links)


def count_chains(item: ChainItem, claims: tuple[ClaimItem, ...]) -> dict[str, Tally]:
    """Counts of one document, by metric.

    Args:
        item: The annotation.
        claims: Ours.
    """

    def fit(a: Attribution, b: ClaimItem) -> float:
        return jaccard(tuple(a.content), b.content)

    pairs = match_best(item.attributions, claims, score=fit, floor=HALF)
    found = sum(len(claim.chain) > 1 for claim in claims)

    def count(with_authors: bool) -> tuple[Tally, Tally]:
        chains = [find_chain(item, at, with_authors=with_authors) for at in range(len(item.attributions))]
        given = [is_same_chain(chains[i], claims[j].chain) for i, j in pairs if len(chains[i]) > 1]
        nested = sum(len(chain) > 1 for chain in chains)
        return Tally(nested, found, sum(given)), Tally(len(given), len(given), sum(given))

    whole, given = count(with_authors=False)
    return {CHAINS: whole, GIVEN: given, WRITTEN: count(with_authors=True)[0]}


def is_same_chain(gold: tuple[Ranges, ...], ours: tuple[Range | None, ...]) -> bool:
    """Whether two chains have as many links, and the same source at each.

    >>> is_same_chain((((0, 3),), ()), ((0, 8), None))
    True
    """
    return len(gold) == len(ours) and all(map(_is_same_source, gold, ours))


def _is_same_source(gold: Ranges, ours: Range | None) -> bool:
    return overlap_any(gold, (ours,)) >= HALF if gold and ours is not None else not gold and ours is None
