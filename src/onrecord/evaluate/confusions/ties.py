"""Confusions of ties and of labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.evaluate.corpus import Range
from onrecord.evaluate.matching import match_best
from onrecord.evaluate.records.items import Items, TieItem
from onrecord.evaluate.records.match import HALF, fit_ties, overlap, overlap_any
from onrecord.lexicon.load import load_labels
from onrecord.stages.segment import segment

from .cases import Case, Text

QUOTATION_MARKS: Final = frozenset("\"“‘'«")


def compare_ties(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on the ties of one report."""
    pairs = match_best(gold.ties, found.ties, score=fit_ties, floor=HALF)
    yield from (Case("ties") for _ in pairs)
    a = [tie for i, tie in enumerate(gold.ties) if i not in {i for i, _ in pairs}]
    b = [tie for j, tie in enumerate(found.ties) if j not in {j for _, j in pairs}]
    others = dict(match_best(a, b, score=_fit_ends, floor=HALF))
    for i, tie in enumerate(a):
        kind = name_tie(tie, b[others[i]]) if i in others else f"missed {tie.type}"
        read = _show(text, b[others[i]]) if i in others else "nothing"
        yield text.wrong("ties", kind, *tie.from_, *tie.to, annotated=_show(text, tie), read=read)
    for j, tie in enumerate(b):
        if j not in others.values():
            yield text.wrong("ties", f"spurious {tie.type}", *tie.spans, annotated="nothing", read=_show(text, tie))


def _fit_ends(a: TieItem, b: TieItem) -> float:
    """Two ends alike, either way round, count 2; one end alike in a tie of the same type counts 1."""
    ends = (overlap_any(a.from_, b.from_), overlap_any(a.to, b.to))
    crossed = (overlap_any(a.from_, b.to), overlap_any(a.to, b.from_))
    if min(ends) >= HALF or min(crossed) >= HALF:
        return 2
    return float(max(ends) >= HALF and a.type == b.type)


def name_tie(gold: TieItem, found: TieItem) -> str:
    """How a tie differs from the annotated one that it is nearest to.

    >>> name_tie(TieItem("leads", ((0, 3),), ((9, 12),)), TieItem("leads", ((9, 12),), ((0, 3),)))
    'leads the wrong way round'
    """
    if gold.type != found.type:
        return f"{gold.type} taken for {found.type}"
    if overlap_any(gold.from_, found.from_) >= HALF:
        return f"{gold.type} with another second end"
    if overlap_any(gold.to, found.to) >= HALF:
        return f"{gold.type} with another first end"
    return f"{gold.type} the wrong way round"


def _show(text: Text, tie: TieItem) -> str:
    first, second = (text.cut(spans[0] if spans else None) for spans in (tie.from_, tie.to))
    return f"{first} {tie.type} {second}"


def compare_labels(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on the loaded words of one report."""
    pairs = match_best(gold.labels, found.labels, score=overlap, floor=HALF)
    yield from (Case("labels") for _ in pairs)
    for word, labels, taken in (
        ("missed", gold.labels, {i for i, _ in pairs}),
        ("spurious", found.labels, {j for _, j in pairs}),
    ):
        for index, label in enumerate(labels):
            if index not in taken:
                yield text.wrong("labels", f"{word}: {_name_word(text.text, label)}", label)


def _name_word(text: str, at: Range) -> str:
    """Whether our lists hold a word of the label, and whether it is quoted."""
    start, end = at
    if text[max(start - 1, 0)] in QUOTATION_MARKS:
        return "words in quotation marks"
    words = segment(text[start:end]).lower
    return (
        "a word of our lists"
        if any(word in load_labels() for word in (*words, " ".join(words)))
        else "a word outside our lists"
    )
