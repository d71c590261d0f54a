"""Confusions of sources, cues and contents: spans that must be exact, as in PolNeAR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.evaluate.attribution import ROLES, AttributionItem, Parts, find_parts
from onrecord.evaluate.corpus import Range
from onrecord.lexicon.find import find_act
from onrecord.pipeline import Reader
from onrecord.stages.segment import segment

from .cases import Case, Text
from .edges import compare_ends
from .spans import Typed, pair_spans, touches


def find_cases(item: AttributionItem, reader: Reader) -> Iterator[Case]:
    """Decisions on one document, a table for each role."""
    gold, found = find_parts(item, reader)
    for role in ROLES:
        yield from compare_role(Text(item.text), role, gold=gold, found=found)


def compare_role(text: Text, role: str, *, gold: Sequence[Parts], found: Sequence[Parts]) -> Iterator[Case]:
    """Decisions on the spans of one role.

    Args:
        text: The document.
        role: Source, cue or content.
        gold: Annotated attributions.
        found: Ours.
    """
    ours = _runs(role, found)
    if role == "content":  # as in the score: PolNeAR gives each content to one attribution
        ours = [*dict.fromkeys(ours)]
    for a, b in pair_spans(_runs(role, gold), ours):
        if a == b:
            yield Case(role)
        elif a and b:
            both = _find_parent(a, gold), _find_parent(b, found)
            kind = _name_taken(role, (a[0], b[0]), both) or compare_ends(text.text, a[0], b[0])
            yield text.wrong(role, kind, a[0], annotated=text.cut(a[0]), read=text.cut(b[0]))
        elif a:
            yield text.wrong(role, _name_lonely(text.text, a, (gold, found), is_missed=True), a[0])
        elif b:
            yield text.wrong(role, _name_lonely(text.text, b, (found, gold), is_missed=False), b[0])


def _runs(role: str, parts: Sequence[Parts]) -> list[Typed]:
    return [(run, role) for part in parts for run in part.of(role)]


def _find_parent(span: Typed, parts: Sequence[Parts]) -> Parts:
    return next(part for part in parts if span[0] in part.of(span[1]))


def _name_taken(role: str, spans: tuple[Range, Range], parents: tuple[Parts, Parts]) -> str:
    """Whether what one span has more belongs, on the other side, to another role of the attribution."""
    (a, b), (annotated, ours) = spans, parents
    for other in ROLES:
        if other != role and touches(b, annotated.of(other)):
            return f"too long: takes in words of the {other}"
        if other != role and touches(a, ours.of(other)):
            return f"too short: leaves words to the {other}"
    return ""


def _name_lonely(text: str, span: Typed, sides: tuple[Sequence[Parts], Sequence[Parts]], *, is_missed: bool) -> str:
    """What a span without a partner is: given once more, one more piece, missed or spurious."""
    mine, others = sides
    runs = [run for run, _ in _runs(span[1], others)]
    if span[0] in runs:
        return "annotated in one more attribution" if is_missed else "given to one more attribution"
    if touches(span[0], runs):
        return "joined with another one" if is_missed else "split in several"
    parent = _find_parent(span, mine)
    if any(_is_same(parent, part) for part in others):
        return "missed in an attribution that is found" if is_missed else "spurious in an annotated attribution"
    cue = _name_cue(text, parent)
    return f"missed with its attribution ({cue})" if is_missed else f"spurious with its attribution ({cue})"


def _name_cue(text: str, parts: Parts) -> str:
    """Whether the cue is a word of saying that our lists hold."""
    if not parts.cue:
        return "no cue"
    words = [word for start, end in parts.cue for word in segment(text[start:end]).lower]
    return "cue: a word of saying" if find_act(words) else "cue: another word"


def _is_same(a: Parts, b: Parts) -> bool:
    """Whether two attributions share words of their cue or content."""
    return any(touches(run, [*b.cue, *b.content]) for run in (*a.cue, *a.content))
