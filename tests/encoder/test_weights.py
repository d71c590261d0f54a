"""The manifest of the weights: what is missing or different is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.encoder.weights import load_manifest
from onrecord.errors import WeightsError


def write_folder(folder: Path, **changes: Any) -> None:
    """A folder with one file and its manifest, with keys replaced."""
    (folder / "reader.onnx").write_bytes(b"weights")
    manifest = {
        "build": "0123456789ab",
        "files": {"reader.onnx": hashlib.sha256(b"weights").hexdigest()},
        "temperatures": {"mention": 1.1},
        "data": {"own": "CC0"},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest | changes), encoding="utf-8")


def test_sound_folder(tmp_path: Path) -> None:
    """A folder whose files agree with the manifest is read."""
    write_folder(tmp_path)
    manifest = load_manifest(tmp_path)
    assert manifest.build == "0123456789ab"
    assert manifest.temperatures == {"mention": 1.1}


def test_changed_file(tmp_path: Path) -> None:
    """A file that differs from its sum is refused, and named."""
    write_folder(tmp_path)
    (tmp_path / "reader.onnx").write_bytes(b"other")
    with pytest.raises(WeightsError, match="differs") as caught:
        load_manifest(tmp_path)
    assert caught.value.source == str(tmp_path / "reader.onnx")


def test_missing_file(tmp_path: Path) -> None:
    """A file that the manifest names must be there."""
    write_folder(tmp_path)
    (tmp_path / "reader.onnx").unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        load_manifest(tmp_path)


def test_missing_manifest(tmp_path: Path) -> None:
    """Without a manifest there are no weights."""
    with pytest.raises(WeightsError, match="manifest") as caught:
        load_manifest(tmp_path)
    assert caught.value.source == str(tmp_path / "manifest.json")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"build": "x"}', "\ufeff{}"])
def test_broken_manifest(tmp_path: Path, text: str) -> None:
    """A manifest of another form is refused."""
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(WeightsError, match="manifest cannot be read"):
        load_manifest(tmp_path)


def test_unknown_key(tmp_path: Path) -> None:
    """A key that nobody knows is an error, not ignored."""
    write_folder(tmp_path, notes="x")
    with pytest.raises(WeightsError, match="notes"):
        load_manifest(tmp_path)


def test_shipped_weights_are_sound() -> None:
    """The files that we ship agree with their manifest."""
    manifest = load_manifest()
    assert "reader.onnx" in manifest.files
    assert "tokenizer.json" in manifest.files
