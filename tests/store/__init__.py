"""The store, on SQLite and on PostgreSQL: real files, a real server, real processes."""
