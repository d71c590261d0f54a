"""Names for reports and what they hold, for formats in which everything has an IRI."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from onrecord.model import Entry, Ref

SAFE: Final = "/:?#[]@!$&'()*+,;=%~-._"
"""What may stand in an address as it is (RFC 3986)."""


def name_report(report: Ref) -> str:
    """``urn:onrecord:08e24532a2a06160``."""
    return f"urn:onrecord:{report.id}"


def name_item(report: Ref, item_id: str) -> str:
    """``urn:onrecord:08e24532a2a06160/e3``."""
    return f"{name_report(report)}/{item_id}"


def find_page(entry: Entry) -> str | None:
    """Address of the page that the report was on, from its metadata or its ref; None where none is known."""
    for address in (entry.record.report.url, entry.report.ref):
        if address and urlsplit(address).scheme in {"http", "https"}:
            return quote(address, safe=SAFE)
    return None
