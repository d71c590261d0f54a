"""The forms of time expressions: one pattern a form, read from top to bottom.

``scan`` tries all patterns at once, from left to right; the first form of the
table that fits wins. What may not stand beside an expression is in ``guards.py``,
what it is worth in ``resolve.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.lexicon.numbers import load_numbers, number_pattern
from onrecord.lexicon.times import load_times

FORMS: Final[tuple[tuple[str, str], ...]] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?P<zone>Z)?)?(?![\w-])"),
    ("named_day", r"(?P<name>{named_day})(?!\w|/\d)"),
    ("numeric", r"(?P<first>\d\d?)(?P<sign>[/.])(?P<second>\d\d?)(?P=sign)(?P<year>\d{4}|\d\d(?=[\s,;)]))(?![\w/]|\.\d)"),
    ("between_days", r"between (?P<core>(?P<month>{month}) (?P<day>{day}) and (?P<day2>{day})(?:,? (?P<year>{year}))?)(?! ?{month})"),
    ("between_days_uk", r"between (?P<core>(?P<day>{day}) and (?P<day2>{day}) (?P<month>{month})(?:,? (?P<year>{year}))?)(?!\w)"),
    ("between_months", r"between (?P<core>(?P<month>{month})(?:,? (?P<year>{year}))? and (?P<month2>{month})(?:,? (?P<year2>{year}))?)(?! \d|\w)"),
    ("between_years", r"(?:between|from) (?P<core>(?P<year>{year}) (?:and|to|until|through) (?P<year2>{year}))(?!\w|[.,]\d)"),
    ("days", r"(?P<month>{month}) (?P<day>{day}) ?{to} ?(?P<day2>{day})(?:,? (?P<year>{year}))?(?! ?{month}\b)"),
    ("days_uk", r"(?P<day>{day}) ?{to} ?(?P<day2>{day}) (?P<month>{month})(?:,? (?P<year>{year}))?(?!\w)"),
    ("dates", r"(?P<month>{month}) (?P<day>{day})(?:,? (?P<year>{year}))? ?{to} ?(?P<month2>{month}) (?P<day2>{day})(?:,? (?P<year2>{year}))?(?!\w)"),
    ("dates_uk", r"(?P<day>{day}) (?P<month>{month})(?:,? (?P<year>{year}))? ?{to} ?(?P<day2>{day}) (?P<month2>{month})(?:,? (?P<year2>{year}))?(?!\w)"),
    ("months", r"(?P<month>{month})(?:,? (?P<year>{year}))? ?{to} ?(?P<month2>{month})(?:,? (?P<year2>{year}))?(?! \d|\w)"),
    ("date", r"(?:(?:the )?(?:{part}|early hours) of )?(?P<edge>{edge})?(?P<month>{month}) (?:the )?(?P<day>{day}|(?:{ordinal})\b){tail}"),
    ("date_uk", r"(?:(?:the )?(?:{part}|early hours) of )?(?P<edge>{edge})?(?:the )?(?P<day>{day}|(?:{ordinal})\b)(?: of)?[ -](?P<month>{month}){tail}"),
    ("month", r"(?P<edge>{edge})?(?:(?P<rel>{rel}) )?(?P<month>{month})(?:,? (?:of )?(?P<year>{year})| (?:of )?(?P<which>{which}) year)?(?!\w)"),
    ("season", r"(?P<edge>{edge})?(?:the )?(?:(?P<rel>{rel}) )?(?P<season>{season})(?:,? (?:of )?(?P<year>{year})| of (?P<which>{which}) year)?(?!\w)"),
    ("quarter", r"(?P<core>(?:the )?(?:(?P<which>{which}) year['’]s )?(?:(?P<year>{year}) |(?P<ago>(?:comparable )?year-(?:ago|earlier) )|(?:latest|current) )?(?:fiscal[ -])?(?P<number>first|second|third|fourth|final)[ -]quarter(?: (?:of )?(?:fiscal )?(?P<year2>{year}))?)(?: of (?P<which2>{which}) year)?(?!\w)"),
    ("half", r"(?:the )?(?P<number>first|second|last|latter) half of (?:(?P<year>{year})|(?P<which>{which}) year|the year)(?!\w)"),
    ("decade", r"(?:the )?(?P<edge>{edge})?(?:the )?(?:(?P<year>[12]\d\d0)['’]?s|['’](?P<short>[2-9]0)s|(?P<word>{decade_word}))(?!\w)"),
    ("century", r"(?:the )?(?P<edge>{edge})?(?:the )?(?P<number>\d\d?(?:st|nd|rd|th)|{ordinal})[ -]century(?: (?P<era>B\.?C))?(?!\w)"),
    ("years", r"(?P<year>{year}) ?[–/-] ?(?P<year2>{year}|\d\d)(?![\w]|[.,]\d|-\d)"),
    ("year", r"(?P<edge>{edge})?(?P<about>(?:around|about|circa|c\.|ca\.) ?)?(?:the )?(?:fiscal )?(?:year )?(?P<year>{year}|{spelled_year})(?![\w%]|[.,:/]\d|-\d)"),
    ("day_before", r"the day (?P<word>before yesterday|after tomorrow)(?!\w)"),
    ("ago", r"(?:{about})?(?P<number>{count}|an?|{vague_count})[ -](?P<unit>{unit})s?(?P<half> and a half)?(?: or (?:so|two))? (?P<way>ago|earlier|later|before that|after that|previously|before(?=[.,;])|from now|hence)(?!\w)"),
    ("year_ago", r"(?:the )?(?:comparable )?(?P<unit>year|month|week|decade)-(?P<way>earlier|ago)(?: (?P<what>quarter|period))?(?!\w)"),
    ("stretch", r"(?:{about})?the (?P<rel>last|past|next|first|previous|coming|following|preceding|final|opening|latest|recent)(?: (?:nearly|about|almost))? (?P<number>{count}|{vague_bare})(?: (?:full|more))?[ -](?P<unit>{unit})s?(?!\w)"),
    ("weekend", r"(?P<edge>{edge})?(?P<rel>the|{rel}) weekend(?!\w)"),
    ("unit", r"(?P<edge>{edge})?(?:the )?(?P<rel>{rel}|current|latest|that|coming|past|previous|following|preceding|same|prior)(?: calendar| fiscal)? (?P<unit>day|week|fortnight|month|quarter|year|decade|century)(?!\w|-)"),
    ("edge_of_unit", r"(?P<edge>{edge})(?:the )?(?P<unit>day|week|month|quarter|year|decade|century)(?!\w)|(?P<yearend>(?:the )?year(?:['’]s)?[ -]end)(?!\w)"),
    ("the_unit", r"the (?:latest |current )?(?P<unit>quarter|period)(?!\w)"),
    ("day_word", r"(?:(?:the )?(?:{part}) of )?(?P<edge>{edge})?(?P<word>today|yesterday|tomorrow|tonight)(?: (?:{part}))?(?!\w)"),
    ("overnight", r"overnight(?!\w)"),
    ("part", r"(?P<edge>{edge})?(?P<rel>last|this|that|the same|the following|the next|the previous) (?P<part>{part})(?!\w)"),
    ("weekday", r"(?:(?:the )?(?:{part}|early hours) of (?:the )?)?(?P<edge>{edge})?(?:(?P<rel>{rel}|each|every) )?(?P<day>{weekday})(?: (?:{part})(?P<many>s)?)?(?: (?P<week>last|next|this) week)?(?!\w)"),
    ("holiday", r"(?:(?P<rel>last|this|next) )?(?P<name>{holiday})(?:,? (?P<year>{year}))?(?!\w)"),
    ("clock", r"(?:{near})?(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.? ?m\b\.?{zone}"),
    ("clock24", r"(?:{near})?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d|:\d|%|\w){zone}"),
    ("clock_military", r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?= (?:hours|hrs|GMT|UTC|local)\b){zone}"),
    ("oclock", r"(?:{near})?(?P<hour>{small}|\d\d?) o['’]clock(?: in the (?P<half>morning|afternoon|evening))?{zone}"),
    ("noon", r"(?:{near})?(?P<word>noon|midday|midnight)(?!\w)"),
    ("bare_hour", r"(?:{near})?(?P<hour>{small})(?= on (?:{weekday})\b)"),
    ("half_unit", r"(?:{about})?half an? (?P<unit>hour|day|century|decade|year)(?!\w)"),
    ("duration", r"(?:{about})?(?:the )?(?P<number>{count}|an?|{vague_count}|a couple of)(?P<range> ?(?:-|–|to|or) ?{count})?(?: (?:more|full|straight|consecutive|successive|long|whole|additional|trading))?[ -](?P<unit>{unit})s?(?P<half> and a half)?(?P<long>[- ]long)?(?: or (?:so|more))?(?!\w)"),
    ("narrative", r"(?P<edge>{edge})?(?:the|that) (?P<rel>following|next|previous|same|very next|very same) (?P<what>{part}|day)(?!\w)"),
    ("day_around", r"the day (?P<way>before|after)(?=[.,;])"),
    ("that_unit", r"that (?P<unit>day|week|month|year)(?=[\s.,;'’])(?! (?:the|when|he|she|they|we|it)\b)"),
    ("no_value", r"(?P<word>{no_value})(?!\w)"),
)  # fmt: skip
"""Form and pattern; ``{name}`` stands for a word class of ``_classes``. The group
``core``, where there is one, is the expression without the preposition."""
START: Final = r"(?<![\w$£€#])"


@dataclass(frozen=True, slots=True)
class Found:
    """One expression as it stands in the text.

    Attributes:
        form: Name of the form, as in ``FORMS``.
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


def scan(text: str) -> Iterator[Found]:
    """Every expression of a text, from left to right, none overlapping.

    >>> [found.match[0] for found in scan("He left on March 3, two days after the talks of 2013.")]
    ['March 3', 'two days', '2013']
    """
    anything, own = load_forms()
    for match in anything.finditer(text):
        form = match.lastgroup or ""
        found = own[form].match(text, match.start())
        if found:
            yield Found(form, found)


@cache
def load_forms() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The pattern that finds any form, and each form's own."""
    classes = _classes()
    forms = {name: re.sub(r"\{([a-z]\w*)\}", lambda hit: classes[hit[1]], text) for name, text in FORMS}
    own = {name: re.compile(START + text, re.IGNORECASE) for name, text in forms.items()}
    unnamed = ((name, re.sub(r"\(\?P<\w+>", "(?:", text).replace("(?P=sign)", "[/.]")) for name, text in forms.items())
    union = "|".join(f"(?P<{name}>{text})" for name, text in unnamed)
    return re.compile(f"{START}(?:{union})", re.IGNORECASE), own


def _classes() -> dict[str, str]:
    """Patterns of the word classes, each usable as a group or inside one."""
    words, numbers = load_times(), load_numbers()
    year = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
    return {
        "month": _month(),
        "day": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\w)",
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
        "about": r"(?:(?:just |well |little )?over|under|nearly|almost|about|around|roughly|approximately|some|barely|only"
        r"|just|at least|at most|up to|(?:no )?(?:more|less|fewer) than|another|an? (?:estimated|additional)) ",
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
    return rf"nineteen (?:{_either(numbers.tens)}(?:[ -]{units})?|{teens})|two thousand(?: and)? (?:{units}|{teens})(?=[,.;])"
