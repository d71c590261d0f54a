"""From where an expression is read: publication, the narrative so far, the tense."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from onrecord.model import Published
from onrecord.model.edtf import bounds

from .tense import Tense

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
MOVED_AWAY: Final = timedelta(days=31)
"""A dated sentence older than this moves the narrative away from the publication; nearer
dates without a year already resolve to the same year against the publication."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression without a full date leans on.

    Attributes:
        today: Day of publication, if known to the day.
        year: Year of publication, if known to the year.
        value: EDTF of the nearest date before this expression, if any.
        moved: Year and month to which the narrative has moved, if it has.
        quarter: EDTF interval of the quarter that the text last spoke of.
        tense: Of the clause; None if unknown or not needed.
        weekday: Of the weekday just before the expression, Monday 0; None if there is none.
    """

    today: date | None = None
    year: int | None = None
    value: str | None = None
    moved: tuple[int, int] | None = None
    quarter: str | None = None
    tense: Tense | None = None
    weekday: int | None = None

    @classmethod
    def of(cls, published: Published) -> Moment:
        """The moment at which a text begins."""
        days = bounds(published.value) if published.value else None
        if days is None or days[0].year != days[1].year or not date.min.year < days[0].year < date.max.year:
            return cls()  # at the ends of the calendar there is no day before or after
        return cls(today=days[0] if days[0] == days[1] else None, year=days[0].year)

    @property
    def narrative(self) -> date | None:
        """The nearest day before this expression; publication if there was no date at all."""
        if self.value is None:
            return self.today
        days = bounds(self.value)
        return days[0] if days and days[0] == days[1] else None

    @property
    def narrative_start(self) -> date | None:
        """First day of the nearest date before, however coarse; else publication."""
        days = bounds(self.value) if self.value else None
        return days[0] if days and days[0] != date.min else self.today

    def after(self, value: str, *, is_full: bool, moves: bool, is_deictic: bool) -> Moment:
        """The moment after a date has been read.

        Args:
            value: Its EDTF.
            is_full: Whether the text gave its year.
            moves: Whether it can move the narrative: it says when, and names nothing.
            is_deictic: Whether it was told from the day of publication.
        """
        days = bounds(value)
        if days is None:
            return self
        moved = self.moved
        if is_full and moves and (self.today is None or days[1] < self.today - MOVED_AWAY):
            moved = (days[0].year, days[0].month)
        elif is_deictic:
            moved = None
        return replace(self, value=value, moved=moved, quarter=None if is_full else self.quarter)
