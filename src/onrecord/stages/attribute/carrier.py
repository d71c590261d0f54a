"""Sentences that speak of an announcement: "The decision was made known by the army on its website"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import Act, Tokens

from .lists import load_reach_words
from .medium import find_medium
from .pairing import Range
from .relays import find_phrase
from .wording import find_cue_act, lower_words

STOPS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "-"})
MODIFIERS = 2  # words between a determiner and the noun ("the surprise announcement")


@dataclass(frozen=True, slots=True)
class Carrier:
    """What such a sentence says.

    Attributes:
        act: Of the noun, else announce.
        cue: The noun if it names an act ("announcement"), else the verb ("made known").
        maker: Who made it.
        medium: Where.
        relays: Source and cue of those who reported it.
    """

    act: Act
    cue: Range
    maker: Range
    medium: Range | None = None
    relays: tuple[tuple[Range, Range], ...] = ()


@cache
def _made_book() -> Phrasebook[bool]:
    return Phrasebook.build((phrase, True) for phrase in load_reach_words().made)


@cache
def _relayed_book() -> Phrasebook[bool]:
    return Phrasebook.build((phrase, True) for phrase in load_reach_words().relayed)


def read_carrier(tokens: Tokens, sentence: int) -> Carrier | None:
    """Read one sentence; None if it speaks of no announcement and its maker.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("They will leave. The move was made public by the corps on its website.")
    >>> tokens.span(*read_carrier(tokens, 1).maker).text
    'the corps'
    """
    first, last = tokens.sentence_range(sentence)
    noun = _find_noun(tokens, first, last)
    if noun is None:
        return None
    verb = _find_verb(tokens, noun + 1, last)
    if verb is None or verb[1] >= last or tokens.words[verb[1]].lower() not in load_reach_words().agents:
        return None
    maker = find_phrase(tokens, verb[1] + 1, last)
    if maker is None:
        return None
    act = find_cue_act([tokens.words[noun].lower()])
    relays = _find_relays(tokens, maker[1], last)
    medium = find_medium(tokens, (noun, verb[1]), source=maker, others=[words for pair in relays for words in pair])
    cue = verb if act is None or tokens.words[noun].lower() == "it" else (noun, noun + 1)
    return Carrier(act or "announce", cue, maker, medium, relays)


def _find_noun(tokens: Tokens, first: int, last: int) -> int | None:
    """Index of the noun that stands for what was announced, the subject of the sentence."""
    words = load_reach_words()
    if tokens.words[first].lower() not in words.determiners:
        return None
    for index in range(first + 1, min(last, first + 2 + MODIFIERS)):
        if tokens.words[index].lower() in words.carriers:
            return index
    return None


def _find_verb(tokens: Tokens, first: int, last: int) -> Range | None:
    """Range of the words of "was first made public" or "came", without helping verbs."""
    words = load_reach_words()
    index = first
    while index < last and (tokens.words[index].lower() in words.auxiliaries | words.adverbs):
        index += 1
    if index >= last:
        return None
    if tokens.words[index].lower() in words.came:
        return index, index + 1
    if index == first:
        return None
    found = _made_book().match_at(lower_words(tokens, (first, last)), index - first)
    if found is None:
        return None
    reached = first + found.last
    while reached < last and tokens.words[reached].lower() in words.adverbs:
        reached += 1
    return index, reached


def _find_relays(tokens: Tokens, first: int, last: int) -> tuple[tuple[Range, Range], ...]:
    """Source and cue of "as reported by Z", "as Z reported", ", Z reported", in text order."""
    words = load_reach_words()
    lower = lower_words(tokens, (first, last))
    for found in _relayed_book().find_all(lower):
        source = find_phrase(tokens, first + found.last, last)
        if source is not None:
            return ((source, (first + found.first, first + found.last)),)
    for index in range(last - 1, first, -1):
        if tokens.words[index].lower() in words.relaying:
            start = _find_start(tokens, index, first)
            end = index - (tokens.words[index - 1] == ",")
            return (((start, end), (index, index + 1)),) if start < end else ()
    return ()


def _find_start(tokens: Tokens, verb: int, least: int) -> int:
    """First word of the subject before a verb: behind "as", or behind the comma that opens its clause."""
    words = load_reach_words()
    for index in range(verb - 1, least - 1, -1):
        if tokens.words[index].lower() in words.relays:
            return index + 1
    end = verb - 1 if tokens.words[verb - 1] == "," else verb
    commas = [index for index in range(least, end) if tokens.words[index] == ","]
    if not commas:
        return verb
    # ", Radio Guintan, an exile station, reported": the apposition belongs to the name.
    start = commas[-2] if end < verb and len(commas) > 1 else commas[-1]
    return start + 1
