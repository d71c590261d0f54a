"""The shipped model: its files, checked against their manifest.

``manifest.json`` names each file with its SHA-256, and says on what the weights
were trained and how they score. A file that differs is refused.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from onrecord.errors import WeightsError

SHIPPED: Final = Path(__file__).resolve().parent.parent / "weights"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``manifest.json`` says.

    Attributes:
        build: Identity of the weights: first 12 hex digits of the SHA-256 of the files' sums.
        files: File name to SHA-256.
        temperatures: Head name to the divisor that calibrates its logits.
        data: Training corpora with their licences.
        scores: Figures on dev parts, as ``make evaluate`` found them.
    """

    build: str
    files: dict[str, str]
    temperatures: dict[str, float]
    data: dict[str, str]
    scores: dict[str, float] = {}


def load_manifest(folder: Path = SHIPPED) -> Manifest:
    """Read the manifest and check every file that it names.

    Raises:
        WeightsError: The manifest or a file is missing, broken or different.
    """
    path = folder / "manifest.json"
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise WeightsError(f"the manifest cannot be read: {error}", source=str(path)) from error
    for name, expected in manifest.files.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise WeightsError("the file cannot be read", source=str(folder / name)) from error
        if found != expected:
            raise WeightsError("the file differs from its manifest; install again", source=str(folder / name))
    return manifest
