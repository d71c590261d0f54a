"""What kind of source a file is: by its name, else by its first bytes."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final, Literal, get_args

from onrecord.lexicon.strict import read_yaml

Kind = Literal["text", "jsonl", "csv", "tsv", "warc", "zip", "gzip", "feed", "mail", "other", "unknown"]

FEED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>)?(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*>)*<(?:rss|feed|rdf:RDF)[\s>]",
    re.DOTALL,
)
"""The root element of RSS 0.9 to 2, RSS 1 and Atom."""
MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b'{"', "jsonl"),
)


@cache
def load_suffixes() -> dict[str, Kind]:
    """Suffix -> kind.

    Raises:
        LexiconError: ``kinds.yaml`` breaks its form.
    """
    table = read_yaml(resources.files(__package__).joinpath("kinds.yaml"), dict[str, tuple[str, ...]])
    kinds: tuple[Kind, ...] = get_args(Kind)
    return {suffix: kind for kind in kinds for suffix in table.get(kind, ())}


def find_kind(name: str, head: bytes) -> Kind:
    """What a file is.

    Args:
        name: Its name.
        head: Its first bytes.

    >>> find_kind("a.JSONL", b""), find_kind("", b"WARC/1.1"), find_kind("a.xml", b"<rss version='2.0'>")
    ('jsonl', 'warc', 'feed')
    """
    _, dot, suffix = name.rpartition(".")
    kind = load_suffixes().get(f".{suffix.lower()}") if dot else None
    if kind in {None, "other"} and FEED.match(head):
        return "feed"
    if kind is not None:
        return kind
    return next((kind for magic, kind in MAGIC if head.startswith(magic)), "unknown")
