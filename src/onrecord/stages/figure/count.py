"""Count expressions: where they stand, and the smallest range that each allows.

Bounds are the codebook's (section 3). An expression is found from the first word that
can begin one; what it counts is none of this module's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from onrecord.lexicon.figures import Bound, load_figures
from onrecord.lexicon.numbers import load_numbers, number_pattern, read_number
from onrecord.model import Tokens

Kind = Literal["number", "vague", "zero", "nobody", "share"]
Number = int | float
MONEY: Final = re.compile(r"\b(?:USD|EUR|GBP|Rs\.?) ?$")
NAMED: Final = re.compile(r"([\w.]+)[ -]$")
NOT_BEFORE: Final = frozenset("-/.#")
LONGEST: Final = 160
"""Code points; no count expression is longer, so that each match takes bounded time."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count expression and its bounds.

    Attributes:
        start: First code point, modifiers included.
        end: One past the last code point.
        low: Smallest count that the wording allows, or None.
        high: Largest, or None.
        kind: How it is said.
        approximate: Whether the wording is loose.
        of: Whether "of" follows it ("dozens of").
        unit: The unit that the words themselves give: that of a sign of money, or "times"; else None.
    """

    start: int
    end: int
    low: Number | None
    high: Number | None
    kind: Kind
    approximate: bool = False
    of: bool = False
    unit: str | None = None


def find_counts(tokens: Tokens) -> Iterator[Count]:
    """Every count expression, from left to right, none overlapping."""
    pattern, first, signs = _pattern(), _first_words(), load_figures().currencies.keys()
    barred = NOT_BEFORE | signs
    text, starts = tokens.text, tokens.starts.data
    done = 0
    for index, word in enumerate(tokens.words):
        start = starts[index]
        is_sign = word in signs
        if start < done or not (is_sign or word[0].isdecimal() or word.lower().partition("-")[0] in first):
            continue
        if start and not is_sign and (text[start - 1].isalnum() or text[start - 1] in barred):
            continue
        match = pattern.match(text, start, start + LONGEST)
        count = _read(match, text) if match else None
        if count:
            done = count.end
            yield count


@cache
def _first_words() -> frozenset[str]:
    words, numbers = load_figures(), load_numbers()
    phrases = [phrase for table in (words.bounds, words.after) for group in table.values() for phrase in group]
    phrases += [*words.vague, *words.zero, *words.nobody, *words.repeated]
    phrases += ["half", "a", "between", "from", "one", "every"]
    return frozenset({phrase.split()[0] for phrase in phrases} | set(numbers.small))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    words, number = load_figures(), number_pattern()
    bounds = "|".join(f"(?P<{kind}>(?:{_either(phrases)}) )" for kind, phrases in words.bounds.items())
    after = "|".join(f"(?P<{kind}_after> (?:{_either(phrases)})\\b)" for kind, phrases in words.after.items())
    sign = f"[{''.join(words.currencies)}]"
    after_frame = "(?:" + "|".join(f"(?<={word} {mark})" for word in ("between", "from") for mark in ("", sign)) + ")"
    fraction = _either(load_numbers().fractions)
    share = (
        rf"(?P<percent>{number}) ?(?:%|per ?cent\b|pct\b)"
        rf"|(?P<tops>{number}) in (?P<bottoms>{number})(?= of\b)"
        rf"|(?P<top>an?|one|two|three|four|five|seven|nine)[- ](?P<bottom>{fraction})(?= (?:of|the)\b)"
        rf"|(?P<half>half)(?= (?:of|the|its|their|his|all)\b)"
    )
    core = (
        rf"(?P<million>a quarter of a (?:{_either(load_numbers().scales)})\b)"
        rf"|(?P<low>{after_frame}{number}) (?:and|to) {sign}?(?P<high>{number})"
        rf"|(?P<nobody>{_either(words.nobody)})\b"
        rf"|{share}"
        rf"|(?P<low2>{number}(?= ?(?:to|or|–) )|\d[\d,.]*(?=[-–]\d)) ?(?:-|–|to|or) ?(?P<high2>{number})"
        rf"|(?P<vague>{_either(words.vague)})\b"
        rf"|(?P<repeated>{_either(words.repeated)})\b(?! as\b)"
        rf"|(?P<number>{number})(?P<plus>\+|-plus\b)?"
        rf"|(?P<zero>{_either(words.zero)})(?= \w)"
        rf"|(?:a (?P<lone>{fraction})|(?P<lone_half>half))\b"
    )
    lead = rf"(?P<frame>between |from )?(?P<sign>{sign} ?)?"
    return re.compile(
        rf"(?:(?:{bounds})(?:{bounds.replace('?P<', '?P<x_')})?)?{lead}(?:{core})(?:{after})?(?![\w])", re.IGNORECASE
    )


def _read(match: re.Match[str], text: str) -> Count | None:
    groups = match.groupdict()
    if MONEY.search(text[max(0, match.start() - 5) : match.start()]):
        return None
    if (groups["lone"] or groups["lone_half"]) and not _is_lone_share(match, text):
        return None
    if groups["nobody"]:
        return Count(match.start(), match.end(), 0, 0, "nobody")
    bare = _read_core(groups)
    if bare is None:
        return None
    low, high, kind = bare
    start = match.start()
    if groups["frame"] and not groups["low"]:  # "from three sides"
        start = match.end("frame")
    count = Count(start, match.end(), low, high, kind, of=text[match.end() : match.end() + 4].lower() == " of ")
    if groups["sign"]:
        count = replace(count, unit=load_figures().currencies[groups["sign"].strip()], of=False)
    if groups["repeated"]:
        count = replace(count, unit="times")
    before = NAMED.search(text[max(0, match.start() - 12) : match.start()])
    is_other = before is not None and before[1].lower() in load_figures().before_over
    if groups["more_than"] and (is_other or _is_about(match[0])):
        return replace(count, start=match.start() + len(groups["more_than"]))
    for bound in ("at_least", "more_than", "up_to", "fewer_than", "approximate"):
        if groups[bound] or groups[f"x_{bound}"] or groups.get(f"{bound}_after"):
            count = _bound(count, bound)
    return _bound(count, "at_least") if groups["plus"] else count


def _is_lone_share(match: re.Match[str], text: str) -> bool:
    """Whether a fraction of nothing is a share: "fell by a third", "the other half"; but "a third was freed"."""
    return text[: match.start()].endswith("by ") or match[0].lower() == "the other half"


def _is_about(text: str) -> bool:
    """Whether "over" is no bound: "talks over the 40 men"."""
    over, article, *_ = text.lower().split()
    return over == "over" and article in load_figures().articles


def _read_core(groups: dict[str, str | None]) -> tuple[Number, Number, Kind] | None:
    """Bounds of the expression without its modifiers."""
    if groups["zero"]:
        return 0, 0, "zero"
    if groups["vague"]:
        return (*load_figures().vague[groups["vague"].lower()], "vague")
    if groups["repeated"]:
        return (*load_figures().repeated[groups["repeated"].lower()], "number")
    share = _read_share(groups)
    if share is not None:
        return share, share, "share"
    low, high = groups["low"] or groups["low2"], groups["high"] or groups["high2"]
    if low and high:
        first, last = _read_range(low, high)
        return (first, last, "number") if first is not None and last is not None and first < last else None
    value = read_number(groups["number"] or groups["million"] or "")
    return None if value is None else (value, value, "number")


def _read_range(low: str, high: str) -> tuple[Number | None, Number | None]:
    """“2 to 3 million” is two million to three million."""
    first, last = read_number(low), read_number(high)
    scale = re.search(r"[a-z]+$", high.lower())
    if (
        first is not None
        and last is not None
        and scale
        and scale[0] in load_numbers().scales
        and low.strip().isdecimal()
    ):
        first *= load_numbers().scales[scale[0]]
    return first, last


def _read_share(groups: dict[str, str | None]) -> float | None:
    if groups["half"] or groups["lone_half"]:
        return 0.5
    if groups["percent"]:
        value = read_number(groups["percent"])
        return None if value is None else round(value / 100, 4)
    top, bottom = groups["tops"] or groups["top"] or "a", groups["bottoms"] or groups["bottom"] or groups["lone"]
    if not bottom:
        return None
    below = load_numbers().fractions.get(bottom.lower()) or read_number(bottom)
    above = 1 if top.lower() in {"a", "an"} else read_number(top)
    return round(above / below, 3) if above and below else None


def _bound(count: Count, bound: Bound) -> Count:
    """Apply one modifier; for shares "more than" moves no bound by a whole."""
    step = 0 if count.kind == "share" else 1
    if bound == "approximate":
        return replace(count, approximate=True)
    if bound == "at_least":
        return replace(count, high=None)
    if bound == "more_than":
        return replace(count, low=None if count.low is None else count.low + step, high=None)
    if bound == "up_to":
        return replace(count, low=None)
    if bound == "fewer_than":
        return replace(count, low=None, high=None if count.high is None else count.high - step)
    return count
