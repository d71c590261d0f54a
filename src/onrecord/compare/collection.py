"""A whole collection: from its reports to origins and incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from msgspec.structs import replace

from onrecord.model import Comparison, Entry, Incident, Origin

from .block import Blocks
from .cluster import cluster
from .columns import Ragged
from .digest import Digest, Passage
from .features import WITHIN, Context, has_inner_conflict, weigh
from .incidents import Builder
from .link import link, score_pairs
from .mentions import Mention, Mentions, gather, list_passages
from .origins import UNDATED, Roots, number_origins
from .score import Model, load_models, measure
from .settings import DEFAULT, Finder, Settings
from .shelf import Shelf
from .take import digest_entry

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
    mentions: Mentions
    context: Context
    groups: Ragged


@dataclass(frozen=True)
class Findings:
    """A ``Comparison`` of which the incidents lie in a temporary file until they are asked for.

    Attributes:
        origins: Numbered in order of first publication.
        shared: How many incidents are in several reports.
    """

    origins: Sequence[Origin]
    shared: int
    _incidents: Shelf[Incident]

    @property
    def count(self) -> int:
        """Of the incidents."""
        return len(self._incidents)

    @property
    def incidents(self) -> Iterator[Incident]:
        """In order of date, numbered."""
        return (replace(incident, id=f"i{number}") for number, incident in enumerate(self._incidents, 1))


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
    found = find_incidents(digests, settings=settings)
    return Comparison(tuple(found.origins), tuple(found.incidents))


def find_incidents(digests: Iterable[Digest], *, settings: Settings = DEFAULT) -> Findings:
    """Compare any number of reports in bounded memory; as ``compare_digests``."""
    grouping = group_digests(digests, settings=settings)
    origins, ids = number_origins(grouping.roots)
    builder = Builder(grouping.mentions, grouping.roots, ids, load_models().across)
    return Findings(origins, count_shared(grouping), builder.build_all(grouping.groups, grouping.context))


def group_digests(digests: Iterable[Digest], *, settings: Settings = DEFAULT) -> Grouping:
    """Put the mentions of one incident together.

    Args:
        digests: In any order; read once, one held at a time.
        settings: Joins and splits that the user decided.
    """
    models = load_models()
    roots, context = prepare(digests)
    mentions, blocks = Mentions(roots.digests), Blocks()
    for index, digest in enumerate(roots.digests):
        alone, parts = part_passages(index, digest, context, models.within)
        mentions.add_report(parts)
        for part in parts:
            blocks.add(gather_again(alone, part))
    links = score_pairs(blocks.pair(), mentions, context, models.across)
    find = Finder(roots.refs, mentions)
    wanted, split = find.pairs(settings.joined), find.pairs(settings.split)
    groups = link(len(mentions), links, absent=models.across.absent, wanted=wanted, split=split)
    return Grouping(roots.digests, roots, mentions, context, groups)


def count_shared(grouping: Grouping) -> int:
    """How many groups have mentions of several reports; in each they stand in order of report."""
    group, report = grouping.groups.owners, grouping.mentions.reports()[grouping.groups.flat]
    is_other = (group[1:] == group[:-1]) & (report[1:] != report[:-1])
    return len(np.unique(group[1:][is_other]))


def prepare(digests: Iterable[Digest]) -> tuple[Roots, Context]:
    """Digests in order of publication with their origins, and what features need to know of them."""
    held, keys = Shelf(Digest), []
    for digest in digests:
        held.append(digest)
        keys.append((digest.published or UNDATED, digest.report))
    held.arrange(sorted(range(len(keys)), key=keys.__getitem__))
    roots = Roots(held)
    return roots, Context(weigh(list_bags(held)), ((copy.one, copy.other) for copy in roots.copies))


def list_mentions(index: int, digest: Digest, context: Context, model: Model) -> list[Mention]:
    """Mentions of one report: its passages, put together where they tell of one incident."""
    alone, groups = part_passages(index, digest, context, model)
    return [gather_again(alone, group) for group in groups]


def part_passages(index: int, digest: Digest, context: Context, model: Model) -> tuple[list[Mention], list[list[int]]]:
    """Each passage of a report as a mention, and the groups of them that tell of one incident."""
    alone, pairs = pair_passages(index, digest)
    forbidden = [pair for pair in pairs if has_inner_conflict(*(alone[i] for i in pair))]
    scores = {(a, b): model.score(measure(alone[a], alone[b], context, WITHIN)) for a, b in pairs}
    return alone, cluster(len(alone), scores, absent=model.absent, forbidden=forbidden)


def gather_again(alone: Sequence[Mention], group: Sequence[int]) -> Mention:
    """One mention of several of the same report."""
    if len(group) == 1:
        return alone[group[0]]
    return gather(alone[group[0]].report, [alone[i].passages[0] for i in group])


def pair_passages(index: int, digest: Digest) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Each passage of a report as a mention, and the pairs of them that are compared."""
    alone = [gather(index, (passage,)) for passage in list_passages(digest)]
    pairs = [
        (one, other)
        for one, other in combinations(range(len(alone)), 2)
        if other - one <= REACH and alone[one].family == alone[other].family
    ]
    return alone, pairs


def list_bags(digests: Iterable[Digest]) -> Iterator[set[str]]:
    """What each report says, for the rarity of words, names and places."""
    for digest in digests:
        yield {word for passage in digest.passages for word in _tell(passage)}


def _tell(passage: Passage) -> Iterator[str]:
    yield from passage.context
    yield from passage.names
    yield from (spot.key for spot in passage.spots if spot.is_own)
