"""A relation as a rule found it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Spans, TieType

from .index import Item


@dataclass(frozen=True, slots=True)
class Found:
    """One relation between two mentions.

    Attributes:
        spans: The two names and the words between, in text order.
        trust: Share of the rule's findings that were right on our own reports with the annotated actors.
            With the actors that we find it is less: see ``CALIBRATION``.
    """

    type: TieType
    from_: Item
    to: Item
    spans: Spans
    trust: float

    def place_in_text(self) -> tuple[int, int, str]:
        """Sort key: where it stands, the surest rule first."""
        return self.spans[0].start, -round(self.trust * 100), self.type
