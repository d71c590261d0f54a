"""What the encoder's heads say: the closed sets of their labels, in index order.

Training, weights and decoding share these tuples; a change here needs new weights.
"""

from __future__ import annotations

from typing import Final, get_args

from onrecord.model.event import EventType, Status
from onrecord.model.layers import MentionType

MENTION_TYPES: Final[tuple[MentionType, ...]] = get_args(MentionType)
EVENT_TYPES: Final[tuple[EventType, ...]] = get_args(EventType)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
ROLES: Final = ("source", "cue", "content")
RELATIONS: Final = ("source", "content", "actor", "recipient", "place", "time", "same", "medium")
RELATION_SIZE: Final = 48  # numbers in the query and in the key of each relation


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Tags of the spans of a closed set.

    >>> bio(("cue",))
    ('O', 'B-cue', 'I-cue')
    """
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


ATTRIBUTION_TAGS: Final = bio(ROLES)
MENTION_TAGS: Final = bio(MENTION_TYPES)
TRIGGER_TAGS: Final = bio(EVENT_TYPES)
