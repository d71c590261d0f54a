"""``onrecord read``: files in, records out."""

from __future__ import annotations

import os
import shutil
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO, TypedDict, Unpack

import click

from onrecord.errors import InputError, OnRecordError
from onrecord.intake import DEFAULT_MAX_BYTES, STDIN, Overrides, read_file
from onrecord.model.edtf import is_edtf

from .console import complain, show_progress
from .workers import worker_options

if TYPE_CHECKING:
    from onrecord.export import Format
    from onrecord.model import Record, Report

FORMATS: Final = ("text", "json", "jsonl", "html")
"""As in ``export.FORMATS``, which is slow to load; a test compares the two."""


class ReadOptions(TypedDict):
    """The options of ``read``; what they mean stands in their help."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    form: Format
    explained: str | None
    output: Path | None
    max_bytes: int
    threads: int
    processes: int


def _check_date(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_edtf(value):
        complain(f"--published: {value!r} is no EDTF date (such as 2017-12-01, 2017-12 or 2013/2017)")
        ctx.exit(2)
    return value


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--title", help="Title, instead of the one found.")
@click.option("--publisher", help="Publisher, instead of the one found.")
@click.option("--published", metavar="EDTF", callback=_check_date, help="Date, such as 2017-12-01 or 2017-12.")
@click.option("--url", help="Address, instead of the one found.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text: a page to read. json: one record. jsonl: a record a line. html: a page to send.",
)
@click.option("--explain", "explained", metavar="ID", help="Print what one item (such as e3) rests on.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or folder for one file a report.")
@click.option("--max-bytes", type=click.IntRange(1), default=DEFAULT_MAX_BYTES, show_default=True, help="Largest file.")
@worker_options
@click.pass_context
def read(ctx: click.Context, files: tuple[str, ...], **options: Unpack[ReadOptions]) -> None:
    """Read each FILE (plain text, HTML or PDF; - for standard input) and print its record.

    A file that cannot be read is named on standard error and does not stop the rest.
    """
    _check_usage(files, options)
    intake = Intake(files, options)
    try:
        with open_output(options["output"]) as file:
            printer = Printer(file, options, is_many=len(files) > 1)
            for name, record in intake.records(threads=options["threads"], processes=options["processes"]):
                printer.write(name, record)
    except OnRecordError as error:
        complain(error)
        ctx.exit(1)
    ctx.exit(1 if intake.has_failed else 0)


class Intake:
    """Reads the files in order and complains of those that cannot be read.

    Attributes:
        has_failed: Whether some file could not be read.
    """

    def __init__(self, files: tuple[str, ...], options: ReadOptions) -> None:
        self.has_failed = False
        self._files = files
        self._names: deque[str] = deque()  # of reports whose record has not come yet
        self._max_bytes = options["max_bytes"]
        self._overrides = Overrides(
            title=options["title"],
            publisher=options["publisher"],
            published=options["published"],
            url=options["url"],
        )
        self._shows_progress = (
            len(files) > 1 and sys.stderr.isatty() and (options["output"] is not None or not sys.stdout.isatty())
        )

    def records(self, *, threads: int, processes: int) -> Iterator[tuple[str, Record]]:
        """The record of each report that can be read, with the name of its file.

        Args:
            threads: Threads of the reader.
            processes: Processes of the reader.

        Yields:
            In the order of the files.
        """
        reports = self._reports()
        first = next(reports, None)
        if first is None:
            return  # nothing to read: the model need not be loaded
        from onrecord.pipeline import Reader

        for record in Reader(threads=threads, processes=processes).pipe(chain((first,), reports)):
            yield self._names.popleft(), record

    def _reports(self) -> Iterator[Report]:
        with show_progress(len(self._files), "Reading", is_shown=self._shows_progress) as step:
            for name in self._files:
                try:
                    report = read_file(name, overrides=self._overrides, max_bytes=self._max_bytes)
                except InputError as error:
                    self.has_failed = True
                    complain(error)
                else:
                    self._names.append(name)
                    yield report
                step()


class Printer:
    """Writes records in the chosen form.

    Args:
        file: Where they go; None for one file a report in the folder ``output``.
        options: Of the command.
        is_many: Whether more than one file was named.
    """

    def __init__(self, file: TextIO | None, options: ReadOptions, *, is_many: bool) -> None:
        from onrecord.export import FORMATS as FORMS
        from onrecord.export import Layout

        self._file = file
        self._folder = options["output"]
        self._form = FORMS[options["form"]]
        self._explained = options["explained"]
        is_terminal = options["output"] is None and sys.stdout.isatty()
        has_colour = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._layout = Layout(width=shutil.get_terminal_size().columns, colour=has_colour)
        self._separator = "\n" + "─" * 40 + "\n\n" if is_many and options["form"] == "text" else ""
        self._written: set[Path] = set()
        self._is_first = True

    def write(self, name: str, record: Record) -> None:
        """Write one record.

        Args:
            name: The file that it was read from.
            record: The whole record.
        """
        from onrecord.export import explain

        if self._explained is not None:
            parts = iter((explain(record, self._explained),))
        else:
            parts = self._form.parts(record, self._layout)
        if self._file is None:
            with self._path(name).open("w", encoding="utf-8") as file:
                file.writelines(parts)
            return
        self._file.writelines(parts if self._is_first else chain((self._separator,), parts))
        self._file.flush()  # a long run shows each record when it is read
        self._is_first = False

    def _path(self, name: str) -> Path:
        """A path in the folder that this run has not written yet: report.json, report-2.json."""
        stem = "stdin" if name == STDIN else Path(name).stem
        path = (self._folder or Path()) / f"{stem}{self._form.suffix}"
        number = 1
        while path in self._written:
            number += 1
            path = path.with_name(f"{stem}-{number}{self._form.suffix}")
        self._written.add(path)
        return path


def _check_usage(files: tuple[str, ...], options: ReadOptions) -> None:
    """Refuse options that do not go together.

    Raises:
        click.UsageError: Several records, where the output holds one.
    """
    if len(files) == 1 or (options["output"] is not None and options["output"].is_dir()):
        return
    if options["explained"] is not None:
        raise click.UsageError("--explain takes one FILE.")
    if options["form"] in {"json", "html"}:
        raise click.UsageError(
            f"--format {options['form']} prints one record. For several FILEs name a folder with --output"
            + (", or use --format jsonl." if options["form"] == "json" else ".")
        )


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO | None]:
    """Standard output, a file, or None for a folder; always UTF-8.

    Raises:
        InputError: The file cannot be written.
    """
    if path is None or str(path) == STDIN:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
    elif path.is_dir():
        yield None
    else:
        try:
            file = path.open("w", encoding="utf-8")
        except OSError as error:
            raise InputError(f"cannot be written: {error.strerror}", source=str(path)) from error
        with file:
            yield file
