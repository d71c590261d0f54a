"""Stage 12, assemble: link everything that was found into one record."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.model import (
    Actor,
    Claim,
    Event,
    EventDraft,
    Figure,
    Label,
    Place,
    Problem,
    Quad,
    Record,
    Report,
    Run,
    Tie,
    Time,
)

from .link import Index, about, counted_by
from .problems import find_problems

__all__ = ["assemble"]


def assemble(
    *,
    report: Report,
    run: Run,
    quads: dict[str, Quad],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    figures: tuple[Figure, ...],
    drafts: tuple[EventDraft, ...],
    claims: tuple[Claim, ...],
    ties: tuple[Tie, ...],
    labels: tuple[Label, ...],
) -> Record:  # noqa: PLR0913 - one parameter a layer, all keyword-only
    """The record of one report.

    Args:
        report: With voices of the whole report, which end every chain.
        run: What made the record.
        quads: Quad class of each event type.
        actors, places, times, figures, drafts, claims, ties, labels: The layers.
    """
    index = Index(actors=actors, places=places)
    events = tuple(_build_event(draft, index, times, quads) for draft in drafts)
    figures = tuple(replace(f, of=counted_by(f, events, index)) for f in figures)
    claims = tuple(
        replace(
            claim,
            voices=tuple(replace(v, actor=index.actor_at(v.source)) for v in claim.voices) + report.voices,
            about=about(claim, events=events, figures=figures, ties=ties),
        )
        for claim in claims
    )
    return Record(
        report=report,
        actors=actors,
        places=places,
        times=times,
        figures=figures,
        events=events,
        ties=ties,
        claims=claims,
        labels=labels,
        problems=find_problems(report, places=places, times=times, actors=actors),
        run=run,
    )


def _build_event(draft: EventDraft, index: Index, times: tuple[Time, ...], quads: dict[str, Quad]) -> Event:
    time = next((t for t in times if draft.time is not None and t.span == draft.time), None)
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
