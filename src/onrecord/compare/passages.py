"""The events of a record sentence by sentence: who, where, when, how many, says who."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Final

from onrecord.model import Claim, Event, Figure, Filler, Place, Record, Span, Time, Tokens
from onrecord.model.edtf import bounds
from onrecord.registry import key_of
from onrecord.stages.segment import segment

from .digest import Count, Party, Passage, Spot
from .head import find_body
from .mentions import FINE
from .sketch import list_words
from .stem import find_names, stem_all
from .voices import Cast
from .words import find_weapons, load_compare_words

MOST_SPOTS: Final = 4
MOST_PARTIES: Final = 6
MOST_CONTEXT: Final = 60  # stems
MOST_NAMES: Final = 12
MOST_DAYS: Final = 4  # of a time that dates an incident: "the weekend"
REACH_DAYS: Final = 3  # before publication, for what happened at an unknown time
AHEAD: Final = 3  # sentences in which a place may follow
OPENING: Final = 2  # words of a sentence in which it turns to something else
ABBREVIATED: Final = 4  # letters
HEAD: Final = 250  # code points in which a report gives its own date
AFTER_CUE: Final = 14  # code points; "said on Monday" dates the saying
BEFORE: Final = 30  # code points before a count that show it to be a part
JOINT: Final = 5  # words from "came" to its "after"
AFTER: Final = 80  # code points after a count of people in which their death is told


def take_passages(record: Record, cast: Cast, *, published: int) -> tuple[Passage, ...]:
    """What each sentence says of each event.

    Args:
        record: Of one report.
        cast: Its sources; gets the chains of its claims.
        published: Ordinal of the last day on which it can have been published, or 0.

    Returns:
        In text order.
    """
    taker = _Taker(record, cast, published)
    found = [passage for event in record.events for passage in taker.take(event)]
    return tuple(sorted(found, key=lambda passage: min(passage.spans)))


class _Taker:
    def __init__(self, record: Record, cast: Cast, published: int) -> None:
        self._record = record
        self._tokens: Tokens = segment(text=record.report.text)
        self._published = published
        self._body = find_body(record)
        turns = (int(self._has_shift(at)) for at in range(1, len(self._tokens.sentences) - 1))
        self._sections = (0, *accumulate(turns))
        self._actors = {actor.id: actor for actor in record.actors}
        self._chains = {claim.id: cast.add_claim(claim) for claim in record.claims}
        self._places = self._by_sentence((m, place) for place in record.places for m in place.mentions if _is_name(m))
        self._times = self._by_sentence((time.span, time) for time in record.times if self._dates_an_event(time))
        self._figures = self._by_sentence((figure.span, figure) for figure in record.figures)
        self._triggers = self._by_sentence((t, event) for event in record.events for t in event.triggers)

    def take(self, event: Event) -> Iterator[Passage]:
        """One event, sentence by sentence."""
        by_sentence: dict[int, list[Span]] = {}
        for trigger in event.triggers:
            by_sentence.setdefault(self._sentence(trigger), []).append(trigger)
        for sentence, triggers in by_sentence.items():
            for part in split_sentence(self._tokens.sentence_span(sentence), triggers):
                yield self._take(event, sentence, [t for t in triggers if part.contains(t)], part)

    def _take(self, event: Event, sentence: int, triggers: list[Span], part: Span) -> Passage:
        words = list_words(part.text)
        lists = load_compare_words()
        named = [word for t in triggers for word in list_words(t.text)]
        tellings = self._tellings(triggers)
        figures = [figure for figure in self._counted(event, sentence) if part.contains(figure.span)]
        time, first, last = self._days(event, sentence, triggers)
        return Passage(
            event=event.id,
            sentence=sentence,
            section=self._sections[sentence],
            type=event.type,
            mode=event.mode,
            status=event.status,
            spans=tuple((t.start, t.end) for t in triggers),
            trigger=triggers[0].text,
            words=stem_all(named),
            context=stem_all(words)[:MOST_CONTEXT],
            names=find_names(part.text)[:MOST_NAMES],
            time=time,
            first=first,
            last=last,
            is_dated=time is not None,
            spots=self._spots(event, sentence, triggers, part),
            actors=self._parties(event.actors, sentence),
            recipients=self._parties(event.recipients, sentence),
            killed=self._counts(figures, "killed", tellings),
            injured=self._counts(figures, "injured", tellings),
            tellings=tellings,
            is_background=all(word in lists.background for word in named),
        )

    def _sentence(self, span: Span) -> int:
        return self._tokens.sentence_at(span.start)

    def _by_sentence(self, items: Iterable[tuple[Span, object]]) -> dict[int, list[tuple[Span, object]]]:
        found: dict[int, list[tuple[Span, object]]] = {}
        for span, item in items:
            found.setdefault(self._sentence(span), []).append((span, item))
        return found

    def _dates_an_event(self, time: Time) -> bool:
        """Whether a time is narrow enough, and not that of an utterance ("said on Monday")."""
        span = bounds(time.value or "")
        if span is None or (span[1] - span[0]).days >= MOST_DAYS or self._is_dateline(time, span[1]):
            return False
        cues = [voice.cue for claim in self._record.claims for voice in claim.voices if voice.cue is not None]
        here = self._sentence(time.span)
        return not any(0 <= time.span.start - c.end <= AFTER_CUE and self._sentence(c) == here for c in cues)

    def _is_dateline(self, time: Time, day: date) -> bool:
        """Whether a time at the head of the report, with its year, is that of publication."""
        at_head = time.span.start < HEAD and day.toordinal() == self._published
        return at_head and str(day.year) in time.span.text

    def _days(self, event: Event, sentence: int, triggers: list[Span]) -> tuple[str | None, int, int]:
        """EDTF that the sentence gives, first and last day; without a time those up to publication."""
        times = [(span, time) for span, time in self._times.get(sentence, ()) if isinstance(time, Time)]
        own = [
            time for time in self._record.times if time.id == event.time_id and self._sentence(time.span) == sentence
        ]
        nearest = sorted(times, key=lambda pair: min(abs(pair[0].start - t.start) for t in triggers))
        for time in (*own, *(time for _, time in nearest)):
            span = bounds(time.value or "")
            if span is not None and span[0] != date.min and span[1] != date.max:
                return time.value, span[0].toordinal(), span[1].toordinal()
        if not self._published:
            return None, 0, 0
        if event.status in {"planned", "hypothetical"}:
            return None, self._published, self._published + REACH_DAYS
        return None, self._published - REACH_DAYS, self._published

    def _tellings(self, triggers: list[Span]) -> tuple[int, ...]:
        """Chains of the claims that hold a trigger; the report's own voice if none does."""
        found = [
            self._chains[claim.id]
            for claim in self._record.claims
            if any(part.contains(trigger) for part in claim.content for trigger in triggers)
        ]
        return tuple(dict.fromkeys(found)) or (0,)

    def _spots(self, event: Event, sentence: int, triggers: list[Span], part: Span) -> tuple[Spot, ...]:
        """Places of the sentence, the event's own and then the finest and nearest first; else those before it."""
        placed = self._places.get(sentence, ())
        here = [(span, place) for span, place in placed if isinstance(place, Place) and part.contains(span)]
        here.sort(key=lambda pair: _rank(pair[1], event, min(abs(pair[0].start - t.start) for t in triggers)))
        found = {_key(place): _spot(place, is_own=True) for _, place in here}
        for other in (*range(sentence - 1, -1, -1), *range(sentence + 1, sentence + 1 + AHEAD)):
            if any(spot.precision in FINE for spot in found.values()):
                break
            for _, place in self._places.get(other, ()):
                if isinstance(place, Place) and place.precision in FINE:
                    found.setdefault(_key(place), _spot(place, is_own=False))
        return tuple(found.values())[:MOST_SPOTS]

    def _parties(self, fillers: tuple[Filler, ...], sentence: int) -> tuple[Party, ...]:
        """Who fills a role, those that the sentence names first."""
        found: dict[str, Party] = {}
        for filler in sorted(fillers, key=lambda filler: self._sentence(filler.span) != sentence):
            actor = self._actors.get(filler.actor or "")
            if actor is not None:
                key = actor.registry_id or key_of(actor.name)
                found.setdefault(key, Party(key, actor.name, actor.registry_id is not None, actor.countries))
        return tuple(found.values())[:MOST_PARTIES]

    def _counted(self, event: Event, sentence: int) -> list[Figure]:
        """Figures of the sentence that count people of the event: its own, and free ones nearest to it."""
        found = []
        for span, figure in self._figures.get(sentence, ()):
            if not isinstance(figure, Figure) or self._unit(figure) not in {"killed", "injured"}:
                continue
            if self._is_turned(event, span, sentence):
                continue
            if figure.id in event.figures or self._nearest(span, sentence) == event.id:
                found.append(figure)
        return found

    def _has_shift(self, sentence: int) -> bool:
        """Whether a sentence turns to something else ("Meanwhile")."""
        words = list_words(self._tokens.sentence_span(sentence).text)
        return any(word in load_compare_words().shifts for word in words[:OPENING])

    def _is_turned(self, event: Event, span: Span, sentence: int) -> bool:
        """Whether the sentence turns to something else between an event and a figure: "came as", "comes after"."""
        ends = [t.end for t in event.triggers if self._sentence(t) == sentence]
        if not ends or max(ends) > span.start:
            return False
        words = list_words(self._record.report.text[max(ends) : span.start])
        lists = load_compare_words()
        return any(
            word in lists.comings and not lists.joints.isdisjoint(words[at + 1 : at + JOINT])
            for at, word in enumerate(words)
        )

    def _unit(self, figure: Figure) -> str | None:
        """What a figure counts: people before a word for death are killed; a part of another count is left out."""
        text = self._record.report.text
        lists = load_compare_words()
        led = text[max(0, figure.span.start - BEFORE) : figure.span.start].rpartition(". ")[2]
        before = list_words(led)
        if before and before[-1] in lists.parts:
            return None
        if figure.unit not in lists.people:
            return figure.unit
        after = text[figure.span.end : figure.span.end + AFTER]
        words = list_words(after.split(". ")[0])
        return "killed" if any(word in lists.deaths for word in words) else None

    def _nearest(self, span: Span, sentence: int) -> str | None:
        """Event of the trigger that stands nearest to a figure in its sentence."""
        pairs = [
            (abs(t.start - span.start), e.id)
            for t, e in self._triggers.get(sentence, ())
            if isinstance(e, Event) and e.type == "ASSAULT"
        ]
        return min(pairs)[1] if pairs else None

    def _counts(self, figures: list[Figure], unit: str, tellings: tuple[int, ...]) -> tuple[Count, ...]:
        return tuple(
            Count(
                low=f.low,
                high=f.high,
                is_approximate=f.approximate,
                is_total=f.cumulative and not self._is_toll(f),
                telling=self._teller(f.span, tellings),
                start=f.span.start,
                is_head=f.span.start < self._body,
                is_part=not load_compare_words().subgroups.isdisjoint(list_words(f.span.text)),
            )
            for f in sorted(figures, key=lambda figure: figure.span.start)
            if self._unit(f) == unit
        )

    def _is_toll(self, figure: Figure) -> bool:
        """Whether "the death toll" is told, which adds up over no time ("since May") but over one incident."""
        start, end = figure.span.start, figure.span.end
        before = set(list_words(self._record.report.text[max(0, start - AFTER) : start]))
        around = before | set(list_words(self._record.report.text[end : end + AFTER]))
        lists = load_compare_words()
        return bool(before & lists.tolls) and not around & lists.spans

    def _teller(self, span: Span, tellings: tuple[int, ...]) -> int:
        """Chain of the smallest claim that holds a span, else that of the passage."""
        holding = [c for c in self._record.claims if any(part.contains(span) for part in c.content)]
        return self._chains[min(holding, key=_size).id] if holding else tellings[0]


@cache
def _turns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_compare_words().turns)})\b", re.IGNORECASE)


def split_sentence(sentence: Span, triggers: Sequence[Span]) -> tuple[Span, ...]:
    """A sentence, or its two parts if after "after" it tells of an attack with other weapons.

    Args:
        sentence: Of the report's text.
        triggers: Of one event, in it; each part holds one or more.
    """
    for match in _turns().finditer(sentence.text):
        at = sentence.start + match.start()
        if any(t.start < at < t.end for t in triggers) or len({t.start < at for t in triggers}) == 1:
            continue
        parts = sentence.text[: match.start()], sentence.text[match.start() :]
        one, other = (find_weapons(stem_all(list_words(part))) for part in parts)
        if one and other and not one & other:
            return Span(sentence.start, at, parts[0]), Span(at, sentence.end, parts[1])
    return (sentence,)


def _is_name(span: Span) -> bool:
    """Not an abbreviation, which names a group or a country far more often than a town ("IS")."""
    return not (span.text.isupper() and len(span.text) <= ABBREVIATED)


def _rank(place: Place, event: Event, distance: int) -> tuple[bool, bool, int]:
    return place.precision not in FINE, place.id != event.place, distance


def _key(place: Place) -> str:
    return place.gazetteer_id or place.name.lower()


def _spot(place: Place, *, is_own: bool) -> Spot:
    return Spot(
        key=_key(place),
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        country=place.country,
        admin1=place.admin1,
        is_own=is_own,
    )


def _size(claim: Claim) -> int:
    return sum(part.end - part.start for part in claim.content)
