"""What a count counts: people killed, injured …, troops, fighters, or the noun itself.

Method: what the words say that name the counted ("dead", "hostages"), then the verb
of the clause: one that the counted undergo before them ("killing 12"), one in the
passive or of dying or fleeing after them ("12 were killed", "12 died").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.figures import load_figures
from onrecord.lexicon.inflect import inflect_noun, inflect_verb

BREAKS: Final = frozenset({".", ";", ":", "!", "?", "—", "–", "(", ")"})
AUXILIARIES: Final = frozenset(
    ["was", "were", "been", "be", "are", "is", "being", "have", "has", "had", "reported", "confirmed", "left", "feared", "may", "to"]
)
LOOK_LEFT: Final = 9
LOOK_RIGHT: Final = 14


@cache
def _verbs() -> tuple[dict[str, str], dict[str, str]]:
    """Form of a verb -> unit: of those whose object, and of those whose subject undergoes it."""
    by_object: dict[str, str] = {}
    by_subject: dict[str, str] = {}
    for unit, harm in load_figures().harm.items():
        for table, bases in ((by_object, harm.object), (by_subject, harm.subject)):
            for base in bases:
                table.update(dict.fromkeys(inflect_verb(base), unit))
    return by_object, by_subject


@cache
def _words() -> dict[str, str]:
    """Noun or participle -> unit."""
    return {word: unit for unit, harm in load_figures().harm.items() for word in harm.words}


@cache
def _forces() -> dict[str, str]:
    words = load_figures()
    return {
        form: unit
        for unit, nouns in (("troops", words.troops), ("fighters", words.fighters))
        for noun in nouns
        for form in inflect_noun(noun)
    }
