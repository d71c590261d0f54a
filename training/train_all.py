"""From the corpora to the shipped weights: ``python training/train_all.py``.

Five steps, each skipped if its result is there and each resumable: the base model on
all corpora but PLV, cross-validation on PLV from it, the reader model on everything,
calibration on dev parts, export. About two hours on two cores with bfloat16 units.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from train import LOADERS, WORK

HERE = Path(__file__).resolve().parent
BASE, READER = WORK / "base" / "model.pt", WORK / "reader" / "model.pt"
WITHOUT_PLV = ",".join(name for name in LOADERS if not name.startswith("plv") and name != "news")
"""Nor raw news, whose names the shipped reader teaches."""
CLOZE = ("--cloze", "0.2")
SECOND = ("--epochs", "4", "--seed", "2", *CLOZE)

STEPS: tuple[tuple[Path, list[str]], ...] = (
    #  result                              command
    (BASE, ["train.py", "--name", "base", "--corpora", WITHOUT_PLV, "--epochs", "4", *CLOZE]),
    (HERE / "results" / "plv-5fold.json", ["crossvalidate.py", "--start", str(BASE)]),
    (READER, ["train.py", "--name", "reader", "--start", str(BASE), "--teacher", str(BASE), *SECOND]),
    (HERE / "results" / "temperatures.json", ["calibrate.py", "--model", str(READER)]),
    (WORK / "exported", ["export.py", str(READER)]),
)


def main() -> None:
    """Run what is missing, in order; stop at the first failure."""
    for result, command in STEPS:
        if result.exists():
            print(f"{result.name}: there already")
            continue
        print("python training/" + " ".join(command), flush=True)
        subprocess.run([sys.executable, str(HERE / command[0]), *command[1:]], check=True)
    (WORK / "exported").touch()


if __name__ == "__main__":
    main()
