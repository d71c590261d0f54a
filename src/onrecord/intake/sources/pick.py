"""Which files of a folder or archive are taken: by their names alone."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

from .item import SourceOptions

SYSTEM: Final = "__MACOSX"
"""A folder that one system adds to the archives it makes; holds no file of the user's."""


def find_skip_reason(path: PurePosixPath, options: SourceOptions) -> str | None:
    """Why a file is passed over, or None.

    Args:
        path: Below the folder or archive.
        options: Globs.

    >>> find_skip_reason(PurePosixPath(".git/HEAD"), SourceOptions())
    'hidden'
    """
    if any(is_hidden(part) for part in path.parts):
        return "hidden"
    if is_excluded(path, options):
        return "excluded"
    return "not included" if options.include and not is_included(path, options) else None


def is_hidden(name: str) -> bool:
    """Whether a file or folder is one that its system does not show."""
    return (name.startswith(".") and name not in {".", ".."}) or name == SYSTEM


def is_included(path: PurePosixPath, options: SourceOptions) -> bool:
    """Whether a glob of the caller names it."""
    return _fits(path, options.include)


def is_excluded(path: PurePosixPath, options: SourceOptions) -> bool:
    """Whether a glob of the caller keeps it out, itself or a folder that it lies in."""
    return bool(options.exclude) and any(_fits(part, options.exclude) for part in (path, *path.parents))


def _fits(path: PurePosixPath, globs: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path.name, glob) or fnmatchcase(str(path), glob) for glob in globs)
