"""Who acts and who undergoes: the link head's phrases, set right by the clause.

One phrase fills one role. Where the clause has a subject, it acts, or in the passive
undergoes, whatever the link head says; beside the best filler only those stay that
are joined to it, or that act together with it ("talks between").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from onrecord.lexicon.load import load_mention_words
from onrecord.model import EventType, Span, Tokens

from .clause import Frame, Range
from .fillers import Filler, Fillers
from .triggers import Trigger

MUTUAL: Final[frozenset[EventType]] = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose parties all act (codebook section 2)."""
MUTUAL_SHARE: Final = 0.5
MOVING: Final[frozenset[EventType]] = frozenset({"MOBILIZE"})
"""Types without recipients: whom they move undergoes nothing."""
INDEFINITE: Final = re.compile(r"an? |\d")
"""“Promised a patrol": what is promised, not to whom."""


def fill_roles(
    tokens: Tokens, trigger: Trigger, frame: Frame, *, actors: Iterable[Filler], recipients: Iterable[Filler]
) -> tuple[Fillers, Fillers]:
    """Actors and recipients of one trigger.

    Args:
        tokens: The report.
        trigger: The trigger.
        frame: Its clause.
        actors: Phrases that the link head gives.
        recipients: Likewise.
    """
    known = load_mention_words()["no_fillers"]
    acting, undergoing = _part(
        _without_places(tokens, actors),
        [r for r in _without_places(tokens, recipients) if r.span.text.lower() not in known],
    )
    subject, agent = _span(tokens, frame.subject), _span(tokens, frame.agent)
    if subject is not None and frame.is_passive:
        undergoing = _lead_with(subject, undergoing, tokens.text)
        acting = _without(subject, acting)
    elif subject is not None:
        acting = _lead_with(subject, acting, tokens.text)
        undergoing = _without(subject, undergoing)
    if agent is not None:
        acting = _lead_with(agent, acting, tokens.text)
        undergoing = _without(agent, undergoing)
    obj = _span(tokens, frame.object)
    if obj is not None and not frame.is_passive:
        acting, undergoing = _place_object(
            obj, trigger, tokens=tokens, has_subject=subject is not None, acting=acting, undergoing=undergoing
        )
    share = MUTUAL_SHARE if trigger.type in MUTUAL else 1.0
    return _keep_best(acting, tokens.text, share), _keep_best(undergoing, tokens.text, 1.0)


def _place_object(
    obj: Span,
    trigger: Trigger,
    *,
    tokens: Tokens,
    has_subject: bool,
    acting: list[Filler],
    undergoing: list[Filler],
) -> tuple[list[Filler], list[Filler]]:
    """Give the object of an active verb its role: it undergoes, at talks it acts, or it is a thing and does neither."""
    if " ".join(tokens.lower[slice(*trigger.words)]) in load_mention_words()["thing_objects"]:
        return acting, _without(obj, undergoing)
    is_linked = any(filler.span.overlaps(obj) for filler in undergoing)
    if trigger.type == "CONSULT" and is_linked:
        return [*_without(obj, acting), Filler(obj, 1.0)], _without(obj, undergoing)
    is_promised = trigger.type == "AGREE" and not INDEFINITE.match(obj.text)
    if (has_subject or is_linked) and (is_promised or trigger.type not in MUTUAL):
        return _without(obj, acting), _lead_with(obj, undergoing, tokens.text)
    return acting, undergoing


def _span(tokens: Tokens, words: Range | None) -> Span | None:
    return None if words is None else tokens.span(*words)


def _without_places(tokens: Tokens, fillers: Iterable[Filler]) -> list[Filler]:
    """Fillers without those that a preposition makes places ("an attack in Syria")."""
    placing = load_mention_words()["placing"]
    return [filler for filler in fillers if tokens.lower[max(0, tokens.range_of(filler.span)[0] - 1)] not in placing]


def _part(acting: list[Filler], undergoing: list[Filler]) -> tuple[list[Filler], list[Filler]]:
    """Fillers of two roles without those that fill the other one better."""
    return (
        [a for a in acting if not any(a.span.overlaps(r.span) and r.score > a.score for r in undergoing)],
        [r for r in undergoing if not any(r.span.overlaps(a.span) and a.score >= r.score for a in acting)],
    )


def _without(span: Span, fillers: list[Filler]) -> list[Filler]:
    return [filler for filler in fillers if not filler.span.overlaps(span)]


def _lead_with(span: Span, fillers: list[Filler], text: str) -> list[Filler]:
    """The phrase that the clause gives, as the surest filler, with the others."""
    same = [f.span for f in fillers if f.span.overlaps(span)]
    whole = Span.cut(text, min([span.start, *(s.start for s in same)]), max([span.end, *(s.end for s in same)]))
    return [Filler(whole, 1.0), *_without(span, fillers)]


def _keep_best(fillers: list[Filler], text: str, share: float) -> Fillers:
    """The best filler, and those that are joined to it or nearly as good."""
    if not fillers:
        return ()
    best = max(fillers, key=lambda filler: filler.score)
    return tuple(f for f in fillers if f.score >= share * best.score or _are_joined(f.span, best.span, text))


def _are_joined(one: Span, other: Span, text: str) -> bool:
    """Whether nothing but "and" or a comma stands between two phrases."""
    first, second = sorted((one, other))
    return text[first.end : second.start].strip() in {"and", ",", ", and", "and the", "&", "or", "with", ", the"}
