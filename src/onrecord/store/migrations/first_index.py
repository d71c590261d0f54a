"""Step 0001: full-text index and append-only rows, which SQLAlchemy has no words for."""

from __future__ import annotations

from typing import Final

SQLITE: Final = (
    """CREATE VIRTUAL TABLE reports_fts USING fts5(
  title, text, content='reports', content_rowid='key', tokenize="porter unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER reports_inserted AFTER INSERT ON reports BEGIN
  INSERT INTO reports_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
END""",
    """CREATE TRIGGER reports_deleted AFTER DELETE ON reports BEGIN
  INSERT INTO reports_fts (reports_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
END""",
    """CREATE TRIGGER reports_updated AFTER UPDATE OF title, text ON reports
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  INSERT INTO reports_fts (reports_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
  INSERT INTO reports_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
END""",
    """CREATE TRIGGER judgements_kept AFTER UPDATE ON judgements BEGIN
  SELECT raise(ABORT, 'judgements are only ever added');
END""",
    """CREATE TRIGGER judgements_not_deleted AFTER DELETE ON judgements BEGIN
  SELECT raise(ABORT, 'judgements are only ever added');
END""",
)

POSTGRESQL: Final = (
    """ALTER TABLE reports ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', coalesce(title, '')), 'A') ||
  setweight(to_tsvector('english', left(text, 500000)), 'B')) STORED""",
    "CREATE INDEX reports_fts ON reports USING gin (search)",
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'judgements are only ever added'; END $$""",
    """CREATE TRIGGER judgements_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
)
