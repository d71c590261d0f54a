"""English inflection by rule, with a table of irregular forms.

Lists hold the base form; the forms that stand in text are made here, once, when a
list is loaded. Irregular verbs and nouns, and verbs that double their last letter
under stress ("admit", "admitted"), are in ``irregular.tsv``.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from .strict import read_tsv

VOWELS: Final = frozenset("aeiou")
SIBILANTS: Final = ("s", "x", "z", "ch", "sh")


@cache
def load_irregular() -> dict[tuple[str, str], tuple[str, ...]]:
    """``(base form, "verb" or "noun")`` -> all its other forms."""
    rows = read_tsv(resources.files("onrecord.lexicon").joinpath("irregular.tsv"), ("base", "class", "forms"))
    return {(base, word_class): tuple(forms.split()) for base, word_class, forms in rows}


def inflect_verb(phrase: str) -> tuple[str, ...]:
    """All forms of a verb; in a phrase the first word is the verb.

    >>> inflect_verb("deny")
    ('deny', 'denies', 'denied', 'denying')
    >>> inflect_verb("point out")
    ('point out', 'points out', 'pointed out', 'pointing out')
    """
    verb, blank, rest = phrase.partition(" ")
    irregular = load_irregular().get((verb, "verb"))
    forms = irregular if irregular is not None else (_add_s(verb), _add_ed(verb), _add_ing(verb))
    return tuple(dict.fromkeys(form + blank + rest for form in (verb, *forms)))


def inflect_noun(phrase: str) -> tuple[str, ...]:
    """Singular and plural of a noun; in a phrase the last word is the noun.

    >>> inflect_noun("car bomb")
    ('car bomb', 'car bombs')
    >>> inflect_noun("body")
    ('body', 'bodies')
    """
    before, blank, noun = phrase.rpartition(" ")
    irregular = load_irregular().get((noun, "noun"))
    forms = irregular if irregular is not None else (_add_s(noun),)
    return tuple(dict.fromkeys(before + blank + form for form in (noun, *forms)))


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in VOWELS


def _add_s(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(SIBILANTS) else "s")


def _add_ed(verb: str) -> str:
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def _add_ing(verb: str) -> str:
    silent = verb.endswith("e") and not verb.endswith(("ee", "oe", "ye"))
    return (verb[:-1] if silent else verb) + "ing"
