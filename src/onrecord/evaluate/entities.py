"""Task ``entities``: typed names, on the labels of the corpus.

Our types are mapped to the corpus's labels (``labels.yaml``); labels without counterpart
are left out on both sides and named in the notes. Where a corpus annotates all that refers to
somebody (re3d), the mentions of our actors and places count beside the names. Of the spans
that then remain only the outermost count. Entities that annotators' confidence puts at 0 (re3d) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec

from onrecord.encoder.heads import MENTION_TYPES
from onrecord.model.layers import Mention
from onrecord.pipeline import Layers, Reader

from .corpus import Item, Range, read_items
from .label_map import Phrases, Scheme, choose_scheme, load_schemes
from .matching import count_exact
from .measures import PRF, Tally, f1
from .reading import find_layers
from .scores import Row, Scores, make_row

WORD_BEFORE: Final = re.compile(r"\b(\w+)\s$")
LONGEST: Final = 8  # code points in which an article is looked for
Typed = tuple[Range, str]


class Entity(msgspec.Struct, frozen=True):
    """An annotated name."""

    span: Range
    label: str
    confidence: float = 1.0


class EntityItem(Item, frozen=True):
    """A document, or a sentence."""

    entities: list[Entity]
    doc: str | None = None

    def ranges(self) -> Iterable[Range]:
        """Ranges of the entities."""
        return (entity.span for entity in self.entities)


def score_entities(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``entities/…``.

    Raises:
        CorpusError: Another form, or labels that no map holds.
    """
    items = read_items(path, EntityItem)
    labels = {entity.label for item in items for entity in item.entities}
    name = choose_scheme(path.name, labels)
    scheme = load_schemes()[name]
    reader = open_reader()
    tables: dict[str, dict[str, Tally]] = {}  # by document, then label
    for number, item in enumerate(items):
        gold, found = annotated(item, scheme), read(item, scheme, reader)
        by_label = tables.setdefault(item.doc or str(number), dict.fromkeys(scheme.scored, Tally(0, 0, 0)))
        for label in scheme.scored:
            by_label[label] += count_exact((g for g in gold if g[1] == label), (f for f in found if f[1] == label))
    return Scores("entities", path.name, tuple(_rows([*tables.values()])), tuple(_notes(name, scheme, labels)))


def _rows(tables: list[dict[str, Tally]]) -> Iterable[Row]:
    pooled = [[sum(column) for column in zip(*table.values(), strict=True)] for table in tables]
    n = sum(row[0] for row in pooled)
    for metric, measure in PRF:
        yield make_row(f"micro {metric}", n=n, stats=pooled, measure=measure)
    for label in tables[0]:
        tallies = [table[label] for table in tables]
        yield make_row(f"{label} F1", n=sum(t.gold for t in tallies), stats=tallies, measure=f1)


def _notes(name: str, scheme: Scheme, labels: set[str]) -> Iterable[str]:
    yield f"labels of {name}, by the map in evaluate/labels.yaml"
    for label, reason in scheme.left_out.items():
        if label in labels:
            yield f"{label} left out: {reason}"
    unused = [type_ for type_ in MENTION_TYPES if scheme.of_ours(type_) is None]
    if unused:
        yield f"our types without counterpart left out: {', '.join(unused)}"


def annotated(item: EntityItem, scheme: Scheme) -> list[Typed]:
    """Outermost annotated names that have a counterpart."""
    kept = ((e.span, scheme.of_theirs(e.label)) for e in item.entities if e.confidence > 0)
    return outermost((span, label) for span, label in kept if label is not None)


def read(item: EntityItem, scheme: Scheme, reader: Reader) -> list[Typed]:
    """Outermost names that we find, and phrases if the corpus has them, those with a counterpart."""
    if scheme.phrases is not None:
        layers = find_layers(reader, item.text, until="locate")
        return outermost(dict.fromkeys(read_phrases(layers, item.text, scheme, scheme.phrases)))
    return outermost(_map_names(find_layers(reader, item.text, until="mention")["mentions"], scheme))


def _map_names(mentions: Iterable[Mention], scheme: Scheme) -> Iterator[Typed]:
    for mention in mentions:
        label = scheme.of_ours(mention.type)
        if label is not None:
            yield (mention.span.start, mention.span.end), label


def read_phrases(layers: Layers, text: str, scheme: Scheme, phrases: Phrases) -> Iterator[Typed]:
    """Names, mentions of actors and places; those that refer to somebody or a place with their article.

    Args:
        layers: Up to ``places``.
        text: Of the document.
        scheme: Of the corpus.
        phrases: Of the same.
    """
    peoples = [mention for mention in layers["mentions"] if _is_people(mention)]
    names = [mention for mention in layers["mentions"] if not _is_people(mention)]
    actors = (
        (m, phrases.persons if actor.kind == "person" else phrases.bodies)
        for actor in layers["actors"]
        for m in actor.mentions
        if m.text.lower() not in phrases.omitted
    )
    places = ((m, phrases.places) for place in layers["places"] for m in place.mentions)
    referring = chain(((m.span, phrases.peoples) for m in peoples), actors, places)
    spans = chain(_map_names(names, scheme), (((s.start, s.end), label) for s, label in referring))
    with_article = {phrases.persons, phrases.bodies, phrases.places}
    for (start, end), label in spans:
        word = WORD_BEFORE.search(text[max(0, start - LONGEST) : start]) if label in with_article else None
        is_article = word is not None and word[1].lower() in phrases.articles
        yield (start - len(word[0]) if word is not None and is_article else start, end), label


def _is_people(mention: Mention) -> bool:
    return mention.type == "nationality" and mention.span.text.endswith("s")


def outermost(spans: Iterable[Typed]) -> list[Typed]:
    """Spans that no larger one contains, in text order.

    >>> outermost([((4, 9), "Location"), ((0, 9), "Organisation"), ((9, 12), "Person")])
    [((0, 9), 'Organisation'), ((9, 12), 'Person')]
    """
    kept: list[Typed] = []
    for (start, end), label in sorted(spans, key=lambda typed: (typed[0][0], -typed[0][1])):
        if not kept or end > kept[-1][0][1] or (start, end) == kept[-1][0]:
            kept.append(((start, end), label))
    return kept
