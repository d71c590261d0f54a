"""Write ``docs/confusions.md``, what the reader gets wrong: ``python tools/confusions.py [--weights DIR]``.

What is compared, and what a user should watch for, stands in ``confusions.yaml``. The page has the
ten commonest errors of each task. Sentences are shown of our own reports only; the texts of
corpora are not ours to show, so their tables have sentences of ``confusions.yaml``, each read
anew here and shown beside an error only if the reader makes that error in it.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from readme import table
from scorecard import CORPORA, WORK, select, write_gold

from onrecord import __version__
from onrecord.encoder.weights import SHIPPED
from onrecord.errors import OnRecordError
from onrecord.evaluate.confusions import Confusion, Quote, Table, find_confusions, illustrate
from onrecord.pipeline import Reader

HERE: Final = Path(__file__).resolve().parent
OUT: Final = HERE.parent / "docs" / "confusions.md"
MOST: Final = 10
"""Rows of a table."""
WIDTH: Final = 120
LONGEST: Final = 240
"""Code points of a sentence; of a longer one the part around its first mark is shown."""
HEAD: Final = """# What the reader gets wrong

For each task the ten commonest errors on development parts, none of which was trained on. Annotated and found items
are paired as the score in the [model card](model-card.md) pairs them; what then is left is paired by the words that
both sides share, and each difference gets one name. A span with wrong ends is one error here; the score counts it
twice, as missed and as spurious. A share is that of all errors of the table. An error is a difference from the
annotation: some are matters of judgement, a few are slips of the annotators.

An example with the name of a report is a sentence of our own invented reports (`training/reports`, split `dev`). The
texts of corpora are not ours to show: there the examples are sentences that we wrote, read by this model when
the page was made, and shown only where it makes the error in them. In **bold**: what the error is about.

Written by `make confusions`; not to be edited by hand.
"""
FAMILIES: Final = (
    ("missed", re.compile(r".*\bmissed\b.*|no .* given.*|.*not resolved.*|nobody named.*")),
    (
        "spurious",
        re.compile(
            r".*\b(?:spurious|too many)\b.*|.* given where none.*|.*, though (?:annotated|the text names none).*"
        ),
    ),
    ("joined, split or given twice", re.compile(r".*\b(?:joined|split|second|one more)\b.*")),
    ("one taken for another", re.compile(r".*\b(?:taken for|another|other|wrong way|off)\b.*")),
    ("wrong ends", re.compile(r".*\b(?:too (?:long|short)|ends|less than half)\b.*")),
)
"""Families of errors for the line above a table; the first that fits, the rest is ``otherwise wrong``."""

Quotes = dict[tuple[str, str], Quote]
"""By table and kind of error."""


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A marked sentence of our own; ``given`` is the root of its pair, or its day of publication."""

    text: str
    given: str = ""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the page: its name in the code, its heading, what counts as right, what to watch for."""

    table: str
    title: str
    right: str
    watch: str


class DataSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file, its tables, and our own sentences for them; ``every`` n-th document only, by id."""

    name: str
    task: str
    data: str
    tables: list[Part]
    sentences: list[Sentence] = []
    every: int | None = None


def find_tables(data: DataSet, reader: Reader) -> dict[str, Table]:
    """The tables of one data set, by name."""
    if data.data == "own-dev":
        path = WORK / "own-dev.jsonl.gz"
        write_gold(path, split="dev")
        return {t.name: t for t in find_confusions(data.task, path, reader=reader, is_quoted=True)}
    with tempfile.TemporaryDirectory() as folder:
        path = CORPORA / data.data
        chosen = select(path, data.every, Path(folder)) if data.every else path
        return {t.name: t for t in find_confusions(data.task, chosen, reader=reader, is_quoted=False)}


def find_own_quotes(data: DataSet, reader: Reader) -> Quotes:
    """Errors that the reader makes in the sentences of a data set: by table and kind the first that shows it."""
    quotes: Quotes = {}
    for sentence in data.sentences:
        cases = illustrate(data.task, sentence.text, given=sentence.given, reader=reader)
        if not cases:
            print(f"  read without error: {sentence.text}", file=sys.stderr)
        for case in cases:
            if case.quote:
                quotes.setdefault((case.table, case.kind), case.quote)
    return quotes


def render_part(name: str, part: Part, found: Table, quotes: Quotes) -> str:
    """One table with its lines."""
    rows = [_row(found, row, quotes.get((part.table, row.kind))) for row in found.rows[:MOST]]
    rest = found.rows[MOST:]
    if rest:
        n = sum(row.n for row in rest)
        kinds = f"{len(rest)} other kinds" if len(rest) > 1 else "one other kind"
        rows.append((kinds, f"{n:,}", f"{found.share(n):.0%}", ""))
    right = f"{found.right:,} right, " if found.right else ""
    numbers = f"{right}{found.wrong:,} errors ({', '.join(_families(found))})"
    lines = (f"{name}: {numbers}. {part.right}", f"**Watch for:** {part.watch}")
    body = table(("error", "n", "share", "example"), rows, "lrrl") if rows else "No errors.\n"
    return f"## {part.title}\n\n{_wrap(lines[0])}\n\n{_wrap(lines[1])}\n\n{body}"


def _wrap(line: str) -> str:
    return textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def render_overview(parts: list[tuple[DataSet, Part, Table]]) -> str:
    """One row a table, with a link to it."""
    rows = [
        (
            f"[{part.title}](#{re.sub(r'[^a-z -]', '', part.title.lower()).replace(' ', '-')})",
            data.name,
            f"{found.right:,}",
            f"{found.wrong:,}",
            f"{found.rows[0].kind} ({found.share(found.rows[0].n):.0%})" if found.rows else "",
        )
        for data, part, found in parts
    ]
    return table(("what", "data", "right", "errors", "the commonest error"), rows, "llrrl")


def _row(found: Table, row: Confusion, own: Quote | None) -> tuple[str, str, str, str]:
    quote = row.quote or own
    return row.kind, f"{row.n:,}", f"{found.share(row.n):.0%}", show_quote(quote) if quote else ""


def _families(found: Table) -> Iterator[str]:
    counts: dict[str, int] = {}
    for row in found.rows:
        name = next((name for name, pattern in FAMILIES if pattern.fullmatch(row.kind)), "otherwise wrong")
        counts[name] = counts.get(name, 0) + row.n
    for name, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{name} {found.share(n):.0%}"


def show_quote(quote: Quote) -> str:
    """A sentence in Markdown, its marks bold, and what should and what does stand in the record.

    >>> show_quote(Quote("They left.", ((0, 4),), annotated="“They”", read="nothing"))
    '**They** left. — annotated: “They”; read: nothing'
    """
    start, end = _window(quote)
    shown, at = "…" if start else "", start
    for first, last in quote.marks:
        if first < end:
            shown += f"{_escape(quote.words[at:first])}**{_escape(quote.words[first : min(last, end)])}**"
            at = min(last, end)
    shown += _escape(quote.words[at:end]) + ("…" if end < len(quote.words) else "")
    read = "the same words elsewhere" if quote.read and quote.annotated == quote.read else quote.read
    sides = [f"{name}: {_escape(side)}" for name, side in (("annotated", quote.annotated), ("read", read)) if side]
    shown += f" — {'; '.join(sides)}" if sides else ""
    return f"{shown} (`{quote.source}`)" if quote.source else shown


def _window(quote: Quote) -> tuple[int, int]:
    """The part of a sentence that is shown, cut between words."""
    words = quote.words
    if len(words) <= LONGEST or not quote.marks:
        return 0, len(words)
    start = max(0, quote.marks[0][0] - LONGEST // 3)
    start = words.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(words), start + LONGEST)
    return start, end if end == len(words) else words.rfind(" ", 0, end)


def _escape(text: str) -> str:
    return re.sub(r"([*_<>`\[\]])", r"\\\1", re.sub(r"\s+", " ", text))


def render(sets: list[DataSet], reader: Reader) -> str:
    """The page; progress goes to standard error."""
    parts: list[tuple[DataSet, Part, Table]] = []
    texts: list[str] = []
    for data in sets:
        print(f"{data.task}: {data.name}", file=sys.stderr, flush=True)
        tables, quotes = find_tables(data, reader), find_own_quotes(data, reader)
        parts += ((data, part, tables[part.table]) for part in data.tables)
        texts += (render_part(data.name, part, tables[part.table], quotes) for part in data.tables)
    model = f"Model `{reader.encoder.manifest.build}`, version {__version__}.\n"
    return "\n".join((HEAD, model, render_overview(parts), *texts))


def main() -> int:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--weights", type=Path, default=SHIPPED, metavar="DIR", help="another model; nothing is written"
    )
    args = parser.parse_args()
    if not CORPORA.is_dir():
        print(f"the corpora are not part of the repository and not in {CORPORA}: nothing to compare", file=sys.stderr)
        return 2
    sets = msgspec.yaml.decode((HERE / "confusions.yaml").read_bytes(), type=list[DataSet])
    try:
        page = render(sets, Reader(weights=args.weights))
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 1
    if args.weights == SHIPPED:
        OUT.write_text(page, encoding="utf-8")
    else:
        print(page, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
