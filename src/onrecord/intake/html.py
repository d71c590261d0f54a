"""A web page: its article, without navigation, adverts and comments.

trafilatura finds the text and the metadata; htmldate the date, from metadata and
the page's own marks only (its wide search would guess from any date in the text).
Nothing is fetched and no clock is read, so the same page gives the same report.
"""

from __future__ import annotations

import logging
import re
from typing import Final

from trafilatura import bare_extraction

from onrecord.errors import NoTextError

from .article import Article
from .sniff import HEAD

DATE_OPTIONS: Final = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1970-01-01",
    "max_date": "2099-12-31",  # without it the library asks the clock
}
SENTENCE: Final = re.compile(r"^[^\n]*?(?:\S+[^\S\n]+){4}[^\n]*[.!?…][\"'”’»)]*[^\S\n]*$", re.MULTILINE)
"""Five words or more, closed."""

# The libraries report what they skip; our one line on a page is the error we raise.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def extract_article(page: str, *, source: str) -> Article:
    """Take the article out of a page.

    Args:
        page: HTML, decoded.
        source: Name for the error.

    Raises:
        NoTextError: The page holds no article.
    """
    if "<html" not in page[:HEAD].lower():
        page = f"<html><body>{page}</body></html>"  # the library refuses a bare fragment
    try:
        found = bare_extraction(
            page, include_comments=False, with_metadata=True, date_extraction_params=dict(DATE_OPTIONS)
        )
    except Exception as error:  # two libraries and a C parser on a hostile page: any of their errors ends here
        raise NoTextError("the page cannot be parsed", source=source) from error
    if found is None or isinstance(found, dict) or found.text is None or not has_sentence(found.text):
        raise NoTextError("the page holds no article", source=source)
    return Article(
        text=found.text,
        title=found.title,
        byline=found.author,
        publisher=found.sitename,
        url=found.url,
        published=found.date,
    )


def has_sentence(text: str) -> bool:
    r"""Whether any line is a sentence and not a menu entry or a headline.

    >>> has_sentence("Home\nSign in"), has_sentence("Six people died in Aden.")
    (False, True)
    """
    return SENTENCE.search(text) is not None
