r"""The canonical text of a report: what every span counts in.

NFC; ``\n`` ends a line; control and format characters (zero-width, bidirectional,
soft hyphen, byte order mark) are dropped; blanks at the end of a line, blank
lines before the text and line ends after it are dropped. Nothing else changes:
lines are not joined, quotation marks and dashes stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LINE_END: Final = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# The ASCII controls by range; the others are rare enough to be looked up one by one.
DROPPED: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\xad\ufeff\ufffe\uffff\ud800-\udfff"
    "\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
LEADING: Final = re.compile(r"\A(?:[^\S\n]*\n)+")


def to_canonical(text: str) -> str:
    r"""Bring a text into the form that spans refer to.

    >>> to_canonical("\ufeff\r\nCafe\u0301 hit.  \r\nTwo\u200b dead.\r\n")
    'Café hit.\nTwo dead.'
    """
    text = LINE_END.sub("\n", text)
    text = unicodedata.normalize("NFC", DROPPED.sub("", text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return LEADING.sub("", text).rstrip("\n")


def to_line(text: str | None) -> str | None:
    r"""A short field (title, byline) on one line; None if nothing is left of it.

    >>> to_line(" Six killed\n in raid ")
    'Six killed in raid'
    """
    line = " ".join(to_canonical(text or "").split())
    return line or None
