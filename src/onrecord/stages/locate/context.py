"""Which names the text itself puts around a name: "X, Idlib province", "Syria's X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.gazetteer import Entry, Gazetteer, Kind
from onrecord.model import Span

from .names import load_words, read_name

COMPASS: Final = r"(?:(?:the|north|south|east|west|central)[\w-]*\s+){0,3}"
TYPE: Final = r"(?:city|town|village|district|neighbou?rhood|province|region|county|area|suburb|camp|port|state)"
# Between a name and the container that follows it.
FOLLOWS: Final = re.compile(rf"\s*(?:,|\()\s*(?:in\s+)?{COMPASS}|\s+(?:{TYPE}\s+)?(?:in|of)\s+{COMPASS}|\s+{TYPE},\s+")
# The wordings among these that say outright that the one lies in the other.
LIES_IN: Final = re.compile(rf"\s+(?:{TYPE}\s+)?(?:in|of)\s+{COMPASS}|\s+{TYPE},\s+")
# Between a container and the name that follows it.
PRECEDES: Final = re.compile(rf"['’]s\s+(?:[\w-]+\s+){{0,3}}|\s+(?:[\w-]+\s+){{0,3}}{TYPE}\s+(?:of\s+)?(?:the\s+)?")
# A container that no recogniser marked: "Lebanon, Pa."
BARE: Final = re.compile(r",\s+((?:[A-Z][\w.’'-]+|of|and)(?:\s+(?:[A-Z][\w.’'-]+)){0,2})")
AFTER: Final = re.compile(r"\s+([A-Za-z-]+)\b")
BEFORE: Final = re.compile(r"\bthe\s+([a-z-]+)\s+of\s+(?:the\s+)?$")
LONGEST_GAP: Final = 48  # code points between a name and its container


def kind_beside(text: str, span: Span) -> Kind | None:
    """Kind that the words beside a name ask for: "Hama province", "the city of Hama"."""
    after = AFTER.match(text, span.end)
    before = BEFORE.search(text, max(0, span.start - LONGEST_GAP), span.start)
    for match in (after, before):
        kind = load_words().types.get(match[1].lower()) if match else None
        if kind in ("province", "district", "settlement"):
            return kind
    return None


def find_holder(text: str, span: Span, following: Span) -> bool:
    """Whether the text says that a name lies in the place named next."""
    return LIES_IN.fullmatch(text, span.end, following.start) is not None


def find_containers(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> list[tuple[Entry, ...]]:
    """Entries that may contain each name, by what stands beside it.

    Args:
        text: The report.
        spans: Names of places, in text order.
        gazetteer: Where containers are looked up.

    Returns:
        For each name, possible containers (countries, provinces, districts).
    """
    found: list[list[Entry]] = [[] for _ in spans]
    for index, span in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        gap = text[span.end : following.start] if following is not None else ""
        if following is not None and len(gap) <= LONGEST_GAP:
            if FOLLOWS.fullmatch(gap):
                found[index] += areas(following.text, gazetteer)
            elif PRECEDES.fullmatch(gap):
                found[index + 1] += areas(span.text, gazetteer)
        if not found[index] and (bare := BARE.match(text, span.end)):
            found[index] += areas(bare[1], gazetteer) or areas(bare[1].split()[0], gazetteer)
    for index in range(len(spans) - 2, -1, -1):  # "X, Y, Z": Z contains X too
        if re.fullmatch(r",\s+", text[spans[index].end : spans[index + 1].start]):
            found[index] += found[index + 1]
    return [tuple(dict.fromkeys(entries)) for entries in found]


def areas(name: str, gazetteer: Gazetteer) -> list[Entry]:
    """The countries, provinces and districts that a name can mean, at most six."""
    candidates = read_name(name, gazetteer).candidates
    return [entry for entry in candidates if entry.kind in ("country", "province", "district", "region")][:6]
