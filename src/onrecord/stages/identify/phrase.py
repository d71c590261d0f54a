"""Read one noun phrase: what names it, its head, its number, its country.

Limits: no syntax; the head is the last word before a preposition, a comma or a
relative clause. "A spokesman for the army" is a person, "fighters of the Amun
Brigades" are the Brigades, decided by lists of head nouns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.lexicon.actor_words import is_person_head, kind_of_head, kind_of_name, load_words, singular
from onrecord.lexicon.countries import find_demonym
from onrecord.model import ActorKind, Mention, Span
from onrecord.registry import RegistryEntry, find_actor

WORD: Final = re.compile(r"\d[\d,.]*\d|[^\s,()\[\]“”\"]+|[,()]")
POSSESSIVE: Final = re.compile(r"['’]s?$")
QUANTITY: Final = re.compile(
    r"(?:(?:" + "|".join(map(re.escape, load_words().quantity)) + r"|\d[\d,.]*(?:\s+(?:and|to)\s+\d[\d,.]*)?"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b)\s+(?:of\s+)?)+",
    re.IGNORECASE,
)
Form = Literal["pronoun", "named", "described"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one span says about who it is.

    Attributes:
        span: The whole phrase.
        form: How it refers.
        name: The name that decides, if named.
        entry: Registry entry of that name.
        is_person: Whether it is one person.
        head: Head noun, lower-case ("" for a bare name).
        pronoun: Group of the pronoun.
        definite: Whether it begins with "the", "this", a possessive.
        plural: Whether the head is plural.
        kind: Kind by head or mention type; None if nothing tells.
        role: Words before a person's name.
        country: ISO 3166-1 alpha-3 of a demonym or country in it.
        head_end: Code point of the report where the head ends.
    """

    span: Span
    form: Form
    name: str | None = None
    entry: RegistryEntry | None = None
    is_person: bool = False
    head: str = ""
    pronoun: str | None = None
    definite: bool = False
    plural: bool = False
    kind: ActorKind | None = None
    role: str | None = None
    country: str | None = None
    head_end: int = 0


def read_phrase(span: Span, names: Sequence[Mention]) -> Phrase:
    """Read a phrase.

    Args:
        span: The phrase.
        names: Mentions of type person, organisation, place, nationality inside it.

    Returns:
        What it says.
    """
    words = load_words()
    skipped = QUANTITY.match(span.text)
    tokens = [(match.start(), match[0]) for match in WORD.finditer(span.text, skipped.end() if skipped else 0)]
    lower = [POSSESSIVE.sub("", token.lower()) for _, token in tokens]
    if not tokens:
        return Phrase(span, "described")
    if len(lower) == 1 and lower[0] in words.pronouns and not (tokens[0][1] == "US" or tokens[0][1] == "IT"):
        return Phrase(span, "pronoun", pronoun=words.pronouns[lower[0]], plural=words.pronouns[lower[0]] == "many")
    end = _head_end(lower)
    head_stop = tokens[end - 1][0] + len(tokens[end - 1][1])
    country = _country_of(span.text[:head_stop] if end else span.text)
    named = _deciding_name(span, names, tokens, end) or _titled(span, tokens, end)
    head = lower[end - 1]
    definite = lower[0] in words.definite
    if named is not None:
        return _named(span, named, (head, head_stop, country))
    whole = find_actor(POSSESSIVE.sub("", span.text[:head_stop])) or find_actor(span.text)
    if whole is not None and not is_plain(lower[:end]):
        return Phrase(
            span, "named", whole.name, whole, head=head, kind=whole.kind, country=country, definite=definite,
            head_end=span.start + head_stop,
        )  # fmt: skip
    if (body := _unmarked_body(tokens[:end])) is not None:
        return Phrase(span, "named", body, head=head, kind=kind_of_name(body), country=country, definite=definite,
                      head_end=span.start + head_stop)  # fmt: skip
    plural = head != singular(head) or skipped is not None or head in ("people", "police")
    is_body = end > 1 and f"{lower[end - 2]} {head}" in words.heads  # "coast guard"
    is_person = is_person_head(head) and not plural and not is_body
    kind = "person" if is_person else kind_of_head(f"{lower[end - 2]} {head}" if is_body else head)
    if kind is None and (not head[:1].isalpha() or find_demonym(tokens[end - 1][1]) is not None):
        kind = "civilians"  # "43", "Eritreans"
    return Phrase(
        span, "described", is_person=is_person, head=head, definite=definite, plural=plural, kind=kind, country=country,
        head_end=span.start + head_stop,
    )  # fmt: skip


def _unmarked_body(tokens: list[tuple[int, str]]) -> str | None:
    """The name in a phrase that no recogniser marked: "the 9th Brigade"; None with a genitive or an office."""
    words = [word for _, word in tokens if word.lower() not in load_words().determiners]
    is_name = len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in (words[0], words[-1]))
    if not is_name or any(POSSESSIVE.search(word) for word in words) or is_person_head(singular(words[-1].lower())):
        return None
    name = " ".join(words)
    return name if kind_of_name(name) is not None else None


def is_plain(lower: Sequence[str]) -> bool:
    """Whether a phrase is a bare common noun with its article: "the times", "the guardian"."""
    return (
        len([word for word in lower if word not in load_words().determiners]) == 1
        and kind_of_head(lower[-1]) is not None
    )


def _head_end(lower: list[str]) -> int:
    """Number of words up to the end of the head."""
    words = load_words()
    for index, word in enumerate(lower):
        if index and (word in words.breaks or word in {",", "(", ")"}):
            return index
    return len(lower)


def _deciding_name(
    span: Span, names: Sequence[Mention], tokens: list[tuple[int, str]], end: int
) -> tuple[Mention, bool] | None:
    """The name that says who the phrase is, and whether it stands behind a member noun.

    A person named in the head or in apposition to it; else an organisation that ends
    the head ("the militia Y"), begins it ("Y fighters"), stands in apposition, or is
    joined to a word for its members ("fighters of Y").
    """
    words = load_words()
    inside = [name for name in names if span.contains(name.span) and name.type in ("person", "organisation")]
    if not inside:
        return None
    head_stop = span.start + tokens[end - 1][0] + len(tokens[end - 1][1])
    in_head = [name for name in inside if name.span.start < head_stop]
    head = POSSESSIVE.sub("", tokens[end - 1][1].lower())
    for name in reversed(in_head):
        tail = span.text[name.span.end - span.start : head_stop - span.start]
        if tail.strip(" ’'\"”s") == "" or (name.type == "person" and not POSSESSIVE.match(tail.split(" ")[0])):
            return name, False
    apposed = _in_apposition(span, inside, head_stop)
    if apposed is not None and (apposed.type == "person" or not is_person_head(head)):
        return apposed, False
    if not _stands_for_body(span, head, tokens, end):
        return None
    for name in in_head:  # "Y fighters"
        if name.type == "organisation":
            return name, True
    joined = end < len(tokens) and tokens[end][1].lower() in words.joins
    if joined and not in_head:
        after = [name for name in inside if name.span.start >= head_stop and name.type == "organisation"]
        if after and after[0].span.start - head_stop < 14:
            return after[0], True
    return None


def _titled(span: Span, tokens: list[tuple[int, str]], end: int) -> tuple[Mention, bool] | None:
    """A name that no recogniser marked: "Mr Demirel", "government spokesman Sami Hadad"."""
    words = load_words()
    if not tokens[end - 1][1][0].isupper() and "-" not in tokens[end - 1][1]:
        return None
    for index in range(end - 1, 0, -1):
        before = tokens[index - 1][1].lower().rstrip(".")
        here = tokens[index][1]
        if here.lower().rstrip(".") in words.titles - words.particles or not (
            here[0].isupper() or here.split("-")[0] in words.particles
        ):
            return None
        if before in words.titles or before in words.persons:
            start = span.start + tokens[index][0]
            stop = span.start + tokens[end - 1][0] + len(tokens[end - 1][1])
            text = span.text[start - span.start : stop - span.start]
            return Mention(Span(start, stop, text), "person"), False
    return None


def _in_apposition(span: Span, inside: list[Mention], head_stop: int) -> Mention | None:
    """A name right after a comma: "a shopkeeper in Kibumba, Furaha Bahati"."""
    for name in inside:
        before = span.text[: name.span.start - span.start]
        if name.span.start >= head_stop and re.search(r",\s+(?:(?:[\w-]+|the)\s+){0,4}$", before):
            between = before[before.rfind(",") + 1 :].lower().split()
            if not any(word in load_words().breaks for word in between):
                return name
    return None


def _stands_for_body(span: Span, head: str, tokens: list[tuple[int, str]], end: int) -> bool:
    """Whether a head makes a phrase mean the body named in it: "fighters of Y" act for Y, "two observers of Y" do not.

    Counted people and what the body owns ("Y's fighters") are actors of their own.
    """
    words = load_words()
    is_counted = QUANTITY.match(span.text) is not None
    owns = any(POSSESSIVE.search(token) for _, token in tokens[: end - 1])
    return (head in words.acting_members or singular(head) in words.acting_members) and not is_counted and not owns


def _named(span: Span, named: tuple[Mention, bool], rest: tuple[str, int, str | None]) -> Phrase:
    name, is_member = named
    head, head_stop, country = rest
    text = POSSESSIVE.sub("", name.span.text)
    if name.type == "person":
        before = span.text[: name.span.start - span.start].rstrip(" ,")
        role = _role_of(before)
        return Phrase(span, "named", text, is_person=True, head="", kind="person", role=role, country=country,
                      head_end=span.start + head_stop)  # fmt: skip
    entry = find_actor(text) or find_actor(POSSESSIVE.sub("", span.text[:head_stop]))
    kind = entry.kind if entry else _kind_of_body(span, name, head if is_member else "")
    return Phrase(span, "named", text, entry, head=head if is_member else "", kind=kind, country=country,
                  head_end=span.start + head_stop)  # fmt: skip


def _kind_of_body(span: Span, name: Mention, member: str) -> ActorKind | None:
    """Kind by the words around a name: "Y fighters", "the website Y", "Y, a rebel faction"; else by the name."""
    before = span.text[: name.span.start - span.start].split()
    after = re.match(r"['’”\"]*,\s+(?:an?|the|one of the)\s+([^,]+)", span.text[name.span.end - span.start :])
    heads = [member, before[-1].lower() if before else ""]
    if after:
        words = [word.lower() for word in after[1].split()]
        heads.append(words[_head_end(words) - 1])
    known = next((kind for head in heads if head and (kind := kind_of_head(head))), None)
    return known or kind_of_name(name.span.text)


def _role_of(before: str) -> str | None:
    """Office or function written before a person's name."""
    words = [word for word in before.split() if word]
    while words and words[0].lower() in load_words().determiners:
        words = words[1:]
    if words and words[-1].lower() in load_words().breaks:
        return None
    kept = [word for word in words if find_demonym(word) is None]
    return " ".join(kept) or None


def _country_of(text: str) -> str | None:
    """Country of the first demonym or state name in a text."""
    for match in re.finditer(r"[A-Z][\w.]*(?:\s[A-Z][\w.]*)?", text):
        for word in (match[0], match[0].split()[0]):
            code = find_demonym(word)
            if code is None and (entry := find_actor(word)) is not None and entry.kind == "state":
                code = entry.countries[0]
            if code is not None:
                return code
    return None
