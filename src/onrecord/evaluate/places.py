"""Score the locate stage against toponyms with gold spans and coordinates.

Measure: share of toponyms resolved within 161 km (100 miles) of the gold point, as in
Gritta et al., "A Pragmatic Guide to Geoparsing Evaluation" (2020). Toponyms without
coordinates are left out of the score but stay in the text as context. A toponym
without an answer counts as wrong and enters the error as 20,039 km (half the Equator).
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean, median
from typing import Any, Final

from onrecord.errors import CorpusError
from onrecord.gazetteer import open_gazetteer
from onrecord.model import Mention, Span
from onrecord.model.geometry import great_circle_km
from onrecord.stages.locate import locate_places
from onrecord.stages.segment import segment

WORST_KM: Final = 20039.0


def score_places(records: Iterable[dict[str, Any]]) -> dict[str, float | int]:
    """Resolve the gold toponyms of every record and measure how far off we are.

    Args:
        records: ``text`` and ``toponyms``, each with ``span`` and, if known, ``lat``
            and ``lon``, as in ``places/lgl-dev``.

    Returns:
        ``n`` toponyms scored, ``accuracy_161km``, ``accuracy_25km``, ``answered``
        (shares), ``mean_km``, ``median_km``.

    Raises:
        CorpusError: A record has another form, or none has a point.
    """
    errors: list[float] = []
    answered = 0
    for record in records:
        for error in _errors_of(record):
            answered += error is not None
            errors.append(WORST_KM if error is None else error)
    if not errors:
        raise CorpusError("no toponym with coordinates")
    return {
        "n": len(errors),
        "accuracy_161km": sum(error <= 161 for error in errors) / len(errors),
        "accuracy_25km": sum(error <= 25 for error in errors) / len(errors),
        "answered": answered / len(errors),
        "mean_km": fmean(errors),
        "median_km": median(errors),
    }


def _errors_of(record: dict[str, Any]) -> list[float | None]:
    """Error of each gold toponym with a point, in km; None if unresolved.

    Raises:
        CorpusError: The record has another form.
    """
    try:
        text = record["text"]
        golds = [(tuple(toponym["span"]), toponym.get("lat"), toponym.get("lon")) for toponym in record["toponyms"]]
        mentions = tuple(Mention(Span.cut(text, start, end), "place") for (start, end), _, _ in golds)
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"no record of toponyms: {error}", source=str(record.get("id"))) from error
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for place in locate_places(segment(text), mentions=mentions, gazetteer=open_gazetteer()):
        if place.lat is not None and place.lon is not None:
            found |= {(span.start, span.end): (place.lat, place.lon) for span in place.mentions}
    return [
        great_circle_km(lat, lon, *found[span]) if span in found else None
        for span, lat, lon in golds
        if lat is not None and lon is not None
    ]
