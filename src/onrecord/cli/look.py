"""``onrecord list`` and ``show``: what is in a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

import click
import msgspec

from onrecord.errors import InputError

from .read import FORMATS, Printer, ReadOptions, open_output
from .store import db_option, opened

if TYPE_CHECKING:
    from onrecord.export import Format
    from onrecord.model import Ref
    from onrecord.store import Store


class ShowOptions(TypedDict):
    """The options of ``show``; what they mean stands in their help."""

    form: Format
    explained: str | None
    original: bool
    output: Path | None


@click.command("list")
@db_option
@click.option("--problems", is_flag=True, help="Instead, what could not be read, and why.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.pass_context
def list_(ctx: click.Context, db: str, problems: bool, form: str) -> None:
    """List the reports in the database, in order of publication."""
    from onrecord.store import ProblemRow, ReportRow, list_problems, list_reports

    from .table import print_csv, print_json, print_table

    names = ProblemRow.__struct_fields__ if problems else ReportRow.__struct_fields__
    with opened(ctx, db, read_only=True) as store:
        rows = list_problems(store) if problems else list_reports(store)
        if form == "json":
            print_json(map(msgspec.structs.asdict, rows))
        else:
            print_rows = print_table if form == "table" else print_csv
            print_rows(names, map(msgspec.structs.astuple, rows))


@click.command()
@click.argument("name", metavar="ID|REF")
@db_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="As in read.")
@click.option("--explain", "explained", metavar="ID", help="Print what one item (such as e3) rests on.")
@click.option("--original", is_flag=True, help="The bytes that were given, instead of the record.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, instead of standard output.")
@click.pass_context
def show(ctx: click.Context, name: str, db: str, **options: Unpack[ShowOptions]) -> None:
    """Print the record of a report.

    It is named by its id, by the first four or more signs of it, or by what it was added under.
    A text that was found at several places has one id; then all their records are printed.
    """
    with opened(ctx, db, read_only=True) as store:
        from onrecord.store import find_refs

        refs = find_refs(store, name)
        if len(refs) > 1:
            _check_many(refs, options)
        if options["original"]:
            _write_original(store, refs[0], options["output"])
        else:
            _print_records(store, refs, options)


def _write_original(store: Store, ref: Ref, output: Path | None) -> None:
    """The bytes as they were given.

    Raises:
        InputError: The file cannot be written.
    """
    from onrecord.store import load_original

    data = load_original(store, ref)
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", source=str(output)) from error


def _check_many(refs: tuple[Ref, ...], options: ShowOptions) -> None:
    """Refuse what can be said of one report only.

    Raises:
        InputError: The options ask for such.
    """
    if options["original"] or options["explained"] is not None or options["form"] in {"json", "html"}:
        raise InputError(f"the id of {len(refs)} reports; name one: {', '.join(ref.ref for ref in refs)}")


def _print_records(store: Store, refs: tuple[Ref, ...], options: ShowOptions) -> None:
    from onrecord.review import load_judged

    printed: dict[str, Any] = {"form": options["form"], "explained": options["explained"], "output": options["output"]}
    with open_output(options["output"]) as file:
        printer = Printer(file, cast(ReadOptions, printed), is_many=len(refs) > 1)
        for ref in refs:
            printer.write(ref.ref, load_judged(store, ref).record)
