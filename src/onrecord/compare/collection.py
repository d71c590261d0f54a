"""A whole collection: from its reports to origins and incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from onrecord.model import Comparison, Entry

from .block import pair_mentions
from .cluster import cluster
from .digest import Digest, Passage
from .features import ACROSS, WITHIN, Context, has_conflict, has_inner_conflict, weigh
from .incidents import Builder
from .mentions import Mention, gather, list_passages
from .origins import Roots, number_origins
from .score import Model, load_models, measure
from .settings import DEFAULT, Finder, Settings
from .take import digest_entry

UNDATED: Final = 10**7
"""Day of a report without a date: sorts last."""
REACH: Final = 24  # passages of a report that are compared with each; a live blog has hundreds


@dataclass(frozen=True)
class Grouping:
    """Which mentions are one incident, before anything is made of it.

    Attributes:
        digests: In order of publication.
        mentions: Of all of them.
        groups: Indexes into ``mentions``; each mention stands in one.
    """

    digests: Sequence[Digest]
    roots: Roots
    mentions: Sequence[Mention]
    context: Context
    groups: Sequence[Sequence[int]]


def compare(entries: Iterable[Entry], *, settings: Settings = DEFAULT) -> Comparison:
    """Compare the reports of a collection.

    Args:
        entries: Records with what they were added under; read once, one held at a time.
        settings: Joins and splits that the user decided.

    Returns:
        Origins and incidents; the order of the entries does not matter.
    """
    return compare_digests((digest_entry(entry) for entry in entries), settings=settings)


def compare_digests(digests: Iterable[Digest], *, settings: Settings = DEFAULT) -> Comparison:
    """Compare reports of which the digests are kept; as ``compare``."""
    grouping = group_digests(digests, settings=settings)
    origins, ids = number_origins(grouping.roots)
    builder = Builder(grouping.mentions, grouping.roots, ids, load_models().across)
    return Comparison(origins, builder.build_all(grouping.groups, grouping.context))


def group_digests(digests: Iterable[Digest], *, settings: Settings = DEFAULT) -> Grouping:
    """Put the mentions of one incident together.

    Args:
        digests: In any order.
        settings: Joins and splits that the user decided.
    """
    models = load_models()
    roots, context = prepare(digests)
    held = roots.digests
    mentions = [m for index, digest in enumerate(held) for m in list_mentions(index, digest, context, models.within)]
    scores, forbidden = score_pairs(mentions, context, models.across)
    find = Finder(held, mentions)
    wanted, split = find.pairs(settings.joined), find.pairs(settings.split)
    groups = cluster(
        len(mentions), scores, absent=models.across.absent, forbidden=forbidden, wanted=wanted, split=split
    )
    return Grouping(held, roots, mentions, context, groups)


def prepare(digests: Iterable[Digest]) -> tuple[Roots, Context]:
    """Digests in order of publication with their origins, and what features need to know of them."""
    held = sorted(digests, key=lambda digest: (digest.published or UNDATED, digest.report))
    roots = Roots(held)
    return roots, Context(weigh(list_bags(held)), ((copy.one, copy.other) for copy in roots.copies))


def list_mentions(index: int, digest: Digest, context: Context, model: Model) -> list[Mention]:
    """Mentions of one report: its passages, put together where they tell of one incident."""
    alone, pairs = pair_passages(index, digest)
    forbidden = [pair for pair in pairs if has_inner_conflict(*(alone[i] for i in pair))]
    scores = {(a, b): model.score(measure(alone[a], alone[b], context, WITHIN)) for a, b in pairs}
    groups = cluster(len(alone), scores, absent=model.absent, forbidden=forbidden)
    return [gather(index, [alone[i].passages[0] for i in group]) for group in groups]


def pair_passages(index: int, digest: Digest) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Each passage of a report as a mention, and the pairs of them that are compared."""
    alone = [gather(index, (passage,)) for passage in list_passages(digest)]
    pairs = [
        (one, other)
        for one, other in combinations(range(len(alone)), 2)
        if other - one <= REACH and alone[one].family == alone[other].family
    ]
    return alone, pairs


def score_pairs(
    mentions: Sequence[Mention], context: Context, model: Model
) -> tuple[dict[tuple[int, int], float], list[tuple[int, int]]]:
    """Score the pairs that are worth comparing.

    Returns:
        Log odds of those that can be one incident, and those that cannot.
    """
    scores: dict[tuple[int, int], float] = {}
    forbidden = []
    for one, other in pair_mentions(mentions):
        a, b = mentions[one], mentions[other]
        if a.report != b.report and not has_conflict(a, b):
            scores[one, other] = model.score(measure(a, b, context, ACROSS))
        else:
            forbidden.append((one, other))
    return scores, forbidden


def list_bags(digests: Iterable[Digest]) -> Iterator[set[str]]:
    """What each report says, for the rarity of words, names and places."""
    for digest in digests:
        yield {word for passage in digest.passages for word in _tell(passage)}


def _tell(passage: Passage) -> Iterator[str]:
    yield from passage.context
    yield from passage.names
    yield from (spot.key for spot in passage.spots if spot.is_own)
