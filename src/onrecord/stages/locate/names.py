"""From a mention to the names to look up, and what its words say about the kind.

"the town of Qasr Amun" is looked up as "Qasr Amun" and must be a settlement;
"eastern Aleppo" as "Aleppo", a part; "Idlib province" as "Idlib", a province. The
whole mention is tried first ("South Sudan", "Gaza City", "Rif Dimashq").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, get_args

import yaml

from onrecord.errors import LexiconError
from onrecord.gazetteer import Entry, Gazetteer, Kind, normalise_name

WORD: Final = re.compile(r"[^\s,()]+")
CLITIC: Final = re.compile(r"['’]s?$")
BEFORE_COMMA: Final = re.compile(r"\s*[,(]\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``lexicon/place_words.yaml``."""

    types: dict[str, Kind]
    parts: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """What a mention asks the gazetteer for.

    Attributes:
        key: Normalised name that was found, or the whole mention's if none was.
        kind: Kind that the words ask for, or None.
        part: Whether the mention names a part of the place.
        container: The rest of a mention like "Zakho, Dohuk", else empty.
        candidates: Entries, the most important first.
    """

    key: str
    kind: Kind | None
    part: bool
    container: str
    candidates: tuple[Entry, ...]


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
    return Words(types, frozenset(data["parts"]), frozenset(data["near"]))


def read_name(text: str, gazetteer: Gazetteer) -> Name:
    """Find what a mention can mean.

    Args:
        text: The mention, as long as the recogniser made it.
        gazetteer: Where to look.

    Returns:
        Candidates of the longest reading that the gazetteer knows.
    """
    head, _, rest = text.partition(",") if "," in text else text.partition("(")
    whole = _read(text, gazetteer) if rest.strip(" )") else None
    if whole is not None and whole.candidates and not whole.part:
        return whole
    name = _read(head, gazetteer)
    return Name(name.key, name.kind, name.part, rest.strip(" )"), name.candidates)


def _read(text: str, gazetteer: Gazetteer) -> Name:
    """Strip type words and parts from both ends until the gazetteer knows the rest."""
    words = [CLITIC.sub("", word) for word in WORD.findall(text)]
    if words and words[0].lower() == "the" and len(words) > 1:
        words = words[1:]
    known = load_words()
    whole = " ".join(words)
    kind: Kind | None = None
    part = False
    while words:
        found = gazetteer.find(" ".join(words)) if _is_name(words) else ()
        if found:
            return Name(normalise_name(" ".join(words)), kind, part, "", found)
        first, last = words[0].lower(), words[-1].lower()
        if len(words) > 2 and words[1].lower() == "of":
            kind = kind or known.types.get(first)
            part = part or first in known.parts
            words = words[3:] if words[2].lower() == "the" and len(words) > 3 else words[2:]
        elif first in known.parts:
            part, words = True, words[1:]
        elif last in known.types:
            kind, words = kind or known.types[last], words[:-1]
        elif last in known.parts:
            part, words = True, words[:-1]
        elif first in known.types:
            kind, words = kind or known.types[first], words[1:]
        elif first in known.near or words[0][:1].islower():
            words = words[1:]
        else:
            break
    return Name(normalise_name(whole), kind, part, "", ())


def _is_name(words: list[str]) -> bool:
    """Whether the words can be a name: the first is no lower-case word but an article."""
    return not words[0].islower() or words[0].split("-")[0] in {"al", "el", "ad", "ar", "as", "at", "az", "an", "ash"}
