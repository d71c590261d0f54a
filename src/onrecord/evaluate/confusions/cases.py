"""One decision of the reader, right or wrong, and tables of the wrong ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.evaluate.corpus import Range
from onrecord.stages.segment import segment

RIGHT: Final = ""
TELLING: Final = 40
"""Code points from which on a sentence tells enough to stand alone; by eye, on our own reports."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence of an error.

    Attributes:
        words: The sentence.
        marks: What it is about: half-open ranges in ``words``, in order, apart.
        annotated, read: What should and what does stand in the record, where the marks do not tell.
        source: Name of the report.
    """

    words: str
    marks: tuple[Range, ...] = ()
    annotated: str = ""
    read: str = ""
    source: str = ""

    @property
    def cost(self) -> tuple[bool, bool, int]:
        """What to show first: sides that differ to the eye, sentences that say something, then the shortest."""
        is_alike = bool(self.annotated) and self.annotated == self.read
        return is_alike, len(self.words) < TELLING, len(self.words) + len(self.annotated) + len(self.read)


@dataclass(frozen=True, slots=True)
class Case:
    """One decision.

    Attributes:
        table: Name of the table that it belongs to.
        kind: What went wrong, in words; ``RIGHT`` if nothing.
        quote: Where it stands; None for a right one.
    """

    table: str
    kind: str = RIGHT
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Confusion:
    """A row of a table: how often one thing went wrong."""

    kind: str
    n: int
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What went wrong in one task, the commonest first.

    Attributes:
        name: Of the table.
        right: Number of right decisions.
        wrong: Number of errors.
        rows: All kinds of error.
    """

    name: str
    right: int
    wrong: int
    rows: tuple[Confusion, ...]

    def share(self, n: int) -> float:
        """Part of the errors; 0 if there is none."""
        return n / self.wrong if self.wrong else 0.0


class Text:
    """A text whose sentences can be quoted."""

    def __init__(self, text: str, source: str = "") -> None:
        self.text = text
        self.source = source

    @cached_property
    def _sentences(self) -> list[Range]:
        tokens = segment(self.text)
        spans = (tokens.sentence_span(index) for index in range(len(tokens.sentences) - 1))
        return [(span.start, span.end) for span in spans]

    def cut(self, at: Range | None) -> str:
        """The words of a range in quotation marks; ``nothing`` for None."""
        return f"“{' '.join(self.text[at[0] : at[1]].split())}”" if at else "nothing"

    def quote(self, *marks: Range | None, annotated: str = "", read: str = "") -> Quote:
        """The sentence of the first mark, with the marks that stand in it.

        Args:
            marks: Ranges of the text; None and those in other sentences are left out.
            annotated: What should stand in the record.
            read: What does.
        """
        known = [mark for mark in marks if mark]
        if not known:
            return Quote("", (), annotated, read, self.source)
        first = known[0][0]
        start, end = next(((a, b) for a, b in self._sentences if a <= first < b), known[0])
        inside = sorted((max(a, start) - start, min(b, end) - start) for a, b in known if a < end and start < b)
        return Quote(self.text[start:end], _merge(inside), annotated, read, self.source)

    def wrong(self, table: str, kind: str, *marks: Range | None, annotated: str = "", read: str = "") -> Case:
        """An error, quoted; see ``quote``."""
        return Case(table, kind, self.quote(*marks, annotated=annotated, read=read))


def _merge(ranges: list[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def tabulate(names: Iterable[str], cases: Iterable[Case], *, is_quoted: bool) -> list[Table]:
    """Count the errors of each table.

    Args:
        names: Of the tables.
        cases: In the order of the corpus.
        is_quoted: Whether a sentence may be shown: not if it is that of a corpus.

    Returns:
        A table for each name; kinds by number, then name, each with one sentence.

    >>> tabulate(["dates"], [Case("dates"), Case("dates", "a day off")], is_quoted=False)[0].right
    1
    """
    by_table: dict[str, list[Case]] = {name: [] for name in names}
    for case in cases:
        by_table[case.table].append(case)
    return [_tabulate(name, found, is_quoted=is_quoted) for name, found in by_table.items()]


def _tabulate(name: str, cases: list[Case], *, is_quoted: bool) -> Table:
    counts = Counter(case.kind for case in cases)
    right = counts.pop(RIGHT, 0)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rows: list[Confusion] = []
    for kind, n in ranked:
        shown = {row.quote.words for row in rows if row.quote}
        quotes = [case.quote for case in cases if case.kind == kind and case.quote and case.quote.marks]
        rows.append(Confusion(kind, n, choose_quote(quotes, shown) if is_quoted else None))
    return Table(name, right, counts.total(), tuple(rows))


def choose_quote(quotes: Iterable[Quote], shown: Collection[str]) -> Quote | None:
    """The quote that costs least, one whose sentence is not yet shown if there is one; the first of equals."""
    return min(quotes, key=lambda quote: (quote.words in shown, quote.cost), default=None)
