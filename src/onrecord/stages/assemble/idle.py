"""Leave out the actors of whom the record says nothing.

Every noun phrase for people is grouped, so that "the group" finds whom it means; one that
then acts, undergoes, speaks and stands nowhere, and has no name, would only fill pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.model import Findings, Report, Span, SpanIndex

from .link import Index


def drop_idle(report: Report, findings: Findings) -> Findings:
    """Findings without unnamed actors that nothing refers to, the others numbered anew in text order."""
    index = Index(actors=findings.actors, places=())
    used = {index.actor_at(span) for span in _acting(report, findings)}
    used.update(actor for tie in findings.ties for actor in (tie.from_, tie.to))
    used.update(label.actor for label in findings.labels)
    names = SpanIndex(
        (m.span for m in findings.mentions if m.type in ("person", "organisation")), span_of=lambda span: span
    )
    kept = [a for a in findings.actors if a.id in used or any(names.overlapping(span) for span in a.mentions)]
    new = {actor.id: f"a{number}" for number, actor in enumerate(kept, 1)}
    return replace(
        findings,
        actors=tuple(replace(actor, id=new[actor.id]) for actor in kept),
        ties=tuple(replace(t, from_=new.get(t.from_, t.from_), to=new.get(t.to, t.to)) for t in findings.ties),
        labels=tuple(replace(x, actor=None if x.actor is None else new[x.actor]) for x in findings.labels),
    )


def _acting(report: Report, findings: Findings) -> Iterator[Span]:
    """Spans that the record will link to actors."""
    for draft in findings.drafts:
        yield from (*draft.actors, *draft.recipients)
    for voice in (*report.voices, *(voice for claim in findings.claims for voice in claim.voices)):
        if voice.source is not None:
            yield voice.source
    yield from (figure.span for figure in findings.figures)
