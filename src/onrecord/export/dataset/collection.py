"""What a format is given, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final

from onrecord.model import Entry, Incident, Origin, Ref

from .rule import DEFAULT, Rule

NOTHING: Final[Mapping[str, int]] = {}


@dataclass(frozen=True)
class Collection:
    """Records of many reports, what comparing them gave, and which events count.

    Attributes:
        entries: May be gone through more than once, each time in the same order; need not fit in memory.
        incidents: Empty where the reports have not been compared: every grade is then unknown.
        origins: The same.
        rule: Which events count. Formats that give the whole record leave it aside.
    """

    entries: Iterable[Entry]
    incidents: tuple[Incident, ...] = ()
    origins: tuple[Origin, ...] = ()
    rule: Rule = DEFAULT

    @cached_property
    def _incidents(self) -> dict[tuple[Ref, str], Incident]:
        return {(ref.report, ref.event): incident for incident in self.incidents for ref in incident.mentions}

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return {origin.id: origin for origin in self.origins}

    def incident_of(self, report: Ref, event: str) -> Incident | None:
        """The incident that an event of a report is a mention of."""
        return self._incidents.get((report, event))

    def find_origin(self, origin: str) -> Origin | None:
        """The origin of an id."""
        return self._origins.get(origin)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, for the user to see.

    Attributes:
        rows: Rows, features, lines or files: what the format counts.
        left_out: Reason -> how many events it kept out, the rule's among them.
    """

    rows: int
    left_out: Mapping[str, int] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class DataFormat:
    """One format.

    Attributes:
        name: What ``--to`` takes.
        suffix: Of a file that holds it, with its dot.
        is_binary: Whether a terminal cannot show it.
        write: Writes one file, closed by the caller; UTF-8 where it is text. Libraries
            that are slow to load it imports itself.
        what: One line for ``--help`` and the docs, without a final full stop.
        write_folder: Writes the parts of an archive as files of an existing folder.
        has_rule: Whether the rule decides what goes in.
    """

    name: str
    suffix: str
    is_binary: bool
    write: Callable[[Collection, BinaryIO], Written]
    what: str
    write_folder: Callable[[Collection, Path], Written] | None = None
    has_rule: bool = True
