"""Step 0001: the first tables, the full-text index, and the guard of the judgements."""

from pathlib import Path

from alembic import op

from onrecord.store.migrations.dialects import read_statements
from onrecord.store.migrations.first_index import POSTGRESQL, SQLITE

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    connection = op.get_bind()
    name = connection.dialect.name
    for statement in read_statements(Path(__file__).with_suffix(".sql"), name):
        connection.exec_driver_sql(statement)
    for statement in SQLITE if name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)
