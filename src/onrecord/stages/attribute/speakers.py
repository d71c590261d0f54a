"""Speakers that the tagger misses or takes from a neighbour, read from the words before a cue.

Six kinds: hearsay ("he is said to have promised"), who is told by nobody named ("the pool
was told"), who is quoted by another ("a nurse was quoted by the radio"), who has it from
another ("the daily learned from a guard"), the subject of a verb where the source found
stands behind a comma ("the king told his guest, his office said"), and a pronoun just
before ("it had reported").
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.model import Tokens

from .lists import load_voice_words
from .pairing import Attribution, Range
from .quoting import OUTLET_WORDS, find_phrase_before
from .relays import find_informant
from .wording import find_cue_act, lower_words

HEARSAY_WORDS: Final = 5  # words of "is reported to have told"


def mend_speaker(tokens: Tokens, attribution: Attribution) -> Attribution:
    """An attribution with its speaker, where the words before its cue show another than the tagger found.

    >>> from onrecord.stages.segment import segment
    >>> tokens = segment("Two were shot, the pool was told.")
    >>> mended = mend_speaker(tokens, Attribution((7, 8), (4, 6), ((0, 3),), 0.9))
    >>> mended.source, tokens.span(*mended.hearer).text
    (None, 'the pool')
    """
    if attribution.cue is None:
        return attribution
    for mend in (_mend_hearsay, _mend_told, _mend_quoted, _mend_learned, _mend_teller, _mend_pronoun):
        mended = mend(tokens, attribution, attribution.cue)
        if mended is not None:
            return mended
    return attribution


def _mend_hearsay(tokens: Tokens, attribution: Attribution, cue: Range) -> Attribution | None:
    """Hearsay of a speaker, "is reported to have told": its subject tells, and nobody named reports it."""
    known = load_voice_words()
    verb = cue[1] - 1
    begin = max(tokens.sentence_around(verb)[0], verb - HEARSAY_WORDS + 1)
    index = verb - (tokens.words[verb - 1].lower() in {"have", "be"})
    if (
        index - 3 < begin
        or tokens.words[index - 1].lower() != "to"
        or find_cue_act(lower_words(tokens, (verb, verb + 1))) is None
    ):
        return None
    if tokens.words[index - 2].lower() not in known.hearsay or tokens.words[index - 3].lower() not in known.passive:
        return None
    first = index - 3
    source = attribution.source
    if source is None or source[0] >= first:
        source = _find_subject(tokens, first)
    return None if source is None else replace(attribution, source=source, cue=(verb, verb + 1), hearsay=(first, verb))


def _mend_told(tokens: Tokens, attribution: Attribution, cue: Range) -> Attribution | None:
    """No speaker of "the pool was told": who is told only hears, unless "by" names a speaker."""
    known = load_voice_words()
    first = cue[0] if tokens.words[cue[0]].lower() in known.passive else cue[0] - 1
    source = attribution.source
    is_told = (
        tokens.words[cue[1] - 1].lower() in known.tell and first > 0 and tokens.words[first].lower() in known.passive
    )
    if not is_told or (source is not None and source[0] >= cue[1]):
        return None
    hearer = source if source is not None and source[1] <= first else _find_subject(tokens, first)
    return None if hearer is None else replace(attribution, source=None, hearer=hearer)


def _mend_quoted(tokens: Tokens, attribution: Attribution, cue: Range) -> Attribution | None:
    """The speaker of "a nurse was quoted by the radio": the nurse, though the tagger may take the radio."""
    known = load_voice_words()
    source = attribution.source
    verb = next((index for index in range(*cue) if tokens.words[index].lower() in known.cite), None)
    if verb is None or verb == 0 or source is None or source[0] <= verb:
        return None
    is_passive = tokens.words[verb - 1].lower() in known.passive
    if not is_passive or "by" not in lower_words(tokens, (verb + 1, source[0])):
        return None
    speaker = _find_subject(tokens, verb - 1)
    return None if speaker is None else replace(attribution, source=speaker)


def _mend_learned(tokens: Tokens, attribution: Attribution, cue: Range) -> Attribution | None:
    """The speaker of "the daily learned from a guard": the daily; the guard is a voice of his own."""
    source = attribution.source
    if source is None or source[0] < cue[1] or find_informant(tokens, cue) is None:
        return None
    return replace(attribution, source=_find_subject(tokens, _find_helpers(tokens, cue[0])))


def _mend_teller(tokens: Tokens, attribution: Attribution, cue: Range) -> Attribution | None:
    """The speaker of "told" in "the king told his guest, his office said": who stands before it."""
    known = load_voice_words()
    source = attribution.source
    if source is None or source[0] < cue[1] or "," not in tokens.words[cue[1] : source[0]]:
        return None
    if set(lower_words(tokens, cue)) & (known.account | known.cite | known.passive):
        return None
    teller = _find_subject(tokens, cue[0]) or _find_apposition(tokens, cue[0])
    if teller is None:
        return None
    last = _skip_signs(tokens, teller[0])
    said = tuple((a, min(b, last) if a < last else b) for a, b in attribution.contents)
    return replace(attribution, source=teller, contents=said)


def _mend_pronoun(tokens: Tokens, attribution: Attribution, cue: Range) -> Attribution | None:
    """The pronoun just before a cue without a speaker."""
    known = load_voice_words()
    if attribution.source is not None or cue[0] == 0 or tokens.words[cue[0] - 1].lower() not in known.persons:
        return None
    return None if set(lower_words(tokens, cue)) & known.passive else replace(attribution, source=(cue[0] - 1, cue[0]))


def _find_apposition(tokens: Tokens, verb: int) -> Range | None:
    """The subject "the mayor, Ann Moor," before a verb: a noun phrase and a name, each behind a comma."""
    begin, _ = tokens.sentence_around(verb)
    commas = [
        index
        for index in range(verb - 1, max(begin, verb - 2 - 2 * OUTLET_WORDS) - 1, -1)
        if tokens.words[index] == ","
    ]
    if len(commas) < 3 or commas[0] != verb - 1:
        return None
    first, name = commas[2] + 1, commas[1] + 1
    return (first, commas[0]) if tokens.words[name][0].isupper() and name < commas[0] else None


def _skip_signs(tokens: Tokens, last: int) -> int:
    """One past the last word before a place."""
    while last > 1 and not tokens.words[last - 1][0].isalnum():
        last -= 1
    return last


def _find_helpers(tokens: Tokens, verb: int) -> int:
    """First of the helping words before a verb ("has learned")."""
    while verb > 0 and tokens.words[verb - 1].lower() in load_voice_words().helpers:
        verb -= 1
    return verb


def _find_subject(tokens: Tokens, verb: int) -> Range | None:
    """The noun phrase or pronoun just before a verb, in its sentence."""
    begin, _ = tokens.sentence_around(verb)
    if verb > begin and tokens.words[verb - 1].lower() in load_voice_words().persons:
        return verb - 1, verb
    return find_phrase_before(tokens, verb, begin)
