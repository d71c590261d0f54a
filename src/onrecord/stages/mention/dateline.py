"""The dateline: "GAO, March 12 (Agency) -" opens a paragraph with a place, however it looks.

Source: the form that news agencies share; a name in capitals says nothing of its type there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.model import Mention, Tokens

DASHES: Final = frozenset({"-", "–", "—", "--"})
LONGEST: Final = 12  # words from the name to the dash: a date, an agency in brackets
OPENING: Final = frozenset({",", "("})
MISTAKEN: Final = frozenset({"organisation", "person", "other", "facility"})


def mark_datelines(tokens: Tokens, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions, those that open a dateline as places."""
    for mention in mentions:
        is_place = mention.type in MISTAKEN and mention.span.text.isupper() and _opens_dateline(tokens, mention)
        yield Mention(mention.span, "place", mention.score) if is_place else mention


def _opens_dateline(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention opens its paragraph and a dash follows, with a date or brackets between."""
    first, last = tokens.range_of(mention.span)
    if first not in tokens.paragraph_starts:
        return False
    following = tokens.words[last : min(last + LONGEST, tokens.sentence_around(first)[1])]
    return bool(following) and following[0] in OPENING and any(word in DASHES for word in following)
