"""One neutral line for an incident, made from its fields alone.

It takes no word of a report, so no report's wording colours it; what is disputed is
given with both ends.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from onrecord.lexicon.strict import read_yaml
from onrecord.model import Counts, EventType, Fields, Site


@cache
def load_nouns() -> dict[str, str]:
    """Type, or type and mode with a slash, -> noun.

    Raises:
        LexiconError: The file breaks its form.
    """
    return read_yaml(resources.files("onrecord.compare").joinpath("nouns.yaml"), dict[str, str])


def describe(type_: EventType, mode: str | None, *, place: Site | None, fields: Fields) -> str:
    """The line.

    Args:
        type_: Of the incident.
        mode: On which its mentions agree, or None.
        place: Where.
        fields: What is claimed.
    """
    nouns = load_nouns()
    parts = [nouns.get(f"{type_}/{mode}", nouns[type_])]
    if place is not None:
        parts[0] += f" in {place.name}"
    for unit, counts in (("killed", fields.killed), ("injured", fields.injured)):
        if counts is not None:
            parts.append(f"{word_counts(counts)} {unit}")
    if fields.status is not None and fields.status.verdict == "dispute":
        parts.append("denied")
    return ", ".join(parts)


def word_counts(counts: Counts) -> str:
    """Counts in words: what the last words of all origins leave possible, or both ends of a dispute."""
    last = {value.origin: value for value in counts.values}
    values = sorted(last.values(), key=lambda value: (value.low or 0, value.high or 0))
    if counts.verdict == "dispute":
        return f"{word_bounds(values[0].low, values[0].high)} or {word_bounds(values[-1].low, values[-1].high)}"
    low = max((value.low for value in values if value.low is not None), default=None)
    high = min((value.high for value in values if value.high is not None), default=None)
    if low is not None and high is not None and low > high:  # round figures that agree only roughly
        low, high = high, low
    return word_bounds(low, high)


def word_bounds(low: float | None, high: float | None) -> str:
    """Bounds in words.

    >>> [word_bounds(low, high) for low, high in ((4, 4), (4, None), (24, 99), (None, 7))]
    ['4', 'at least 4', '24 to 99', 'at most 7']
    """
    if low is None:
        return "an unknown number" if high is None else f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
