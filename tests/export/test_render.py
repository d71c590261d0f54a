"""JSON in parts: the same as JSON of the whole record."""

from __future__ import annotations

from io import BytesIO

import msgspec
import pytest
from msgspec.structs import replace

from onrecord.export import FORMATS, Layout
from onrecord.model import Record, Span
from onrecord.model.record import PART, Problem
from onrecord.store.packing import pack_parts, unpack
from tests.fixtures.sample import EMPTY, RECORD

PROBLEMS = tuple(
    Problem("date", f'no\nvalue, "}}], {number}' + "\u2028é", Span(number, number + 1, "x"))
    for number in range(4 * PART + 1)
)
LONG = replace(RECORD, problems=PROBLEMS)
"""With more items of a kind than are written at a time."""


@pytest.mark.parametrize("record", [RECORD, EMPTY, LONG], ids=["everything", "nothing", "long"])
class TestParts:
    """Of a record."""

    def test_are_the_whole(self, record: Record) -> None:
        """What is written part by part is what ``to_json`` gives."""
        file = BytesIO()
        record.write_json(file)
        assert file.getvalue().decode() == record.to_json()

    def test_are_lines_of_the_whole(self, record: Record) -> None:
        """The formats for people and for programs are those of the whole record."""
        whole = record.to_json()
        assert FORMATS["jsonl"].render(record, Layout()) == whole + "\n"
        assert FORMATS["json"].render(record, Layout()) == msgspec.json.format(whole, indent=2) + "\n"

    def test_come_back_from_the_store(self, record: Record) -> None:
        """Parts are compressed as one."""
        assert unpack(pack_parts(record.json_parts()), name="it").decode() == record.to_json()


def test_no_part_is_long() -> None:
    """A long list comes in several parts."""
    assert max(map(len, LONG.json_parts())) < len(LONG.to_json()) / 2
