"""``onrecord export``: a database as a data set."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

import click

from onrecord.errors import ExportError, RuleError
from onrecord.intake import STDIN
from onrecord.model.edtf import bounds

from .console import complain, show_progress
from .store import db_option, opened

if TYPE_CHECKING:
    from onrecord.export.dataset import Collection, DataFormat, Rule, Written
    from onrecord.model import Entry
    from onrecord.store import Store

FORMATS: Final = (
    "csv",
    "csv-excel",
    "parquet",
    "geojson",
    "plover",
    "gdelt",
    "acled",
    "ucdp",
    "ftm",
    "prov",
    "prov-n",
    "annotations",
    "claimreview",
    "conllu",
    "brat",
)
"""As in ``export.dataset.FORMATS``, which is slow to load; a test compares the two."""


class ExportOptions(TypedDict):
    """The options of ``export``; what they mean stands in their help."""

    db: str
    form: str
    output: Path | None
    where: str | None
    first: date | None
    last: date | None


def _to_day(ctx: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """First day of ``--from``, last day of ``--to-date``."""
    if value is None:
        return None
    found = bounds(value)
    if found is None:
        complain(f"{option.opts[0]}: {value!r} is no EDTF date (such as 2017-12-01, 2017-12 or 2017)")
        ctx.exit(2)
    return found[0 if option.name == "first" else 1]


@click.command()
@db_option
@click.option("--to", "form", required=True, type=click.Choice(FORMATS), help="Format; see docs/exports.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; for csv and parquet also a folder.")
@click.option("--where", metavar="RULE", help='Which events count, such as "status = occurred and grade <= 2".')
@click.option("--from", "first", metavar="EDTF", callback=_to_day, help="Reports published on this day or later.")
@click.option("--to-date", "last", metavar="EDTF", callback=_to_day, help="Reports published on this day or earlier.")
@click.pass_context
def export(ctx: click.Context, **options: Unpack[ExportOptions]) -> None:
    """Write the database as a data set.

    The rule that decides which events count, and how many it left out, is told on
    standard error.
    """
    from onrecord.export.dataset import FORMATS as FORMS
    from onrecord.store import count_reports

    form, rule = FORMS[options["form"]], _read_rule(options["where"])
    _check_output(form, options["output"])
    with opened(ctx, options["db"]) as store:
        _tell_rule(store, form, rule)
        is_shown = sys.stderr.isatty() and (options["output"] is not None or not sys.stdout.isatty())
        with show_progress(count_reports(store), "Exporting", is_shown=is_shown) as step:
            selection = _Selection(store, options["first"], options["last"], step)
            written = _write(form, _collect(store, selection, rule), options["output"])
        _tell_written(form, written, selection.undated)


def _read_rule(text: str | None) -> Rule:
    """The rule of ``--where``, or the default.

    Raises:
        click.UsageError: It cannot be read.
    """
    from onrecord.export.dataset import DEFAULT, parse_rule

    try:
        return DEFAULT if text is None else parse_rule(text)
    except RuleError as error:
        raise click.UsageError(f"--where: {error.reason}") from error


class _Selection:
    """The reports of the database that were asked for; may be gone through again.

    Attributes:
        undated: Reports left out, in the last pass, because they have no date to compare.
    """

    def __init__(self, store: Store, first: date | None, last: date | None, step: Callable[[], None]) -> None:
        self.undated = 0
        self._store = store
        self._first = first or date.min
        self._last = last or date.max
        self._is_whole = first is None and last is None
        self._step = step

    def __iter__(self) -> Iterator[Entry]:
        from onrecord.review import judged_entries

        self.undated = 0
        for entry in judged_entries(self._store):
            self._step()
            if self._is_whole or self._is_within(entry):
                yield entry

    def _is_within(self, entry: Entry) -> bool:
        published = entry.record.report.published.value
        days = bounds(published) if published else None
        self.undated += days is None
        return days is not None and days[1] >= self._first and days[0] <= self._last


def _collect(store: Store, selection: _Selection, rule: Rule) -> Collection:
    from onrecord.export.dataset import Collection
    from onrecord.store import load_comparison

    comparison = load_comparison(store)
    return Collection(selection, comparison.incidents, comparison.origins, rule)


def _check_output(form: DataFormat, output: Path | None) -> None:
    """Refuse an output that cannot hold the format.

    Raises:
        click.UsageError: It says what can.
    """
    if output is None or str(output) == STDIN:
        if form.is_binary and sys.stdout.isatty():
            raise click.UsageError(f"--to {form.name} is not text: name a file with --output, or pipe it.")
    elif output.is_dir() and form.write_folder is None:
        raise click.UsageError(f"--output {output} is a folder; --to {form.name} writes one file: name it.")
    elif not output.is_dir() and not output.parent.is_dir():
        raise click.UsageError(f"--output {output}: there is no folder {output.parent}.")


def _write(form: DataFormat, collection: Collection, output: Path | None) -> Written:
    """Write to standard output, a folder, or a file that takes its name only when it is whole.

    Raises:
        ExportError: The file system refuses.
    """
    if output is None or str(output) == STDIN:
        written = form.write(collection, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return written
    try:
        if output.is_dir() and form.write_folder is not None:
            return form.write_folder(collection, output)
        return _replace(form, collection, output)
    except OSError as error:
        raise ExportError(f"cannot be written: {error.strerror or error}", source=str(output)) from error


def _replace(form: DataFormat, collection: Collection, output: Path) -> Written:
    """Write beside the file, then put it in its place; a failure leaves the old file as it was."""
    handle, name = tempfile.mkstemp(prefix=f".{output.name}-", dir=output.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            written = form.write(collection, file)
        made = Path(name)
        made.chmod(output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask())
        made.replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return written


def _umask() -> int:
    """The mask of new files; there is no way to ask for it but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _tell_rule(store: Store, form: DataFormat, rule: Rule) -> None:
    from onrecord.export.dataset import DEFAULT
    from onrecord.store import count_uncompared

    if not form.has_rule:
        return
    source = "the default of --where" if rule is DEFAULT else "--where"
    complain(f"events that count ({source}): {rule}")
    missing = count_uncompared(store)
    if missing:
        complain(f"the grade of {missing:,} reports is unknown; run onrecord compare first to have it")


def _tell_written(form: DataFormat, written: Written, undated: int) -> None:
    reasons = "; ".join(f"{count:,} by {reason}" for reason, count in written.left_out.items())
    complain(f"{written.rows:,} rows as {form.name}" + (f"; events left out: {reasons}" if reasons else ""))
    if undated:
        complain(f"{undated:,} reports have no date and were left out")
