"""Which events count: the rule that the user writes.

::

    rule   = term { "or" term }
    term   = factor { "and" factor }
    factor = "not" factor | "(" rule ")" | test
    test   = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
           | field [ "not" ] "in" value { "," value }

Fields and their values: ``facts.FIELDS``. ``unknown`` is the value of a field of which
nothing is known, such as the grade before reports are compared. It equals only
itself, and no number is above or below it. Case does not matter.

Limits: it decides on one event at a time; whether reports agree it knows only by the grade.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, NoReturn

from onrecord.errors import RuleError

from .facts import FIELDS, Facts

Value = str | float | None
Test = Callable[[Facts], bool]

UNKNOWN: Final = "unknown"
ORDERS: Final = ("<=", ">=", "<", ">")
TOKEN: Final = re.compile(r"\s*(?:(?P<word>[\w.-]+)|(?P<sign><=|>=|!=|==|[=<>(),]))")
DEEPEST: Final = 40
"""Brackets and ``not`` inside each other: more than anybody writes, less than the interpreter's stack."""


@dataclass(frozen=True)
class Rule:
    """Which events count.

    Attributes:
        text: As the user wrote it.
        admits: Whether an event counts.
    """

    text: str
    admits: Test

    def __str__(self) -> str:
        return self.text


class _Token(NamedTuple):
    text: str
    at: int


def parse_rule(text: str) -> Rule:
    """Read a rule.

    Args:
        text: In the grammar above.

    Raises:
        RuleError: It says at which character, and what should stand there.

    >>> rule = parse_rule("status in occurred, ongoing and not grade > 3")
    >>> rule.admits(Facts("ongoing", "certain", "affirmed", "ASSAULT", grade=2))
    True
    """
    return Rule(" ".join(text.split()), _Parser(text).parse())


class _Parser:
    """Recursive descent, one method a line of the grammar."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(self._split())
        self._next = 0
        self._depth = 0

    def parse(self) -> Test:
        test = self._rule()
        if self._peek().text:
            self._fail("expected 'and', 'or' or the end")
        return test

    def _split(self) -> Iterator[_Token]:
        at = 0
        while self._text[at:].strip():
            match = TOKEN.match(self._text, at)
            if match is None:
                at += len(self._text[at:]) - len(self._text[at:].lstrip())
                raise RuleError(f"at character {at + 1}, {self._text[at]!r} has no meaning here", source="rule")
            yield _Token(match[0].strip(), match.end() - len(match[0].strip()))
            at = match.end()
        yield _Token("", len(self._text.rstrip()))

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._peek()
        self._next += bool(token.text)
        return token

    def _skip(self, *words: str) -> bool:
        """Whether the next word was one of these, and is now passed."""
        found = self._peek().text.lower() in words
        self._next += found
        return found

    def _fail(self, reason: str) -> NoReturn:
        token = self._peek()
        place = f"at character {token.at + 1}, {token.text!r}" if token.text else "at the end"
        raise RuleError(f"{place}: {reason}", source="rule")

    def _rule(self) -> Test:
        tests = [self._term()]
        while self._skip("or"):
            tests.append(self._term())
        return tests[0] if len(tests) == 1 else lambda facts: any(test(facts) for test in tests)

    def _term(self) -> Test:
        tests = [self._factor()]
        while self._skip("and"):
            tests.append(self._factor())
        return tests[0] if len(tests) == 1 else lambda facts: all(test(facts) for test in tests)

    def _factor(self) -> Test:
        is_negated, is_bracket = self._skip("not"), False
        if not is_negated:
            is_bracket = self._skip("(")
        if not is_negated and not is_bracket:
            return self._test()
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(f"more than {DEEPEST} brackets inside each other")
        inner = self._factor() if is_negated else self._rule()
        self._depth -= 1
        if is_bracket and not self._skip(")"):
            self._fail("expected ')'")
        return (lambda facts: not inner(facts)) if is_negated else inner

    def _test(self) -> Test:
        name = self._peek().text.lower()
        if name not in FIELDS:
            self._fail(f"expected a field{_suggest(name, tuple(FIELDS))}")
        self._take()
        is_negated = self._skip("not")
        if self._skip("in"):
            values = [self._value(name)]
            while self._skip(","):
                values.append(self._value(name))
            return lambda facts: (_read(facts, name) in values) != is_negated
        if is_negated or self._peek().text not in {"=", "==", "!=", *ORDERS}:
            self._fail("expected 'in'" if is_negated else "expected =, !=, <, <=, >, >=, 'in' or 'not in'")
        return self._compare(name)

    def _compare(self, name: str) -> Test:
        if FIELDS[name].kind == "word" and self._peek().text in ORDERS:
            self._fail(f"{name} is a word: expected =, !=, 'in' or 'not in'")
        sign = self._take().text
        value = self._value(name)
        if sign in {"=", "=="}:
            return lambda facts: _read(facts, name) == value
        if sign == "!=":
            return lambda facts: _read(facts, name) != value
        if not isinstance(value, float):
            self._next -= 1
            self._fail(f"nothing is above or below {UNKNOWN}: expected a number")
        return _order(name, sign, value)

    def _value(self, name: str) -> Value:
        field, word = FIELDS[name], self._peek().text.lower()
        if word == UNKNOWN:
            self._take()
            return None
        if field.kind == "number":
            if not re.fullmatch(r"\d+(?:\.\d+)?", word):
                self._fail(f"expected a number, or {UNKNOWN}")
            return float(self._take().text)
        if (field.values and word not in field.values) or not re.fullmatch(r"[\w.-]+", word):
            self._fail(f"expected a {name}{_suggest(word, field.values)}")
        self._take()
        return word


def _order(name: str, sign: str, value: float) -> Test:
    def test(facts: Facts) -> bool:
        found = _read(facts, name)
        if not isinstance(found, float):
            return False
        return {"<": found < value, "<=": found <= value, ">": found > value, ">=": found >= value}[sign]

    return test


def _read(facts: Facts, name: str) -> Value:
    value: str | float | None = getattr(facts, name)
    return value.lower() if isinstance(value, str) else None if value is None else float(value)


def _suggest(word: str, values: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, values, n=1)
    if near:
        return f" (did you mean {near[0]!r}?)"
    return f": {', '.join(values)}" if values else ""


DEFAULT: Final = parse_rule(
    "status in occurred, ongoing and polarity = affirmed and certainty != possible and grade in 1, 2, 3, unknown"
)
"""Cautious: what is told as having happened, plainly or as probable, is not denied by all, and not graded doubtful
(4), improbable (5) or told by nobody who can be named (6). One named origin is enough; for what independent origins
confirm say ``grade <= 2``. Reports that were not compared have no grade, and count."""
