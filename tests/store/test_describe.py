"""``docs/store.md`` says what the schema is.

To write its generated parts anew: ``python -m tests.store.test_describe``.
"""

import re
import tempfile
from pathlib import Path

from onrecord.store import open_store
from onrecord.store.describe import GROUPS, describe_tables, describe_views
from onrecord.store.schema import metadata

PAGE = Path(__file__).resolve().parents[2] / "docs" / "store.md"
PART = "(<!-- generated: {} -->\n).*?(<!-- end -->)"


def generate() -> str:
    """The page with its generated parts as they should be."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "record.db", create=True) as store:
        parts = {"store-views": describe_views(store), "store-tables": describe_tables()}
    page = PAGE.read_text("utf-8")
    for name, text in parts.items():
        page = re.sub(PART.format(name), lambda match, text=text: match[1] + text + match[2], page, flags=re.DOTALL)  # type: ignore[misc]
    return page


def test_page_is_current() -> None:
    """Tables, columns and views are those of the code."""
    assert PAGE.read_text("utf-8") == generate()


def test_every_table_is_described() -> None:
    """Under one heading, with a line for each column."""
    assert sorted(name for _, names in GROUPS for name in names) == sorted(metadata.tables)
    for table in metadata.tables.values():
        for column in table.columns:
            assert column.doc or column.name in {"key", "data"}, f"{table.name}.{column.name}"


if __name__ == "__main__":
    PAGE.write_text(generate(), "utf-8")
