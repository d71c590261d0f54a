"""OnRecord reads news reports and puts on record who says what, through whom.

``Reader`` and ``Record`` are loaded when first asked for: the model's libraries take
most of a second, and ``--help`` should not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Record
    from onrecord.pipeline import Reader

__all__ = ["Reader", "Record", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name == "Reader":
        from onrecord.pipeline import Reader

        return Reader
    if name == "Record":
        from onrecord.model import Record

        return Record
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
