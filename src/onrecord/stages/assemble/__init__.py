"""Stage 12, assemble: link everything that was found into one record."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from onrecord.model import Event, EventDraft, EventType, Findings, Quad, Record, Report, Run, Span, Time

from .idle import drop_idle
from .link import Held, Index, add_credits, count_owners
from .problems import find_problems

__all__ = ["assemble"]


def assemble(report: Report, *, run: Run, quads: Mapping[EventType, Quad], findings: Findings) -> Record:
    """The record of one report.

    Args:
        report: With voices of the whole report, which end every chain.
        run: What made the record.
        quads: Quad class of each event type.
        findings: What the stages found; spans not yet linked to actors and places.
    """
    findings = drop_idle(report, findings)
    index = Index(actors=findings.actors, places=findings.places)
    times = {time.span: time for time in reversed(findings.times)}
    events = tuple(_build_event(draft, index, times, quads) for draft in findings.drafts)
    owners = count_owners(events)
    figures = tuple(replace(f, of=owners.get(f.id) or index.actor_at(f.span)) for f in findings.figures)
    held = Held(events=events, figures=figures, ties=findings.ties)
    voices = tuple(replace(v, actor=index.actor_at(v.source)) for v in report.voices)
    claims = tuple(
        replace(
            claim,
            voices=add_credits(
                tuple(replace(v, actor=index.actor_at(v.source)) for v in claim.voices),
                voices,
                publisher=report.publisher,
            ),
            about=held.about(claim),
        )
        for claim in findings.claims
    )
    return Record(
        report=replace(report, voices=voices),
        actors=findings.actors,
        places=findings.places,
        times=findings.times,
        figures=figures,
        events=events,
        ties=findings.ties,
        claims=claims,
        labels=findings.labels,
        problems=find_problems(report, findings),
        run=run,
    )


def _build_event(draft: EventDraft, index: Index, times: Mapping[Span, Time], quads: Mapping[EventType, Quad]) -> Event:
    time = times.get(draft.time) if draft.time is not None else None
    return Event(
        id=draft.id,
        type=draft.type,
        mode=draft.mode,
        contexts=draft.contexts,
        quad=quads[draft.type],
        status=draft.status,
        status_cues=draft.status_cues,
        triggers=draft.triggers,
        actors=index.fill(draft.actors),
        recipients=index.fill(draft.recipients),
        place=index.place_at(draft.place),
        time=None if time is None or (time.value or "").startswith("P") else time.value,
        time_id=time.id if time else None,
        figures=draft.figures,
        confidence=draft.score,
        hedges=draft.hedges,
    )
