"""Documents with entities out of CoNLL-U, as GUM writes them.

``Entity=`` in MISC opens ``(12-person-new-…`` and closes ``12)`` mentions; the fields of
an opening are named in ``# global.Entity``. The text is that of the ``# text`` lines: a
blank between sentences, a line end at ``# newpar``. Parts of a discontinuous mention
(``12[1/2]``) are joined to the range from the first part to the last.

Source: GUM's wiki, "Entity annotation"; CorefUD 1.0, section on MISC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from onrecord.errors import CorpusError

from .corpus import Range, read_lines

BRACKET: Final = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>[^()]+)\)")
PART: Final = re.compile(r"\[\d+/\d+\]")
FIELDS: Final = ("GRP", "etype", "infstat", "salience", "centering", "minspan", "link", "identity")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated mention.

    Attributes:
        span: Code points of the whole noun phrase.
        core: Of its annotated minimal words (head, or name).
        entity: Number of its entity in the document.
        type: Such as ``person``.
    """

    span: Range
    core: Range
    entity: str
    type: str


@dataclass(slots=True)
class Document:
    """A document being read, then whole.

    Attributes:
        name: Its id.
        text: Of its sentences.
        words: Range of each syntactic word.
        mentions: In the order in which they close.
    """

    name: str
    text: str = ""
    words: list[Range] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)
    opened: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)
    parts: dict[tuple[str, str], int] = field(default_factory=dict)


def read_documents(path: Path) -> Iterator[Document]:
    """Documents of a ``.conllu`` or ``.conllu.gz`` file.

    Raises:
        CorpusError: Another form; brackets that do not match.
    """
    reader = _Reader(path)
    for number, line in enumerate(read_lines(path), 1):
        done = reader.read(line, number)
        if done is not None:
            yield done
    if reader.document is None:
        raise CorpusError("there is no '# newdoc' in it", source=str(path))
    yield reader.finish()


class _Reader:
    """State between the lines of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.line = 0
        self.document: Document | None = None
        self.fields: tuple[str, ...] = FIELDS
        self.at = 0  # where the next word is looked for
        self.inside = (0, 0, 0)  # last number, start and end of a multiword token
        self.gap = ""

    def read(self, line: str, number: int) -> Document | None:
        """Take one line; gives the document that it ends."""
        self.line = number
        key, _, value = line.partition(" = ")
        if key == "# newdoc id":
            done = self.finish() if self.document else None
            self.document, self.at, self.gap = Document(value), 0, ""
            return done
        if key == "# global.Entity":
            self.fields = tuple(value.split("-"))
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            self.gap = "\n"
        elif key == "# text":
            document = self._document()
            document.text += (self.gap if document.text else "") + value
            self.at, self.gap = len(document.text) - len(value), " "
        elif line and not line.startswith("#"):
            self._read_word(line.split("\t"))
        return None

    def finish(self) -> Document:
        """Check that all mentions are closed."""
        document = self._document()
        left = [group for group, stack in document.opened.items() if stack]
        if left:
            raise self._error(f"{document.name}: entity {left[0]} is not closed")
        return document

    def _document(self) -> Document:
        if self.document is None:
            raise self._error("a line before '# newdoc id'")
        return self.document

    def _error(self, reason: str) -> CorpusError:
        return CorpusError(reason, source=str(self.path), line=self.line)

    def _read_word(self, columns: list[str]) -> None:
        if len(columns) != 10:
            raise self._error(f"{len(columns)} columns, not 10")
        number, form, misc = columns[0], columns[1], columns[9]
        if "." in number:
            return  # an empty node of the enhanced graph
        document = self._document()
        at = document.text.find(form, self.at)
        last, start, end = self.inside
        if "-" in number:
            if at < 0:
                raise self._error(f"{form!r} is not in the sentence's text")
            self.inside = int(number.split("-")[1]), at, at + len(form)
            return
        if last >= int(number):  # a part of a multiword token; "wo" and "n't" slice it, others get all of it
            is_part = at >= 0 and at + len(form) <= end
            word = (at, at + len(form)) if is_part else (start, end)
            self.at = word[1] if is_part else self.at
            if int(number) == last:
                self.at, self.inside = end, (0, 0, 0)
        elif at < 0:
            raise self._error(f"{form!r} is not in the sentence's text")
        else:
            word = at, at + len(form)
            self.at, self.inside = word[1], (0, 0, 0)
        document.words.append(word)
        for item in misc.split("|"):
            if item.startswith("Entity="):
                self._read_brackets(document, item.removeprefix("Entity="))

    def _read_brackets(self, document: Document, brackets: str) -> None:
        index = len(document.words) - 1
        for match in BRACKET.finditer(brackets):
            if match["open"]:
                values = dict(zip(self.fields, match["open"].split("-", len(self.fields) - 1), strict=False))
                document.opened.setdefault(values.get("GRP", ""), []).append((index, values))
            group = match["close"] or (values.get("GRP", "") if match["single"] else None)
            if group is not None:
                self._close(document, group, index)

    def _close(self, document: Document, group: str, index: int) -> None:
        stack = document.opened.get(group)
        if not stack:
            raise self._error(f"entity {group} closes, but is not open")
        first, values = stack.pop()
        part = PART.search(group)
        entity = PART.sub("", group)
        if part:
            number, count = part[0].strip("[]").split("/")
            start = document.parts.setdefault((entity, count), first)
            if number != count:
                return
            first = document.parts.pop((entity, count), start)
        document.mentions.append(
            GoldMention(
                span=(document.words[first][0], document.words[index][1]),
                core=_core(document.words[first : index + 1], values.get("minspan", "")),
                entity=entity,
                type=values.get("etype", ""),
            )
        )


def _core(words: list[Range], numbers: str) -> Range:
    """Range of the minimal words, which are numbered from 1 within the mention."""
    chosen = [int(number) for number in numbers.split(",") if number.isdecimal()]
    chosen = [number for number in chosen if 1 <= number <= len(words)] or [1, len(words)]
    return words[min(chosen) - 1][0], words[max(chosen) - 1][1]
