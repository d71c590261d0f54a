"""Paths to items: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from onrecord.errors import MissingFileError
from onrecord.intake.read import STDIN

from .blob import Blob, Context, refuse
from .dispatch import read_blob
from .item import DEFAULT, Item, Skip, SourceOptions, ignore_skip
from .pick import find_skip_reason, is_excluded, is_hidden, is_included
from .stream import Budget, Counted

STDIN_REF: Final = "standard input"


def find_items(paths: Iterable[str], *, options: SourceOptions = DEFAULT, skip: Skip = ignore_skip) -> Iterator[Item]:
    """The reports that paths lead to.

    One at a time, in the order of the paths, within a folder or archive in the order of
    the names: the same input gives the same items. What lies in a folder is held in
    memory by name only, and a file of many reports never whole. An item with a
    ``problem`` stands for what cannot be read; nothing raises.

    Args:
        paths: Files, folders, globs, ``-`` for standard input.
        options: Names of columns, limits, globs.
        skip: Called with the ref and the reason of what is passed over on purpose: hidden files,
            kinds that are not read, links to folders, records of a WARC that are no pages.

    Yields:
        Items whose ``data`` goes to ``read_bytes`` with their ``overrides`` and ``media_type``.
    """
    for path in paths:
        if path == STDIN:
            file = io.BufferedReader(Counted(sys.stdin.buffer))  # whatever stands in for it in a program
            yield from read_blob(Blob(STDIN_REF, "", file, is_chosen=True), _make_context(options, skip))
            continue
        is_pattern = glob.has_magic(path) and not os.path.lexists(path)
        found = sorted(glob.glob(path, recursive=True)) if is_pattern else [path]  # noqa: PTH207 - Path takes no absolute one
        if not found:
            yield refuse(_to_ref(path), MissingFileError("no file fits this pattern", source=_to_ref(path)))
        for name in found:
            yield from _read_path(name, options, skip)


def _read_path(name: str, options: SourceOptions, skip: Skip) -> Iterator[Item]:
    path = Path(name)
    if not name:  # would be the folder in which we are
        yield refuse(name, MissingFileError("no such file", source="''"))
    elif path.is_dir():
        yield from _walk(path, options, skip)
    elif is_excluded(PurePosixPath(path.name), options):
        skip(_to_ref(path), "excluded")
    else:
        yield from _read_file(path, options, skip, is_chosen=True)


def _walk(root: Path, options: SourceOptions, skip: Skip) -> Iterator[Item]:
    """The files of a folder and of those in it, each folder where its name stands.

    Links to folders are not followed, so that no file is read twice and no circle is walked.
    """
    waiting: list[PurePosixPath] = [PurePosixPath()]  # below the root; the last comes next
    while waiting:
        below = waiting.pop()
        path = root / below
        mode = _find_mode(path)
        if (reason := _find_reason(path, below, mode, options)) is not None:
            skip(_to_ref(path), reason)
        elif not stat.S_ISDIR(mode):
            yield from _read_file(path, options, skip, is_chosen=is_included(below, options))
        else:
            try:
                names = sorted((entry.name for entry in path.iterdir()), reverse=True)
            except OSError as error:
                ref = _to_ref(path)
                yield refuse(ref, MissingFileError(f"cannot be opened: {error.strerror}", source=ref))
                continue
            waiting += [below / name for name in names]


def _find_reason(path: Path, below: PurePosixPath, mode: int, options: SourceOptions) -> str | None:
    """Why what a folder holds is passed over, or None."""
    if below == PurePosixPath():
        return None
    if not stat.S_ISDIR(mode):
        return find_skip_reason(below, options) if stat.S_ISREG(mode) else "not a file"
    if is_hidden(below.name):
        return "hidden"
    if is_excluded(below, options):
        return "excluded"
    return "link to a folder" if path.is_symlink() else None


def _find_mode(path: Path) -> int:
    """What a path is, links followed; 0 where it leads nowhere or in a circle."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _read_file(path: Path, options: SourceOptions, skip: Skip, *, is_chosen: bool) -> Iterator[Item]:
    ref = _to_ref(path)
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield refuse(ref, MissingFileError("no such file", source=ref))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield refuse(ref, MissingFileError(f"cannot be opened: {reason}", source=ref))
    else:
        with file:
            yield from read_blob(Blob(ref, path.name, file, is_chosen=is_chosen), _make_context(options, skip))


def _make_context(options: SourceOptions, skip: Skip) -> Context:
    return Context(options, skip, Budget(options.limits), read_blob)


def _to_ref(path: str | Path) -> str:
    r"""A path as text; a byte of a file's name that is no UTF-8 is written ``\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
