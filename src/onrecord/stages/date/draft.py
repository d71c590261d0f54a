"""A time expression on its way from form to value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """One expression with its value.

    Attributes:
        form: Name of the form, as in ``forms.yaml``.
        start: First code point.
        end: One past the last.
        value: EDTF, a duration, a clock time without its day (``T…``), or None.
        anchor: EDTF that the value was resolved against.
    """

    form: str
    start: int
    end: int
    value: str | None
    anchor: str | None
