"""What a source gives: one item a report, and the options and limits of looking for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.errors import InputError
from onrecord.intake.read import DEFAULT_MAX_BYTES, Overrides

DateOrder = Literal["day-first", "month-first"]
"""How 03/04/2017 is to be read."""

NOTHING_KNOWN: Final = Overrides()

Skip = Callable[[str, str], None]
"""Called with the ref and a short reason for what is passed over on purpose."""


@dataclass(frozen=True, slots=True)
class Item:
    """One report on its way in, or the reason why there is none.

    Attributes:
        ref: Path, ``path#row``, ``path!member``, or the URL of a page in a WARC.
        data: Bytes for ``read_bytes``; None where there is a problem.
        overrides: What the source says about the report.
        problem: Why it cannot be read.
        media_type: As the source declares it; None where only the bytes can say.
    """

    ref: str
    data: bytes | None
    overrides: Overrides = NOTHING_KNOWN
    problem: InputError | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table; those left None are found by their names (``columns.yaml``)."""

    text: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Above these, input is refused without being held in memory.

    Attributes:
        max_bytes: Of one report.
        max_line_bytes: Of one row of a table.
        max_unpacked_bytes: Of all that one archive or gzip file gives.
        max_ratio: Unpacked bytes to packed bytes, of a member or an archive. Deflate ends at 1,032;
            news pages have 4 to 8, a table of near-identical rows up to 100.
        max_members: Of one zip archive.
        max_depth: Archives in archives: 0 for none, 1 for a zip in a zip.
    """

    max_bytes: int = DEFAULT_MAX_BYTES
    max_line_bytes: int = DEFAULT_MAX_BYTES
    max_unpacked_bytes: int = 20_000_000_000
    max_ratio: int = 200
    max_members: int = 100_000
    max_depth: int = 1


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How to look for reports.

    Attributes:
        include: Globs; of files in folders and archives only those that fit one are taken.
        exclude: Globs; files that fit one are passed over. Both are matched against the name and the
            path below the folder.
        date_order: For dates such as 03/04/2017, which are refused without it.
    """

    columns: Columns = Columns()
    limits: Limits = Limits()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    date_order: DateOrder | None = None


DEFAULT: Final = SourceOptions()
RATIO_FREE_BYTES: Final = 1_000_000
"""Unpacked bytes up to which ``max_ratio`` is not asked: a short file of blanks harms nobody."""


def ignore_skip(ref: str, reason: str) -> None:
    """The ``Skip`` of a caller who does not count."""
