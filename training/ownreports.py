"""Our own annotated reports: read the YAML form, resolve its references.

The form is described in ``training/reports/README.md``. ``load_report`` turns one
file into offsets (half-open, code points of the joined text); ``as_gold`` gives
the short gold form that ``onrecord evaluate --task records`` scores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REFERENCE = re.compile(r"(\d+)(?:#(\d+))? (.+)", re.DOTALL)


class ReportError(ValueError):
    """A report file breaks its form; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """One annotated report.

    Attributes:
        name: File name without suffix.
        text: The joined text.
        sentences: Half-open code point range of each sentence.
        data: The YAML mapping as written.
    """

    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    data: dict[str, Any]

    def span(self, reference: str) -> tuple[int, int]:
        """Resolve one reference.

        Args:
            reference: ``"3 words"`` or ``"3#2 words"``.

        Returns:
            The half-open code point range in ``text``.

        Raises:
            ReportError: The reference has another form or its words are not there.
        """
        match = REFERENCE.fullmatch(str(reference))
        if not match:
            raise ReportError(f"{self.name}: {reference!r} is no reference")
        number, nth, words = int(match[1]), int(match[2] or 1), match[3]
        if not 1 <= number <= len(self.sentences):
            raise ReportError(f"{self.name}: {reference!r}: no sentence {number}")
        start, end = self.sentences[number - 1]
        at = start - 1
        for _ in range(nth):
            at = self._find_word(words, at + 1, end)
            if at < 0:
                raise ReportError(f"{self.name}: {reference!r}: not in sentence {number}: {self.text[start:end]!r}")
        return at, at + len(words)

    def _find_word(self, words: str, start: int, end: int) -> int:
        """Like ``str.find``, but only at word boundaries."""
        at = self.text.find(words, start, end)
        while at >= 0:
            before = self.text[at - 1 : at]
            after = self.text[at + len(words) : at + len(words) + 1]
            if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
                return at
            at = self.text.find(words, at + 1, end)
        return -1


def load_report(path: Path) -> OwnReport:
    """Read one file.

    Raises:
        ReportError: No YAML mapping, or no text.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ReportError(f"{path.name}: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ReportError(f"{path.name}: no mapping with a text")
    text, sentences = "", []
    for paragraph in re.split(r"\n\s*\n", data["text"].strip()):
        text += "\n" if text else ""
        for index, line in enumerate(paragraph.split("\n")):
            text += " " if index else ""
            line = line.strip()
            sentences.append((len(text), len(text) + len(line)))
            text += line
    return OwnReport(path.stem, text, tuple(sentences), data)
