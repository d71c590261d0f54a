"""The gold form: an annotated report in short, texts verbatim instead of offsets.

A text is looked for from the sentence on whose first words are given, else from the
start; the roles of a claim are looked for nearest to its content. What is not found is
left out, as in ``score_gold.py``.
"""

from __future__ import annotations

import re

import msgspec

from onrecord.evaluate.corpus import Range

from .items import ClaimItem, DateItem, EventItem, FigureItem, FillerItem, Items, PlaceItem, TieItem


class GoldVoice(msgspec.Struct, frozen=True):
    """A link of a chain."""

    source: str | None = None


class GoldClaim(msgspec.Struct, frozen=True):
    """A claim."""

    content: str | list[str]
    source: str | None = None
    cue: str | None = None
    chain: list[GoldVoice] = []
    form: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    act: str | None = None


class GoldText(msgspec.Struct, frozen=True):
    """A text, with the first words of its sentence."""

    text: str
    sentence: str | None = None


class GoldEvent(msgspec.Struct, frozen=True):
    """An event; ``trigger`` and ``sentence`` are the short form of one trigger."""

    type: str
    status: str
    triggers: list[GoldText] = []
    trigger: str | None = None
    sentence: str | None = None
    actors: list[str] = []
    recipients: list[str] = []
    place: str | None = None
    date: str | None = None
    mode: str | None = None


class GoldFigure(msgspec.Struct, frozen=True):
    """A figure."""

    text: str
    sentence: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


class GoldDate(msgspec.Struct, frozen=True):
    """A time expression."""

    text: str
    sentence: str | None = None
    value: str | None = None


class GoldPlace(msgspec.Struct, frozen=True):
    """A place."""

    text: str
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


class GoldTie(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A tie."""

    type: str
    from_: str
    to: str


class GoldLabel(msgspec.Struct, frozen=True):
    """A loaded word."""

    label: str


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated report."""

    doc: str | None = None
    published: str | None = None
    publisher: str | None = None
    claims: list[GoldClaim] = []
    events: list[GoldEvent] = []
    figures: list[GoldFigure] = []
    dates: list[GoldDate] = []
    places: list[GoldPlace] = []
    ties: list[GoldTie] = []
    labels: list[GoldLabel] = []


def find_text(text: str, wanted: str | None, sentence: str | None = None) -> Range | None:
    """Where a text stands.

    Args:
        text: Of the report.
        wanted: Verbatim words; runs of white space may differ.
        sentence: First words of the sentence from which on it is looked for.

    >>> find_text("He left. She left.", "left", "She left")
    (13, 17)
    """
    if not wanted:
        return None
    at = 0
    if sentence:
        at = text.find(sentence)
        if at < 0:
            at = text.find(" ".join(sentence.split()[:4]))
    start = text.find(wanted, max(at, 0))
    if start < 0:
        start = text.find(wanted)
    if start < 0:
        match = re.search(re.escape(wanted).replace(r"\ ", r"\s+"), text)
        return match.span() if match else None
    return start, start + len(wanted)


def find_nearest(text: str, wanted: str | None, content: list[Range]) -> Range | None:
    """The occurrence nearest to a claim's content, the first of equals."""
    if not wanted:
        return None
    places = (match.span() for match in re.finditer(re.escape(wanted), text))
    return min(places, key=lambda at: min(abs(at[0] - content[-1][1]), abs(content[0][0] - at[1])), default=None)


def items_of_gold(gold: Gold, text: str) -> Items:
    """Items of an annotated report.

    Args:
        gold: The annotation.
        text: Canonical text.
    """
    claims = (_claim(claim, text) for claim in gold.claims)
    events = (_event(event, text) for event in gold.events)
    figures = ((f, find_text(text, f.text, f.sentence)) for f in gold.figures)
    dates = ((d, find_text(text, d.text, d.sentence)) for d in gold.dates)
    places = ((p, find_text(text, p.text)) for p in gold.places)
    ties = ((t, find_text(text, t.from_), find_text(text, t.to)) for t in gold.ties)
    labels = (find_text(text, label.label) for label in gold.labels)
    return Items(
        claims=tuple(claim for claim in claims if claim),
        events=tuple(event for event in events if event),
        figures=tuple(FigureItem(at, f.low, f.high, f.unit) for f, at in figures if at),
        dates=tuple(DateItem(at, d.value) for d, at in dates if at),
        places=tuple(PlaceItem((at,), p.text, p.lat, p.lon, p.precision) for p, at in places if at),
        ties=tuple(TieItem(t.type, (a,), (b,)) for t, a, b in ties if a and b),
        labels=tuple(at for at in labels if at),
    )


def _claim(claim: GoldClaim, text: str) -> ClaimItem | None:
    texts = [claim.content] if isinstance(claim.content, str) else claim.content
    content = [at for at in (find_text(text, wanted) for wanted in texts) if at]
    if not content:
        return None
    source = find_nearest(text, claim.source, content)
    return ClaimItem(
        content=tuple(content),
        source=source,
        cue=find_nearest(text, claim.cue, content),
        chain=tuple(find_nearest(text, voice.source, content) for voice in claim.chain) or (source,),
        form=claim.form,
        certainty=claim.certainty,
        polarity=claim.polarity,
        act=claim.act,
    )


def _event(event: GoldEvent, text: str) -> EventItem | None:
    triggers = event.triggers or [GoldText(event.trigger or "", event.sentence)]
    found = [at for at in (find_text(text, t.text, t.sentence) for t in triggers) if at]
    if not found:
        return None
    sentence = triggers[0].sentence
    return EventItem(
        triggers=tuple(found),
        type=event.type,
        status=event.status,
        actors=_fillers(event.actors, text, sentence),
        recipients=_fillers(event.recipients, text, sentence),
        place=find_text(text, event.place, sentence),
        date=event.date,
        mode=event.mode,
    )


def _fillers(wanted: list[str], text: str, sentence: str | None) -> tuple[FillerItem, ...]:
    """Phrases that are found, with the words of all in order: so does ``score_gold.py``."""
    found = [at for at in (find_text(text, words, sentence) for words in wanted) if at]
    return tuple(FillerItem(at, words) for at, words in zip(found, wanted, strict=False))
