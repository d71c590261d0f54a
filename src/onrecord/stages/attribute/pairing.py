"""Which source and which content belong to a cue.

The tagger finds the spans of the three roles, each word in at most one, as in
PolNeAR. The link head scores, for a cue, how surely each word is part of its
source and its content; spans are joined by the mean of these scores.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np

from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.encoder.heads import ATTRIBUTION_TAGS, RELATIONS
from onrecord.model import Tokens
from onrecord.model.layers import Floats, Signals

Range = tuple[int, int]

SOURCE: Final = RELATIONS.index("source")
CONTENT: Final = RELATIONS.index("content")
MEDIUM: Final = RELATIONS.index("medium")
# Mean link scores, chosen on PolNeAR dev (all three roles right, overlap); re-run `make evaluate`.
SOURCE_LEAST: Final = 0.3
LINKED_LEAST: Final = 0.35  # for the other words of such a run
CONTENT_LEAST: Final = 0.5
CONTENT_ALONE: Final = 0.15  # for the best content of a cue, or the best cue of a content
REACH: Final = 600  # words; links stay inside a window, and a long content begins far before its cue
QUOTATION: Final = frozenset('"“«„')
BRIDGE_WORDS: Final = 2  # words between two parts of one content
BRIDGE_LEAST: Final = 0.15  # probability that such a word is content
WIDEN_LEAST: Final = 0.15  # probability that a word at the edge of a source belongs to it
CUE_BAR: Final = np.float32(0.4)  # off the log probability of cues: a wrong one takes a source and a content with it
SOURCE_TAGS: Final = [index for index, tag in enumerate(ATTRIBUTION_TAGS) if tag.endswith("-source")]
CUE_TAGS: Final = [index for index, tag in enumerate(ATTRIBUTION_TAGS) if tag.endswith("-cue")]
CONTENT_TAGS: Final = [index for index, tag in enumerate(ATTRIBUTION_TAGS) if tag.endswith("-content")]
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
        hearer: Who was told by nobody named ("the pool was told").
        hearsay: Cue of nobody named, who passes it on ("is said to have" of "is said to have promised").
        is_inner: Whether it stands inside what another says.
    """

    cue: Range | None
    source: Range | None
    contents: tuple[Range, ...]
    score: float
    medium: Range | None = None
    hearer: Range | None = None
    hearsay: Range | None = None
    is_inner: bool = False


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
    logp = signals.attribution.copy()
    logp.values[:, CUE_TAGS] -= CUE_BAR
    tags = best_tags(logp, tokens.sentences)
    for first in tokens.paragraph_starts.tolist():
        if tags[first] > 0 and tags[first] % 2 == 0 and tokens.words[first] not in QUOTATION:
            tags[first] -= 1
    runs = find_runs(tags)
    scores = score_runs(signals.attribution, tags, runs)
    found: tuple[dict[Range, float], ...] = ({}, {}, {})
    for (first, last, label), score in zip(runs, scores, strict=True):
        found[label][first, last] = score
    source, cue, content = found
    source = _widen(tokens, signals, source, [*cue, *content])
    return Roles(source, cue, _bridge(tokens, signals, content, [*source, *cue]))


def _widen(tokens: Tokens, signals: Signals, sources: dict[Range, float], others: list[Range]) -> dict[Range, float]:
    """Sources with the words at their edges that may well belong to them ("state television")."""
    likely = _probabilities(signals, SOURCE_TAGS)
    taken = {word for first, last in [*sources, *others] for word in range(first, last)}
    bounds = tokens.sentences.tolist()
    widened: dict[Range, float] = {}
    for (first, last), score in sources.items():
        sentence = int(tokens.sentence_of[first])
        while first - 1 >= bounds[sentence] and _may_join(tokens, likely, first - 1, taken):
            first -= 1
        while last < bounds[sentence + 1] and _may_join(tokens, likely, last, taken):
            last += 1
        taken.update(range(first, last))
        widened[first, last] = score
    return widened


def _probabilities(signals: Signals, tags: list[int]) -> Floats:
    """(n,) probability that a word has one of some tags; 0 where it is all but certainly outside."""
    found = np.zeros(signals.attribution.size, dtype=np.float32)
    found[signals.attribution.words] = np.exp(signals.attribution.values[:, tags]).sum(axis=1)
    return found


def _may_join(tokens: Tokens, likely: Floats, word: int, taken: set[int]) -> bool:
    return word not in taken and likely[word] >= WIDEN_LEAST and tokens.words[word][0].isalnum()


def _bridge(tokens: Tokens, signals: Signals, contents: dict[Range, float], others: list[Range]) -> dict[Range, float]:
    """Contents, those joined that a word or two part which may well be content too."""
    joined: dict[Range, float] = {}
    likely = _probabilities(signals, CONTENT_TAGS)
    taken = {word for first, last in others for word in range(first, last)}
    before: Range | None = None
    for content, score in contents.items():
        if before is not None and content[0] - before[1] <= BRIDGE_WORDS:
            gap = range(before[1], content[0])
            plain = all(tokens.words[i][0].isalnum() and i not in taken and likely[i] >= BRIDGE_LEAST for i in gap)
            if plain and tokens.sentence_of[before[1] - 1] == tokens.sentence_of[content[0]]:
                score = (score + joined.pop(before)) / 2
                content = (before[0], content[1])
        joined[content] = score
        before = content
    return joined


def find_attributions(tokens: Tokens, signals: Signals) -> list[Attribution]:
    """Cues with their sources and contents, in text order of the cues.

    A cue without any content makes no attribution; a content that no cue takes is one of
    its own if it is quoted.
    """
    roles = find_roles(tokens, signals)
    contents_of, taken = _assign_contents(tokens, roles, signals)
    sources = list(roles.source)
    source_starts = [first for first, _ in sources]
    found = []
    for cue, contents in contents_of.items():
        if not contents:
            continue
        source = _find_source(cue, sources[_near(source_starts, cue[0])], signals)
        scores = [roles.cue[cue], *(roles.content[c] for c in contents)]
        if source is not None:
            scores.append(roles.source.get(source, SOURCE_LEAST))
        medium = _find_linked(cue, MEDIUM, signals)
        found.append(Attribution(cue, source, tuple(contents), float(np.mean(scores)), medium))
    for content in roles.content:
        if content not in taken and tokens.words[content[0]] in QUOTATION:
            found.append(Attribution(None, None, (content,), roles.content[content]))
    return sorted(found, key=lambda a: (a.cue or a.contents[0])[0])


def _assign_contents(tokens: Tokens, roles: Roles, signals: Signals) -> tuple[dict[Range, list[Range]], set[Range]]:
    """Contents of each cue, and the contents that any cue took.

    A content in another paragraph than its cue has to be quoted.
    """
    all_contents = list(roles.content)
    starts = [first for first, _ in all_contents]
    all_quoted = np.array([tokens.words[first] in QUOTATION for first in starts], dtype=bool)
    paragraphs = tokens.paragraphs[tokens.sentence_of]
    all_homes = paragraphs[starts]
    contents_of: dict[Range, list[Range]] = {}
    best_cue: dict[Range, tuple[float, Range]] = {}
    for cue in roles.cue:
        near = _near(starts, cue[0])
        contents, quoted, homes = all_contents[near], all_quoted[near], all_homes[near]
        means = _mean_scores(signals, cue[0], CONTENT, contents)
        scores = np.where(quoted | (homes == paragraphs[cue[0]]), means, 0.0).tolist()
        contents_of[cue] = _choose_contents(tokens, cue, contents, scores)
        for content, score in zip(contents, scores, strict=True):
            if score > best_cue.get(content, (CONTENT_ALONE, cue))[0]:
                best_cue[content] = (score, cue)
    taken = {c for chosen in contents_of.values() for c in chosen}
    for content, (_, cue) in best_cue.items():
        if content not in taken:
            contents_of[cue].append(content)
            taken.add(content)
    return {cue: sorted(found) for cue, found in contents_of.items()}, taken


def _choose_contents(tokens: Tokens, cue: Range, contents: list[Range], scores: list[float]) -> list[Range]:
    """Contents that a cue links to surely; else the best one, if it is likely."""
    chosen = _drop_far(tokens, cue, [c for c, s in zip(contents, scores, strict=True) if s >= CONTENT_LEAST])
    if chosen or not contents:
        return chosen
    top = int(np.argmax(scores))
    return [contents[top]] if scores[top] >= CONTENT_ALONE else []


def _drop_far(tokens: Tokens, cue: Range, contents: list[Range]) -> list[Range]:
    """Contents without those of other sentences that are not quoted, if one stands in the cue's own."""
    own = tokens.sentence_of[cue[0]]
    near = [c for c in contents if tokens.sentence_of[c[0]] == own or tokens.sentence_of[c[1] - 1] == own]
    return [c for c in contents if c in near or tokens.words[c[0]] in QUOTATION] if near else contents


def _find_source(cue: Range, sources: list[Range], signals: Signals) -> Range | None:
    """The tagged source that the cue links to best, else a run of words that it links to."""
    scores = _mean_scores(signals, cue[0], SOURCE, sources)
    if sources and max(scores) >= SOURCE_LEAST:
        return sources[int(np.argmax(scores))]
    return _find_linked(cue, SOURCE, signals)


def _find_linked(cue: Range, relation: int, signals: Signals) -> Range | None:
    """The first run of words that a cue links to, tagged or not, one of them surely."""
    words, scores = signals.links.row(cue[0], relation)
    chosen = scores >= LINKED_LEAST
    sure = dict(zip(words[chosen].tolist(), (scores[chosen] >= LINKED).tolist(), strict=True))
    for first in sure:
        if first - 1 in sure:
            continue
        last = first + 1
        while last in sure:
            last += 1
        if any(sure[word] for word in range(first, last)):
            return first, last
    return None


def _near(starts: list[int], word: int) -> slice:
    """Spans that a word can be linked to: those that begin within reach of it."""
    return slice(bisect_left(starts, word - REACH), bisect_left(starts, word + REACH))


def _mean_scores(signals: Signals, head: int, relation: int, ranges: list[Range]) -> list[float]:
    """Mean link score of a head's relation over each range."""
    words, scores = signals.links.row(head, relation)
    if not len(words):
        return [0.0] * len(ranges)
    # In plain Python: the words are few, so that numpy's calls would take longer.
    linked = words.tolist()
    total = list(accumulate(scores.tolist(), initial=0.0))
    return [(total[bisect_left(linked, b)] - total[bisect_left(linked, a)]) / (b - a) for a, b in ranges]
