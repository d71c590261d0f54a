"""Rules: the grammar, the faults it points at, the default."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onrecord.errors import RuleError
from onrecord.export.dataset import DEFAULT, Facts, parse_rule
from onrecord.export.dataset.facts import FIELDS

TOLD = Facts("occurred", "certain", "affirmed", "ASSAULT")
GRADED = Facts(
    "ongoing", "probable", "affirmed", "AID", "food", grade=2, origins=3, precision="settlement", country="SYR"
)


@pytest.mark.parametrize(
    ("text", "told", "graded"),
    [
        ("status in occurred,ongoing and certainty != possible and grade <= 3", False, True),
        ("status = occurred", True, False),
        ("STATUS IN (occurred)".replace("(", "").replace(")", ""), True, False),
        ("not status = occurred", False, True),
        ("type not in aid, assault", False, False),
        ("grade = unknown or grade < 2", True, False),
        ("grade != unknown", False, True),
        ("grade in 1, 2, unknown", True, True),
        ("grade > 0", False, True),
        ("not grade > 0", True, False),
        ("country = syr and mode = food", False, True),
        ("mode = unknown", True, False),
        ("status = occurred or status = ongoing and grade = 5", True, False),
        ("(status = occurred or status = ongoing) and grade = 2", False, True),
        ("confidence >= 0.5 and origins == 3", False, True),
    ],
)
def test_rules_decide(text: str, told: bool, graded: bool) -> None:
    """Each rule admits what its words say; the unknown is neither above nor below any number."""
    admits = parse_rule(text).admits
    assert (admits(TOLD), admits(GRADED)) == (told, graded)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "at the end: expected a field: status, certainty, polarity"),
        ("status in occured", "at character 11, 'occured': expected a status (did you mean 'occurred'?)"),
        ("colour = red", "at character 1, 'colour': expected a field (did you mean 'country'?)"),
        ("grade <= x", "at character 10, 'x': expected a number, or unknown"),
        ("grade < unknown", "at character 9, 'unknown': nothing is above or below unknown: expected a number"),
        ("status < occurred", "at character 8, '<': status is a word: expected =, !=, 'in' or 'not in'"),
        ("status occurred", "at character 8, 'occurred': expected =, !=, <, <=, >, >=, 'in' or 'not in'"),
        ("status not occurred", "at character 12, 'occurred': expected 'in'"),
        ("status = occurred grade = 1", "at character 19, 'grade': expected 'and', 'or' or the end"),
        ("(grade = 1", "at the end: expected ')'"),
        ("grade = 1 and ; drop", "at character 15, ';' has no meaning here"),
        ("status = 'occurred'", 'at character 10, "\'" has no meaning here'),
        ("status in occurred,", "at the end: expected a status: occurred, ongoing, planned, hypothetical, negated"),
    ],
)
def test_faults_are_pointed_at(text: str, reason: str) -> None:
    """A rule that cannot be read is told with the character and what should stand there."""
    with pytest.raises(RuleError) as caught:
        parse_rule(text)
    assert caught.value.reason.startswith(reason)
    assert "\n" not in caught.value.reason


@given(some.text(alphabet="()=<>!,.; \n\tabcdegnorstu123'\"ü", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes anything but a rule or one of our errors."""
    try:
        rule = parse_rule(text)
    except RuleError:
        return
    assert rule.admits(TOLD) in {True, False}


@given(
    some.recursive(
        some.sampled_from(["grade = 2", "status in occurred, ongoing", "type != aid"]),
        lambda inner: (
            some.tuples(inner, some.sampled_from([" and ", " or "]), inner).map(
                lambda parts: f"({parts[0]}{parts[1]}{parts[2]})"
            )
            | inner.map(lambda rule: f"not {rule}")
        ),
        max_leaves=6,
    )
)
def test_rules_obey_python_logic(text: str) -> None:
    """A rule in brackets decides as the same sentence in Python."""
    for facts in (TOLD, GRADED):
        sentence = text
        for test in ("grade = 2", "status in occurred, ongoing", "type != aid"):
            sentence = sentence.replace(test, str(parse_rule(test).admits(facts)))
        assert parse_rule(text).admits(facts) == eval(sentence)


def test_deep_nesting_is_refused() -> None:
    """A rule of ten thousand brackets is an error of ours, not of the interpreter's stack."""
    with pytest.raises(RuleError):
        parse_rule("(" * 10_000 + "grade = 1" + ")" * 10_000)


def test_default_is_cautious() -> None:
    """Planned, possible, denied, doubtful and unnamed events do not count; the ungraded do."""
    assert DEFAULT.admits(TOLD)
    assert DEFAULT.admits(GRADED)
    assert not DEFAULT.admits(TOLD._replace(status="planned"))
    assert not DEFAULT.admits(TOLD._replace(certainty="possible"))
    assert not DEFAULT.admits(TOLD._replace(polarity="denied"))
    assert not DEFAULT.admits(TOLD._replace(grade=4))
    assert not DEFAULT.admits(TOLD._replace(grade=6))


def test_every_fact_is_a_field() -> None:
    """What a rule may ask is what the grammar knows, in the same order."""
    assert tuple(FIELDS) == Facts._fields
