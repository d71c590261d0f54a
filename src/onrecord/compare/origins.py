"""The origin of each claim: the first voice from which reports got it (codebook section 9).

Of the chain "witness, Observatory, AFP, this report" the origin is the first voice that
can be told apart from others of its sort. A claim without such a voice goes back to the
agency that the report credits, to the text that it copies, to its publisher, and last to
the report itself. So two reports of one publisher, of one agency or of one text never
count twice.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.model import Origin, OriginKind, Ref, ReportSpan, Span

from .columns import Ragged, find_shared
from .copies import COMMONEST, Copy, find_copies, group_copies
from .digest import Digest, Source
from .sketch import read_signatures
from .stem import skeleton

OWN: Final = "report/"  # begins the key of a report that names neither source nor publisher
QUOTED_WORDS: Final = 8  # of a quotation that name the origin
MOST_SPANS: Final = 400  # of one origin that are kept as evidence
UNDATED: Final = 10**7
"""Day of a report without a date: sorts last."""


class Root(NamedTuple):
    """Where a claim of one report comes from, under a key that is the same in every report."""

    key: str
    name: str
    kind: OriginKind
    span: Span | None


class Roots:
    """Finds the root of every chain of a collection.

    Args:
        digests: n, in the order in which they came; looked at one after the other, then in no order.

    Attributes:
        refs: n.
        days: n; of publication, ``UNDATED`` without a date.
        first_of: Copied report -> the earliest of its group.
        copies: The pairs behind it.
    """

    def __init__(self, digests: Sequence[Digest]) -> None:
        self.digests = digests
        self.refs: list[Ref] = []
        self.days = array("i")
        self.quotations = Ragged("Q")
        signatures, samples, bodies = bytearray(), Ragged("Q"), _Bodies()
        for digest in digests:
            self.refs.append(digest.report)
            self.days.append(digest.published or UNDATED)
            self.quotations.append(key for key, *_ in digest.quotations)
            signatures += digest.signature
            samples.append(key for key, *_ in digest.samples)
            bodies.add(digest)
        self.copies: list[Copy] = find_copies(read_signatures([bytes(signatures)]), samples)
        self.first_of = group_copies(self.copies, [(day, index) for index, day in enumerate(self.days)])
        self._bodies = bodies.elect()

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
        ref = self.refs[first]
        return Root(f"{OWN}{ref.id}", ref.ref, "copy" if report in self.first_of else "source", None)

    def _speaks_for(self, source: Source) -> Source:
        body = self._bodies.get(skeleton(source.key))
        return source if body is None else Source(body.key, body.name, "source", True, source.span)


class _Bodies:
    """Counts which body each person speaks for."""

    def __init__(self) -> None:
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._bodies: dict[str, Source] = {}

    def add(self, digest: Digest) -> None:
        """Count what one report says."""
        for person, index in digest.affiliations:
            body = digest.sources[index]
            parts = person.split()
            if not body.is_named or len(parts) < 2:
                continue
            self._bodies.setdefault(body.key, body)
            for form in {skeleton(person), skeleton(" ".join(parts[1:])) if len(parts) > 2 else ""} - {""}:
                self._votes[form][body.key] += 1

    def elect(self) -> dict[str, Source]:
        """Skeleton of a person's name -> the body that most reports say it speaks for."""
        return {
            form: self._bodies[max(sorted(counter), key=counter.__getitem__)]
            for form, counter in sorted(self._votes.items())
            if max(counter.values()) * 2 > counter.total()
        }


def number_origins(roots: Roots) -> tuple[tuple[Origin, ...], dict[str, str]]:
    """All origins of a collection, numbered in order of first publication.

    Returns:
        The origins, and the id of each root's key.
    """
    gathered = _gather(roots)
    order = {key: min((roots.days[i], i) for i in held.reports) for key, held in gathered.items()}
    ids: dict[str, str] = {}
    origins = []
    for number, key in enumerate(sorted(gathered, key=lambda key: (order[key], key)), 1):
        ids[key] = f"o{number}"
        origins.append(_make_origin(f"o{number}", gathered[key], roots))
    return tuple(origins), ids


class _Held:
    """What is gathered of one origin.

    Attributes:
        reports: Each at least once.
        spans: Of the reports that have one.
    """

    def __init__(self, name: str, kind: OriginKind, why: str = "") -> None:
        self.name = name
        self.kind: OriginKind = kind
        self.why = why
        self.reports = array("i")
        self.spans: dict[int, list[Span]] = {}

    def add(self, report: int, span: Span | None) -> None:
        if not self.reports or self.reports[-1] != report:
            self.reports.append(report)
        if span is None:
            return
        spans = self.spans.setdefault(report, [])
        if span not in spans:
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
            held.add(report, root.span if len(held.spans) < MOST_SPANS or report in held.spans else None)
    _gather_copies(roots, gathered)
    _gather_quotations(roots, gathered)
    return gathered


def _gather_quotations(roots: Roots, gathered: dict[str, _Held]) -> None:
    """One origin for each set of reports, no copies of each other, that share long quotations word for word."""
    for key, reports in _share_quotations(roots):
        spans = {report: _find_quotation(roots.digests[report], key) for report in reports}
        name = "quotation/" + " ".join(map(str, reports))
        words = spans[reports[0]].text.split()
        held = gathered.setdefault(name, _Held(f"“{' '.join(words[:QUOTED_WORDS])} …”", "source"))
        held.why = f"the same quotation in {len(spans)} reports"
        for report, span in spans.items():
            held.add(report, span)


def _share_quotations(roots: Roots) -> Iterator[tuple[int, list[int]]]:
    """Hashes of quotations in several reports that are no copies, with the reports, in the order of the first."""
    keys, owners = roots.quotations.flat, roots.quotations.owners
    shared = find_shared(keys, owners)
    found = []
    for start, block in zip(shared.starts.tolist(), shared.list_larger(1), strict=True):
        reports = sorted(set(block.tolist()))
        firsts = {roots.first_of.get(report, report) for report in reports}
        if 1 < len(firsts) <= COMMONEST:
            found.append((shared.order[start], reports))
    for at, reports in sorted(found, key=lambda pair: pair[0]):
        yield int(keys[at]), reports


def _find_quotation(digest: Digest, key: int) -> Span:
    return next(Span(start, end, text) for found, start, end, text in digest.quotations if found == key)


def _gather_copies(roots: Roots, gathered: dict[str, _Held]) -> None:
    """One origin for each group of near-identical texts, with the passages that show it."""
    for copy in roots.copies:
        first = roots.first_of[copy.one]
        ref = roots.refs[first]
        key = f"{OWN}{ref.id}"
        held = gathered.setdefault(key, _Held(ref.ref, "copy"))
        held.kind, held.why = "copy", f"near-identical text, {round(100 * copy.share)} % of the shorter report"
        for report in sorted((copy.one, copy.other), key=lambda index: index != first):
            kept = {key: Span(start, end, text) for key, start, end, text in roots.digests[report].samples}
            spans = sorted(kept[key] for key in copy.samples if key in kept)
            for span in (None, *spans[:3]):
                held.add(report, span)


def _make_origin(id_: str, held: _Held, roots: Roots) -> Origin:
    reports = sorted(set(held.reports), key=lambda index: (roots.days[index], index))
    spans = [ReportSpan(roots.refs[i], span) for i in reports for span in held.spans.get(i, ())]
    return Origin(
        id=id_,
        name=held.name,
        kind=held.kind,
        reports=_unique(roots.refs[i] for i in reports),
        why=held.why or _explain(held, len(reports), len(spans)),
        spans=tuple(spans[:MOST_SPANS]),
    )


def _explain(held: _Held, reports: int, spans: int) -> str:
    where = "1 report" if reports == 1 else f"{reports} reports"
    if held.kind == "agency":
        return f"credited or cited as the agency in {where}"
    return f"first voice of claims in {where}" if spans else f"own voice of {where}"


def _unique(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(refs))
