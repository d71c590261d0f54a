"""Mentions of actors that are no descriptions: states that act, names that no recogniser marked, pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from onrecord.lexicon.actor_words import load_words
from onrecord.lexicon.load import load_acts, load_phrase_words, load_tie_words
from onrecord.lexicon.phrasebook import Phrasebook

from .view import Range, View

LISTING: Final = frozenset({",", "and", "or", "the", "both"})
ACTOR_TIES: Final = ("allied_with", "opposed_to", "affiliate_of", "part_of")
ORDINALS: Final = ("st", "nd", "rd", "th")
LONGEST_NAME: Final = 6  # words of a body's name before its head
SHORTEST_SURNAME: Final = 3  # letters; a shorter one is often a common word
IMPERSONAL_REACH: Final = 3  # words behind "it"


@cache
def _links() -> Phrasebook[bool]:
    """Phrases behind which an actor stands: links of ties that lead to no place, and "ally of"."""
    words = load_tie_words()
    actors = [link for link in words.links if link.type in ACTOR_TIES and not link.from_place]
    sides = [role for role in words.roles if role.type in ("allied_with", "opposed_to")]
    roles = [f"{noun} {joint}" for role in sides for noun in role.nouns for joint in role.prepositions]
    return Phrasebook.build((phrase, True) for phrase in (*(p for link in actors for p in link.phrases), *roles))


def find_states(view: View) -> Iterator[Range]:
    """States that act, "Turkey keeps", or that a tie leads to, "backed by Iran and Iraq"."""
    words = load_phrase_words()
    for at, ((first, last), type_) in view.name_at.items():
        if type_ != "place" or at != first or not view.are_together(first, last):
            continue
        before = view.lower[first - 1] if first > 0 else ""
        verb = view.words[last]
        acts = verb in words["state_verbs"] or verb in load_acts() or (verb.endswith("ed") and verb.islower())
        if acts and before not in words["prepositions"] and view.is_state(first, last):
            yield first, last
    for match in _links().find_all(view.lower):
        at, end = match.last, view.tokens.sentence_around(match.first)[1]
        while at < end and (state := view.state_at(at)) is not None:
            yield state
            at = state[1]
            while at < end and view.lower[at] in LISTING:
                at += 1


def find_bodies(view: View) -> Iterator[Range]:
    """Capitalised names of bodies that no recogniser marked: "the 9th Brigade", "the Martyrs of Tarn"."""
    heads = load_words().name_heads
    for at, word in enumerate(view.lower):
        if at in view.name_at or word not in heads or not view.words[at][0].isupper():
            continue
        first, last = at, at + 1
        while at - first < LONGEST_NAME and view.are_together(first - 1, at) and _is_name_word(view, first - 1):
            first -= 1
        if view.lower[last : last + 1] == ("of",):
            name = last + 1 + (view.lower[last + 1 : last + 2] == ("the",))
            if name in view.name_at and view.are_together(name, at):
                last = view.name_at[name][0][1]
        follows = view.are_together(last, at) and view.words[last][0].isupper()
        if last - first > 1 and not follows:
            opened = first > 0 and view.lower[first - 1] in ("the", "a", "an")
            yield first - opened, last


def _is_name_word(view: View, at: int) -> bool:
    """Whether a word may stand in the name of a body before its head."""
    if at in view.name_at:
        return view.name_at[at][1] in ("organisation", "place", "nationality")
    word, words = view.words[at], load_phrase_words()
    is_small = view.lower[at] in words["stops"] or view.lower[at] in words["articles"]
    return (word[0].isupper() and not is_small) or (word[0].isdigit() and word[-2:] in ORDINALS)


def find_repeats(view: View) -> Iterator[Range]:
    """Names that are marked elsewhere, but not here: "the Front" of a front, an acronym, a surname."""
    alone, with_article = _known_names(view)
    for at, word in enumerate(view.words):
        if at in view.name_at or not word[0].isupper():
            continue
        opened = at > 0 and view.lower[at - 1] == "the"
        is_last = at + 1 >= len(view.words) or not view.words[at + 1][0].isupper() or at + 1 in view.name_at
        is_first = opened or not view.are_together(at - 1, at) or not view.words[at - 1][0].isupper()
        if is_last and is_first and (word in alone or (opened and word in with_article)):
            yield at - opened, at + 1


def _known_names(view: View) -> tuple[set[str], set[str]]:
    """Short forms of the report's names: those that stand alone, and those that need "the"."""
    alone: set[str] = set()
    with_article: set[str] = set()
    for (first, last), type_ in set(view.name_at.values()):
        names = [word for word in view.words[first:last] if word[0].isupper()]
        if type_ == "person" and names and len(names[-1]) > SHORTEST_SURNAME:
            alone.add(names[-1])
        elif type_ == "organisation" and names:
            with_article |= {names[0], names[-1]}
            if last - first == 1:
                alone.add(names[0])
    for at in range(1, len(view.words) - 1):
        word = view.words[at]
        if view.words[at - 1] == "(" and word.isupper() and len(word) > 1 and view.words[at + 1] == ")":
            alone.add(word)
    return alone, with_article


def find_pronouns(view: View) -> Iterator[Range]:
    """Pronouns that stand for somebody; "it" only where no impersonal word follows ("it is clear")."""
    words = load_phrase_words()
    for at, word in enumerate(view.lower):
        if word in words["pronouns"] and at not in view.name_at and view.words[at] not in ("US", "IT"):
            after = view.lower[at + 1 : at + 1 + IMPERSONAL_REACH]
            if word != "it" or not words["impersonal"].intersection(after):
                yield at, at + 1
