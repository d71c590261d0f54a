"""``docs/review.md`` says what the code does."""

import re
from pathlib import Path
from typing import get_args

from onrecord.cli.judge import DONE
from onrecord.model import Certainty
from onrecord.review import FIELDS, KINDS
from onrecord.review.conflict import Reason
from onrecord.review.fields import CERTAINTIES


def column(page: str, heading: str, number: int = 0) -> list[str]:
    """One column of the table below a heading."""
    section = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*) \|$", section, flags=re.MULTILINE)
    return [row.split(" | ")[number].strip("`") for row in rows]


def test_tables_are_those_of_the_code(root: Path) -> None:
    """Judgements, fields with their scales, reasons of conflicts: all, and in the same order."""
    page = (root / "docs/review.md").read_text("utf-8")
    assert sorted(column(page, "Judgements")) == sorted(KINDS) == sorted(DONE)
    assert column(page, "Fields") == [field.path for field in FIELDS]
    assert column(page, "Fields", 1) == [field.level for field in FIELDS]
    assert list(dict.fromkeys(column(page, "Conflicts"))) == list(get_args(Reason))


def test_ordinal_scale_holds_every_certainty() -> None:
    """A certainty that the codebook adds needs its place on the scale."""
    assert set(CERTAINTIES) == set(get_args(Certainty))
