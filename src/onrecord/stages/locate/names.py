"""From a mention to the names to look up, and what its words say about the kind.

"the town of Qasr Amun" is looked up as "Qasr Amun" and must be a settlement;
"eastern Aleppo" as "Aleppo", a part; "Idlib province" as "Idlib", a province. The
whole mention is tried first ("South Sudan", "Gaza City", "Rif Dimashq").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Final, get_args

import yaml

from onrecord.errors import LexiconError
from onrecord.gazetteer import Entry, Gazetteer, Kind, normalise_name
from onrecord.lexicon.countries import load_countries

WORD: Final = re.compile(r"[^\s,()]+")
CLITIC: Final = re.compile(r"['’]s?$")
# Between a name and what contains it, within one mention.
DIVIDED: Final = re.compile(r"\s*[,(]\s*|\s+(?:of|in|near|outside|off|inside)\s+(?:the\s+)?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``lexicon/place_words.yaml``."""

    types: dict[str, Kind]
    parts: frozenset[str]
    near: frozenset[str]
    sites: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """What a mention asks the gazetteer for.

    Attributes:
        key: Normalised name that was found, or the whole mention's if none was.
        kind: Kind that the words ask for, or None.
        part: Whether the mention names a part of the place.
        container: The rest of a mention like "Zakho, Dohuk", else empty.
        candidates: Entries, the most important first.
        loose: Whether only the loosened spelling was found.
    """

    key: str
    kind: Kind | None = None
    part: bool = False
    container: str = ""
    candidates: tuple[Entry, ...] = ()
    loose: bool = False

    def __bool__(self) -> bool:
        return bool(self.candidates)


@cache
def load_words() -> Words:
    """Read the word lists.

    Raises:
        LexiconError: A kind that the gazetteer does not know.
    """
    text = resources.files("onrecord.lexicon").joinpath("place_words.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    types: dict[str, Kind] = {}
    for kind, words in data["types"].items():
        if kind not in get_args(Kind):
            raise LexiconError(f"no kind {kind!r}", source="place_words.yaml")
        types.update(dict.fromkeys(words, kind))
    return Words(types, frozenset(data["parts"]), frozenset(data["near"]), frozenset(data["sites"]))


def read_name(text: str, gazetteer: Gazetteer) -> Name:
    """Find what a mention can mean.

    Args:
        text: The mention, as long as the recogniser made it.
        gazetteer: Where to look.

    Returns:
        Candidates of the longest reading that the gazetteer knows: the whole, its
        first part ("Zakho, Dohuk"), its inner name ("the Sukkari district of Aleppo"
        becomes Aleppo, a part), a capital ("the Libyan capital"), another spelling.
    """
    words = _words(text)
    divided = DIVIDED.search(text)
    if divided is None:
        return _read_capital(words, gazetteer) or _read(words, gazetteer) or _read_loosely(words, gazetteer)
    whole = gazetteer.find(" ".join(words))
    if whole:
        return Name(normalise_name(" ".join(words)), candidates=whole)
    head, rest = _words(text[: divided.start()]), text[divided.end() :].strip(" )")
    name = _read(head, gazetteer)
    if divided[0].strip(" (") in ("", ","):
        return replace(name or _read_loosely(head, gazetteer), container=rest)
    outer = _read(_words(rest), gazetteer) or Name(normalise_name(rest))
    if name and not known_type(head[0]):
        return replace(name, container=rest)
    kind = known_type(head[0]) if len(head) == 1 else None
    return replace(outer, kind=kind, part=kind is None)


def known_type(word: str) -> Kind | None:
    """Kind that a word asks for, if it is a word for kinds of places."""
    return load_words().types.get(word.lower())


def _words(text: str) -> list[str]:
    words = [CLITIC.sub("", word) for word in WORD.findall(text)]
    return words[1:] if len(words) > 1 and words[0].lower() == "the" else words or [text]


def _read(words: list[str], gazetteer: Gazetteer) -> Name:
    """Strip type words and parts from both ends until the gazetteer knows the rest."""
    known = load_words()
    kind: Kind | None = None
    part = False
    rest = words
    while rest:
        found = gazetteer.find(" ".join(rest)) if _is_name(rest) else ()
        if found:
            return Name(normalise_name(" ".join(rest)), kind, part, "", found)
        first, last = rest[0].lower(), rest[-1].lower()
        if first in known.parts:
            part, rest = True, rest[1:]
        elif last in known.types:
            kind, rest = kind or known.types[last], rest[:-1]
        elif last in known.parts:
            part, rest = True, rest[:-1]
        elif first in known.types:
            kind, rest = kind or known.types[first], rest[1:]
        elif first in known.near or rest[0][:1].islower():
            rest = rest[1:]
        else:
            break
    return Name(normalise_name(" ".join(words)), kind, part, "", ())


def _read_capital(words: list[str], gazetteer: Gazetteer) -> Name:
    """The capital of a country or demonym: "Libyan capital"."""
    if len(words) > 1 and words[-1].lower() == "capital":
        country = next((e for e in gazetteer.find(" ".join(words[:-1])) if e.kind == "country"), None)
        seat = next((c.capital for c in load_countries() if country and c.iso3 == country.country), None)
        if country and seat:
            found = tuple(e for e in gazetteer.find(seat) if e.country == country.country)
            return Name(normalise_name(seat), "settlement", candidates=found)
    return Name("")


def _read_loosely(words: list[str], gazetteer: Gazetteer) -> Name:
    """Another spelling of the name without its type word."""
    kind = known_type(words[-1])
    rest = words[:-1] if kind and len(words) > 1 else words
    found = gazetteer.find(" ".join(rest), loose=True) if _is_name(rest) else ()
    return Name(normalise_name(" ".join(words)), kind, False, "", found, loose=True)


def _is_name(words: list[str]) -> bool:
    """Whether the words can be a name: the first is no lower-case word but an article."""
    return not words[0].islower() or words[0].split("-")[0] in {"al", "el", "ad", "ar", "as", "at", "az", "an", "ash"}
