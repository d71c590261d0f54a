"""The generated parts of ``docs/exports``: ``python -m tests.export.dataset.docs`` writes them anew.

A part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``, as in the other pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from onrecord.export.dataset import DEFAULT, FORMATS
from onrecord.export.dataset.cameo import load_event_codes
from onrecord.export.dataset.columns import Columns, load_columns
from onrecord.export.dataset.facts import FIELDS
from onrecord.export.dataset.folding import load_foldings

FOLDER: Final = Path(__file__).resolve().parents[3] / "docs" / "exports"
PART: Final = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a pipe in a cell is escaped."""
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def page_of(name: str) -> str:
    """Page of a format; a variant (``csv-excel``) stands on the page of its base."""
    return f"{name.partition('-')[0]}.md"


def formats() -> str:
    """The table of the formats."""
    rows = (
        (f"[`{form.name}`]({page_of(form.name)})", form.what, f"`{form.suffix}`", "yes" if form.has_rule else "no")
        for form in FORMATS.values()
    )
    return table(("`--to`", "what", "file", "`--where`"), rows)


def fields() -> str:
    """The fields of a rule and their values."""
    rows = (
        (f"`{name}`", field.what, ", ".join(field.values) or ("a number" if field.kind == "number" else "a word"))
        for name, field in FIELDS.items()
    )
    return table(("field", "what", "values"), rows)


def default_rule() -> str:
    """The default rule."""
    return f"```text\n{DEFAULT}\n```\n"


def columns_of(columns: Columns) -> str:
    """Name, kind and meaning of each column."""
    return table(("column", "kind", "what"), ((f"`{item.name}`", item.kind, item.what) for item in columns))


def tables() -> str:
    """Every table of CSV and Parquet."""
    return "".join(f"### {name}\n\n{columns_of(columns)}\n" for name, columns in load_columns("tables").items())


def foldings() -> str:
    """Status and type of the record, and the type that is written."""
    rows = [(status, old, new) for status, pairs in load_foldings().items() for old, new in pairs.items()]
    return table(("status", "type in the record", "type written"), rows)


def cameo() -> str:
    """CAMEO code and Goldstein score of each type and mode."""
    rows = ((name, mode or "–", code.code, f"{code.goldstein:g}") for (name, mode), code in load_event_codes().items())
    return table(("type", "mode", "CAMEO", "Goldstein"), rows)


PARTS: Final[dict[str, Callable[[], str]]] = {
    "formats": formats,
    "fields": fields,
    "default-rule": default_rule,
    "tables": tables,
    "gdelt-columns": lambda: columns_of(load_columns("gdelt")["gdelt"]),
    "acled-columns": lambda: columns_of(load_columns("acled")["acled"]),
    "ucdp-columns": lambda: columns_of(load_columns("ucdp")["ucdp"]),
    "trace-columns": lambda: columns_of(load_columns("trace")["trace"]),
    "foldings": foldings,
    "cameo": cameo,
}
"""What makes each part."""


def renew(text: str) -> str:
    """A page with its parts as they should be; a part of another's making stays."""
    return PART.sub(lambda match: match[1] + PARTS[match[2]]() + match[3] if match[2] in PARTS else match[0], text)


if __name__ == "__main__":
    for page in sorted(FOLDER.glob("*.md")):
        page.write_text(renew(page.read_text("utf-8")), "utf-8")
