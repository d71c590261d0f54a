"""Who passes on what a speaker said: "carried by Y", "as Y reported", "in an interview with Y".

The tagger often leaves these out, since the words around them have another speaker. They
are searched in the sentence of a speaker, outside what is said, from the speaker or his
cue to the next speaker or semicolon. The words are in ``lexicon/reach.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import Tokens

from .lists import load_reach_words, load_voice_words
from .pairing import Range
from .wording import lower_words

STOPS: Final = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "-", '"', "“", "”"})
PHRASE_WORDS: Final = 14  # words of the noun phrase of who passes on
NAME_WORDS: Final = 7  # words of one that stands before its verb: "as the daily Herald reported"

Relay = tuple[Range, Range]
"""Source and cue."""


@cache
def _relayed_book() -> Phrasebook[bool]:
    return Phrasebook.build((phrase, True) for phrase in load_reach_words().relayed)


@cache
def _openers() -> frozenset[str]:
    """Words at which one who passes on can begin, besides the phrases of the book."""
    words = load_reach_words()
    return frozenset({*words.talks, *words.clauses, *words.relays})


def find_relays(
    tokens: Tokens, first: int, last: int, *, barred: Sequence[Range] = (), cue: Range = (0, 0)
) -> Iterator[Relay]:
    """Source and cue of each who passes on, in a part of a sentence.

    Args:
        tokens: n words.
        first: Where the speaker or his cue begins.
        last: One past the last word of the part.
        barred: What is said; its words are somebody else's.
        cue: Of the speaker; where it stands behind, a noun phrase ends before it.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("All is well, he said in a letter carried by the Herald on Friday.")
    >>> [tokens.span(*source).text for source, _ in find_relays(tokens, 4, 14)]
    ['the Herald']
    """
    lower = lower_words(tokens, (first, last))
    books = {first + match.first: first + match.last for match in _relayed_book().find_all(lower)}
    reached = first
    openers = _openers()
    for index in range(first, last):
        if not (index in books or lower[index - first] in openers):
            continue
        if index < reached or any(a <= index < b for a, b in barred):
            continue
        end = min([last, *(a for a, _ in (*barred, cue) if a > index)])
        relay = _read_agent(tokens, index, books, end) or _read_clause(tokens, index, end)
        if relay is not None and not any(a < relay[0][1] and relay[0][0] < b for a, b in barred):
            yield relay
            reached = max(relay[0][1], relay[1][1])


def _read_agent(tokens: Tokens, index: int, books: dict[int, int], last: int) -> Relay | None:
    """Who passes on as an agent: "carried by Y", "in an interview with Y"."""
    words = load_reach_words()
    end = books.get(index)
    if end is None and tokens.words[index].lower() in words.talks and index + 1 < last:
        end = index + 2 if tokens.words[index + 1].lower() in words.partners else None
    if end is None or tokens.words[index - 1].lower() in load_voice_words().negations | {"be"}:
        return None
    source = find_phrase(tokens, end, last)
    return (source, (index, end)) if source is not None and _is_speaker(tokens, source) else None


def _read_clause(tokens: Tokens, index: int, last: int) -> Relay | None:
    """Who passes on in a clause: "as Y reported", "a recording that Y broadcast"."""
    words = load_reach_words()
    opens = tokens.words[index].lower()
    is_document = opens in words.clauses and tokens.words[index - 1].lower() in load_voice_words().documents
    if not is_document and opens not in words.relays:
        return None
    for verb in range(index + 2, min(last, index + 2 + NAME_WORDS)):
        word = tokens.words[verb].lower()
        if tokens.words[verb - 1] in STOPS:
            return None
        if word in words.passing:
            source = (index + 1, verb)
            return (source, (verb, verb + 1)) if _is_speaker(tokens, source) else None
    return None


def find_phrase(tokens: Tokens, first: int, last: int) -> Range | None:
    """A noun phrase: up to a sign, a preposition of place or the start of another clause."""
    ends = load_reach_words().ends
    index = first
    while index < min(last, first + PHRASE_WORDS):
        word = tokens.words[index]
        if word in STOPS or word.lower() in ends:
            break
        index += 1
    return (first, index) if index > first else None


def _is_speaker(tokens: Tokens, source: Range) -> bool:
    """Whether a phrase can be one who passes on: a name or a noun with its article, and not the report itself."""
    words = load_voice_words()
    opens = tokens.words[source[0]]
    if opens.lower() in words.own:
        return False
    return opens.lower() in words.determiners or any(not tokens.words[index].islower() for index in range(*source))


def cut_relay(tokens: Tokens, source: Range | None, relays: Sequence[Relay]) -> Range | None:
    """A speaker's noun phrase without who passes on: "villagers" of "villagers reached by the Herald".

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("Villagers reached by the Herald said so.")
    >>> cut_relay(tokens, (0, 5), [((3, 5), (1, 3))])
    (0, 1)
    """
    inside = [cue for _, cue in relays if source is not None and source[0] < cue[0] < source[1]]
    if source is None or not inside:
        return source
    words = load_voice_words()
    last = inside[0][0]
    comma = next((index for index in range(last - 1, source[0], -1) if tokens.words[index] == ","), None)
    if comma is not None and tokens.words[comma + 1].lower() in words.asides | {"whose"}:
        last = comma
    while last - source[0] > 1 and (
        tokens.words[last - 1] in STOPS or tokens.words[last - 1].lower() in words.asides | words.passive
    ):
        last -= 1
    return source[0], last


def find_informant(tokens: Tokens, cue: Range) -> Range | None:
    """From whom somebody has it: "the Herald learned from a guard".

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("The king is ill, the Herald learned from a guard.")
    >>> tokens.span(*find_informant(tokens, (7, 8))).text
    'a guard'
    """
    if tokens.words[cue[1] - 1].lower() == "from":
        cue = (cue[0], cue[1] - 1)
    if tokens.words[cue[1] - 1].lower() not in load_reach_words().learning:
        return None
    _, end = tokens.sentence_around(cue[0])
    if cue[1] >= end or tokens.words[cue[1]].lower() != "from":
        return None
    return find_phrase(tokens, cue[1] + 1, end)
