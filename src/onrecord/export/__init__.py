"""Records as pages: text for a terminal, JSON, one self-contained HTML page, an explanation."""

from .explain import explain
from .html import to_html
from .render import FORMATS, Form, Format, Layout
from .text import print_record

__all__ = ["FORMATS", "Form", "Format", "Layout", "explain", "print_record", "to_html"]
