"""From groups of mentions to incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

from onrecord.model import EventRef, Fields, Incident, Site, Span

from .features import ACROSS, Context
from .fields import DISPUTABLE, UNHAPPENED, Attribution, fill_fields
from .grades import grade_incident
from .mentions import FINE, Mention
from .origins import Roots
from .score import Model, find_reasons, measure
from .shelf import Shelf
from .what import describe

LATE: Final = 10**7
"""Day of what has no date: sorts last."""
T = TypeVar("T")


class Builder:
    """Makes incidents of groups of mentions of one collection."""

    def __init__(self, mentions: Sequence[Mention], roots: Roots, ids: dict[str, str], model: Model) -> None:
        self._mentions = mentions
        self._roots = roots
        self._attribution = Attribution(roots, ids)
        self._model = model

    def build_all(self, groups: Sequence[Sequence[int]], context: Context) -> Shelf[Incident]:
        """Incidents in order of date, numbered in it; on a shelf, for all of a large collection fill gigabytes."""
        keys: list[tuple[int, int, int]] = []
        built: Shelf[Incident] = Shelf(Incident)
        for group in groups:
            key, incident = self._build([self._mentions[i] for i in group], context)
            keys.append(key)
            built.append(incident)
        built.arrange(sorted(range(len(keys)), key=keys.__getitem__))
        return built

    def _build(self, mentions: list[Mention], context: Context) -> tuple[tuple[int, int, int], Incident]:
        type_ = _most([passage.type for m in mentions for passage in m.passages])
        modes = [passage.mode for m in mentions for passage in m.passages if passage.mode is not None]
        fields = fill_fields(mentions, self._attribution)
        place = _site(mentions)
        when, day = _date(mentions)
        asserting, denying = _sides(fields)
        graded = grade_incident(
            asserting=asserting,
            denying=denying,
            anonymous=[origin for origin in asserting if self._attribution.is_anonymous(origin)],
            disputed=[name for name in DISPUTABLE if _verdict(fields, name) == "dispute"],
        )
        incident = Incident(
            id="",
            type=type_,
            what=describe(type_, _most(modes) if modes else None, place=place, fields=fields),
            date=when,
            place=place,
            mentions=tuple(ref for mention in mentions for ref in self._refs(mention)),
            fields=fields,
            origins=(*asserting, *denying),
            grade=graded.grade,
            why=tuple(line for at, mention in enumerate(mentions) for line in self._reasons(mentions, at, context)),
            derivation=graded.derivation,
        )
        return (day, mentions[0].report, mentions[0].passages[0].spans[0][0]), incident

    def _refs(self, mention: Mention) -> list[EventRef]:
        """One for each event of the reader that the mention holds, with the first trigger."""
        report = self._roots.digests[mention.report].report
        found: dict[str, EventRef] = {}
        for passage in mention.passages:
            start, end = passage.spans[0]
            found.setdefault(passage.event, EventRef(report, passage.event, Span(start, end, passage.trigger)))
        return [*found.values()]

    def _reasons(self, mentions: Sequence[Mention], at: int, context: Context) -> list[str]:
        """Why each event of a mention was joined: a line each, none for the very first."""
        mention = mentions[at]
        refs = self._refs(mention)
        inner = [f"in the same report as {refs[0].event}, of one incident with it"] * (len(refs) - 1)
        if at == 0:
            return inner
        measured = [measure(earlier, mention, context, ACROSS) for earlier in mentions[:at]]
        best = max(range(at), key=lambda i: self._model.score(measured[i]))
        other = self._roots.digests[mentions[best].report].report.ref
        told = find_reasons(measured[best], self._model)
        return [f"as in {other}: {'; '.join(told) or 'joined by hand'}", *inner]


def _sides(fields: Fields) -> tuple[list[str], list[str]]:
    """Origins that say that it happened or will, and those that only say that it did not."""
    values = fields.status.values if fields.status is not None else ()
    asserting = dict.fromkeys(value.origin for value in values if value.value not in UNHAPPENED)
    denying = dict.fromkeys(value.origin for value in values if value.value in UNHAPPENED)
    return [*asserting], [origin for origin in denying if origin not in asserting]


def _most(values: Sequence[T]) -> T:
    """The most frequent value, of equals the first."""
    return Counter(values).most_common(1)[0][0]


def _verdict(fields: Fields, name: str) -> str | None:
    field = getattr(fields, name)
    return None if field is None else str(field.verdict)


def _date(mentions: Sequence[Mention]) -> tuple[str | None, int]:
    """EDTF of the narrowest time that most mentions give; else up to the first publication."""
    dated = [p for m in mentions for p in m.passages if p.is_dated]
    if dated:
        votes = Counter(p.time for p in dated)
        best = min(dated, key=lambda p: (p.last > p.first, -votes[p.time], p.last - p.first, p.first))
        return best.time, best.first
    known = [m.bounds for m in mentions if m.bounds is not None]
    if not known:
        return None, LATE
    first, last = min(known, key=lambda days: days[1])
    return f"../{date.fromordinal(last).isoformat()}", first


def _site(mentions: Sequence[Mention]) -> Site | None:
    """The finest place that most mentions give."""
    spots = [spot for m in mentions for spot in m.spots] or [m.spot for m in mentions if m.spot is not None]
    if not spots:
        return None
    votes = Counter(spot.key for spot in spots)
    spot = min(spots, key=lambda s: (s.lat is None, s.precision not in FINE, -votes[s.key]))
    return Site(spot.name, spot.lat, spot.lon, spot.precision)
