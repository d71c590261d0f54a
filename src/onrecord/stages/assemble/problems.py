"""What stayed unresolved, and why."""

from __future__ import annotations

from onrecord.model import Findings, Problem, Report


def find_problems(report: Report, findings: Findings) -> tuple[Problem, ...]:
    """Problems of one record, in the order of the stages."""
    found = []
    if report.published.value is None:
        found.append(Problem("date", "the report has no date, so relative times have no value"))
    found += [Problem("date", f"no value for {t.span.text!r}", t.span) for t in findings.times if t.value is None]
    found += [
        Problem("identify", a.unresolved, a.mentions[0]) for a in findings.actors if a.unresolved and a.kind != "person"
    ]
    found += [Problem("locate", p.unresolved, p.mentions[0]) for p in findings.places if p.unresolved]
    return tuple(found)
