"""Check our own annotated reports: ``python training/check_reports.py [FILE…]``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

from onrecord.model import Act, ActorKind, LabelKind, MentionType, Precision, Status, TieType
from onrecord.ontology.load import load_types
from ownreports import OwnReport, ReportError, load_report

TYPES = {name: {mode.name for mode in entry.modes} for name, entry in load_types().items()}
STATUS = set(get_args(Status))
KINDS = set(get_args(ActorKind))
ACTS = set(get_args(Act))
TIES = set(get_args(TieType))
LABELS = set(get_args(LabelKind))
PRECISION = set(get_args(Precision))
MENTIONS = set(get_args(MentionType))


def check(report: OwnReport) -> list[str]:
    """Every fault of one report, one line each."""
    faults: list[str] = []
    data = report.data

    def ref(value: Any) -> tuple[int, int] | None:
        if value is None:
            return None
        try:
            return report.span(value)
        except ReportError as error:
            faults.append(str(error))
            return None

    def member(what: str, value: Any, allowed: Any) -> None:
        if value not in allowed:
            faults.append(f"{report.name}: {what}: {value!r} is not one of {sorted(map(str, allowed))}")

    ids: set[str] = set()
    for key in ("actors", "places", "dates", "figures", "events", "claims"):
        for item in data.get(key) or []:
            if "id" in item:
                if item["id"] in ids:
                    faults.append(f"{report.name}: id {item['id']} twice")
                ids.add(item["id"])
            else:
                faults.append(f"{report.name}: {key}: an item without id: {item}")
    member("split", data.get("split"), {"train", "dev"})
    for key in ("title", "publisher", "published"):
        if key not in data:
            faults.append(f"{report.name}: no {key}")
    for a in data.get("actors") or []:
        member("kind", a.get("kind"), KINDS)
        for m in a.get("mentions") or [None]:
            if m is None:
                faults.append(f"{report.name}: actor {a.get('id')} has no mentions")
            ref(m)
    for p in data.get("places") or []:
        member("precision", p.get("precision"), PRECISION)
        if p.get("lat") is None and not p.get("invented") and p.get("precision") != "unresolved":
            faults.append(f"{report.name}: place {p.get('name')} has no coordinates and is not invented")
        for m in p.get("mentions") or []:
            ref(m)
    for d in data.get("dates") or []:
        ref(d.get("text"))
    for f in data.get("figures") or []:
        ref(f.get("text"))
        for key in ("low", "high", "unit"):
            if key not in f:
                faults.append(f"{report.name}: figure {f.get('id')} has no {key} (write null)")
        if f.get("of") is not None:
            member("figure of", f["of"], ids)
    for e in data.get("events") or []:
        member("type", e.get("type"), TYPES)
        if e.get("mode") is not None:
            member(f"mode of {e.get('id')} {e.get('type')}", e["mode"], TYPES.get(e.get("type"), []))
        member("status", e.get("status"), STATUS)
        for m in (
            (e.get("triggers") or [])
            + (e.get("actors") or [])
            + (e.get("recipients") or [])
            + (e.get("status_cues") or [])
        ):
            ref(m)
        if not e.get("triggers"):
            faults.append(f"{report.name}: event {e.get('id')} has no trigger")
        ref(e.get("place"))
        ref(e.get("time"))
        if e.get("claim") is not None:
            member("claim of event", e["claim"], ids)
    contents: dict[str, list[tuple[int, int]]] = {}
    for c in data.get("claims") or []:
        member("act", c.get("act"), ACTS)
        member("form", c.get("form"), {"direct", "indirect", "mixed"})
        member("certainty", c.get("certainty"), {"certain", "probable", "possible"})
        member("polarity", c.get("polarity"), {"affirmed", "denied"})
        spans = [ref(m) for m in c.get("content") or []]
        contents[c.get("id", "")] = [s for s in spans if s]
        if not spans:
            faults.append(f"{report.name}: claim {c.get('id')} has no content")
        if not c.get("voices"):
            faults.append(f"{report.name}: claim {c.get('id')} has no voices")
        for v in c.get("voices") or []:
            ref(v.get("source")), ref(v.get("cue")), ref(v.get("medium"))
            if v.get("source") is None and v.get("cue") is None:
                faults.append(f"{report.name}: claim {c.get('id')}: a voice with neither source nor cue")
        for m in c.get("hedges") or []:
            ref(m)
    for e in data.get("events") or []:
        if e.get("claim") in contents and e.get("triggers"):
            inside = any(
                (s := ref(t)) and any(a <= s[0] and s[1] <= b for a, b in contents[e["claim"]]) for t in e["triggers"]
            )
            if not inside:
                faults.append(f"{report.name}: event {e.get('id')}: no trigger lies in the content of {e['claim']}")
    for t in data.get("ties") or []:
        member("tie", t.get("type"), TIES)
        member("tie from", t.get("from"), ids)
        member("tie to", t.get("to"), ids)
        for m in t.get("spans") or []:
            ref(m)
    for label in data.get("labels") or []:
        ref(label.get("text"))
        member("label kind", label.get("kind"), LABELS)
        if label.get("actor") is not None:
            member("label actor", label["actor"], ids)
        member("label by", label.get("by"), ids | {"report"})
    for m in data.get("mentions") or []:
        ref(m.get("text"))
        member(
            "mention type",
            m.get("type"),
            {"weapon", "vehicle", "facility", "person", "organisation", "place", "nationality", "product", "other"},
        )
    for v in data.get("report_voices") or []:
        ref(v.get("source"))
    return faults


def main() -> int:
    """Check the files given, or all; the exit code says whether all are sound."""
    paths = [Path(a) for a in sys.argv[1:]] or sorted((Path(__file__).parent / "reports").glob("*.yaml"))
    faults: list[str] = []
    for path in paths:
        try:
            faults += check(load_report(path))
        except ReportError as error:
            faults.append(str(error))
        except (TypeError, AttributeError, KeyError) as error:
            faults.append(f"{path.name}: wrong form: {error!r}")
    print("\n".join(faults))
    print(f"{len(paths)} reports, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
