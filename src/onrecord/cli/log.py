"""``onrecord log``, ``conflicts`` and ``agreement``: what people decided, and how it fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from onrecord.errors import BrokenDatabaseError, InputError

from .console import complain
from .store import db_option, opened

if TYPE_CHECKING:
    from onrecord.review import Basis, Conflict
    from onrecord.store import Judgement, Store

    Row = tuple[Judgement, Basis | None, int | None]

FORMAT: Final = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
LOG: Final = ("id", "at", "by", "kind", "where", "value", "why", "undone")
QUEUE: Final = ("judgement", "kind", "by", "where", "text", "reason", "why")


@click.command()
@db_option
@click.option("--report", metavar="ID|REF", help="Only judgements of one report.")
@FORMAT
@click.pass_context
def log(ctx: click.Context, db: str, report: str | None, form: str) -> None:
    """Print every judgement, the oldest first, and check that none was changed.

    Each row is sealed with a hash of itself and of the row before. A link of this chain
    that does not hold is named, and the exit code is 1.
    """
    from onrecord.store import find_refs, verify_chain

    from .table import print_json, print_table

    with opened(ctx, db, read_only=True) as store:
        id_ = find_refs(store, report)[0].id if report is not None else None
        rows = _log_rows(store, id_)
        if form == "json":
            print_json(_to_json(*row) for row in rows)
        else:
            print_table(LOG, (_to_cells(*row) for row in rows))
        faults = list(verify_chain(store))
        for fault in faults:
            complain(f"{store.name}: {fault}")
    ctx.exit(1 if faults else 0)


def _log_rows(store: Store, report: str | None) -> Iterator[Row]:
    """Each judgement, what it rests on (None if the row is damaged), and what undid it."""
    from onrecord.store import read_judgements

    held = [(judgement, _basis(judgement)) for judgement in read_judgements(store)]
    undone = _undone_by(held)
    for judgement, basis in held:
        marks = [mark for group in (basis.groups if basis else ()) for mark in group]
        if report is None or report in {judgement.report, *(mark.report for mark in marks)}:
            yield judgement, basis, undone.get(judgement.id)


def _to_json(judgement: Judgement, basis: Basis | None, undone_by: int | None) -> dict[str, Any]:
    value = msgspec.to_builtins(basis) if basis is not None else judgement.value
    return {**msgspec.structs.asdict(judgement), "value": value, "undone_by": undone_by}


def _to_cells(judgement: Judgement, basis: Basis | None, undone_by: int | None) -> list[Any]:
    undone = f"by {undone_by}" if undone_by is not None else None
    where, value = _where(judgement, basis), _value(judgement, basis)
    return [judgement.id, judgement.at, judgement.by, judgement.kind, where, value, judgement.reason, undone]


def _basis(judgement: Judgement) -> Basis | None:
    from onrecord.review import read_basis

    try:
        return read_basis(judgement)
    except BrokenDatabaseError:
        return None


def _undone_by(held: list[tuple[Judgement, Basis | None]]) -> dict[int, int]:
    """Id of a judgement -> id of the one that takes it back."""
    undone: dict[int, int] = {}
    for judgement, basis in reversed(held):
        if judgement.kind == "undo" and basis is not None and basis.of is not None and judgement.id not in undone:
            undone[basis.of] = judgement.id
    return undone


def _where(judgement: Judgement, basis: Basis | None) -> str:
    if basis is not None and basis.of is not None:
        return f"judgement {basis.of}"
    if basis is not None and basis.groups:
        return " / ".join(" ".join(f"{m.report}:{m.start}-{m.end}" for m in group) for group in basis.groups)
    field = (judgement.field or "").partition(".")[2]
    return f"{judgement.ref}:{judgement.item}" + (f".{field}" if field else "")


def _value(judgement: Judgement, basis: Basis | None) -> str | None:
    """What was judged, in words: the new value, else what stands there."""
    if basis is None:
        return judgement.value
    return _to_words(basis.to) if judgement.kind == "correct" else basis.text or None


def _to_words(value: Any) -> str:
    """A value as it would be typed."""
    match value:
        case None | []:
            return "none"
        case dict():
            return str(value.get("gazetteer_id"))
        case [int(start), int(end)]:
            return f"{start}-{end}"
        case list():
            return ",".join(map(_to_words, value))
    return str(value)


@click.command()
@db_option
@FORMAT
@click.pass_context
def conflicts(ctx: click.Context, db: str, form: str) -> None:
    """Print the judgements that cannot be replayed as they were meant, and why.

    Resolve each by `onrecord judge settle` (it holds nevertheless, or its item is rightly
    gone), by `undo`, or by judging anew.
    """
    from onrecord.review import find_conflicts

    from .table import print_json, print_table

    with opened(ctx, db, read_only=True) as store:
        queue = find_conflicts(store)
        if form == "json":
            print_json(map(msgspec.structs.asdict, queue))
            return
        rows = [{**msgspec.structs.asdict(conflict), "where": _place(conflict)} for conflict in queue]
        print_table(QUEUE, ([row[name] for name in QUEUE] for row in rows))


def _place(conflict: Conflict) -> str | None:
    if conflict.ref is None:
        return None
    at = conflict.item or f"{conflict.span_start}-{conflict.span_end}"
    field = (conflict.field or "").partition(".")[2]
    return f"{conflict.ref}:{at}" + (f".{field}" if field else "")


@click.command()
@db_option
@click.option("--between", nargs=2, required=True, metavar="NAME NAME", help="The two readers.")
@FORMAT
@click.pass_context
def agreement(ctx: click.Context, db: str, between: tuple[str, str], form: str) -> None:
    """Say how far two readers agree, field by field: Krippendorff's alpha.

    A unit is a field of an item that both judged: corrected, or accepted with the item.
    Alpha is 1 for perfect agreement, 0 for that of chance, and undefined where only one
    value occurs.
    """
    from onrecord.review import Agreement, measure_agreement
    from onrecord.store import read_judgements

    from .table import print_json, print_table

    with opened(ctx, db, read_only=True) as store:
        judgements = tuple(read_judgements(store))
        _check_names(between, sorted({judgement.by for judgement in judgements}))
        measured = measure_agreement(judgements, between, records=_records(store, judgements))
        if form == "json":
            print_json(map(msgspec.structs.asdict, measured))
            return
        names = Agreement.__struct_fields__
        rows = ([getattr(one, name) for name in names[:-1]] for one in measured)
        alphas = ("undefined" if one.alpha is None else f"{one.alpha:.3f}" for one in measured)
        print_table(names, ([*row, alpha] for row, alpha in zip(rows, alphas, strict=True)))


def _check_names(between: tuple[str, str], known: list[str]) -> None:
    """Refuse readers of whom there is nothing.

    Raises:
        InputError: One never judged, or the two are one.
    """
    for name in between:
        if name not in known:
            raise InputError(f"no judgement by {name!r}, but by: {', '.join(known) or 'nobody'}")
    if between[0] == between[1]:
        raise InputError("give two different readers")


def _records(store: Store, judgements: tuple[Judgement, ...]) -> dict[str, Any]:
    from onrecord.store import find_refs, load_record

    ids = sorted({judgement.report for judgement in judgements if judgement.report is not None})
    return {id_: load_record(store, find_refs(store, id_)[0]) for id_ in ids}
