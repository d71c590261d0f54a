"""The digest: what comparing needs of one report, and no more.

About 4 kB a report instead of about 60 for its record; ``encode`` and ``decode`` give
its bytes, so that a store can keep it and comparing never reads a record twice.
"""

from __future__ import annotations

from typing import Final

import msgspec

from onrecord import __version__
from onrecord.model import EventType, OriginKind, Polarity, Precision, Ref, Span, Status

FORM: Final = 2
"""Raised when a digest of an older form can no longer be compared."""
BUILD: Final = f"{__version__}/{FORM}"
"""Names what makes digests; a kept digest of another build is made anew."""

# gc=False: they hold each other as a tree, so that the collector need never look at them.


class Spot(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where an event is said to have happened.

    Attributes:
        key: Entry of the gazetteer, else the name in lower case.
        is_own: Whether the sentence names it; else it is taken from what stands before.
    """

    key: str
    name: str
    lat: float | None
    lon: float | None
    precision: Precision
    country: str | None
    admin1: str | None
    is_own: bool


class Source(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A voice, under a key that is the same in every report.

    Attributes:
        key: Registry id, or normalised name.
        name: Canonical name.
        kind: ``source``; ``agency`` for a credit.
        is_named: Whether it can be told apart from others of its sort.
    """

    key: str
    name: str
    kind: OriginKind
    is_named: bool
    span: Span


class Telling(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One chain of voices.

    Attributes:
        voices: Indexes into ``Digest.sources``, nearest to the fact first; empty for the report's own voice.
    """

    voices: tuple[int, ...]
    polarity: Polarity


class Count(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A count of people of one event.

    Attributes:
        is_approximate: "about 40".
        is_total: The wording adds up over time ("since Saturday").
        telling: Index into ``Digest.tellings``.
        start: First code point, for the order.
        is_head: Whether it stands in the headline.
        is_part: Whether it counts only women, children or the like.
    """

    low: float | int | None
    high: float | int | None
    is_approximate: bool
    is_total: bool
    telling: int
    start: int
    is_head: bool = False
    is_part: bool = False


class Party(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Who fills a role.

    Attributes:
        key: Registry id, or normalised name.
        is_known: Whether it has a registry id.
        countries: ISO 3166-1 alpha-3.
    """

    key: str
    name: str
    is_known: bool
    countries: tuple[str, ...]


class Passage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one sentence says of one event: the unit that is compared.

    The reader gathers all mentions of an event in a report; where it has put two
    incidents of one report together, their sentences can still go separate ways, and
    so can the two parts of a sentence that goes on to an attack with other weapons.

    Attributes:
        event: Id of the event in the record.
        sentence: Index of the sentence.
        section: How many sentences up to this one begin by turning to something else ("Meanwhile").
        spans: (start, end) of its triggers, the most telling first.
        trigger: The first one's text.
        words: Stems of the triggers.
        context: Stems of the content words of the sentence.
        names: Consonants of its capitalised words (``stem.skeleton``).
        first, last: Days (proleptic ordinals) between which it happened; 0 if unknown.
        is_dated: Whether the sentence gives the time; else it is bounded by the publication.
        spots: Places, the most likely first.
        tellings: Chains that carry it; the report's own voice (0) if none.
        is_background: A running total, or a war as a whole.
    """

    event: str
    sentence: int
    section: int
    type: EventType
    mode: str | None
    status: Status
    spans: tuple[tuple[int, int], ...]
    trigger: str
    words: tuple[str, ...]
    context: tuple[str, ...]
    names: tuple[str, ...]
    time: str | None
    first: int
    last: int
    is_dated: bool
    spots: tuple[Spot, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    killed: tuple[Count, ...]
    injured: tuple[Count, ...]
    tellings: tuple[int, ...]
    is_background: bool


class Digest(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What comparing needs of one report.

    Attributes:
        form: ``FORM`` of the release that made it.
        published: Ordinal of the day of publication (the last possible one), or 0.
        publisher: Under its key.
        size: Words of the text.
        signature: MinHash, uint32 little-endian.
        samples, quotations: (hash, start, end, text) of sampled word runs and of long quotations.
        credits: Indexes of sources that the whole report came through.
        affiliations: Key of a person -> index of the body it speaks for.
        tellings: The first is the report's own voice.
    """

    form: int
    report: Ref
    published: int
    publisher: Source | None
    size: int
    signature: bytes
    samples: tuple[tuple[int, int, int, str], ...]
    quotations: tuple[tuple[int, int, int, str], ...]
    sources: tuple[Source, ...]
    credits: tuple[int, ...]
    affiliations: tuple[tuple[str, int], ...]
    tellings: tuple[Telling, ...]
    passages: tuple[Passage, ...]


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Digest)


def encode_digest(digest: Digest) -> bytes:
    """Bytes of a digest, to be stored."""
    return _ENCODER.encode(digest)


def decode_digest(data: bytes) -> Digest | None:
    """The digest of stored bytes; None if an older release made it, so that it must be made anew."""
    try:
        digest = _DECODER.decode(data)
    except msgspec.MsgspecError:
        return None
    return digest if digest.form == FORM else None
