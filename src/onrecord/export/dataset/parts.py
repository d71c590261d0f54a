"""Where a format of several files writes: a folder, or one archive."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol

FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""Date of every file in an archive: the format's earliest, so that equal data give equal bytes."""


class Parts(Protocol):
    """Opens files by name; several may be open at the same time."""

    def open(self, name: str) -> BinaryIO:
        """A new file, to be closed with the parts."""
        ...


class _Folder:
    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def open(self, name: str) -> BinaryIO:
        return self._stack.enter_context((self._folder / name).open("wb"))


class _Archive:
    """An archive takes one file at a time, so each waits in a temporary file."""

    def __init__(self, stack: ExitStack) -> None:
        self.files: dict[str, BinaryIO] = {}
        self._stack = stack

    def open(self, name: str) -> BinaryIO:
        self.files[name] = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the stack closes it)
        return self.files[name]


@contextmanager
def open_folder(folder: Path) -> Iterator[Parts]:
    """Parts as files of an existing folder; files of the same names are replaced."""
    with ExitStack() as stack:
        yield _Folder(folder, stack)


@contextmanager
def open_archive(file: BinaryIO) -> Iterator[Parts]:
    """Parts as files of one ZIP archive, in the order in which they were opened."""
    with ExitStack() as stack:
        archive = _Archive(stack)
        yield archive
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, part in archive.files.items():
                part.seek(0)
                info = zipfile.ZipInfo(name, FIRST_DAY)
                info.compress_type = zipfile.ZIP_DEFLATED
                with zipped.open(info, "w", force_zip64=True) as target:
                    shutil.copyfileobj(part, target)
