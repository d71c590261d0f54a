"""What speaks for two event mentions of a topic being one event: words, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from onrecord.compare.vectors import compare_meaning

from .mentions import EventMention

UNSEEN: Final = 3.0  # idf of a stem that the topic lacks
APART: Final = 9  # stands for the distance of sentences of different documents
FARTHEST: Final = 5
NAMES: Final = (
    "same_stem", "grams", "prefix", "same_words", "share_words", "same_mode", "same_act", "one_act", "documents",
    "same_document", "same_context", "same_left", "same_right", "same_names", "same_numbers", "rarity", "left_right",
    "right_left", "both_nouns", "one_noun", "sizes", "same_sentence", "in_context", "names", "stem_and_documents",
    "both_acts", "distance", "first_sentence", "context", "rarest", "like_trigger", "like_context",
)  # fmt: skip


def measure_pair(
    a: EventMention, b: EventMention, rarity: Mapping[str, float], *, similarity: float
) -> tuple[float, ...]:
    """Value of each of ``NAMES``.

    Args:
        a: A mention.
        b: Another of its topic.
        rarity: idf of stems in the topic.
        similarity: Cosine of their documents.
    """

    def weigh(stems: Iterable[str]) -> float:
        return sum(rarity.get(word, UNSEEN) for word in sorted(stems))

    is_same = a.stem == b.stem
    is_near = a.document == b.document
    common, names = a.context & b.context, a.names & b.names
    one, other = rarity.get(a.stem, UNSEEN), rarity.get(b.stem, UNSEEN)
    return (
        *_compare_triggers(a, b),
        similarity,
        float(is_near),
        weigh(common) / (min(weigh(a.context), weigh(b.context)) or 1.0),
        weigh(a.left & b.left),
        weigh(a.right & b.right),
        weigh(names) / (min(weigh(a.names), weigh(b.names)) or 1.0) if a.names and b.names else -1.0,
        float(bool(a.numbers & b.numbers)),
        one + other,
        weigh(a.left & b.right),
        weigh(a.right & b.left),
        float(a.is_noun and b.is_noun),
        float(a.is_noun != b.is_noun),
        float(abs(a.size - b.size)),
        float(a.sentence == b.sentence) if is_near else -1.0,
        float((a.stem in b.context) + (b.stem in a.context)),
        float(len(names)),
        is_same * similarity,
        float(a.act is not None and b.act is not None),
        float(min(FARTHEST, abs(a.sentence - b.sentence)) if is_near else APART),
        float(min(a.sentence, b.sentence)),
        weigh(common),
        max(one, other),
        compare_meaning(a.stems, b.stems),
        compare_meaning(a.context, b.context),
    )


def _compare_triggers(a: EventMention, b: EventMention) -> tuple[float, ...]:
    """The first eight of ``NAMES``."""
    least_words = min(len(a.stems), len(b.stems))
    return (
        float(a.stem == b.stem),
        len(a.grams & b.grams) / len(a.grams | b.grams),
        _count_prefix(a.head, b.head) / max(len(a.head), len(b.head)),
        float(a.stems == b.stems),
        len(a.stems & b.stems) / least_words if least_words else 0.0,
        float(bool(a.modes & b.modes)),
        float(a.act is not None and a.act == b.act),
        float((a.act is None) != (b.act is None)),
    )


def _count_prefix(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
