"""How a user names what is judged: ``REPORT:e3``, ``REPORT:e3.type=ASSAULT``, ``i7``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onrecord.errors import InputError

ADDRESS: Final = re.compile(
    r"(?P<report>.+?):(?P<item>[aceflprt]\d+)(?:\.(?P<field>[a-z_]+)(?:=(?P<value>.*))?)?", re.DOTALL
)
INCIDENT: Final = re.compile(r"i\d+")


@dataclass(frozen=True, slots=True)
class Address:
    """An item of a report, or a field of it with its new value.

    Attributes:
        report: Id, the beginning of it, or what the report was added under.
        item: Such as ``e3``.
    """

    report: str
    item: str
    field: str | None = None
    value: str | None = None


def parse_address(text: str, *, is_correction: bool = False) -> Address:
    """Read an address.

    Args:
        text: As typed.
        is_correction: Whether it must name a field and its value; else it must not.

    Raises:
        InputError: It is no such address.

    Returns:
        Its parts.

    >>> parse_address("reports/a.txt:e3.type=ASSAULT", is_correction=True)
    Address(report='reports/a.txt', item='e3', field='type', value='ASSAULT')
    """
    match = ADDRESS.fullmatch(text)
    if match is None or (match["value"] is not None) != is_correction or (match["field"] is not None) != is_correction:
        form = "REPORT:e3.type=ASSAULT" if is_correction else "REPORT:e3"
        raise InputError(f"not of the form {form}, REPORT being an id or a path", source=text)
    return Address(match["report"], match["item"], match["field"], match["value"])
