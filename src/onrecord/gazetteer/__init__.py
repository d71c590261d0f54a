"""The gazetteer: which places a name can mean, offline.

Sources, licences and what was dropped stand in ``SOURCES.md``; the file is built by
``training/build_gazetteer.py``. Limits: no streets, few buildings; hamlets of the
densest countries are missing.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from onrecord.errors import GazetteerError
from onrecord.lexicon.countries import load_countries

from .entry import KINDS, Entry, Kind
from .format import PlaceFile
from .normalise import drop_article, loosen_name, normalise_name

__all__ = ["KINDS", "Entry", "Gazetteer", "Kind", "drop_article", "loosen_name", "normalise_name", "open_gazetteer"]


class Gazetteer:
    """Places by name.

    Args:
        file: The opened place file.
        version: SHA-256 of the file, 64 hex digits.
    """

    def __init__(self, file: PlaceFile, version: str) -> None:
        self.version = version
        self._file = file
        self._find = lru_cache(maxsize=4096)(self._look_up)
        self._codes = {country.iso3: country.name for country in load_countries()}

    def find(self, name: str, *, loose: bool = False) -> tuple[Entry, ...]:
        """Places that a name can mean, the most important first.

        The exact key decides; if it finds nothing, the key without its article.

        Args:
            name: The name as a text writes it.
            loose: Look up the loosened key instead (see ``normalise``): other
                spellings of names in Arabic script.

        Returns:
            Candidates by falling importance; empty if the name is unknown.

        >>> open_gazetteer().find("Damascus")[0].country
        'SYR'
        """
        return self._find(normalise_name(name), loose)

    def country(self, iso3: str) -> Entry | None:
        """The entry of a country by its ISO 3166-1 alpha-3 code."""
        name = self._codes.get(iso3)
        if name is None:
            return None
        return next((entry for entry in self.find(name) if entry.kind == "country" and entry.country == iso3), None)

    def _look_up(self, key: str, loose: bool) -> tuple[Entry, ...]:
        if not key:
            return ()
        for form in (loosen_name(key),) if loose else (key, drop_article(key)):
            entries = [self._file.entry(number) for number in self._file.numbers(form)]
            if entries:
                return tuple(sorted(entries, key=lambda entry: (-entry.importance, entry.id)))
        return ()


@cache
def open_gazetteer() -> Gazetteer:
    """Open the shipped gazetteer.

    Raises:
        GazetteerError: A file is missing, or its SHA-256 is not the manifest's.
    """
    folder = resources.files("onrecord.gazetteer")
    with (
        resources.as_file(folder.joinpath("places.bin")) as path,
        resources.as_file(folder.joinpath("manifest.json")) as manifest,
    ):
        return read_gazetteer(path, manifest)


def read_gazetteer(path: Path, manifest: Path) -> Gazetteer:
    """Open a gazetteer file and hold it against its manifest.

    Args:
        path: The place file.
        manifest: JSON with ``sha256`` and ``entries``.

    Raises:
        GazetteerError: A file is missing or broken, or the SHA-256 differs.
    """
    try:
        expected = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()  # read, not mapped: pages once touched stay
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if hasattr(mmap, "MADV_RANDOM"):
            mapped.madvise(mmap.MADV_RANDOM)  # else 16 pages come into memory with each that is looked at
    except (OSError, ValueError, KeyError) as error:
        raise GazetteerError(f"cannot be opened: {error}", source=str(path)) from error
    if digest != expected:
        raise GazetteerError(f"SHA-256 is {digest}, the manifest says {expected}", source=str(path))
    return Gazetteer(PlaceFile(memoryview(mapped)), digest)
