"""The reports in ``examples/``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
EXAMPLES: Final = tuple(sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".txt", ".html"}))
