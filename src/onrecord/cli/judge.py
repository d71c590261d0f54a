"""``onrecord judge``: put on record what a person decides about what was read."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

from onrecord.errors import InputError

from .store import db_option, opened
from .table import clean

if TYPE_CHECKING:
    from onrecord.review import Author, Mark, Reading
    from onrecord.store import Draft, Judgement, Store

Command = TypeVar("Command", bound=Callable[..., Any])
DONE: Final = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "join": "joined",
    "split": "split",
    "pin": "pinned",
    "undo": "undone",
    "settle": "settled",
}
LONGEST_NAME: Final = 80


@click.group()
def judge() -> None:
    """Accept, reject and correct what was read; join, split and pin incidents.

    Judgements are only ever added, never changed: undo adds one too. They hang on the
    words of the text and are replayed when a newer model reads it again. What can then
    not be replayed stands in `onrecord conflicts`.

    REPORT is an id, the beginning of one, or what the report was added under. Items are
    named as `onrecord show` names them, incidents as `onrecord incidents` does.
    """


def _login() -> str:
    """Name of the login.

    Raises:
        click.UsageError: There is none.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise click.UsageError("this login has no name: say who judges with --by or ONRECORD_USER.") from error


def _one_line(ctx: click.Context, option: click.Parameter, value: str | None) -> str:
    """Words on one line, as every database takes them.

    Raises:
        click.BadParameter: No words where some are needed.
    """
    words = clean(" ".join((value or "").encode("utf-8", "replace").decode().split()))
    if not words and (option.required or option.name == "by"):
        raise click.BadParameter("give some words.", ctx, option)
    if option.name == "by" and len(words) > LONGEST_NAME:
        raise click.BadParameter(f"no name is longer than {LONGEST_NAME} letters.", ctx, option)
    return words


def _judging(*, needs_why: bool = True) -> Callable[[Command], Command]:
    """``--db``, ``--by``, ``--why``."""

    def add_options(command: Command) -> Command:
        told = "The reason." if needs_why else "The reason; may be left out."
        command = click.option("--why", required=needs_why, metavar="TEXT", callback=_one_line, help=told)(command)
        command = click.option(
            "--by",
            envvar="ONRECORD_USER",
            show_envvar=True,
            default=_login,
            show_default="login name",
            metavar="NAME",
            callback=_one_line,
            help="Who judges.",
        )(command)
        return db_option(command)

    return add_options


def _author(by: str, why: str) -> Author:
    from onrecord.review import Author

    return Author(by, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), why)


@judge.command()
@click.argument("items", nargs=-1, required=True, metavar="REPORT:ITEM...")
@_judging(needs_why=False)
@click.pass_context
def accept(ctx: click.Context, items: tuple[str, ...], db: str, by: str, why: str) -> None:
    """Say that items are right in all their fields.

    Example: onrecord judge accept reports/harbour.txt:e3
    """
    with opened(ctx, db) as store:
        _put_on_record(store, _draft_verdicts(store, items, "accept", _author(by, why)))


@judge.command()
@click.argument("items", nargs=-1, required=True, metavar="REPORT:ITEM...")
@_judging()
@click.pass_context
def reject(ctx: click.Context, items: tuple[str, ...], db: str, by: str, why: str) -> None:
    """Say that items should not be in the record at all."""
    with opened(ctx, db) as store:
        _put_on_record(store, _draft_verdicts(store, items, "reject", _author(by, why)))


def _draft_verdicts(
    store: Store, items: Sequence[str], kind: Literal["accept", "reject"], author: Author
) -> list[Draft]:
    from onrecord.review import draft_verdict, parse_address

    desk = _Desk(store)
    for item in items:
        address = parse_address(item)
        reading = desk.find(address.report)
        desk.add(reading, draft_verdict(reading, address.item, kind, author=author))
    return desk.drafts


@judge.command()
@click.argument("corrections", nargs=-1, required=True, metavar="REPORT:ITEM.FIELD=VALUE...")
@_judging()
@click.pass_context
def correct(ctx: click.Context, corrections: tuple[str, ...], db: str, by: str, why: str) -> None:
    """Say what a field should hold; the value that it holds already confirms it.

    Fields: see docs/review.md. Actors and places are named by their ids (a2, p1) or by the
    range of a mention (120-131), several actors with commas; nothing is none.

    Example: onrecord judge correct 3f2a91:e3.type=ASSAULT --why "shells, not a march"
    """
    from onrecord.review import draft_correction, parse_address

    author = _author(by, why)
    with opened(ctx, db) as store:
        desk = _Desk(store)
        for correction in corrections:
            told = parse_address(correction, is_correction=True)
            reading = desk.find(told.report)
            draft = draft_correction(reading, told.item, told.field or "", told.value or "", author=author)
            desk.add(reading, draft)
        _put_on_record(store, desk.drafts)


class _Desk:
    """Drafts of one command; each builds on those before it, and all are made before one is kept."""

    def __init__(self, store: Store) -> None:
        self.drafts: list[Draft] = []
        self._store = store
        self._readings: dict[str, Reading] = {}

    def find(self, name: str) -> Reading:
        """The report of a name, with its judgements and the drafts so far."""
        from onrecord.review import load_reading
        from onrecord.store import find_refs

        ref = find_refs(self._store, name)[0]
        if ref.id not in self._readings:
            self._readings[ref.id] = load_reading(self._store, ref)
        return self._readings[ref.id]

    def add(self, reading: Reading, draft: Draft) -> None:
        """Keep a draft of a report."""
        self.drafts.append(draft)
        self._readings[reading.report.id] = reading.add(draft)


def _put_on_record(store: Store, drafts: Sequence[Draft]) -> None:
    from onrecord.store import append

    for draft in drafts:
        click.echo(_tell(append(store, draft)))


def _tell(judgement: Judgement) -> str:
    from onrecord.review import read_basis

    basis = read_basis(judgement)
    if basis.of is not None:
        what = f"judgement {basis.of}"
    elif basis.groups:
        what = f"{sum(map(len, basis.groups))} events"
    else:
        what = f"{judgement.item}{'.' if '.' in str(judgement.field) else ''}{str(judgement.field).partition('.')[2]}"
        what += f" in {judgement.ref}"
    return clean(f"judgement {judgement.id}: {DONE[judgement.kind]} {what}")


INCIDENTS = "INCIDENT|REPORT:EVENT"


@judge.command()
@click.argument("members", nargs=-1, required=True, metavar=f"{INCIDENTS}...")
@_judging()
@click.pass_context
def join(ctx: click.Context, members: tuple[str, ...], db: str, by: str, why: str) -> None:
    """Say that incidents, or events of reports, are one incident.

    Example: onrecord judge join i3 i7 --why "same shelling, one report has the day wrong"
    """
    with opened(ctx, db) as store:
        _group(store, "join", [members], _author(by, why))


@judge.command()
@click.argument("one", metavar=INCIDENTS)
@click.argument("other", metavar=INCIDENTS)
@_judging()
@click.pass_context
def split(ctx: click.Context, one: str, other: str, db: str, by: str, why: str) -> None:
    """Say that two are not one incident.

    With an incident and an event of it, the event is parted from all others of the incident.

    Example: onrecord judge split i3 3f2a91:e2 --why "the attack of the day before"
    """
    with opened(ctx, db) as store:
        _group(store, "split", [(one, other)], _author(by, why))


@judge.command()
@click.argument("incidents", nargs=-1, required=True, metavar="INCIDENT...")
@_judging()
@click.pass_context
def pin(ctx: click.Context, incidents: tuple[str, ...], db: str, by: str, why: str) -> None:
    """Say that all that is in an incident belongs together, whatever a later comparison finds."""
    with opened(ctx, db) as store:
        _group(store, "pin", [(incident,) for incident in incidents], _author(by, why))


def _group(store: Store, kind: Literal["join", "split", "pin"], sets: Sequence[Sequence[str]], author: Author) -> None:
    """One judgement for each set of incidents and events."""
    from onrecord.review import draft_group

    marked = [[_marks(store, member) for member in members] for members in sets]
    _put_on_record(store, [draft_group(kind, groups, author=author) for groups in marked])
    click.echo("`onrecord compare` takes it into account.", err=True)


def _marks(store: Store, member: str) -> tuple[Mark, ...]:
    """The events of an incident, or one event of a report.

    Raises:
        InputError: No such incident or event.
    """
    from onrecord.model import Event
    from onrecord.review import INCIDENT, load_reading, mark_event, mark_incident, parse_address
    from onrecord.store import find_refs, load_incident

    if INCIDENT.fullmatch(member):
        return mark_incident(load_incident(store, member))
    address = parse_address(member)
    ref = find_refs(store, address.report)[0]
    _, item = load_reading(store, ref).find(address.item)
    if not isinstance(item, Event):
        raise InputError("only events (e1, e2 …) make incidents", source=member)
    return (mark_event(ref.id, item),)


@judge.command()
@click.argument("judgement", type=click.IntRange(1), metavar="JUDGEMENT")
@_judging()
@click.pass_context
def undo(ctx: click.Context, judgement: int, db: str, by: str, why: str) -> None:
    """Take a judgement back, also an undo; `onrecord log` has their numbers."""
    from onrecord.review import draft_undo
    from onrecord.store import read_judgements

    with opened(ctx, db) as store:
        _put_on_record(store, [draft_undo(read_judgements(store), judgement, author=_author(by, why))])


@judge.command()
@click.argument("judgement", type=click.IntRange(1), metavar="JUDGEMENT")
@_judging()
@click.pass_context
def settle(ctx: click.Context, judgement: int, db: str, by: str, why: str) -> None:
    """Resolve a conflict: the judgement holds for what is read now too, or its item is rightly gone.

    The other ways to resolve one are to undo the judgement and to judge anew.
    """
    with opened(ctx, db) as store:
        _put_on_record(store, [_draft_settlement(store, judgement, _author(by, why))])


def _draft_settlement(store: Store, id_: int, author: Author) -> Draft:
    """The conflict of a judgement, settled.

    Raises:
        InputError: No such judgement.
    """
    from onrecord.review import draft_settlement, find_conflicts, load_reading
    from onrecord.store import find_refs, read_judgements

    judgement = next((row for row in read_judgements(store) if row.id == id_), None)
    if judgement is None:
        raise InputError(f"no judgement {id_}; `onrecord log` names them")
    conflict = next((conflict for conflict in find_conflicts(store) if conflict.judgement == id_), None)
    is_read = conflict is not None and judgement.report is not None and conflict.item is not None
    reading = load_reading(store, find_refs(store, judgement.report or "")[0]) if is_read else None
    return draft_settlement(judgement, conflict, reading, author=author)
