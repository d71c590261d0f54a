"""What a time expression is not: names, ages, counts, ordinals.

Each guard looks at one found expression and at the words beside it, and says
whether it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from onrecord.lexicon.times import load_times

from .grammar import Found

AGE_AFTER: Final = re.compile(r"[ -]olds?\b|[ -]of[ -]age\b|['’]? (?:his|her) (?:senior|junior)\b", re.IGNORECASE)
AGE_BEFORE: Final = re.compile(r"\b(?:aged|age) (?:of )?$", re.IGNORECASE)
BEFORE_ARTICLE: Final = re.compile(
    r"\b(?:for|in|within|over|after|about|nearly|almost|than|least|most|only|just|lasted?|lasting|takes?|took|taken|once|"
    r"barely|under|around|every|during|spent|another|of)[ \n]$",
    re.IGNORECASE,
)
AFTER_ARTICLE: Final = re.compile(r" of \w|-long\b| of\b", re.IGNORECASE)
WORD_BEFORE: Final = re.compile(r"([\w.'’/–(&-]+)[ \n\"“(]*$")
NAME_BEFORE: Final = re.compile(r"(?<![.!?\n] )(?<!^)\b([A-Z][a-z]+) $")
CAPITAL_AFTER: Final = re.compile(r"[ \n]+[A-Z][a-z]+")


def is_time(found: Found, text: str) -> bool:
    """Whether a found expression is a time at all, judged by what stands beside it."""
    guard = GUARDS.get(found.form)
    return guard is None or guard(found, text)


def _word_before(text: str, at: int) -> str:
    match = WORD_BEFORE.search(text[max(0, at - 30) : at])
    return match[1] if match else ""


def _is_duration(found: Found, text: str) -> bool:
    """No age, no ordinal ("a second attack"), no rate ("twice a week")."""
    after, before = text[found.end : found.end + 24], text[max(0, found.start - 24) : found.start]
    if (AGE_AFTER.match(after) and not _aged_thing().match(after)) or AGE_BEFORE.search(before):
        return False
    match = found.match
    unit, number = match["unit"].lower(), (match.groupdict().get("number") or "").lower()
    if unit in {"second", "sec", "min", "quarter"} and (
        number in {"a", "an", "one"} or match[0].lower().endswith(unit)
    ):
        return unit != "quarter" and number[:1].isdecimal()
    if unit == "quarter" and re.search(r"quarters?$", match[0].lower()) and "-" in match[0]:
        return False
    if (number in {"a", "an"} and match[0].lower().startswith(("a ", "an "))) or match[0].lower() == "one day":
        return bool(BEFORE_ARTICLE.search(before) or AFTER_ARTICLE.match(after))
    return True


@cache
def _aged_thing() -> re.Pattern[str]:
    return re.compile(rf"[ -]old (?:\w+ )?(?:{'|'.join(load_times().aged_things)})\b", re.IGNORECASE)


def _is_month(found: Found, text: str) -> bool:
    """Alone, "May", "March", "April", "June" and "August" need a word that calls for a date."""
    match = found.match
    if match["year"] or match["which"] or match["rel"] or match["edge"]:
        return True
    words, name = load_times(), match["month"]
    before = _word_before(text, found.start)
    if before.lower() in {"each", "every"}:
        return False
    if name.rstrip(".").lower() in words.month_abbreviations:
        return before.lower() in {"in", "since", "until", "by", "from"}
    if not name[0].isupper() or before.lower() in words.name_words:
        return False
    cue = before.lower() in words.month_cues
    if before.lower() in words.determiners and re.match(r" [a-z]", text[found.end : found.end + 2]):
        return True
    if name.lower() in words.ambiguous_months:
        return cue and not (CAPITAL_AFTER.match(text, found.end) and name.lower() != "may")
    return cue or not before[:1].isupper() or "." in before


def _is_season(found: Found, text: str) -> bool:
    """Alone, a season needs "the", "in" or the like; "fall" is mostly a verb."""
    match, words = found.match, load_times()
    before = _word_before(text, found.start)
    name = match["season"]
    if before.lower() in words.name_words or (name[0].isupper() and before[:1].isupper() and not match["year"]):
        return False
    if match["year"] or match["which"] or match["rel"] or match["edge"]:
        return True
    if name.lower() == "fall":
        return (
            before.lower() in {"in"} and match[0].lower().startswith("the ") and not text[found.end :].startswith(" of")
        )
    return match[0].lower().startswith("the ") or before.lower() in words.month_cues


@cache
def _counted() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in load_times().counted_nouns)
    return re.compile(rf"[ -](?:\w+ )?(?:{nouns})\b", re.IGNORECASE)


def _is_year(found: Found, text: str) -> bool:
    """No count ("2014 people"), no name ("Resolution 2014")."""
    match = found.match
    if match["edge"] or not match["year"].isdecimal():
        return True
    name = NAME_BEFORE.search(text[max(0, found.start - 24) : found.start])
    if name and name[1].lower() not in load_times().month_cues | {"the", "a", "autumn"}:
        return False
    before = _word_before(text, found.start).lower()
    if match["year"] < "1900" and before not in load_times().month_cues:
        return False
    if text[max(0, found.start - 1) : found.start] in {"-", "–", "/", ".", ",", "+"}:
        return False
    counted = _counted().match(text, found.end)
    if (
        counted
        and not re.search(r"\bthe $", text[max(0, found.start - 4) : found.start])
        and before not in {"in", "since"}
    ):
        return False
    return before not in load_times().numbered_names and before not in {"about", "than", "least", "nearly", "almost"}


def _is_weekday(found: Found, text: str) -> bool:
    """No name of a day ("Bloody Sunday", "Good Friday")."""
    before = _word_before(text, found.start)
    return not (before.lower() in load_times().name_words and before[:1].isupper())


def _is_date(found: Found, text: str) -> bool:
    """No count after a month name ("May 12 people"), no range of counts."""
    match = found.match
    number = match["day"]
    if match["month"].lower() in {"may", "march"} and found.form == "date_uk" and match["month"][0].islower():
        return False
    spelled = not number[0].isdecimal()
    if spelled and found.form == "date" and match["month"][0].islower():
        return False
    return not (
        found.form == "date" and not match["year"] and _counted().match(text, found.end) and match["month"] == "May"
    )


def _is_century(found: Found, text: str) -> bool:
    return found.match["era"] is None


def _is_holiday(found: Found, text: str) -> bool:
    return found.match["name"][0].isupper()


def _is_no_value(found: Found, text: str) -> bool:
    """No "now" that joins clauses or addresses, no "as soon as"."""
    if found.match["word"].lower() == "soon":
        return not re.match(r" as\b", text[found.end : found.end + 4])
    return True


def _is_part(found: Found, text: str) -> bool:
    """A bare part of the day needs a preposition ("by evening", "in the morning"), else it is a habit or a name."""
    words, before = load_times(), _word_before(text, found.start).lower()
    if found.match["the"]:
        return before in words.before_the_part
    return (before in words.before_part and found.match["part"].lower() != "night") or (
        before == "at" and found.match["part"].lower() in words.edges_of_night
    )


def _is_numeric(found: Found, text: str) -> bool:
    """A full stop or hyphen as the sign needs a year of four digits (else a version or a score)."""
    return found.match["sign"] == "/" or len(found.match["year"]) == 4


def _is_years(found: Found, text: str) -> bool:
    """The second year comes after the first."""
    first, second = found.match["year"], found.match["year2"]
    return int(first[:-2] + second if len(second) == 2 else second) > int(first)


GUARDS: Final[dict[str, Callable[[Found, str], bool]]] = {
    "duration": _is_duration,
    "half_unit": _is_duration,
    "month": _is_month,
    "season": _is_season,
    "year": _is_year,
    "years": _is_years,
    "weekday": _is_weekday,
    "date": _is_date,
    "date_uk": _is_date,
    "century": _is_century,
    "holiday": _is_holiday,
    "no_value": _is_no_value,
    "numeric": _is_numeric,
    "bare_part": _is_part,
}
