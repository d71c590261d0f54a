"""Which attributions are voices of one claim: those of one content, each fit to be a link of a chain.

The tagger gives a cue the content that it is linked to best, and where it missed the
right one, this is the content of a neighbour ("Police have no suspect; the council blames
'thugs'"). So one content with two cues is a chain only where the words show it: a cue that
cites, relays or gives an account, or a speaker in a parenthesis of his own (", he said,").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from onrecord.model import Act, Tokens

from .pairing import Attribution, Range
from .voices import rank_cue, sort_chain

SAME_CONTENT: Final = 0.5  # share of common words from which two attributions are of one content
SIGNS: Final = frozenset({",", "-", "–", "—", '"', "”", "»"})  # before a speaker in a parenthesis
LAST_GROUPS: Final = 4  # groups in text order that an attribution can belong to

Acted = tuple[Attribution, Act]


def join_attributions(tokens: Tokens, attributions: Sequence[Acted]) -> list[list[Acted]]:
    """Attributions by the content that they share, those left out that make no chain of it.

    Args:
        tokens: n words.
        attributions: With the acts of their cues, in text order.

    Returns:
        In text order of the contents.
    """
    groups: list[list[Acted]] = []
    for acted in _part_contents(tokens, attributions):
        for group in groups[-LAST_GROUPS:]:
            if _is_same(tokens, group[0], acted):
                group.append(acted)
                break
        else:
            groups.append([acted])
    return [_choose(tokens, group) for group in sorted(groups, key=lambda group: group[0][0].contents[0])]


def _part_contents(tokens: Tokens, attributions: Sequence[Acted]) -> Iterator[Acted]:
    """Attributions without what stands behind the next speaker's cue and is said by him, unless that is all."""
    for index, (attribution, act) in enumerate(attributions):
        following = attributions[index + 1][0] if index + 1 < len(attributions) else None
        if following is not None and following.cue is not None and rank_cue(tokens, following) == 0:
            last = following.cue[1]
            rest = tuple(c for c in attribution.contents if c not in following.contents or c[0] < last)
            if any(c[1] < last for c in rest):
                attribution = replace(attribution, contents=rest)
        yield attribution, act


def _is_same(tokens: Tokens, one: Acted, other: Acted) -> bool:
    """Whether two attributions are of one content, neither inside the other's, and both or none denies."""
    (first, first_act), (second, second_act) = one, other
    if first.cue is None or second.cue is None or (first_act == "deny") != (second_act == "deny"):
        return False
    nested = _holds(first.contents, second.cue) or _holds(second.contents, first.cue)
    relays = rank_cue(tokens, second) > 0
    return not nested and _shared(first, second, of_first=relays) >= SAME_CONTENT


def _holds(contents: tuple[Range, ...], words: Range) -> bool:
    return any(first <= words[0] < last for first, last in contents)


def _shared(one: Attribution, other: Attribution, *, of_first: bool) -> float:
    """Common words of two contents, as a share of all, or of the first's: who relays may say more."""
    a = {w for first, last in one.contents for w in range(first, last)}
    b = {w for first, last in other.contents for w in range(first, last)}
    return len(a & b) / max(1, len(a) if of_first else len(a | b))


def _choose(tokens: Tokens, group: list[Acted]) -> list[Acted]:
    """The voices of one claim, in the order given; at least one."""
    if len(group) == 1:
        return group
    order = sort_chain(tokens, [attribution for attribution, _ in group])
    ranked = sorted(group, key=lambda acted: order.index(acted[0]))
    plain = [acted for acted in ranked if rank_cue(tokens, acted[0]) == 0]
    kept: list[Acted] = []
    for acted in ranked:
        is_link = acted not in plain[1:] or _is_parenthesis(tokens, acted[0])
        if is_link and (_adds_voice(acted, kept) or _cites_document(tokens, acted[0])):
            kept.append(acted)
    return [acted for acted in group if acted in kept]


def _adds_voice(acted: Acted, kept: list[Acted]) -> bool:
    """Whether an attribution names somebody whom those before it do not."""
    source = acted[0].source
    if source is None:
        return not kept
    sources = [other.source for other, _ in kept if other.source is not None]
    return not any(source[0] < last and first < source[1] for first, last in sources)


def _cites_document(tokens: Tokens, attribution: Attribution) -> bool:
    """Whether a cue cites a document of nobody named: "citing a cable"."""
    return attribution.source is None and attribution.medium is not None and rank_cue(tokens, attribution) < 0


def _is_parenthesis(tokens: Tokens, attribution: Attribution) -> bool:
    """Whether source and cue stand between signs by themselves, in the clause of what is said."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None:
        return False
    first, last = min(cue[0], source[0]), max(cue[1], source[1])
    if tokens.sentence_around(first)[0] == first or tokens.words[first - 1] not in SIGNS:
        return False
    return any(";" not in tokens.words[min(last, b) : max(first, a)] for a, b in attribution.contents)
