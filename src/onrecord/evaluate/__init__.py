"""Corpora in, scores out: one function, ``evaluate``, and its tasks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from onrecord.pipeline import Reader

from .attribution import score_attribution
from .chains import score_chains
from .coreference import score_coreference
from .ecb import score_ecb
from .entities import score_entities
from .events import score_events
from .factuality import score_factuality
from .incidents import score_incidents
from .pairs import score_pairs
from .records import score_records
from .scores import Row, Scores, print_scores
from .without_model import score_place_file, score_time_file

__all__ = ["TASKS", "Row", "Scores", "evaluate", "print_scores"]

TASKS: Final[dict[str, Callable[[Path, Callable[[], Reader]], Scores]]] = {
    "attribution": score_attribution,
    "entities": score_entities,
    "pairs": score_pairs,
    "times": score_time_file,
    "places": score_place_file,
    "factuality": score_factuality,
    "coreference": score_coreference,
    "records": score_records,
    "events": score_events,
    "chains": score_chains,
    "incidents": score_incidents,
    "ecb": score_ecb,
}
"""Each reads a file and opens the reader only if it needs one."""


def evaluate(task: str, path: Path, *, reader: Reader | None = None) -> Scores:
    """Score the reader on annotated text.

    Args:
        task: A key of ``TASKS``.
        path: File in the form of the corpora; for ``records`` also a folder.
        reader: Opened with the shipped model if None and needed.

    Returns:
        Rows of figures.

    Raises:
        ValueError: There is no such task.
        CorpusError: The file breaks its form.
    """
    if task not in TASKS:
        raise ValueError(f"no task {task!r}; there are {', '.join(TASKS)}")
    return TASKS[task](path, lambda: reader if reader is not None else Reader())
