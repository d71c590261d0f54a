"""Load the cases that stand beside a stage's rules."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
import yaml


def load_cases(stage: str) -> list[Any]:
    """Cases of one stage as pytest parameters; ``expect: fail`` is a strict xfail.

    Args:
        stage: Folder name under ``onrecord.stages``.
    """
    text = resources.files("onrecord.stages").joinpath(stage, "cases.yaml").read_text(encoding="utf-8")
    return [
        pytest.param(
            case,
            id=f"{number}-{str(case['text'])[:40]}",
            marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [],
        )
        for number, case in enumerate(yaml.safe_load(text), 1)
    ]
