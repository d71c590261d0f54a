"""When, where and by what means a trigger's own clause says that an event happened.

Two mentions that differ in one of these tell of two events. Limits: places are compared
by name, so a town and its province differ; what other sentences say is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from onrecord.lexicon.find import find_mode
from onrecord.model import Mention, SpanIndex, Spans, Time, Tokens

from .fillers import PLACE, TIME, Fillers, find_place, find_time
from .nearby import Nearby
from .triggers import Trigger

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Scene:
    """What one mention says of its event.

    Attributes:
        day: EDTF, if it is one day.
        place: Name, lower-case.
        mode: Told by the trigger alone.
    """

    day: str | None
    place: str | None
    mode: str | None

    def differs(self, other: Scene) -> bool:
        """Whether both say one of these, and not the same.

        >>> Scene(None, "homs", "aerial").differs(Scene("2016-08-14", "homs", "explosives"))
        True
        """
        pairs = ((self.day, other.day), (self.place, other.place), (self.mode, other.mode))
        return any(one and another and one != another for one, another in pairs)


@dataclass(frozen=True, slots=True)
class Scenery:
    """Where the scenes of a report are looked up."""

    tokens: Tokens
    linked: Mapping[tuple[int, int], Fillers]
    nearby: Nearby
    places: SpanIndex[Mention]
    times: SpanIndex[Time]

    def read(self, trigger: Trigger) -> Scene:
        """The scene of a trigger."""
        time = find_time(self._linked(trigger, TIME), self.times) or self.nearby.find_time(trigger.words, self.times)
        place = find_place(self._linked(trigger, PLACE), self.places)
        place = place or self.nearby.find_place(trigger.words, self.places)
        return Scene(
            day=time.value if time and time.value and DAY.fullmatch(time.value) else None,
            place=place.text.lower() if place else None,
            mode=find_mode(trigger.type, self.tokens.lower[slice(*trigger.words)]),
        )

    def _linked(self, trigger: Trigger, role: int) -> Spans:
        """Fillers in the trigger's sentence."""
        home = self.tokens.sentence_of[trigger.head]
        found = self.linked[trigger.head, role]
        return tuple(filler.span for filler in found if self.tokens.sentence_at(filler.span.start) == home)
