"""Files that are scored, and those that cannot be."""

import gzip
import json
from pathlib import Path

import pytest

from onrecord.errors import CorpusError
from onrecord.evaluate.corpus import read_items
from onrecord.evaluate.entities import EntityItem

GOOD = {"text": "Aden fell.", "entities": [{"span": [0, 4], "label": "LOC", "text": "Aden"}], "more": 1}


@pytest.mark.parametrize("is_packed", [True, False])
def test_plain_and_packed(tmp_path: Path, is_packed: bool) -> None:
    """Both forms give the same records; unknown fields and blank lines do not matter."""
    data = (json.dumps(GOOD) + "\n\n" + json.dumps(GOOD)).encode()
    path = tmp_path / ("x.jsonl.gz" if is_packed else "x.jsonl")
    path.write_bytes(gzip.compress(data) if is_packed else data)
    items = read_items(path, EntityItem)
    assert [item.entities[0].span for item in items] == [(0, 4), (0, 4)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "truncated"),
        ("[]", "Expected `object`"),
        ('{"text": "Aden"}', "missing required field `entities`"),
        ('{"text": 3, "entities": []}', "Expected `str`"),
        ('{"text": " ", "entities": []}', "the text is empty"),
        ('{"text": "Aden", "entities": [{"span": [0, 5], "label": "LOC"}]}', "range 0-5 is not in the text of 4"),
        ('{"text": "Aden", "entities": [{"span": [2, 2], "label": "LOC"}]}', "range 2-2 is not in the text"),
        ('{"text": "Aden", "entities": [{"span": [0], "label": "LOC"}]}', "length 2"),
    ],
)
def test_broken_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    """The error gives file, line and what is wrong."""
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"x\.jsonl:2: ") as caught:
        read_items(path, EntityItem)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.jsonl.gz", b"plain", "cannot be read"),
        ("x.jsonl.gz", gzip.compress(b'{"text": "cut off')[:-12], "cannot be read"),
        ("x.jsonl", b"\xff\xfe", "cannot be read"),
        ("x.jsonl", b"\n", "there is no record in it"),
        ("missing.jsonl", None, "no such file"),
    ],
)
def test_file_that_cannot_be_read(tmp_path: Path, name: str, data: bytes | None, reason: str) -> None:
    """Whatever a file holds, the error is ours."""
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CorpusError, match=reason):
        read_items(path, EntityItem)
