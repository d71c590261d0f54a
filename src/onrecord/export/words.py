"""The record's values in plain words: dates, bounds, kinds, chains."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from onrecord.model import Claim, Event, Figure, Place, Voice

from .lookup import Lookup

DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d):\d\d\S*)?([?~%]?)")
DURATION: Final = re.compile(r"(\d+(?:\.\d+)?)([YMWDHS])")
CONTROLS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
DOUBT: Final = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


@cache
def load_words() -> Any:
    """The tables of ``words.yaml``."""
    return yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))


def to_printable(text: str) -> str:
    """Without control characters, which a terminal would obey.

    A report's text has none; a record may come from a file that somebody else made.
    """
    return CONTROLS.sub("�", text)


def date_words(value: str) -> str:
    """An EDTF value or ISO 8601 duration as people write it.

    >>> [date_words(value) for value in ("2014-03-12", "2012-10", "2013/2017", "2011~", "2017-21", "P7Y")]
    ['12 March 2014', 'October 2012', '2013 to 2017', 'about 2011', 'spring 2017', '7 years']
    """
    if value.startswith("P"):
        return _duration_words(value)
    begin, slash, end = value.partition("/")
    if not slash:
        return _day_words(value)
    if begin in {"", ".."}:
        return f"until {_day_words(end)}"
    return f"since {_day_words(begin)}" if end in {"", ".."} else f"{_day_words(begin)} to {_day_words(end)}"


def _day_words(value: str) -> str:
    match = DAY.fullmatch(value)
    if match is None:
        return value
    year, month, day, time, doubt = match.groups()
    words = load_words()
    parts = [str(int(day))] if day else []
    if month:
        number = int(month)
        name = words["seasons"].get(number) or (words["months"][number - 1] if 1 <= number <= 12 else month)
        parts.append(name)
    parts.append(year)
    return DOUBT[doubt].format(" ".join(parts) + (f", {time}" if time else ""))


def _duration_words(value: str) -> str:
    words = load_words()
    days, _, clock = value[1:].partition("T")
    units = [(number, words["durations"][unit]) for number, unit in DURATION.findall(days)]
    units += [(number, words["clock_durations"][unit]) for number, unit in DURATION.findall(clock)]
    return " ".join(f"{number} {unit}{'' if number == '1' else 's'}" for number, unit in units) or value


def figure_words(figure: Figure) -> str:
    """Bounds and unit; the wording follows where it holds no digit.

    >>> from onrecord.model import Span
    >>> figure_words(Figure(id="f1", low=24, high=99, unit="killed", span=Span(0, 6, "dozens")))
    '24–99 killed (“dozens”)'
    """
    count = _bounds_words(figure)
    unit = "" if figure.unit == "share" else f" {figure.unit}"
    wording = "" if re.search(r"\d", figure.span.text) else f" (“{figure.span.text}”)"
    total = ", running total" if figure.cumulative else ""
    return f"{count}{unit}{wording}{total}"


def _bounds_words(figure: Figure) -> str:
    low, high = _number(figure.low, figure.unit), _number(figure.high, figure.unit)
    about = "about " if figure.approximate else ""
    if low is None and high is None:
        return "an unknown number"
    if high is None:
        return f"{about}at least {low}"
    if low is None:
        return f"{about}up to {high}"
    return f"{about}{low}" if low == high else f"{about}{low}–{high}"


def _number(value: float | None, unit: str) -> str | None:
    if value is None:
        return None
    if unit == "share":
        return f"{100 * value:.3g} %"
    return f"{value:,.10g}"


def kind_words(event: Event) -> str:
    """Type and mode, as in "assault · heavy weapons"."""
    parts = (event.type.lower(), (event.mode or "").replace("-", " ").replace("_", " "))
    return " · ".join(part for part in parts if part)


def voice_words(voice: Voice, lookup: Lookup) -> str:
    """One link of a chain: the actor's name or the words of the text."""
    name = lookup.name_of(voice.actor) or (voice.source.text if voice.source else None)
    if name is None:
        name = "nobody named"
    elif not voice.named:
        name += " (unnamed)"
    return f"{name} ({voice.medium.text})" if voice.medium else name


def chain_words(claim: Claim, lookup: Lookup) -> str:
    """The chain of a claim, from the fact to the report, as in "Jin Yinan ← this report"."""
    return f"{voices_words(claim, lookup)} ← this report"


def voices_words(claim: Claim, lookup: Lookup) -> str:
    """The chain without its last link."""
    return " ← ".join(voice_words(voice, lookup) for voice in claim.voices)


def certainty_words(claim: Claim) -> str:
    """How sure the wording is, with the words that make it unsure."""
    hedges = ", ".join(f"“{span.text}”" for span in claim.hedges)
    return f"{claim.certainty} ({hedges})" if hedges else claim.certainty


def authority_words(item_id: str, lookup: Lookup) -> str:
    """Who answers for an item: the voices of its claims, or the report itself."""
    claims = lookup.claims_about(item_id)
    if not claims:
        return "said by this report"
    return "; ".join(
        f"{'denied' if claim.polarity == 'denied' else 'said'} by {voices_words(claim, lookup)}" for claim in claims
    )


def place_words(place: Place) -> str:
    """Precision and coordinates, or why there are none."""
    if place.lat is None or place.lon is None:
        return f"not resolved: {place.unresolved}" if place.unresolved else "not resolved"
    country = f"{place.country} · " if place.country and place.precision != "country" else ""
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{place.precision} · {country}{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}"
