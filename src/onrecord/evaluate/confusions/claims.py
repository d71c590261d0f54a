"""Confusions of claims: content, source, cue, the chain of voices, and what is said of the wording.

Claims are matched as the task ``records`` matches them: by half of the content.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.evaluate.corpus import Range
from onrecord.evaluate.matching import match_best
from onrecord.evaluate.records.items import ClaimItem, Items
from onrecord.evaluate.records.match import HALF, is_same_source, jaccard

from .cases import Case, Text
from .spans import share, touches

PROPERTIES: Final = ("act", "form", "certainty", "polarity")
Chain = tuple[Range | None, ...]


def compare_claims(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on the claims of one report, for the tables of claims, chains and wordings."""
    a, b = gold.claims, found.claims
    matches = match_best(a, b, score=lambda x, y: jaccard(x.content, y.content), floor=HALF)
    pairs = sorted(matches)
    rest_a = [claim for i, claim in enumerate(a) if i not in {i for i, _ in pairs}]
    rest_b = [claim for j, claim in enumerate(b) if j not in {j for _, j in pairs}]
    for i, j in pairs:
        yield _compare_roles(text, a[i], b[j])
        yield from _compare_chain(text, a[i], b[j])
        yield from _compare_wording(text, a[i], b[j])
    yield from _name_rest(text, (rest_a, rest_b), (a, b))
    yield from _name_lonely_chains(text, rest_a, rest_b)


def _compare_roles(text: Text, gold: ClaimItem, found: ClaimItem) -> Case:
    if not is_same_source(gold.source, found.source):
        sides = {"annotated": text.cut(gold.source), "read": text.cut(found.source)}
        return text.wrong("claims", _name_source(gold, found), *gold.content, gold.source, **sides)
    if not is_same_source(gold.cue, found.cue):
        kind = "no cue given" if not found.cue else "another cue" if gold.cue else "a cue given where none is annotated"
        return text.wrong("claims", kind, *gold.content, annotated=text.cut(gold.cue), read=text.cut(found.cue))
    return Case("claims")


def _name_source(gold: ClaimItem, found: ClaimItem) -> str:
    if not found.source:
        return "nobody named as source, though the text names one"
    if not gold.source:
        return "a source named, though the text names none"
    if any(is_same_source(voice, found.source) for voice in gold.chain[1:]):
        return "a later voice of the chain taken for the source"
    return "another phrase taken for the source"


Both = tuple[list[ClaimItem], list[ClaimItem]]


def _name_rest(text: Text, rest: Both, whole: tuple[tuple[ClaimItem, ...], ...]) -> Iterator[Case]:
    """Claims without a partner: less than half alike, joined, split, missed or spurious."""
    a, b = rest
    pairs = dict(match_best(a, b, score=_count_shared, floor=1))
    taken = set(pairs.values())
    for i, claim in enumerate(a):
        if i in pairs:
            kind, read = "less than half of the content alike", text.cut(b[pairs[i]].content[0])
            yield text.wrong("claims", kind, *claim.content, annotated=text.cut(claim.content[0]), read=read)
        elif _touches_any(claim, whole[1]):
            yield text.wrong("claims", "joined with another claim", *claim.content)
        else:
            yield text.wrong("claims", f"missed: {_describe(claim)}", *claim.content)
    for j, claim in enumerate(b):
        if j not in taken:
            is_second = _touches_any(claim, whole[0])
            kind = "a second claim with words of an annotated one" if is_second else f"spurious: {_describe(claim)}"
            yield text.wrong("claims", kind, *claim.content)


def _describe(claim: ClaimItem) -> str:
    return f"act {claim.act}{'' if claim.source else ', nobody named'}"


def _count_shared(a: ClaimItem, b: ClaimItem) -> float:
    return sum(share(x, y) for x in a.content for y in b.content)


def _touches_any(claim: ClaimItem, others: tuple[ClaimItem, ...]) -> bool:
    return any(touches(span, other.content) for other in others for span in claim.content)


def _compare_chain(text: Text, gold: ClaimItem, found: ClaimItem) -> Iterator[Case]:
    """The chain of a matched claim, if either side has two voices or more."""
    a, b = gold.chain, found.chain
    if max(len(a), len(b)) < 2:
        return
    if len(a) == len(b) and all(map(is_same_source, a, b)):
        yield Case("chains")
        return
    yield text.wrong("chains", name_chain(a, b), *gold.content, annotated=_show(text, a), read=_show(text, b))


def _show(text: Text, chain: Chain) -> str:
    return " ← ".join(text.cut(voice) if voice else "nobody named" for voice in chain)


def name_chain(gold: Chain, found: Chain) -> str:
    """How two chains differ, the voice nearest to the fact first.

    >>> name_chain(((0, 3), (9, 12)), ((9, 12), (0, 3)))
    'the same voices in another order'
    """
    same = [[is_same_source(a, b) for b in found] for a in gold]
    lacks = [not any(row) for row in same]
    extra = [not any(column) for column in zip(*same, strict=True)]
    if not any(lacks) and not any(extra):
        return "the same voices in another order"
    if not any(extra):
        return "the voice nearest to the fact missed" if lacks[0] else "a later voice missed"
    if not any(lacks):
        return "a voice too many, before the source" if extra[0] else "a voice too many, after the source"
    if len(gold) == len(found):
        return "another voice nearest to the fact" if lacks[0] else "another later voice"
    return "other voices, and more or fewer of them"


def _name_lonely_chains(text: Text, gold: list[ClaimItem], found: list[ClaimItem]) -> Iterator[Case]:
    for claim in gold:
        if len(claim.chain) > 1:
            chain = _show(text, claim.chain)
            yield text.wrong("chains", "the whole claim missed", *claim.content, annotated=chain, read="no claim")
    for claim in found:
        if len(claim.chain) > 1:
            chain = _show(text, claim.chain)
            kind = "a chain for a claim that is not annotated"
            yield text.wrong("chains", kind, *claim.content, annotated="no claim", read=chain)


def _compare_wording(text: Text, gold: ClaimItem, found: ClaimItem) -> Iterator[Case]:
    for name in PROPERTIES:
        a, b = getattr(gold, name), getattr(found, name)
        if a == b:
            yield Case("wording of claims")
        else:
            yield text.wrong("wording of claims", f"{name}: {a} taken for {b}", gold.cue, *gold.content)
