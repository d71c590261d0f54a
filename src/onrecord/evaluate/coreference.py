"""Task ``coreference``: which mentions are of one person, organisation or place.

LEA over the mentions of these types: the annotated entities against our actors and
places. Annotated are all noun phrases, those mentioned only once included (singletons);
both readings are given, singletons counted and singletons left out on both sides.
Mentions match by exact span; in the rows "by core" also if ours contains the annotated
minimal words and lies within the annotated phrase. A span that is both an actor's and a
place's counts as the actor's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from onrecord.errors import CorpusError
from onrecord.model import Actor, Place
from onrecord.pipeline import Reader

from .conllu import Document, GoldMention, read_documents
from .corpus import Range
from .lea import sum_lea
from .measures import ratio_f1
from .reading import find_layers
from .scores import Scores, make_row

TYPES: Final = frozenset({"person", "organization", "place"})
ROWS: Final = (  # metric, whether singletons count, whether cores match
    ("LEA", True, False),
    ("LEA without singletons", False, False),
    ("LEA by core", True, True),
    ("LEA by core, without singletons", False, True),
)
Entities = list[list[Range]]


def score_coreference(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``syntax/gum``.

    Raises:
        CorpusError: Another form, or no entity of these types in it.
    """
    documents = [*read_documents(path)]
    n = sum(mention.type in TYPES for document in documents for mention in document.mentions)
    if not n:
        raise CorpusError("there is no Entity annotation of persons, organisations or places", source=str(path))
    reader = open_reader()
    stats: dict[str, list[tuple[float, ...]]] = {metric: [] for metric, *_ in ROWS}
    for document in documents:
        layers = find_layers(reader, document.text, until="locate")
        found = group_found(layers["actors"], layers["places"])
        for metric, counts_singletons, by_core in ROWS:
            gold, ours = group_gold(document), align(document.mentions, found) if by_core else found
            if not counts_singletons:
                gold, ours = ([e for e in entities if len(e) > 1] for entities in (gold, ours))
            stats[metric].append(sum_lea(gold, ours))
    rows = tuple(make_row(metric, n=n, stats=stats[metric], measure=ratio_f1) for metric, *_ in ROWS)
    return Scores("coreference", path.name, rows)


def group_gold(document: Document) -> Entities:
    """Spans of each annotated entity of the types that count; no span twice."""
    groups: dict[str, dict[Range, None]] = {}
    seen: set[Range] = set()
    for mention in document.mentions:
        if mention.type in TYPES and mention.span not in seen:
            seen.add(mention.span)
            groups.setdefault(mention.entity, {})[mention.span] = None
    return [[*group] for group in groups.values()]


def group_found(actors: Sequence[Actor], places: Sequence[Place]) -> Entities:
    """Spans of each of our actors, then places; no span twice."""
    seen: set[Range] = set()
    entities: Entities = []
    for mentions in (*(actor.mentions for actor in actors), *(place.mentions for place in places)):
        spans = dict.fromkeys((m.start, m.end) for m in mentions if (m.start, m.end) not in seen)
        seen.update(spans)
        if spans:
            entities.append([*spans])
    return entities


def align(gold: Sequence[GoldMention], found: Entities) -> Entities:
    """Put the annotated span in place of one of ours that has its core and lies within it.

    Exact matches go first, then the shortest annotated phrase that fits.
    """
    left = {mention.span: mention.core for mention in sorted(gold, key=_length) if mention.type in TYPES}
    spans = [span for entity in found for span in entity]
    to_gold = {span: span for span in spans if left.pop(span, None)}
    for span in sorted(spans):
        if span in to_gold:
            continue
        fits = (g for g, core in left.items() if g[0] <= span[0] <= core[0] and core[1] <= span[1] <= g[1])
        match = next(fits, None)
        if match is not None:
            to_gold[span] = match
            del left[match]
    return [[to_gold.get(span, span) for span in entity] for entity in found]


def _length(mention: GoldMention) -> int:
    return mention.span[1] - mention.span[0]
