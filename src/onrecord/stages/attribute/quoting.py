"""Quotations at second hand: "Y quoted X as saying that".

Of the two who speak here the tagger finds one, or gives one source to both cues. The words
are in ``lexicon/voices.yaml``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.model import Tokens

from .lists import load_voice_words
from .pairing import Attribution, Range

STOPS: Final = frozenset({",", ".", ";", ":", "—", "–", '"', "“", "”", "«", "»"})
QUOTED_WORDS: Final = 16  # words between "quoted" and "as saying"
BARE_WORDS: Final = 4  # words of a phrase without an article ("deserters in Aden"); a longer one may be a clause
OUTLET_WORDS: Final = 10  # words of the noun phrase before "quoted"


def split_quotations(tokens: Tokens, attributions: list[Attribution]) -> list[Attribution]:
    """Attributions in which "Y quoted X as saying" has two voices: X with "saying", Y with "quoted".

    Args:
        tokens: n words.
        attributions: In text order of their cues.

    Returns:
        In the same order.
    """
    verbs = [None if a.cue is None else _find_quote(tokens, a.cue) for a in attributions]
    pairs: dict[int, list[Attribution]] = {}
    for attribution, verb in zip(attributions, verbs, strict=True):
        if verb is not None:
            pairs.setdefault(verb, []).append(attribution)
    found: list[Attribution] = []
    for attribution, verb in zip(attributions, verbs, strict=True):
        found += [attribution] if verb is None else _split(tokens, verb, pairs.pop(verb, []))
    return found


def _find_quote(tokens: Tokens, cue: Range) -> int | None:
    """The active verb of "quoted X as saying", if a cue holds it, or "saying"."""
    known = load_voice_words()
    begin, end = tokens.sentence_around(cue[0])
    words = tokens.lower[slice(*cue)]
    if known.cite.isdisjoint(words) and known.repeating.isdisjoint(words):
        return None
    verb = next((cue[0] + at for at, word in enumerate(words) if word in known.cite), None)
    if verb is None:
        back = range(cue[0] - 1, max(begin, cue[0] - 1 - QUOTED_WORDS) - 1, -1)
        verb = next((index for index in back if tokens.words[index].lower() in known.cite), None)
    if verb is None or verb == begin or tokens.words[verb - 1].lower() in known.passive:
        return None
    mark = _find_saying(tokens, verb, end)
    return verb if mark is not None and mark > verb + 1 and cue[0] <= mark + 1 else None


def _find_saying(tokens: Tokens, verb: int, end: int) -> int | None:
    """Index of "as" in "as saying" behind a verb of quoting."""
    repeating = load_voice_words().repeating
    for index in range(verb + 1, min(end - 1, verb + 1 + QUOTED_WORDS)):
        if tokens.words[index].lower() == "as" and tokens.words[index + 1].lower() in repeating:
            return index
    return None


def _split(tokens: Tokens, verb: int, pair: list[Attribution]) -> list[Attribution]:
    """Who quotes and who is quoted, in text order."""
    begin, end = tokens.sentence_around(verb)
    mark = _find_saying(tokens, verb, end)
    if mark is None or not pair:
        return pair
    outlets = [a.source for a in pair if a.source is not None and begin <= a.source[0] < verb]
    outlet = outlets[0] if outlets else find_phrase_before(tokens, verb, begin)
    said = tuple(content for content in pair[0].contents if not (verb < content[0] and content[1] <= mark))
    base = replace(pair[0], contents=said or pair[0].contents, medium=None)
    quoting = replace(base, cue=(verb, verb + 1), source=outlet)
    quoted = replace(base, cue=(mark, mark + 2), source=(verb + 1, mark))
    return [quoted] if outlet is None else [quoting, quoted]


def find_phrase_before(tokens: Tokens, verb: int, least: int) -> Range | None:
    """The noun phrase just before a verb, back to a sign or a small word that begins a clause."""
    known = load_voice_words()
    first = verb
    while first > max(least, verb - OUTLET_WORDS):
        word = tokens.words[first - 1]
        if word in STOPS or word.lower() in known.openers:
            break
        first -= 1
    words = tokens.words[first:verb]
    is_phrase = bool(words) and (
        words[0][0].isupper() or words[0].lower() in known.determiners or len(words) <= BARE_WORDS
    )
    return (first, verb) if is_phrase else None
