"""Task ``records``: whole records against annotated reports in the gold form.

Either a folder with ``NAME.gold.json`` (or ``NAME.json``) and ``NAME.txt``, or JSON Lines
with ``text`` and, if known, ``published`` and ``publisher`` beside the gold fields. Reports are
read with these two, and nothing else. The matching rules are those of
``score_gold.py``: claims by content, events by any trigger, fillers by any mention of
their actor. The status of matched events is scored by accuracy and by the mean F1 of the
five; probabilities by their calibration (``calibration``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from onrecord.errors import CorpusError, InputError
from onrecord.evaluate.corpus import Range, read_items, read_lines
from onrecord.evaluate.measures import PRF, Tally, f1, macro_f1, recall
from onrecord.evaluate.scores import Row, Scores, make_row
from onrecord.intake import Overrides, report_from_text
from onrecord.model import Report
from onrecord.pipeline import Reader

from .calibration import calibration_rows, judge_items
from .compare import STATUS, STATUSES, compare
from .gold import Gold, items_of_gold
from .ours import items_of_record

__all__ = ["read_annotated", "score_records"]

FOUND: Final = ("claim content", "event trigger+type", "figure bounds", "tie")
"""Metrics whose recall has a row of its own: what share of a worked record is found."""
ACCURACY: Final = "of matched "


class GoldLine(Gold, frozen=True, kw_only=True):
    """A line of JSON Lines: the gold form with its text."""

    text: str

    def ranges(self) -> tuple[Range, ...]:
        """None: the gold form holds texts."""
        return ()


def score_records(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a folder or file of annotated reports.

    Raises:
        CorpusError: Another form, or a report that cannot be read.
    """
    golds = read_annotated(path)
    tables, judged = [], []
    for (gold, _), record in zip(golds, open_reader().pipe(report for _, report in golds), strict=True):
        annotated, found = items_of_gold(gold, record.report.text), items_of_record(record)
        tables.append(compare(annotated, found))
        judged.append(judge_items(annotated, found))
    rows = (*_rows(tables), _status_row(tables), *calibration_rows(judged))
    return Scores("records", path.name, rows, (f"{len(tables)} reports",))


def read_annotated(path: Path) -> list[tuple[Gold, Report]]:
    """Annotations of a folder or file, each with its report.

    Raises:
        CorpusError: Another form, or a report that cannot be read.
    """
    golds = _read_folder(path) if path.is_dir() else [(line, line.text) for line in read_items(path, GoldLine)]
    return [(gold, _make_report(gold, text, path)) for gold, text in golds]


def _rows(tables: list[dict[str, Tally]]) -> Iterator[Row]:
    for metric in tables[0]:
        tallies = [table[metric] for table in tables]
        n = sum(tally.gold for tally in tallies)
        is_share = metric.startswith(ACCURACY)
        yield make_row(metric if is_share else f"{metric} F1", n=n, stats=tallies, measure=recall if is_share else f1)
        if metric in FOUND:
            for name, measure in PRF[1:]:
                yield make_row(f"{metric} {name}", n=n, stats=tallies, measure=measure)


def _status_row(tables: list[dict[str, Tally]]) -> Row:
    """Mean F1 of the statuses that are annotated at all."""
    stats = [[count for status in STATUSES for count in table[f"{STATUS}{status}"]] for table in tables]
    n = sum(count for row in stats for count in row[::3])
    return make_row(f"{ACCURACY}events: status macro-F1", n=n, stats=stats, measure=macro_f1)


def _read_folder(folder: Path) -> list[tuple[Gold, str]]:
    """Annotations of a folder with their texts, by name.

    Raises:
        CorpusError: There is none, or one cannot be read.
    """
    found = [(_read_gold(path), _read_text(path)) for path in sorted(folder.glob("*.json"))]
    if not found:
        raise CorpusError("there is no NAME.gold.json in it", source=str(folder))
    return found


def _read_gold(path: Path) -> Gold:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Gold)
    except (OSError, msgspec.MsgspecError) as error:
        raise CorpusError(str(error), source=str(path)) from error


def _read_text(path: Path) -> str:
    """The text beside an annotation; a head that begins with ``# `` is left out."""
    name = path.name.removesuffix(".json").removesuffix(".gold")
    text = "\n".join(read_lines(path.with_name(f"{name}.txt")))
    if text.startswith("# ") and "\n\n" in text:
        text = text.split("\n\n", 1)[1]
    return text.rstrip("\n")


def _make_report(gold: Gold, text: str, path: Path) -> Report:
    try:
        return report_from_text(
            text, source=gold.doc, overrides=Overrides(published=gold.published, publisher=gold.publisher)
        )
    except InputError as error:
        raise CorpusError(str(error), source=str(path)) from error
