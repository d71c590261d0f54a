"""What a user looks for: words, "phrases in quotation marks" and -words to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onrecord.errors import InputError

TERM: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
SIGN: Final = re.compile(r"\w")
BREAK: Final = re.compile(r"[^\w']+|'(?!\w)|(?<!\w)'")


@dataclass(frozen=True, slots=True)
class Words:
    """A question to the full-text index; all that is wanted must occur.

    Attributes:
        wanted: Words and phrases.
        unwanted: The same, of which none may occur.
    """

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()

    def to_fts5(self) -> str:
        """In the language of SQLite's index.

        >>> parse_words('market "car bomb" -film').to_fts5()
        '("market" AND "car bomb") NOT "film"'
        """
        wanted = " AND ".join(f'"{term}"' for term in self.wanted)
        return " NOT ".join((f"({wanted})", *(f'"{term}"' for term in self.unwanted)))

    def to_websearch(self) -> str:
        """In the language of PostgreSQL's ``websearch_to_tsquery``."""
        return " ".join((*(f'"{term}"' for term in self.wanted), *(f'-"{term}"' for term in self.unwanted)))


def parse_words(question: str) -> Words:
    """Read a question.

    Args:
        question: As typed; signs that no word holds part words.

    Returns:
        Its words.

    Raises:
        InputError: Nothing in it that could be found.

    >>> parse_words("cease-fire OR truce -rumour")
    Words(wanted=('cease fire', 'OR', 'truce'), unwanted=('rumour',))
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for match in TERM.finditer(question):
        term = BREAK.sub(" ", match["phrase"] or match["word"] or "").strip()
        if SIGN.search(term):
            (unwanted if match["minus"] else wanted).append(term)
    if not wanted:
        raise InputError(f"no word to look for in {question!r}")
    return Words(tuple(wanted), tuple(unwanted))
