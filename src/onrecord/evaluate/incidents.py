"""Task ``incidents``: reports against each other, on incidents that we annotated in fakes-dev.

The data are our annotations (``training/incidents``): ids and ranges only. Their folder
says where the corpus lies (``corpus.txt``, a path relative to it) and when each report
was published, as its own text says (``dates.tsv``; the corpus' dates are often wrong).
Every report of the corpus is read and all are compared; rows are those of the part that
was kept apart, with the training part below.

An annotated mention is ours where a trigger of a passage overlaps one of its triggers;
of several the incident with the most triggers. One that was not found stands alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final, Literal

import msgspec

from onrecord.compare import Grouping, digest_entry, group_digests
from onrecord.compare.fields import Attribution, fill_fields
from onrecord.compare.mentions import Mention, gather
from onrecord.compare.origins import number_origins
from onrecord.model import Entry, Published, Ref, Verdict
from onrecord.pipeline import Reader

from .corpus import Item, Range, decode_lines, read_items, read_lines
from .measures import PRF, Tally, precision, ratio_f1, recall
from .reading import make_report
from .scores import Row, Scores, make_row

Part = Literal["train", "dev"]
PARTS: Final[tuple[Part, ...]] = ("dev", "train")
JUDGED: Final = frozenset({"agree", "update", "dispute"})
Bounds = tuple[float | None, float | None]


class GoldMention(msgspec.Struct, frozen=True):
    """What one report says of one incident.

    Attributes:
        killed: (low, high, who says so) as the report gives them; None where it was not annotated.
        origins: Short names of the first voices, the same in all mentions of an incident.
    """

    report: str
    triggers: tuple[Range, ...]
    killed: tuple[tuple[float | None, float | None, str], ...] | None
    origins: frozenset[str]


class GoldIncident(msgspec.Struct, frozen=True):
    """One incident, its verdict on the killed, and whether it was used to fit the weights."""

    incident: str
    part: Part
    killed: Verdict | None
    mentions: tuple[GoldMention, ...]


class CorpusReport(Item, frozen=True):
    """A report of the corpus."""

    id: str = ""
    title: str | None = None
    source: str | None = None


def score_incidents(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file of annotated incidents.

    Raises:
        CorpusError: The annotations or their corpus are missing or broken.
    """
    gold = read_gold(path)
    reader = open_reader()
    digests = [digest_entry(entry) for entry in read_entries(path.parent, reader)]
    match = Matching(group_digests(digests))
    rows = [row for part in PARTS for row in _score_part(part, gold, match)]
    return Scores("incidents", path.name, tuple(rows))


def read_gold(path: Path) -> list[GoldIncident]:
    """Annotated incidents.

    Raises:
        CorpusError: A line is no such incident.
    """
    return [incident for _, incident in decode_lines(path, GoldIncident)]


def read_entries(folder: Path, reader: Reader) -> Iterator[Entry]:
    """Records of the corpus that a folder of annotations is about, with the dates that it gives."""
    dates = dict(line.split("\t") for line in read_lines(folder / "dates.tsv"))
    corpus = folder / next(iter(read_lines(folder / "corpus.txt")), "")
    for item in read_items(corpus, CorpusReport):
        if item.id in dates:
            report = msgspec.structs.replace(
                make_report(item.text),
                title=item.title,
                publisher=item.source,
                published=Published(dates[item.id], "given"),
            )
            yield Entry(Ref(report.id, item.id), reader.read_report(report))


class Matching:
    """Our mentions against annotated ones."""

    def __init__(self, grouping: Grouping) -> None:
        self.grouping = grouping
        self.attribution = Attribution(grouping.roots, number_origins(grouping.roots)[1])
        self._home = {mention: number for number, group in enumerate(grouping.groups) for mention in group}
        self._of_report: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(grouping.mentions):
            self._of_report[grouping.digests[mention.report].report.ref].append(index)

    def find_group(self, mention: GoldMention) -> int | None:
        """Number of our group that holds most of its triggers; None if none does."""
        votes: Counter[int] = Counter()
        for index in self._of_report[mention.report]:
            votes[self._home[index]] += _count_hits(self.grouping.mentions[index], mention)
        best = votes.most_common(1)
        return best[0][0] if best and best[0][1] else None

    def narrow(self, mention: GoldMention) -> Mention | None:
        """Our passages of it alone, as one mention: what we read there, however we grouped it."""
        found = [
            (self.grouping.mentions[index].report, passage)
            for index in self._of_report[mention.report]
            for passage in self.grouping.mentions[index].passages
            if any(overlaps(span, mention.triggers) for span in passage.spans)
        ]
        return gather(found[0][0], [passage for _, passage in found]) if found else None


def _count_hits(mention: Mention, gold: GoldMention) -> int:
    return sum(overlaps(span, gold.triggers) for passage in mention.passages for span in passage.spans)


def overlaps(span: Range, others: Iterable[Range]) -> bool:
    """Whether a range shares a code point with one of others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def _score_part(part: Part, gold: Sequence[GoldIncident], match: Matching) -> Iterator[Row]:
    chosen = [incident for incident in gold if incident.part == part]
    end = "" if part == "dev" else ", train part"
    yield from _score_groups(chosen, match, end)
    yield from _score_origins(chosen, match, end)
    verdicts = [(i.killed, judge_killed(i, match)) for i in chosen if i.killed in JUDGED]
    yield _share(f"verdict on killed, given the incident{end}", [a == b for a, b in verdicts])
    yield _share(f"killed bounds exact{end}", [*_compare_bounds(chosen, match)])


def _score_groups(chosen: Sequence[GoldIncident], match: Matching, end: str) -> Iterator[Row]:
    """B-cubed (Bagga and Baldwin 1998) and pairs, over the annotated mentions."""
    homes = [incident.incident for incident in chosen for _ in incident.mentions]
    mentions = [mention for incident in chosen for mention in incident.mentions]
    found: list[int] = []
    for index, mention in enumerate(mentions):
        group = match.find_group(mention)
        found.append(-1 - index if group is None else group)
    cubes = sum_cubes(homes, found)
    n = len(mentions)
    yield make_row(f"incident B3 F1{end}", n=n, stats=cubes, measure=ratio_f1)
    yield make_row(f"incident B3 precision{end}", n=n, stats=cubes, measure=lambda s: 100 * s[..., 2] / s[..., 3])
    yield make_row(f"incident B3 recall{end}", n=n, stats=cubes, measure=lambda s: 100 * s[..., 0] / s[..., 1])
    pairs = _pairs_by_group(homes, found)
    total = sum(tally.gold for tally in pairs)
    yield make_row(f"incident pair precision{end}", n=sum(t.found for t in pairs), stats=pairs, measure=precision)
    yield make_row(f"incident pair recall{end}", n=total, stats=pairs, measure=recall)


def sum_cubes(gold: Sequence[str], found: Sequence[int]) -> list[tuple[float, float, float, float]]:
    """Summands of B-cubed: recall of each mention and 1, precision and 1.

    >>> sum_cubes(["a", "a", "b"], [1, 1, 1])[0]
    (1.0, 1.0, 0.6666666666666666, 1.0)
    """
    both = Counter(zip(gold, found, strict=True))
    one, other = Counter(gold), Counter(found)
    return [(both[g, f] / one[g], 1.0, both[g, f] / other[f], 1.0) for g, f in zip(gold, found, strict=True)]


def _pairs_by_group(gold: Sequence[str], found: Sequence[int]) -> list[Tally]:
    """Pairs of mentions by the first one's annotated incident: together in gold, in ours, in both."""
    tallies: dict[str, Tally] = dict.fromkeys(gold, Tally(0, 0, 0))
    for a, b in combinations(range(len(gold)), 2):
        together = Tally(
            int(gold[a] == gold[b]), int(found[a] == found[b]), int(gold[a] == gold[b] and found[a] == found[b])
        )
        if together.gold or together.found:
            tallies[gold[a]] += together
    return [*tallies.values()]


def _score_origins(chosen: Sequence[GoldIncident], match: Matching, end: str) -> Iterator[Row]:
    """Pairs of mentions of one annotated incident: whether they share an origin."""
    tallies = []
    for incident in chosen:
        tally = Tally(0, 0, 0)
        origins = [(m.origins, find_origins(match.narrow(m), match)) for m in incident.mentions]
        for (gold, ours), (other_gold, other_ours) in combinations(origins, 2):
            is_gold, is_ours = bool(gold & other_gold), bool(ours & other_ours)
            tally += Tally(int(is_gold), int(is_ours), int(is_gold and is_ours))
        tallies.append(tally)
    n = sum(tally.gold for tally in tallies)
    for name, measure in PRF:
        yield make_row(f"same-origin pair {name}{end}", n=n, stats=tallies, measure=measure)


def find_origins(mention: Mention | None, match: Matching) -> frozenset[str]:
    """Ids of the origins that stand behind what a report says of an incident."""
    if mention is None:
        return frozenset()
    fields = fill_fields([mention], match.attribution)
    given = [fields.killed, fields.injured, fields.status]
    return frozenset(value.origin for field in given if field is not None for value in field.values)


def judge_killed(incident: GoldIncident, match: Matching) -> Verdict | None:
    """Our verdict on the killed of an annotated incident."""
    found = [mention for gold in incident.mentions if (mention := match.narrow(gold)) is not None]
    found.sort(key=lambda mention: mention.report)
    fields = fill_fields(found, match.attribution) if found else None
    return fields.killed.verdict if fields is not None and fields.killed is not None else None


def _compare_bounds(chosen: Sequence[GoldIncident], match: Matching) -> Iterator[bool]:
    """For each mention with annotated killed: whether ours are the same bounds, no more and no fewer."""
    for incident in chosen:
        for gold in incident.mentions:
            if gold.killed:
                expected = {(low, high) for low, high, _ in gold.killed}
                yield find_killed(match.narrow(gold), match) == expected


def find_killed(mention: Mention | None, match: Matching) -> set[Bounds]:
    """Bounds of the killed that we read in a mention."""
    fields = fill_fields([mention], match.attribution) if mention is not None else None
    return (
        {(v.low, v.high) for v in fields.killed.values} if fields is not None and fields.killed is not None else set()
    )


def _share(metric: str, right: Sequence[bool]) -> Row:
    tallies = [Tally(1, 1, int(is_right)) for is_right in right]
    return make_row(metric, n=len(right), stats=tallies, measure=recall)
