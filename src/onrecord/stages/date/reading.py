"""What a reader gives back."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

Match = re.Match[str]


class Reading(NamedTuple):
    """A value (EDTF, duration, or None) and the EDTF that it was resolved against."""

    value: str | None
    anchor: str | None = None


NO_VALUE: Final = Reading(None)
