"""Look up triggers, modes, contexts and acts by the words of a text, an event or a cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from onrecord.model import Act, EventType

from .load import load_acts, load_context_words, load_mode_words, load_trigger_words
from .phrasebook import Match, Phrasebook


@cache
def _trigger_book() -> Phrasebook[tuple[EventType, ...]]:
    return Phrasebook.build(load_trigger_words().items())


@cache
def _mode_books() -> Mapping[EventType, Phrasebook[int]]:
    """Type -> index of its words; the value is the rank of the mode, the winner has the least."""
    return MappingProxyType({
        type_: Phrasebook.build((form, rank) for rank, words in enumerate(modes) for form in words.forms())
        for type_, modes in load_mode_words().items()
    })


@cache
def _context_book() -> Phrasebook[tuple[int, ...]]:
    """Index of context words; the value is the places of the contexts in the ontology's order."""
    ranks: dict[str, tuple[int, ...]] = {}
    for rank, words in enumerate(load_context_words().values()):
        for form in dict.fromkeys(words.forms()):
            ranks[form] = (*ranks.get(form, ()), rank)
    return Phrasebook.build(ranks.items())


@cache
def _acts() -> tuple[Act, ...]:
    """The acts in the order of ``cues.yaml``."""
    return tuple(dict.fromkeys(load_acts().values()))


@cache
def _act_book() -> Phrasebook[int]:
    """Index of cues; the value is the rank of the act in ``cues.yaml``."""
    ranks = {act: rank for rank, act in enumerate(_acts())}
    return Phrasebook.build((form, ranks[act]) for form, act in load_acts().items())


def find_trigger_words(words_lower: Sequence[str]) -> Iterator[Match[tuple[EventType, ...]]]:
    """Where listed words stand that can name an event, with the types that they can name.

    Args:
        words_lower: Lower-case words of a report.

    >>> [found.value for found in find_trigger_words("troops shelled the town".split())]
    [('ASSAULT',)]
    """
    return _trigger_book().find_all(words_lower)


def find_mode(type_: EventType, words_lower: Sequence[str], sentence_lower: Sequence[str] = ()) -> str | None:
    """The most specific mode that the words indicate.

    Args:
        type_: Type of the event.
        words_lower: Lower-case words of the triggers, as the tokens have them.
        sentence_lower: Lower-case words of the sentence; of these only weapons and
            other words count that are marked ``wide``.

    Returns:
        A mode of the type; None where no word indicates one.

    >>> find_mode("ASSAULT", ["bombing"])
    'explosives'
    >>> find_mode("ASSAULT", ["bombing"], "the bombing by two jets".split())
    'aerial'
    >>> find_mode("AID", ["sent", "food"]) is None
    True
    """
    book = _mode_books().get(type_)
    if book is None:
        return None
    modes = load_mode_words()[type_]
    rank = min((found.value for found in book.find_all(words_lower)), default=None)
    if rank is None or modes[rank].yields:
        wide = (found.value for found in book.find_all(sentence_lower) if modes[found.value].wide)
        rank = min(wide if rank is None else (rank, *wide), default=None)
    return None if rank is None else modes[rank].mode


def find_contexts(words_lower: Sequence[str]) -> tuple[str, ...]:
    """The contexts that the words indicate, in the ontology's order.

    Args:
        words_lower: Lower-case words of a sentence or of a few.

    >>> find_contexts("the foreign minister visited the refugee camp".split())
    ('diplomatic', 'migration')
    """
    ranks = {rank for found in _context_book().find_all(words_lower) for rank in found.value}
    names = tuple(load_context_words())
    return tuple(names[rank] for rank in sorted(ranks))


def find_act(words_lower: Sequence[str]) -> Act | None:
    """The act that the words of a cue name; of two, the stronger.

    Args:
        words_lower: Lower-case words of the cue.

    >>> find_act(["is", "estimated", "to"])
    'estimate'
    >>> find_act(["threatened", ",", "saying"])
    'threaten'
    """
    rank = min((found.value for found in _act_book().find_all(words_lower)), default=None)
    return None if rank is None else _acts()[rank]
