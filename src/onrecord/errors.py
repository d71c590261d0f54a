"""Every error that OnRecord raises on purpose.

The tree (kept in step with the code by a test)::

    OnRecordError
    ├── InputError            what was given cannot be read
    │   ├── MissingFileError
    │   ├── EmptyReportError
    │   ├── BinaryFileError
    │   ├── EncodingError
    │   ├── LanguageError
    │   ├── NoTextError       a page or PDF without article text
    │   ├── DateError         a date that is no EDTF
    │   ├── LimitError        larger than the limit that the caller set
    │   └── SourceError       an archive, table, feed or message that is broken or unsafe
    ├── DataError             a file that we ship or are asked to score is broken
    │   ├── OntologyError
    │   ├── LexiconError
    │   ├── WeightsError
    │   ├── GazetteerError
    │   └── CorpusError
    ├── RecordError           a record that breaks its contract
    ├── ExportError           a data set that cannot be made
    │   ├── RuleError         a rule of which events count that cannot be read
    │   └── LibraryError      a library that only this format needs is not installed
    ├── WorkerError           a process that reads has died
    └── StoreError            a database that cannot do what it is asked
        ├── MissingDatabaseError
        ├── LockedDatabaseError
        ├── FullDatabaseError
        └── BrokenDatabaseError
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of all errors raised on purpose.

    Args:
        reason: One line for the user, without a final full stop.
        source: File, URL or id that the error is about, or None.
        line: 1-based line in ``source``, or None.
    """

    def __init__(self, reason: str, *, source: str | None = None, line: int | None = None) -> None:
        self.reason = reason
        self.source = source
        self.line = line
        place = source or ""
        if line is not None:
            place += f":{line}"
        super().__init__(f"{place}: {reason}" if place else reason)


class InputError(OnRecordError):
    """What was given cannot be read."""


class MissingFileError(InputError):
    """There is no such file, or it may not be opened."""


class EmptyReportError(InputError):
    """There is no text in it."""


class BinaryFileError(InputError):
    """The bytes are neither text nor a format that we read."""


class EncodingError(InputError):
    """The bytes decode in no known encoding."""


class LanguageError(InputError):
    """The report is in a language that we do not read."""


class NoTextError(InputError):
    """A page or PDF that holds no article text."""


class DateError(InputError):
    """A date that is no EDTF."""


class LimitError(InputError):
    """The input is larger than the caller allows."""


class SourceError(InputError):
    """An archive, table, feed or message is broken or unsafe."""


class DataError(OnRecordError):
    """A file that we ship or are asked to score is broken."""


class OntologyError(DataError):
    """The ontology files break their form."""


class LexiconError(DataError):
    """A word list breaks its form."""


class WeightsError(DataError):
    """The model's files are missing or differ from their manifest."""


class GazetteerError(DataError):
    """The gazetteer is missing or differs from its manifest."""


class CorpusError(DataError):
    """A corpus file breaks its form."""


class RecordError(OnRecordError):
    """A record breaks its contract."""


class ExportError(OnRecordError):
    """A data set that cannot be made."""


class RuleError(ExportError):
    """A rule of which events count cannot be read."""


class LibraryError(ExportError):
    """A library that only this format needs is not installed."""


class WorkerError(OnRecordError):
    """A process that reads has died."""

    DIED = "a process that was reading has died, perhaps for want of memory; --processes 1 needs least"


class StoreError(OnRecordError):
    """A database that cannot do what it is asked."""


class MissingDatabaseError(StoreError):
    """There is no such database, or nothing was ever added to it."""


class LockedDatabaseError(StoreError):
    """Another program holds the database for longer than we wait."""


class FullDatabaseError(StoreError):
    """There is no room left to write in."""


class BrokenDatabaseError(StoreError):
    """The database is damaged, or not one of ours."""
