"""The way in: bytes, a file or a text become a ``Report``."""

from .read import DEFAULT_MAX_BYTES, STDIN, Overrides, read_bytes, read_file, report_from_text

__all__ = ["DEFAULT_MAX_BYTES", "STDIN", "Overrides", "read_bytes", "read_file", "report_from_text"]
