"""``onrecord compare``, ``incidents``, ``incident``, ``origins``: reports against each other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from .console import complain, show_progress
from .store import db_option, opened

if TYPE_CHECKING:
    from onrecord.compare import Digest
    from onrecord.model import Counts, Entry, Incident, Ref, Statements
    from onrecord.store import Store

FORMATS: Final = ("table", "json")
NOT_IN_JSON: Final = ("why", "derivation")
"""Parts of an incident that ``onrecord incident`` prints; the list for other programs leaves them out."""
CHUNK: Final = 300  # digests that are saved in one transaction
CHAIN: Final = " → "
FIELDS: Final = ("killed", "injured", "actor", "place", "time", "status")

form_option = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)


@click.command()
@db_option
@click.pass_context
def compare(ctx: click.Context, db: str) -> None:
    """Work out origins, incidents and where reports agree, for all reports in the database.

    What was worked out for single reports is kept, so that comparing again after adding is quick.
    """
    from onrecord.compare import Settings, find_incidents
    from onrecord.review import load_constraints
    from onrecord.store import save_comparison

    with opened(ctx, db) as store:
        _make_digests(store)
        decided = load_constraints(store)
        settings = Settings(joined=decided.joined, split=decided.split)
        found = find_incidents(_load_digests(store), settings=settings)
        save_comparison(store, found)
        click.echo(
            f"{found.count:,} incidents, {found.shared:,} of them in several reports; {len(found.origins):,} origins",
            err=True,
        )


def _make_digests(store: Store) -> None:
    """Keep a digest of every report that has none, some hundreds at a time: a killed run goes on where it was."""
    from onrecord.compare import BUILD, digest_entry, encode_digest
    from onrecord.store import count_uncompared, entries_without_digest, save_digests

    missing = entries_without_digest(store, BUILD)
    with show_progress(count_uncompared(store), "Digesting", is_shown=sys.stderr.isatty()) as step:

        def digest(entry: Entry) -> tuple[Ref, bytes]:
            step()
            return entry.report, encode_digest(digest_entry(entry))

        while chunk := [digest(entry) for entry in islice(missing, CHUNK)]:
            save_digests(store, BUILD, chunk)


def _load_digests(store: Store) -> Iterator[Digest]:
    """Kept digests; of reports whose items were judged, those of the judged records."""
    from onrecord.compare import BUILD, decode_digest, digest_entry
    from onrecord.model import Entry
    from onrecord.review import judge_entry, judgements_by_report
    from onrecord.store import load_digests, load_record

    judged = judgements_by_report(store)
    for report, data in load_digests(store, BUILD):
        digest = decode_digest(data)
        if report.id in judged or digest is None:
            digest = digest_entry(judge_entry(Entry(report, load_record(store, report)), judged))
        yield digest


@click.command()
@db_option
@form_option
@click.option("--min-reports", type=click.IntRange(1), default=1, show_default=True, help="Leave out those in fewer.")
@click.option("--type", "type_", metavar="TYPE", help="Only those of one PLOVER type, such as ASSAULT.")
@click.pass_context
def incidents(ctx: click.Context, db: str, form: str, min_reports: int, type_: str | None) -> None:
    """List the incidents of the last comparison, in order of date."""
    from onrecord.store import load_incidents, load_origins

    from .table import print_json, print_table

    with opened(ctx, db, read_only=True) as store:
        _warn(store)
        chosen = (
            incident
            for incident in load_incidents(store)
            if len({mention.report for mention in incident.mentions}) >= min_reports
            and (type_ is None or incident.type == type_.upper())
        )
        if form == "json":
            print_json(to_json(incident) for incident in chosen)
            return
        names = {origin.id: origin.name for origin in load_origins(store)}
        heads = ("id", "date", "place", "what", "killed", "injured", "reports", "origins", "grade", "who says")
        print_table(heads, (_row(incident, names) for incident in chosen))


def to_json(incident: Incident) -> dict[str, Any]:
    """An incident as other programs get it (``model/schema/incidents.schema.json``)."""
    built = dict(msgspec.to_builtins(incident))
    for name in NOT_IN_JSON:
        del built[name]
    return built


def _row(incident: Incident, names: dict[str, str]) -> tuple[object, ...]:
    place = incident.place.name if incident.place is not None else None
    what = incident.what.split(", ")[0].removesuffix(f" in {place}")
    return (
        incident.id,
        incident.date,
        place,
        what,
        _word(incident.fields.killed),
        _word(incident.fields.injured),
        len({mention.report for mention in incident.mentions}),
        len(incident.origins),
        incident.grade,
        ", ".join(names.get(origin, origin) for origin in incident.origins),
    )


def _word(counts: Counts | None) -> str | None:
    """Bounds in words, with the verdict where there is more than one value."""
    from onrecord.compare.what import word_counts

    if counts is None:
        return None
    return word_counts(counts) if counts.verdict == "single" else f"{word_counts(counts)} ({counts.verdict})"


@click.command()
@click.argument("id_", metavar="ID")
@db_option
@form_option
@click.pass_context
def incident(ctx: click.Context, id_: str, db: str, form: str) -> None:
    """Show one incident: who says what, in order of publication, chain by chain."""
    from onrecord.store import load_incident

    from .table import print_table, to_cell

    with opened(ctx, db, read_only=True) as store:
        found = load_incident(store, id_)
        if form == "json":
            click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
            return
        click.echo(to_cell(f"{found.id}  {found.what}"))
        click.echo(to_cell(f"grade {found.grade}: {found.derivation}"))
        click.echo()
        print_table(("published", "report", "who says", "origin", *FIELDS), _chains(found, store))
        click.echo()
        click.echo("  ".join(_verdicts(found)))
        for mention, why in zip(found.mentions[1:], found.why, strict=False):
            click.echo(to_cell(f"{mention.report.ref} {mention.event} “{mention.span.text}” joined: {why}"))


def _chains(found: Incident, store: Store) -> Iterator[tuple[object, ...]]:
    """One row for each report and chain of voices, with what it says of each field."""
    from onrecord.store import load_record

    order = {report: at for at, report in enumerate(dict.fromkeys(mention.report for mention in found.mentions))}
    rows: dict[tuple[int, tuple[str, ...], str], dict[str, list[str]]] = {}
    reports = list(order)
    for name in FIELDS:
        field: Counts | Statements | None = getattr(found.fields, name)
        for value in field.values if field is not None else ():
            key = order[value.report], value.voices, value.origin
            rows.setdefault(key, {}).setdefault(name, []).append(_value(value))
    for (at, voices, origin), values in sorted(rows.items(), key=lambda item: item[0][0]):
        record = load_record(store, reports[at])
        chain = CHAIN.join((*voices, record.report.publisher or "the report"))
        cells = (", ".join(dict.fromkeys(values.get(name, ()))) for name in FIELDS)
        yield record.report.published.value, reports[at].ref, chain, origin, *cells


def _value(value: object) -> str:
    from onrecord.compare.what import word_bounds
    from onrecord.model import Bounds, Stated

    return (
        word_bounds(value.low, value.high)
        if isinstance(value, Bounds)
        else value.value
        if isinstance(value, Stated)
        else ""
    )


def _verdicts(found: Incident) -> Iterator[str]:
    for name in FIELDS:
        field = getattr(found.fields, name)
        if field is not None:
            yield f"{name}: {field.verdict}"


@click.command()
@db_option
@form_option
@click.pass_context
def origins(ctx: click.Context, db: str, form: str) -> None:
    """List the origins of the last comparison: first voices, agencies, copied texts."""
    from onrecord.store import load_origins

    from .table import print_json, print_table

    with opened(ctx, db, read_only=True) as store:
        _warn(store)
        if form == "json":
            print_json(map(msgspec.to_builtins, load_origins(store)))
            return
        rows = ((o.id, o.kind, len(o.reports), o.name, o.why) for o in load_origins(store))
        print_table(("id", "kind", "reports", "name", "why"), rows)


def _warn(store: Store) -> None:
    """Say so if reports came after the last comparison."""
    from onrecord.store import count_uncompared

    late = count_uncompared(store)
    if late:
        complain(f"{store.name}: {late:,} records are not compared yet; run `onrecord compare`")
