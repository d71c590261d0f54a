"""Which source and which content belong to a cue.

The tagger finds the spans of the three roles, each word in at most one, as in
PolNeAR. The link head scores, for a cue, how surely each word is part of its
source and its content; spans are joined by the mean of these scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.encoder.heads import RELATIONS, ROLES
from onrecord.model import Tokens
from onrecord.model.layers import Signals

Range = tuple[int, int]

SOURCE: Final = RELATIONS.index("source")
CONTENT: Final = RELATIONS.index("content")
MEDIUM: Final = RELATIONS.index("medium")
# Mean link scores, chosen on PolNeAR dev (all three roles right, overlap); re-run `make evaluate`.
SOURCE_LEAST: Final = 0.3
CONTENT_LEAST: Final = 0.5
CONTENT_ALONE: Final = 0.15  # for the best content of a cue, or the best cue of a content
QUOTATION: Final = frozenset('"“«„')
LINKED: Final = 0.6  # a source inside another's content, which the tagger cannot show; a medium


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its source and contents, as ranges of words.

    Attributes:
        cue: None for a quotation without a cue.
        source: None where nobody is named.
        contents: In text order.
        score: Probability, the mean of the roles' tags.
        medium: What the link head takes for the medium.
    """

    cue: Range | None
    source: Range | None
    contents: tuple[Range, ...]
    score: float
    medium: Range | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """Spans of each role, as ranges of words with their probability."""

    source: dict[Range, float]
    cue: dict[Range, float]
    content: dict[Range, float]


def find_roles(tokens: Tokens, signals: Signals) -> Roles:
    """Spans of sources, cues and contents by the best valid tags.

    A span ends with its paragraph, unless a quotation goes on in the next one.
    """
    tags = best_tags(signals.attribution, tokens.sentences)
    opens = tokens.sentences[:-1][np.diff(tokens.paragraphs, prepend=-1) > 0]
    for first in opens.tolist():
        if tags[first] > 0 and tags[first] % 2 == 0 and tokens.words[first] not in QUOTATION:
            tags[first] -= 1
    runs = find_runs(tags)
    scores = score_runs(signals.attribution, tags, runs)
    found: tuple[dict[Range, float], ...] = ({}, {}, {})
    for (first, last, label), score in zip(runs, scores, strict=True):
        found[label][first, last] = score
    by_name = dict(zip(ROLES, found, strict=True))
    return Roles(by_name["source"], by_name["cue"], by_name["content"])


def find_attributions(tokens: Tokens, signals: Signals) -> list[Attribution]:
    """Cues with their sources and contents, in text order of the cues.

    A cue without any content makes no attribution; a content that no cue takes is one of
    its own if it is quoted.
    """
    roles = find_roles(tokens, signals)
    contents_of, taken = _assign_contents(roles, signals)
    found = []
    for cue, contents in contents_of.items():
        if not contents:
            continue
        source = _find_source(cue, roles, signals)
        scores = [roles.cue[cue], *(roles.content[c] for c in contents)]
        if source is not None:
            scores.append(roles.source.get(source, SOURCE_LEAST))
        medium = _find_linked(cue, MEDIUM, signals)
        found.append(Attribution(cue, source, tuple(contents), float(np.mean(scores)), medium))
    for content in roles.content:
        if content not in taken and tokens.words[content[0]] in {'"', "“", "«"}:
            found.append(Attribution(None, None, (content,), roles.content[content]))
    return sorted(found, key=lambda a: (a.cue or a.contents[0])[0])


def _assign_contents(roles: Roles, signals: Signals) -> tuple[dict[Range, list[Range]], set[Range]]:
    """Contents of each cue, and the contents that any cue took."""
    contents = list(roles.content)
    contents_of: dict[Range, list[Range]] = {}
    best_cue: dict[Range, tuple[float, Range]] = {}
    for cue in roles.cue:
        scores = _mean_scores(signals, cue[0], CONTENT, contents)
        chosen = [c for c, s in zip(contents, scores, strict=True) if s >= CONTENT_LEAST]
        if not chosen and contents:
            top = int(np.argmax(scores))
            chosen = [contents[top]] if scores[top] >= CONTENT_ALONE else []
        contents_of[cue] = chosen
        for content, score in zip(contents, scores, strict=True):
            if score > best_cue.get(content, (CONTENT_ALONE, cue))[0]:
                best_cue[content] = (score, cue)
    taken = {c for chosen in contents_of.values() for c in chosen}
    for content, (_, cue) in best_cue.items():
        if content not in taken:
            contents_of[cue].append(content)
            taken.add(content)
    return {cue: sorted(found) for cue, found in contents_of.items()}, taken


def _find_source(cue: Range, roles: Roles, signals: Signals) -> Range | None:
    """The tagged source that the cue links to best, else a run of words that it links to."""
    sources = list(roles.source)
    scores = _mean_scores(signals, cue[0], SOURCE, sources)
    if sources and max(scores) >= SOURCE_LEAST:
        return sources[int(np.argmax(scores))]
    return _find_linked(cue, SOURCE, signals)


def _find_linked(cue: Range, relation: int, signals: Signals) -> Range | None:
    """The first run of words that a cue links to surely, tagged or not."""
    words, linked = signals.links.row(cue[0], relation)
    words = words[linked >= LINKED]
    if not len(words):
        return None
    breaks = np.flatnonzero(np.diff(words) > 1)
    return int(words[0]), int(words[breaks[0]] if len(breaks) else words[-1]) + 1


def _mean_scores(signals: Signals, head: int, relation: int, ranges: list[Range]) -> list[float]:
    """Mean link score of a head's relation over each range."""
    words, scores = signals.links.row(head, relation)
    if not len(words):
        return [0.0] * len(ranges)
    total = np.concatenate([np.zeros(1), np.cumsum(scores, dtype=np.float64)])
    bounds = np.searchsorted(words, np.array(ranges, dtype=np.int64).reshape(-1, 2))
    sizes = [b - a for a, b in ranges]
    return [float((total[j] - total[i]) / n) for (i, j), n in zip(bounds.tolist(), sizes, strict=True)]
