"""How the value of a field is written, checked and compared.

Values are kept as JSON. Those that refer to something else stand in ``references``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol

from onrecord.errors import InputError
from onrecord.model import Record
from onrecord.model.edtf import is_edtf

from .nouns import Item

Value = str | int | float | list[Any] | dict[str, Any] | None
"""JSON: a word, a number, ``[start, end]``, a list of these, or a gazetteer entry."""
NONE: Final = "none"


class Form(Protocol):
    """One way to write values."""

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """Read what a user typed.

        Raises:
            InputError: It is no value of this form.
        """
        ...

    def is_same(self, one: Value, other: Value, *, record: Record) -> bool:
        """Whether two values say the same in a reading."""
        ...

    def name(self, value: Value, *, record: Record | None) -> str:
        """A text that is equal for values that say the same, as far as a reading tells."""
        ...


class Plain:
    """What says the same is equal."""

    def is_same(self, one: Value, other: Value, *, record: Record) -> bool:
        """See ``Form``."""
        return one == other

    def name(self, value: Value, *, record: Record | None) -> str:
        """See ``Form``."""
        return str(value)


@dataclass(frozen=True, slots=True)
class OneOf(Plain):
    """A word of a closed set."""

    words: tuple[str, ...]

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """See ``Form``; in any case.

        Raises:
            InputError: None of the words.
        """
        word = next((word for word in self.words if word.casefold() == text.strip().casefold()), None)
        if word is None:
            raise InputError(f"{text!r} is none of: {', '.join(self.words)}")
        return word


@dataclass(frozen=True, slots=True)
class Words(Plain):
    """Any words, on one line."""

    is_optional: bool = False

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """See ``Form``.

        Raises:
            InputError: No words.
        """
        words = " ".join(text.split())
        if self.is_optional and words.casefold() == NONE:
            return None
        if not words or not words.isprintable():
            raise InputError("give some words")
        return words


@dataclass(frozen=True, slots=True)
class Number(Plain):
    """A number between two limits.

    Attributes:
        is_optional: Whether ``none`` is a value.
    """

    least: float
    most: float
    is_optional: bool = True

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """See ``Form``.

        Raises:
            InputError: No number, or outside the limits.
        """
        if self.is_optional and text.strip().casefold() == NONE:
            return None
        try:
            number = float(text.replace(",", ""))
        except ValueError:
            raise InputError(f"{text!r} is no number{' and not none' if self.is_optional else ''}") from None
        if not self.least <= number <= self.most:
            raise InputError(f"{text!r} is not between {self.least:g} and {self.most:g}")
        return int(number) if number.is_integer() else number


@dataclass(frozen=True, slots=True)
class Edtf(Plain):
    """A date."""

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """See ``Form``.

        Raises:
            InputError: No EDTF.
        """
        if text.strip().casefold() == NONE:
            return None
        if not is_edtf(text.strip()):
            raise InputError(f"{text!r} is no EDTF date (such as 2017-12-01, 2017-12 or 2013/2017) and not none")
        return text.strip()
