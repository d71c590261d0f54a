"""Our own reports in the gold form: ``python training/gold.py [--split dev] [--out FILE]``.

Writes JSON Lines that ``onrecord evaluate --task records`` scores, and that
``score_gold.py`` reads line by line. The form holds texts, not offsets: each text comes
with its sentence, and where an actor or place has several mentions, one whose words
stand first where it is mentioned, so that a search finds it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from ownreports import OwnReport, load_report

HERE = Path(__file__).resolve().parent
REPORTS = HERE / "reports"
OUT = HERE.parent / ".work" / "own-dev.jsonl.gz"
Item = dict[str, Any]


def as_gold(report: OwnReport) -> Item:
    """The gold form of one report, with ``text``, ``published`` and ``publisher``.

    Raises:
        ReportError: A reference does not resolve.
    """
    data = report.data
    published = data.get("published")
    values = {item["text"]: _text(item.get("value")) for item in data.get("dates") or ()}
    mentions = {item["id"]: item["mentions"] for key in ("actors", "places") for item in data.get(key) or ()}
    return {
        "doc": report.name,
        "text": report.text,
        "published": _text(published),
        "publisher": data.get("publisher"),
        "claims": [_claim(report, item) for item in data.get("claims") or ()],
        "events": [_event(report, item, values) for item in data.get("events") or ()],
        "figures": [
            _hinted(report, item["text"]) | {key: item.get(key) for key in ("low", "high", "unit")}
            for item in data.get("figures") or ()
        ],
        "dates": [_hinted(report, text) | {"value": value} for text, value in values.items()],
        "places": [
            {"text": _findable(report, item["mentions"])} | {key: item.get(key) for key in ("lat", "lon", "precision")}
            for item in data.get("places") or ()
        ],
        "ties": [_tie(report, item, mentions) for item in data.get("ties") or ()],
        "labels": [{"label": _words(report, item["text"]), "by": item["by"]} for item in data.get("labels") or ()],
    }


def _text(value: object) -> str | None:
    """YAML reads some dates as dates, times or numbers."""
    if isinstance(value, datetime):
        return value.isoformat()
    return None if value is None else str(value)


def _words(report: OwnReport, reference: str | None) -> str | None:
    if reference is None:
        return None
    start, end = report.span(reference)
    return report.text[start:end]


def _hinted(report: OwnReport, reference: str) -> Item:
    """The words of a reference with their sentence."""
    start, end = report.span(reference)
    sentence = next((a, b) for a, b in report.sentences if a <= start < b)
    return {"text": report.text[start:end], "sentence": report.text[sentence[0] : sentence[1]]}


def _findable(report: OwnReport, references: Iterable[str]) -> str:
    """The first mention that a search for its words finds at its place; else the longest."""
    spans = [report.span(reference) for reference in references]
    for start, end in spans:
        if report.text.find(report.text[start:end]) == start:
            return report.text[start:end]
    return max((report.text[start:end] for start, end in spans), key=len)


def _claim(report: OwnReport, item: Item) -> Item:
    voices = [
        {"source": _words(report, voice.get("source")), "medium": _words(report, voice.get("medium"))}
        for voice in item["voices"]
    ]
    first = item["voices"][0]
    return {
        "id": item["id"],
        "content": [_words(report, reference) for reference in item["content"]],
        "source": _words(report, first.get("source")),
        "cue": _words(report, first.get("cue")),
        "chain": voices if voices[0]["source"] or len(voices) > 1 else [],
    } | {key: item.get(key) for key in ("act", "form", "certainty", "polarity")}


def _event(report: OwnReport, item: Item, values: dict[str, str | None]) -> Item:
    return {
        "id": item["id"],
        "triggers": [_hinted(report, reference) for reference in item["triggers"]],
        "actors": [_words(report, reference) for reference in item.get("actors") or ()],
        "recipients": [_words(report, reference) for reference in item.get("recipients") or ()],
        "place": _words(report, item.get("place")),
        "date": values[item["time"]] if item.get("time") else None,
    } | {key: item.get(key) for key in ("type", "mode", "status", "claim")}


def _tie(report: OwnReport, item: Item, mentions: dict[str, list[str]]) -> Item:
    if item["type"] == "alias" and len(item["spans"]) > 1:  # with one span, both names lie inside it
        first, second = (_words(report, reference) for reference in item["spans"][:2])
    else:
        first, second = (_findable(report, mentions[item[end]]) for end in ("from", "to"))
    return {"type": item["type"], "from": first, "to": second}


def write_gold(out: Path, *, split: str) -> int:
    """Write the reports of one split; the same reports give the same bytes.

    Returns:
        Number of reports.
    """
    reports = [load_report(path) for path in sorted(REPORTS.glob("*.yaml"))]
    lines = [json.dumps(as_gold(r), ensure_ascii=False) for r in reports if r.data.get("split") == split]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    return len(lines)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev", choices=("train", "dev"))
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    print(f"{write_gold(args.out, split=args.split)} reports in {args.out}")


if __name__ == "__main__":
    main()
