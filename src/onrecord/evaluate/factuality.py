"""Task ``factuality``: how certainly an event happened, by the wording.

The encoder's value at the first word of the target against the annotators' mean, both
from -3 (certainly not) to 3 (certainly happened): Pearson's r and the mean absolute error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from onrecord.model import Span
from onrecord.pipeline import Reader

from .corpus import Item, Range, read_items
from .measures import mean, pearson
from .reading import encode_text
from .scores import Scores, make_row


class Target(msgspec.Struct, frozen=True):
    """A predicate with its annotated value."""

    span: Range
    factuality: float


class FactualityItem(Item, frozen=True):
    """A sentence with its targets."""

    targets: list[Target]

    def ranges(self) -> Iterable[Range]:
        """Ranges of the targets."""
        return (target.span for target in self.targets)


def score_factuality(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``factuality/uds-ih2``.

    Raises:
        CorpusError: Another form.
    """
    items = [item for item in read_items(path, FactualityItem) if item.targets]
    reader = open_reader()
    moments, errors = [], []
    for item in items:
        pairs = [*find_values(item, reader)]
        columns = [(1.0, x, y, x * x, y * y, x * y) for x, y in pairs]
        moments.append([sum(column) for column in zip(*columns, strict=True)])
        errors.append([len(pairs), sum(abs(x - y) for x, y in pairs)])
    n = sum(len(item.targets) for item in items)
    rows = (
        make_row("Pearson r", n=n, stats=moments, measure=pearson),
        make_row("mean absolute error", n=n, stats=errors, measure=mean),
    )
    return Scores("factuality", path.name, rows)


def find_values(item: FactualityItem, reader: Reader) -> Iterable[tuple[float, float]]:
    """Annotated and found value of each target."""
    tokens, signals = encode_text(reader, item.text)
    for target in item.targets:
        first, _ = tokens.range_of(Span.cut(item.text, *target.span))
        yield target.factuality, float(signals.factuality[min(first, len(tokens) - 1)])
