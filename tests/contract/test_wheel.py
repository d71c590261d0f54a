"""The wheel holds all that reading needs, and little else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import onrecord
from onrecord import __version__
from onrecord.pipeline import Reader
from tests.golden.examples import EXAMPLES
from tests.golden.refresh import read_example

PACKAGE = Path(onrecord.__file__).parent
MOST_BYTES = 90_000_000
"""PyPI takes 100 MB."""
SAY_WHERE_AND_RUN = "import onrecord; print(onrecord.__file__); from onrecord.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree with the packages that are installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, root]
    subprocess.run(command, check=True)
    (path,) = folder.iterdir()
    return path


def test_wheel_holds_the_package(wheel: Path) -> None:
    """Every file of the package is in it, under a name and a size that PyPI takes."""
    assert wheel.name == f"onrecord-{__version__}-py3-none-any.whl"
    assert wheel.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(wheel) as file:
        packed = {name for name in file.namelist() if ".dist-info/" not in name}
    files = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == files
    assert {"onrecord/weights/reader.onnx", "onrecord/gazetteer/places.bin", "onrecord/py.typed"} <= packed


def test_wheel_reads(wheel: Path, reader: Reader, tmp_path: Path) -> None:
    """Unpacked elsewhere, it reads an example to the same record."""
    with zipfile.ZipFile(wheel) as file:
        file.extractall(tmp_path)
    run = subprocess.run(
        [sys.executable, "-c", SAY_WHERE_AND_RUN, "read", "--format", "json", str(EXAMPLES[0])],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=True,
        cwd=tmp_path,
        text=True,
    )
    place, _, record = run.stdout.partition("\n")
    assert Path(place).parent == tmp_path / "onrecord"
    assert record == read_example(reader, EXAMPLES[0])
