"""What the reader gets wrong, counted: annotated and found items paired, and each difference named.

Method: items are paired as the task's score pairs them, so that the right ones are those of the
score; what is left is paired by the words that both sides share, and the difference named
by a small closed set of phrases (missed, spurious, one type taken for another, ends too long
or short and by which words, bounds, voices in another order …). Nothing is read twice.

Limits: an error has one name, the first that fits. Of spans without a partner it is not known why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from onrecord.evaluate.attribution import ROLES, AttributionItem
from onrecord.evaluate.corpus import read_items
from onrecord.evaluate.label_map import load_schemes
from onrecord.evaluate.pairs import PairItem
from onrecord.evaluate.records import read_annotated
from onrecord.evaluate.without_model import PlaceItem, TimeItem
from onrecord.pipeline import Reader

from . import attribution, entities, pairs, records, timex, toponyms
from .cases import Case, Confusion, Quote, Table, tabulate
from .marked import MAKERS, parse_marks

__all__ = ["TABLES", "TASKS", "Case", "Confusion", "Quote", "Table", "find_confusions", "illustrate"]

ILLUSTRATED_LABELS: Final = "worldwide"
"""The map of labels that marked names are read with."""


def _of_attributions(path: Path, reader: Reader) -> Iterator[Case]:
    return (case for item in read_items(path, AttributionItem) for case in attribution.find_cases(item, reader))


def _of_names(path: Path, reader: Reader) -> Iterator[Case]:
    items, scheme = entities.read_scheme(path)
    return (case for item in items for case in entities.find_cases(item, scheme, reader))


def _of_pairs(path: Path, reader: Reader) -> Iterator[Case]:
    return (case for item in read_items(path, PairItem) for case in pairs.find_cases(item, reader))


def _of_times(path: Path, _: Reader) -> Iterator[Case]:
    return (case for item in read_items(path, TimeItem) for case in timex.find_cases(item))


def _of_places(path: Path, _: Reader) -> Iterator[Case]:
    return (case for item in read_items(path, PlaceItem) for case in toponyms.find_cases(item))


def _of_records(path: Path, reader: Reader) -> Iterator[Case]:
    return (case for gold, report in read_annotated(path) for case in records.find_cases(gold, report, reader))


TASKS: Final[dict[str, Callable[[Path, Reader], Iterable[Case]]]] = {
    "attribution": _of_attributions,
    "entities": _of_names,
    "pairs": _of_pairs,
    "times": _of_times,
    "places": _of_places,
    "records": _of_records,
}

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "attribution": ROLES,
    "entities": (entities.TABLE,),
    "pairs": (pairs.TABLE,),
    "times": (timex.TABLE,),
    "places": (toponyms.TABLE,),
    "records": records.TABLES,
}
"""Names of the tables of each task."""

OF_ITEM: Final[dict[str, Callable[[Any, Reader], Iterable[Case]]]] = {
    "attribution": attribution.find_cases,
    "entities": lambda item, reader: entities.find_cases(item, load_schemes()[ILLUSTRATED_LABELS], reader),
    "pairs": pairs.find_cases,
    "times": lambda item, _: timex.find_cases(item),
    "places": lambda item, _: toponyms.find_cases(item),
}


def find_confusions(task: str, path: Path, *, reader: Reader, is_quoted: bool) -> list[Table]:
    """Tables of what the reader gets wrong in a file.

    Args:
        task: A key of ``TASKS``.
        path: File in the form of the corpora; for ``records`` also a folder.
        reader: Reads the texts.
        is_quoted: Whether rows show a sentence of the file; False for texts that may not be shown.

    Raises:
        ValueError: There is no such task.
        CorpusError: The file breaks its form.
    """
    if task not in TASKS:
        raise ValueError(f"no task {task!r}; there are {', '.join(TASKS)}")
    return tabulate(TABLES[task], TASKS[task](path, reader), is_quoted=is_quoted)


def illustrate(task: str, marked: str, *, given: str = "", reader: Reader) -> list[Case]:
    """What the reader gets wrong in a marked sentence.

    Args:
        task: A key of ``MAKERS``.
        marked: The sentence, see ``marked``.
        given: The root of a pair, or the day of publication.
        reader: Reads the sentence.

    Raises:
        ValueError: There is no such task.
        CorpusError: The marks are broken.
    """
    if task not in MAKERS:
        raise ValueError(f"no task {task!r}; there are {', '.join(MAKERS)}")
    text, marks = parse_marks(marked)
    return [case for case in OF_ITEM[task](MAKERS[task](text, marks, given), reader) if case.kind]
