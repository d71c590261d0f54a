"""Which language a report is in, and whether we read it.

lingua in its low-accuracy mode (35 MB, 0.1 s) sees a sample. Where it
doubts that a short text is English, its accurate mode decides between the two
candidates: place names alone can look Swedish ("Boko Haram kills 12 in Maiduguri").
A script that it does not know (Ethiopic, Myanmar) is named itself.

Limits: a text under 20 characters is taken for English.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from onrecord.errors import LanguageError

SAMPLE: Final = 1000
"""Characters looked at, half of them at the beginning, half in the middle."""
SHORTEST: Final = 20
"""Characters below which nothing is detected."""
LONG: Final = 400
"""Characters from which the low-accuracy mode is sure enough to refuse alone."""
DOUBT: Final = 0.05
"""Probability of English, against the best other language, above which a short text is
read. Of 6,136 single English sentences of the train corpora it refuses 4 (lists of
Spanish names, French titles), of 1,312 documents none; headlines of five words in
eleven other languages lie below it but for two, whole sentences below 0.001."""
KNOWN: Final = (
    Language.ENGLISH, Language.ARABIC, Language.BENGALI, Language.CHINESE, Language.DUTCH, Language.FRENCH,
    Language.GERMAN, Language.GREEK, Language.HEBREW, Language.HINDI, Language.INDONESIAN, Language.ITALIAN,
    Language.JAPANESE, Language.KOREAN, Language.PERSIAN, Language.POLISH, Language.PORTUGUESE, Language.RUSSIAN,
    Language.SERBIAN, Language.SOMALI, Language.SPANISH, Language.SWAHILI, Language.SWEDISH, Language.TURKISH,
    Language.UKRAINIAN, Language.URDU, Language.VIETNAMESE,
)  # fmt: skip
"""Languages that news on conflicts comes in most; others are refused under the name
of the nearest of these."""
SCRIPTS: Final = frozenset({
    "LATIN", "ARABIC", "BENGALI", "CJK", "HIRAGANA", "KATAKANA", "HANGUL",
    "GREEK", "HEBREW", "DEVANAGARI", "CYRILLIC", "FEMININE", "MASCULINE", "?",
})  # fmt: skip
"""First words of the Unicode names of the letters that these are written in."""


def check_language(text: str, *, source: str) -> str:
    """Detect the language.

    Args:
        text: Canonical text.
        source: Name for the error.

    Returns:
        ISO 639-1 code, always ``en``.

    Raises:
        LanguageError: The text is in another language; the reason names it.
    """
    sample = _take_sample(text)
    if len(sample) >= SHORTEST:
        name = find_foreign_script(sample) or find_other_language(sample)
        if name is not None:
            raise LanguageError(f"the text is in {name}; only English is read", source=source)
    return "en"


def _take_sample(text: str) -> str:
    """A short text, or the beginning and the middle of a long one."""
    if len(text) <= SAMPLE:
        return text
    half, middle = SAMPLE // 2, len(text) // 2
    return f"{text[:half]}\n{text[middle : middle + half]}"


def find_other_language(sample: str) -> str | None:
    """The language of a text that is not English, or None if it is."""
    language = _load_detector(KNOWN, accurate=False).detect_language_of(sample)
    if language is None or language == Language.ENGLISH:
        return None
    if len(sample) < LONG:
        detector = _load_detector((Language.ENGLISH, language), accurate=True)
        if detector.compute_language_confidence(sample, Language.ENGLISH) > DOUBT:
            return None
    return language.name.title()


def find_foreign_script(sample: str) -> str | None:
    """The script of most letters, where none of our languages is written in it.

    >>> find_foreign_script("በገበያ ላይ በተፈጸመ ጥቃት ሦስት ሰዎች ተገደሉ")
    'a language in Ethiopic script'
    """
    # The first word of a character's Unicode name is its script.
    letters: Counter[str] = Counter()
    for sign, count in Counter(sample).items():
        if sign.isalpha():
            letters[unicodedata.name(sign, "?").split()[0]] += count
    if not letters:
        return None
    script, count = min(letters.items(), key=lambda item: (-item[1], item[0]))
    if script in SCRIPTS or 2 * count < letters.total():
        return None
    return f"a language in {script.title()} script"


@cache
def _load_detector(languages: tuple[Language, ...], *, accurate: bool) -> LanguageDetector:
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return builder.build() if accurate else builder.with_low_accuracy_mode().build()
