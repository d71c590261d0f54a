"""Find time expressions: the patterns of ``forms.yaml``, tried at the words that can begin one.

``scan`` tries all patterns at once, from left to right; the first form of the
table that fits wins. What may not stand beside an expression is in ``guards.py``,
what it is worth in ``resolve.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import msgspec

from onrecord.lexicon.numbers import load_numbers, number_pattern
from onrecord.lexicon.strict import read_yaml
from onrecord.lexicon.times import load_times
from onrecord.model import Tokens

START: Final = r"(?<![\w$£€#])"
REACH: Final = 7
"""Words from the first word of an expression to its last key word."""
REACH_OF_DIGITS: Final = 3


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of ``forms.yaml``: the pattern, and what it must match whole."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Found:
    """One expression as it stands in the text.

    Attributes:
        form: Name of the form, as in ``forms.yaml``.
        match: Match of the form's pattern, with its named groups.
    """

    form: str
    match: re.Match[str]

    @property
    def core(self) -> int | str:
        """Name of the group that is the expression itself."""
        return "core" if "core" in self.match.re.groupindex else 0

    @property
    def start(self) -> int:
        """First code point."""
        return self.match.start(self.core)

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.match.end(self.core)


def scan(tokens: Tokens, accepts: Callable[[Found, str], bool] = lambda found, text: True) -> Iterator[Found]:
    """Every expression of a text, from left to right, none overlapping.

    An expression holds a key word or a digit, at most ``REACH`` words after
    its first word; only words that can begin one near such a word are tried.

    Args:
        tokens: The segmented text.
        accepts: Whether a found expression is a time, judged by the text around it.

    Yields:
        What was found and accepted.

    >>> from onrecord.stages.segment import segment
    >>> [found.match[0] for found in scan(segment("He left on March 3, two days after the talks of 2013."))]
    ['March 3', 'two days', '2013']
    """
    anything, own = load_forms()
    starts = tokens.starts.data
    done = 0
    for index in _find_candidates(tokens.lower):
        if starts[index] < done:
            continue
        match = anything.match(tokens.text, starts[index])
        found = own[match.lastgroup or ""].match(tokens.text, starts[index]) if match else None
        if match and found:
            candidate = Found(match.lastgroup or "", found)
            if accepts(candidate, tokens.text):
                done = found.end()
                yield candidate


def _find_candidates(words: Sequence[str]) -> Iterator[int]:
    """Indexes of the words, all in lower case, at which an expression can begin."""
    core, first = _key_words()
    tried = 0
    for index, word in enumerate(words):
        if word in core or ("-" in word and not core.isdisjoint(word.replace("’", "'").split("-"))):
            begin = max(tried, index - REACH)
        elif not word.isalpha() and any(map(str.isdecimal, word)):
            begin = max(tried, index - REACH_OF_DIGITS)
        else:
            continue
        tried = index + 1
        for at in range(begin, tried):
            start = words[at].partition("-")[0]
            if start in first or start[:1].isdecimal() or start[:1] in {"'", "’"}:
                yield at


@cache
def _key_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of which every expression holds one, and words that can begin one."""
    words, numbers = load_times(), load_numbers()
    units = {form for unit in words.units for form in (unit, unit + "s")}
    weekdays = {form for day in (*words.weekdays, *words.weekday_abbreviations) for form in (day, day + "s")}
    phrases = {word.split()[-1] for word in (*words.no_value, *words.holidays)}
    core = {*words.months, *words.month_abbreviations, *weekdays, *words.seasons, *units, *words.day_words}
    core |= {*words.parts_of_day, *words.decade_words, *phrases, *words.key_words}
    first = core | {word.split()[0] for word in (*words.vague_counts, *words.no_value, *words.holidays)}
    return frozenset(core), frozenset(first | {*numbers.small, *numbers.ordinals} | words.first_words)


@cache
def load_forms() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The pattern that finds any form, and each form's own."""
    classes = _classes()
    table = read_yaml(resources.files(__package__).joinpath("forms.yaml"), dict[str, Form])
    forms = {name: re.sub(r"\{([a-z]\w*)\}", lambda hit: classes[hit[1]], form.pattern) for name, form in table.items()}
    own = {name: re.compile(START + text, re.IGNORECASE) for name, text in forms.items()}
    unnamed = ((name, re.sub(r"\(\?P<\w+>", "(?:", text).replace("(?P=sign)", "[/.-]")) for name, text in forms.items())
    union = "|".join(f"(?P<{name}>{text})" for name, text in unnamed)
    return re.compile(f"{START}(?:{union})", re.IGNORECASE), own


def _classes() -> dict[str, str]:
    """Patterns of the word classes, each usable as a group or inside one."""
    words, numbers = load_times(), load_numbers()
    year = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
    return {
        "month": _month(),
        "day": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\w)",
        "ordinal": _either(numbers.ordinals),
        "to": r"(?:to|through|until|till|-|–|—)",
        "tail": rf"(?:(?:,| of|-)? ?(?P<year>{year})| (?P<which>last|this|next) year)?(?!\w)",
        "year": year,
        "spelled_year": _spelled_year(),
        "part": _either(words.parts_of_day),
        "edge": r"(?:(?:very )?(?:early|earlier|late|later|mid|sometime)(?:[ -](?:in|on|of))?(?: the)?[ -]"
        r"|the (?:very )?(?:start|beginning|end|middle|close|course) of )",
        "rel": r"(?:last|this past|this coming|this|next|the following|the previous|the same|the coming|the past)",
        "which": r"(?:last|this|next|the same|that|the previous|the following)",
        "season": _either(words.seasons),
        "decade_word": _either(words.decade_words),
        "named_day": _either(words.named_days),
        "weekday": _weekday(),
        "holiday": _either(words.holidays).replace("'", "['’]"),
        "unit": _either(words.units),
        "count": number_pattern(),
        "small": _either(word for word, value in numbers.units.items() if 1 <= value <= 12),
        "vague_count": _either(words.vague_counts),
        "vague_bare": "few|several|many|couple of",
        "no_value": _either(words.no_value),
        "near": r"(?:(?:shortly|just|soon|right) (?:after|before)|around|about) ",
        "zone": r"(?:,? (?P<zone>GMT|UTC|local time|hours|hrs|E[SD]T)\b)?",
        "about": r"(?:(?:just |well |little )?over|under|nearly|almost|about|around|roughly|approximately|some|barely"
        r"|only|just|at least|at most|up to|(?:no )?(?:more|less|fewer) than|another|an? (?:estimated|additional)) ",
    }  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _month() -> str:
    """Month names; those that are also words, and abbreviations, only with a capital."""
    words = load_times()
    capital = [form for word in ("may", "march", "august") for form in (word.capitalize(), word.upper())]
    plain = [month for month in words.months if month.upper() not in capital]
    short = [form for word in words.month_abbreviations for form in (word.capitalize(), word.upper())]
    return rf"(?:{_either(plain)}|(?-i:{_either(capital)})|(?-i:{_either(short)})\b\.?)"


def _weekday() -> str:
    """Weekday names; abbreviations with a capital and a full stop or a date after them."""
    words = load_times()
    short = [form for word in words.weekday_abbreviations for form in (word.capitalize(), word.upper())]
    return rf"(?:{_either(words.weekdays)}|(?-i:{_either(short)})(?:\.|(?=,? (?:\d|{_month()} \d))))"


def _spelled_year() -> str:
    """Years as broadcast transcripts write them: "nineteen ninety-six"."""
    numbers = load_numbers()
    units = _either(word for word, value in numbers.units.items() if 0 < value < 10)
    teens = _either(word for word, value in numbers.units.items() if value > 9)
    tens = _either(numbers.tens)
    after_2000 = rf"two thousand(?: and)? (?:{units}|{teens})(?=[,.;])|(?<=the year )two thousand"
    return rf"nineteen (?:{tens}(?:[ -]{units})?|{teens})|{after_2000}"
