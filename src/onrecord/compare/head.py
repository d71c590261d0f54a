"""Where the body of a report begins, after its headline and the line that an agency dates.

Headlines round and shorten: of what a report gives twice the body counts. Limits: a headline
that the text words otherwise than the report's title is taken for body.
"""

from __future__ import annotations

from typing import Final

from onrecord.model import Record

from .sketch import find_words, list_words
from .voices import HEAD, find_signatures

PREAMBLE: Final = 12  # words that may stand before the headline: dates, names of writers
SHORTEST: Final = 3  # words of a headline


def find_body(record: Record) -> int:
    """Code point at which the body begins; 0 if no headline stands in the text."""
    text = record.report.text
    ends = [source.span.end for source in find_signatures(text)]
    lines = [end for end in ends if end <= HEAD and text[end:].strip(" .)\n")]
    return max([_end_of_title(record.report.title or "", text), *lines])


def _end_of_title(title: str, text: str) -> int:
    told = list_words(title)
    if len(told) < SHORTEST:
        return 0
    words = find_words(text[: HEAD + 4 * len(title)])
    for at in range(min(PREAMBLE, len(words) - len(told)) + 1):
        if [word for word, _, _ in words[at : at + len(told)]] == told:
            return words[at + len(told) - 1][2]
    return 0
