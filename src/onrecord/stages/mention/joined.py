"""Words that hyphens join: "Kabul-based", "anti-British", "Iran-Iraq", "Hindu-Muslim".

The newswire that taught the encoder marks the names inside and not the whole. Names of
persons ("Moon Jae-in") and names that own a hyphen ("Guinea-Bissau") stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.lexicon.countries import country_names, find_demonym
from onrecord.lexicon.load import load_mention_words
from onrecord.model import Mention, MentionType, Span

BODIES: Final = frozenset({"place", "organisation", "nationality"})
HYPHEN: Final = re.compile(r"[-‐‑–]")
COMMON_END: Final = re.compile(r"(?<=\w)[-‐‑–](?=[a-z])[\w-]*$")
COMMON_START: Final = re.compile(r"^([a-z]+)[-‐‑–](?=[A-Z])")


def part_joined(mention: Mention) -> Iterator[Mention]:
    """The names in a mention that a hyphen joins to another word; else the mention itself.

    >>> [m.span.text for m in part_joined(Mention(Span(0, 12, "Arab-Israeli"), "nationality"))]
    ['Arab', 'Israeli']
    >>> [m.span.text for m in part_joined(Mention(Span(0, 11, "Kabul-based"), "place"))]
    ['Kabul']
    """
    if mention.type not in BODIES or not HYPHEN.search(mention.span.text):
        yield mention
        return
    span = _without_common(mention.span)
    halves = _halves(span)
    if halves is None or (types := _types(halves, mention.type)) is None:
        yield Mention(span, mention.type, mention.score)
        return
    for half, type_ in zip(halves, types, strict=True):
        yield Mention(half, type_, mention.score)


def _without_common(span: Span) -> Span:
    """A name without the common word joined before or after it."""
    start, end = 0, len(span.text)
    opening = COMMON_START.match(span.text)
    if opening and opening[1] in load_mention_words()["combining"]:  # "anti-British", but not "al-Qaida"
        start = opening.end()
    if (joined := COMMON_END.search(span.text)) and span.text[start : joined.start()].strip():
        end = joined.start()
    return Span(span.start + start, span.start + end, span.text[start:end])


def _halves(span: Span) -> tuple[Span, Span] | None:
    """Two capitalised words with one hyphen between them."""
    parts = HYPHEN.split(span.text)
    if len(parts) != 2 or " " in span.text or not all(part[:1].isupper() for part in parts):
        return None
    middle = span.start + len(parts[0])
    return Span(span.start, middle, parts[0]), Span(middle + 1, span.end, parts[1])


def _types(halves: tuple[Span, Span], whole: MentionType) -> tuple[MentionType, ...] | None:
    """Types of two joined names, None where they are one name.

    Two countries or peoples are two names. Elsewhere the first half of a people's name may be
    a combining form ("Afro-Colombian"), which is a part of it.
    """
    if halves[0].text + "-" + halves[1].text in country_names():
        return None
    types = tuple(_type_of(half.text) for half in halves)
    if all(types):
        return tuple(type_ for type_ in types if type_)
    is_compound = halves[0].text.lower() in load_mention_words()["combining"]
    return (whole, whole) if whole == "nationality" and not is_compound else None


def _type_of(name: str) -> MentionType | None:
    if name in country_names():
        return "place"
    return "nationality" if find_demonym(name) else None
