"""Which reader gives the value of which form (codebook section 4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from . import absolute, duration, relative
from .moment import Moment
from .reading import Match, Reading

READERS: Final[dict[str, Callable[[Match, Moment], Reading]]] = {
    "iso": absolute.read_iso,
    "named_day": absolute.read_named_day,
    "numeric": absolute.read_numeric,
    "between_days": absolute.read_days,
    "between_days_uk": absolute.read_days,
    "between_months": absolute.read_months,
    "between_years": absolute.read_years,
    "between_dates": absolute.read_days,
    "between_dates_uk": absolute.read_days,
    "days": absolute.read_days,
    "days_uk": absolute.read_days,
    "dates": absolute.read_days,
    "dates_uk": absolute.read_days,
    "months": absolute.read_months,
    "date": absolute.read_date,
    "date_uk": absolute.read_date,
    "month": absolute.read_month,
    "season": absolute.read_season,
    "quarter": absolute.read_quarter,
    "half": absolute.read_half,
    "decade": absolute.read_decade,
    "century": absolute.read_century,
    "years": absolute.read_years,
    "year": absolute.read_year,
    "day_before": relative.read_day_before,
    "ago": relative.read_ago,
    "year_ago": absolute.read_year_ago,
    "stretch": duration.read_duration,
    "weekend": relative.read_weekend,
    "unit": relative.read_unit,
    "edge_of_unit": relative.read_edge_of_unit,
    "the_unit": absolute.read_the_unit,
    "day_word": relative.read_day_word,
    "overnight": relative.read_overnight,
    "part": relative.read_part,
    "weekday": relative.read_weekday,
    "holiday": absolute.read_holiday,
    "clock": duration.read_clock,
    "clock24": duration.read_clock,
    "clock_military": duration.read_clock,
    "clock_dotted": duration.read_clock,
    "oclock": duration.read_clock,
    "noon": duration.read_noon,
    "bare_hour": duration.read_bare_hour,
    "bare_part": duration.read_bare_hour,
    "hours_later": relative.read_hours_later,
    "half_unit": duration.read_half_unit,
    "duration": duration.read_duration,
    "narrative": relative.read_narrative,
    "day_around": relative.read_day_around,
    "that_unit": relative.read_that_unit,
    "no_value": duration.read_no_value,
}
CLOCKS: Final = frozenset({
    "clock",
    "clock24",
    "clock_military",
    "clock_dotted",
    "oclock",
    "noon",
    "bare_hour",
    "bare_part",
})
DAYS: Final = frozenset({
    "date", "date_uk", "days", "days_uk", "dates", "dates_uk", "between_days", "between_days_uk", "between_dates",
    "between_dates_uk",
})  # fmt: skip
"""Forms of days of a month."""
TENSED: Final = DAYS | {"month", "months", "between_months", "season", "quarter", "weekend", "weekday", "holiday"}
"""Forms whose value hangs on the tense of the clause."""
DEICTIC: Final = frozenset({"day_word", "weekday", "unit", "part", "overnight", "weekend", "day_before"})
"""Forms told from the day of publication: they bring the narrative back to it."""
