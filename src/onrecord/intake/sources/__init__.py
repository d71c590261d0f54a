"""Where reports come from: files, folders, globs, tables, archives, feeds, mail.

::

    find_items   paths -> files                     find, pick
    read_blob    a file -> items, by its kind       dispatch, kinds
                 one report | table | archive ...   table, warc, zipped, feed, mail
    stream       bytes in pieces, counted           stream
"""

from .find import find_items
from .item import Columns, DateOrder, Item, Limits, Skip, SourceOptions

__all__ = ["Columns", "DateOrder", "Item", "Limits", "Skip", "SourceOptions", "find_items"]
