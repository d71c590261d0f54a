"""Names that the registry and the list of countries know, where the encoder saw none, another type or a part.

The encoder's vocabulary is lower-cased and its newswire of another beat, so it can miss
"the Taliban" in a lone sentence. Only kinds whose names are rarely common words are
looked up; a name of one word must be long or in capitals.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from onrecord.lexicon.countries import country_names
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import ActorKind, Mention, SpanIndex, Tokens
from onrecord.registry import find_actor, load_actors

KINDS: Final[frozenset[ActorKind]] = frozenset({"armed_group", "igo", "ngo", "military"})
SHORTEST: Final = 6  # letters of a single word that is not in capitals
BODIES: Final[frozenset[ActorKind]] = KINDS | {"party", "media", "company", "court", "legislature", "police"}
"""Kinds that are organisations, whatever else a name of theirs may mean."""
FROM_REGISTRY: Final = 0.9  # score of a name that only the registry gives


@cache
def _known_names() -> Phrasebook[bool]:
    """Names as they are written, in words as the segmenter cuts them at blanks."""
    entries = (entry for entry in load_actors() if entry.kind in KINDS and "/" not in entry.id)
    names = (name for entry in entries for name in (entry.name, *entry.aliases))
    return Phrasebook.build((name, True) for name in dict.fromkeys(names) if _is_telling(name))


def _is_telling(name: str) -> bool:
    """Whether a name can be told from common words by its form."""
    if not name[0].isupper() and "-" not in name:
        return False
    return " " in name or (name.isupper() and len(name) > 2) or len(name) >= SHORTEST


@cache
def _long_countries() -> Phrasebook[bool]:
    """Names of countries with small words in them: "Bosnia and Herzegovina"."""
    names = sorted(name for name in country_names() if name[0].isupper() and any(map(str.islower, name.split())))
    return Phrasebook.build((name, True) for name in names)


def is_known_body(name: str) -> bool:
    """Whether the registry holds a name as that of an organisation."""
    entry = find_actor(name)
    return entry is not None and entry.kind in BODIES and "/" not in entry.id


def join_countries(tokens: Tokens, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Mentions with one for each country whose name was taken for several."""
    spans = [tokens.span(found.first, found.last) for found in _long_countries().find_all(tokens.words)]
    if not spans:
        return mentions
    index = SpanIndex(mentions, span_of=lambda mention: mention.span)
    joined, gone = set(), set()
    for span in spans:
        parts = [part for part in index.overlapping(span) if span.contains(part.span)]
        if parts:
            joined.add(Mention(span, "place", max(part.score for part in parts)))
            gone.update(parts)
    return tuple(sorted({*mentions} - gone | joined))


def add_known(tokens: Tokens, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Mentions with the organisations that the registry knows.

    A known name with no mention in it becomes one; a mention that is just a known name
    becomes an organisation; longer mentions stay.

    Returns:
        In text order; no two overlap.
    """
    spans = [tokens.span(found.first, found.last) for found in _known_names().find_all(tokens.words)]
    if not spans:
        return mentions
    known = {(span.start, span.end) for span in spans}
    kept = [Mention(m.span, "organisation", m.score) if (m.span.start, m.span.end) in known else m for m in mentions]
    taken = [(m.span.start, m.span.end) for m in kept]
    at = 0
    for span in spans:
        while at < len(taken) and taken[at][1] <= span.start:
            at += 1
        if at == len(taken) or taken[at][0] >= span.end:
            kept.append(Mention(span, "organisation", FROM_REGISTRY))
    return tuple(sorted(kept))
