"""A mail message (RFC 5322, MIME): its text part, else its HTML part.

Subject, sender and date become title, publisher and date. Attachments are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from onrecord.errors import DateError, NoTextError, SourceError
from onrecord.intake.read import Overrides

from .blob import Blob, Context
from .dates import to_edtf
from .item import Item
from .recode import recode
from .stream import read_whole


def read_mail(blob: Blob, context: Context) -> Iterator[Item]:
    """The report that a message holds.

    Raises:
        LimitError: Larger than one report may be.
        SourceError: It cannot be parsed.
        NoTextError: It has no text.
    """
    data = read_whole(blob.file, max_bytes=context.options.limits.max_bytes, source=blob.ref)
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = _find_text(message)
        overrides = _read_headers(message)
    except Exception as error:  # its parser of headers raises many kinds on a hostile message
        raise SourceError(f"no mail message: {type(error).__name__}", source=blob.ref) from error
    if part is None:
        raise NoTextError("the message has no text", source=blob.ref)
    media_type, text = part
    yield Item(blob.ref, text, overrides, media_type=media_type)


def _find_text(message: EmailMessage) -> tuple[str, bytes] | None:
    """Media type and bytes of the first part that holds something."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        payload = part.get_payload(decode=True) if part is not None else None
        if part is not None and isinstance(payload, bytes) and payload.strip():
            return f"text/{kind}", recode(payload, part.get_content_charset(), is_html=kind == "html")
    return None


def _read_headers(message: Message) -> Overrides:
    name, address = parseaddr(str(message["from"] or ""))
    return Overrides(
        title=str(message["subject"] or "").strip() or None,
        publisher=name.strip() or address.rpartition("@")[2] or None,
        published=_read_date(str(message["date"] or "")),
    )


def _read_date(value: str) -> str | None:
    """When it was sent; None where its header is missing or broken: that of a message is no claim of the report."""
    try:
        return to_edtf(value) if value.strip() else None
    except DateError:
        return None
