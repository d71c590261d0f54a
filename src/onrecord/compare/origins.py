"""The origin of each claim: the first voice from which reports got it (codebook section 9).

Of the chain "witness, Observatory, AFP, this report" the origin is the first voice that
can be told apart from others of its sort. A claim without such a voice goes back to the
agency that the report credits, to the text that it copies, to its publisher, and last to
the report itself. So two reports of one publisher, of one agency or of one text never
count twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from onrecord.model import Origin, OriginKind, Ref, ReportSpan, Span

from .copies import COMMONEST, Copy, find_copies, group_copies
from .digest import Digest, Source
from .sketch import read_signatures
from .stem import skeleton

OWN: Final = "report/"  # begins the key of a report that names neither source nor publisher
QUOTED_WORDS: Final = 8  # of a quotation that name the origin
MOST_SPANS: Final = 400  # of one origin that are kept as evidence


class Root(NamedTuple):
    """Where a claim of one report comes from, under a key that is the same in every report."""

    key: str
    name: str
    kind: OriginKind
    span: Span | None


@dataclass
class Roots:
    """Finds the root of every chain of a collection.

    Attributes:
        digests: n, in the order in which they came.
        first_of: Copied report -> the earliest of its group.
        copies: The pairs behind it.
    """

    digests: Sequence[Digest]
    copies: list[Copy] = field(init=False)
    first_of: dict[int, int] = field(init=False)
    _bodies: dict[str, Source] = field(init=False)

    def __post_init__(self) -> None:
        signatures = read_signatures([digest.signature for digest in self.digests])
        self.copies = find_copies(signatures, [digest.samples for digest in self.digests])
        order = [(digest.published or 10**7, index) for index, digest in enumerate(self.digests)]
        self.first_of = group_copies(self.copies, order)
        self._bodies = _affiliate(self.digests)

    def find(self, report: int, telling: int) -> Root:
        """Root of one chain of one report."""
        digest = self.digests[report]
        for index in digest.tellings[telling].voices:
            source = self._speaks_for(digest.sources[index])
            if source.is_named:
                return Root(source.key, source.name, source.kind, source.span)
        return self._own(report)

    def names(self, report: int, telling: int) -> tuple[str, ...]:
        """Names of the voices of a chain, nearest to the fact first."""
        digest = self.digests[report]
        return tuple(dict.fromkeys(digest.sources[index].name for index in digest.tellings[telling].voices))

    def _own(self, report: int) -> Root:
        """Root of what a report says in its own voice."""
        first = self.first_of.get(report, report)
        for index in dict.fromkeys((report, first)):
            digest = self.digests[index]
            if digest.credits:
                agency = digest.sources[digest.credits[0]]
                return Root(agency.key, agency.name, "agency", agency.span if index == report else None)
        publisher = self.digests[first].publisher
        if publisher is not None:
            return Root(publisher.key, publisher.name, "source", None)
        ref = self.digests[first].report
        return Root(f"{OWN}{ref.id}", ref.ref, "copy" if report in self.first_of else "source", None)

    def _speaks_for(self, source: Source) -> Source:
        body = self._bodies.get(skeleton(source.key))
        return source if body is None else Source(body.key, body.name, "source", True, source.span)


def _affiliate(digests: Sequence[Digest]) -> dict[str, Source]:
    """Skeleton of a person's name -> the body that most reports say it speaks for."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    bodies: dict[str, Source] = {}
    for digest in digests:
        for person, index in digest.affiliations:
            body = digest.sources[index]
            parts = person.split()
            if not body.is_named or len(parts) < 2:
                continue
            bodies.setdefault(body.key, body)
            for form in {skeleton(person), skeleton(" ".join(parts[1:])) if len(parts) > 2 else ""} - {""}:
                votes[form][body.key] += 1
    return {
        form: bodies[max(sorted(counter), key=counter.__getitem__)]
        for form, counter in sorted(votes.items())
        if max(counter.values()) * 2 > counter.total()
    }


def number_origins(roots: Roots) -> tuple[tuple[Origin, ...], dict[str, str]]:
    """All origins of a collection, numbered in order of first publication.

    Returns:
        The origins, and the id of each root's key.
    """
    gathered = _gather(roots)
    digests = roots.digests
    order = {key: min((digests[i].published or 10**7, i) for i in held.spans) for key, held in gathered.items()}
    ids: dict[str, str] = {}
    origins = []
    for number, key in enumerate(sorted(gathered, key=lambda key: (order[key], key)), 1):
        ids[key] = f"o{number}"
        origins.append(_make_origin(f"o{number}", gathered[key], digests))
    return tuple(origins), ids


class _Held:
    """What is gathered of one origin."""

    def __init__(self, name: str, kind: OriginKind, why: str = "") -> None:
        self.name = name
        self.kind: OriginKind = kind
        self.why = why
        self.spans: dict[int, list[Span]] = {}

    def add(self, report: int, span: Span | None) -> None:
        spans = self.spans.setdefault(report, [])
        if span is not None and span not in spans:
            spans.append(span)


def _gather(roots: Roots) -> dict[str, _Held]:
    gathered: dict[str, _Held] = {}
    for report, digest in enumerate(roots.digests):
        used = {telling for passage in digest.passages for telling in passage.tellings}
        used |= {count.telling for passage in digest.passages for count in (*passage.killed, *passage.injured)}
        for telling in sorted(used or {0}):
            root = roots.find(report, telling)
            held = gathered.setdefault(root.key, _Held(root.name, root.kind))
            held.kind = "agency" if root.kind == "agency" else held.kind
            held.add(report, root.span)
    _gather_copies(roots, gathered)
    _gather_quotations(roots, gathered)
    return gathered


def _gather_quotations(roots: Roots, gathered: dict[str, _Held]) -> None:
    """One origin for each set of reports, no copies of each other, that share long quotations word for word."""
    holders: dict[int, dict[int, Span]] = defaultdict(dict)
    for report, digest in enumerate(roots.digests):
        for key, start, end, text in digest.quotations:
            holders[key].setdefault(report, Span(start, end, text))
    for spans in holders.values():
        firsts = {roots.first_of.get(report, report) for report in spans}
        if not 1 < len(firsts) <= COMMONEST:
            continue
        name = "quotation/" + " ".join(map(str, sorted(spans)))
        words = min(spans.items())[1].text.split()
        held = gathered.setdefault(name, _Held(f"“{' '.join(words[:QUOTED_WORDS])} …”", "source"))
        held.why = f"the same quotation in {len(spans)} reports"
        for report, span in spans.items():
            held.add(report, span)


def _gather_copies(roots: Roots, gathered: dict[str, _Held]) -> None:
    """One origin for each group of near-identical texts, with the passages that show it."""
    for copy in roots.copies:
        first = roots.first_of[copy.one]
        ref = roots.digests[first].report
        key = f"{OWN}{ref.id}"
        held = gathered.setdefault(key, _Held(ref.ref, "copy"))
        held.kind, held.why = "copy", f"near-identical text, {round(100 * copy.share)} % of the shorter report"
        for report in sorted((copy.one, copy.other), key=lambda index: index != first):
            kept = {key: Span(start, end, text) for key, start, end, text in roots.digests[report].samples}
            spans = sorted(kept[key] for key in copy.samples if key in kept)
            held.spans.setdefault(report, [])
            for span in spans[:3]:
                held.add(report, span)


def _make_origin(id_: str, held: _Held, digests: Sequence[Digest]) -> Origin:
    reports = sorted(held.spans, key=lambda index: (digests[index].published or 10**7, index))
    spans = [ReportSpan(digests[i].report, span) for i in reports for span in held.spans[i]]
    return Origin(
        id=id_,
        name=held.name,
        kind=held.kind,
        reports=_unique([digests[i].report for i in reports]),
        why=held.why or _explain(held, len(reports), len(spans)),
        spans=tuple(spans[:MOST_SPANS]),
    )


def _explain(held: _Held, reports: int, spans: int) -> str:
    where = "1 report" if reports == 1 else f"{reports} reports"
    if held.kind == "agency":
        return f"credited or cited as the agency in {where}"
    return f"first voice of claims in {where}" if spans else f"own voice of {where}"


def _unique(refs: list[Ref]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(refs))
