"""Through which medium something was said: "on its Facebook page", "a rally in Aden".

Three places are searched in the sentence of the cue, outside what is said: behind a
preposition, after "told" or "according to", and before the cue, where a document is
the subject ("footage shows"). The nouns are in ``lexicon/media.yaml``. A run of words
that the link head joins to the cue counts where the rules find nothing.

Limits: a medium that an earlier sentence named is not carried on ("he added").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.load import load_media
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.model import Tokens

from .lists import load_voice_words
from .pairing import Range
from .wording import lower_words

REACH: Final = 16  # words behind a cue in which its medium stands
REACH_BACK: Final = 30  # words before it; "In a letter to …, the head of …, wrote"
BEFORE_HEAD: Final = 7  # words between a preposition and the noun
AFTER_HEAD: Final = 8  # words of the phrase after the noun
SUBJECT_WORDS: Final = 5  # a longer phrase before a cue is a clause, not its subject
SUBJECT_REACH: Final = 14  # words between a document and the cue whose subject it is
STOPS: Final = frozenset({",", ".", ";", ":", "-", "–", "—", "(", ")", '"', "“", "”"})


@cache
def _media_book() -> Phrasebook[bool]:
    return Phrasebook.build((word, True) for word in sorted(load_media()))


def find_medium(
    tokens: Tokens,
    cue: Range | None,
    *,
    contents: Sequence[Range] = (),
    source: Range | None = None,
    others: Sequence[Range] = (),
    linked: Range | None = None,
) -> Range | None:
    """Noun phrase of the medium of a cue.

    Args:
        tokens: n words.
        cue: The cue.
        contents: What is said; a medium inside it is another's.
        source: The speaker; a medium is not part of it.
        others: Cues and sources of other attributions; a medium beyond one is theirs.
        linked: What the link head takes for the medium.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("It said on its official Facebook page that all was well.")
    >>> tokens.span(*find_medium(tokens, (1, 2))).text
    'its official Facebook page'
    """
    if cue is None:
        return linked
    barred = [*contents, *others, cue, *([source] if source else [])]
    best: Range | None = None
    best_gap = REACH_BACK + 1
    for phrase in _find_phrases(tokens, cue, source, barred):
        gap = max(cue[0] - phrase[1], phrase[0] - cue[1], 0)
        beyond = any(min(cue[1], phrase[1]) <= a and b <= max(cue[0], phrase[0]) for a, b in others)
        if gap < best_gap and not beyond:
            best, best_gap = phrase, gap
    return best or linked


def _find_phrases(tokens: Tokens, cue: Range, source: Range | None, barred: Sequence[Range]) -> Iterator[Range]:
    """Phrases around a cue that name a medium, none within another."""
    words = load_voice_words()
    first, last = tokens.sentence_around(cue[0])
    begin, end = max(first, cue[0] - REACH_BACK), min(last, cue[1] + REACH)
    told = tokens.words[cue[1] - 1].lower() in words.tell
    heads = [(begin + m.first, begin + m.last) for m in _media_book().find_all(lower_words(tokens, (begin, end)))]
    heads += [(i, i + 1) for i in range(begin, end) if tokens.words[i] in words.medium_names]
    if told:
        heads += [
            (i, i + 1) for i in range(cue[1], min(end, cue[1] + 5)) if tokens.words[i].lower() in words.gatherings
        ]
    reached = begin
    for head in sorted(heads):
        if head[0] < reached or _is_barred(head, barred):
            continue
        start = _phrase_start(tokens, head, cue, source, begin)
        if start is None or _is_barred((start, head[0]), [other for other in barred if other != source]):
            continue
        reached = _phrase_end(tokens, (start, head[1]), end, barred)
        yield start, reached


def _is_barred(words: Range, barred: Sequence[Range]) -> bool:
    return any(words[0] < b and a < words[1] for a, b in barred)


def _phrase_start(tokens: Tokens, head: Range, cue: Range, source: Range | None, least: int) -> int | None:
    """First word of the medium's phrase, if it stands where a medium stands."""
    words = load_voice_words()
    for index in range(head[0], max(least, head[0] - BEFORE_HEAD) - 1, -1):
        if index == cue[1]:
            last = tokens.words[cue[1] - 1].lower()
            return index if last in words.medium_cues or last in words.tell else None
        before = tokens.words[index - 1].lower() if index else ""
        if before in words.medium_before:
            fits = before != "by" or (index == head[0] and tokens.words[index].lower() in words.by_media)
            behind = index > cue[0] or index - 1 == least or tokens.words[index - 2] in STOPS
            return index if fits and (behind or tokens.words[index - 1][0].isupper()) else None
        if index == least or before in STOPS or before in words.medium_ends:
            return index if _is_subject(tokens, (index, head[1]), cue, source) else None
    return None


def _is_subject(tokens: Tokens, phrase: Range, cue: Range, source: Range | None) -> bool:
    """Whether a document is the subject of a cue: "A UN report puts"; its author may be the source."""
    if phrase[1] > cue[0] or phrase[1] - phrase[0] > SUBJECT_WORDS or cue[0] - phrase[1] > SUBJECT_REACH:
        return False
    opens = tokens.words[phrase[0]]
    own = (
        source is None
        or source[1] <= phrase[1]
        or (source[0] < cue[0] and "which" not in lower_words(tokens, (phrase[1], cue[0])))
    )
    return own and (opens.lower() in load_voice_words().determiners or opens[0].isupper())


def _phrase_end(tokens: Tokens, phrase: Range, end: int, barred: Sequence[Range]) -> int:
    """One past the last word of the medium's phrase, given up to its noun."""
    words = load_voice_words()
    last = phrase[1]
    while last < end and tokens.words[last][0].isupper() and tokens.words[last - 1][0].isupper():
        last += 1  # "Radio Oran"
    if last >= end or tokens.words[last].lower() not in words.medium_after:
        return last
    if tokens.words[phrase[0]].lower() in words.by_media:
        return last
    reached = last + 1
    while reached < min(end, last + AFTER_HEAD):
        word = tokens.words[reached].lower()
        if word in STOPS or word in words.medium_ends or _is_barred((reached, reached + 1), barred):
            break
        reached += 1
    while reached > last and tokens.words[reached - 1].lower() in words.medium_after:
        reached -= 1
    return reached
