"""A fragment of HTML, as feeds carry it, to plain text.

Not for pages: nothing is judged to be a menu or an advertisement. Blocks become
paragraphs, all else runs on; scripts and styles are left out.
"""

from __future__ import annotations

from typing import Final

from lxml import etree, html
from lxml.html.defs import block_tags

NEWER: Final = frozenset({"article", "aside", "figcaption", "figure", "footer", "header", "main", "nav", "section"})
BLOCKS: Final = (block_tags | NEWER) - {"del", "ins"}
"""Elements that are laid out as blocks: the library's are those of HTML 4, some of which may also stand in a line."""
UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "iframe", "object"})


def to_plain(fragment: str) -> str:
    r"""The text of a fragment.

    >>> to_plain("<p>Six people <b>died</b>.</p><p>Police said&nbsp;so.<br>No more.</p>")
    'Six people died.\n\nPolice said so.\nNo more.'
    """
    if not fragment.strip():
        return ""
    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):  # ValueError: it declares an encoding, or holds a zero
        return fragment
    paragraphs = ("".join(_walk(root))).split("\f")
    lines = ("\n".join(" ".join(line.split()) for line in text.split("\v")).strip() for text in paragraphs)
    return "\n\n".join(text for text in lines if text)


def _walk(root: html.HtmlElement) -> list[str]:
    r"""The text in pieces; ``\f`` bounds a block, ``\v`` is a line break. Not recursive: a fragment may be deep."""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "template"  # a comment
        if event == "start":
            hidden += tag in UNSEEN
            pieces.append("\f" if tag in BLOCKS else "\v" if tag == "br" else "")
            pieces.append("" if hidden else element.text or "")
        else:
            hidden -= tag in UNSEEN
            pieces.append("\f" if tag in BLOCKS else "")
            pieces.append("" if hidden else element.tail or "")
    return pieces
