"""The canonical text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.canonical import to_canonical, to_line

ANY_TEXT = st.text(
    st.one_of(
        st.characters(codec=None), st.sampled_from("\r\n\t \x0b\x0c\x85\u2028\u200b\u200d\ufeff\xad\u0301e\u202e")
    )
)


@given(ANY_TEXT)
def test_is_idempotent_and_normal(text: str) -> None:
    """Whatever comes in, canonical text is NFC and its own canonical form."""
    canonical = to_canonical(text)
    assert to_canonical(canonical) == canonical
    assert unicodedata.is_normalized("NFC", canonical)


@given(ANY_TEXT)
def test_holds_no_control_or_format_character(text: str) -> None:
    """Nothing invisible is left but blanks, tabs and line feeds; it encodes in UTF-8."""
    canonical = to_canonical(text)
    assert {sign for sign in canonical if unicodedata.category(sign) in {"Cc", "Cf", "Cs"}} <= {"\n", "\t"}
    canonical.encode("utf-8")


@given(st.lists(st.from_regex(r"[A-Za-z“’—é](?:[A-Za-z “’—é.]*[a-z.])?", fullmatch=True), min_size=1))
def test_leaves_clean_text_alone(lines: list[str]) -> None:
    """Text that is clean already keeps every line and every sign."""
    text = unicodedata.normalize("NFC", "\n".join(lines))
    assert to_canonical(text + "\n") == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("One.\r\nTwo.\rThree.\u2028Four.", "One.\nTwo.\nThree.\nFour."),
        ("\n \n  Indented.  \n\n\nNext.\t\n\n", "  Indented.\n\n\nNext."),
        ("cease\xad-\u200bfire", "cease-fire"),
        ("soft-\nwrapped lines\nstay", "soft-\nwrapped lines\nstay"),
        ("Al\u202eert", "Alert"),
        ("“quoted” – it’s", "“quoted” – it’s"),
        ("", ""),
    ],
)
def test_examples(text: str, canonical: str) -> None:
    """Line ends, blanks at the edge and invisible characters, nothing else."""
    assert to_canonical(text) == canonical


def test_line() -> None:
    """A title stands on one line; an empty one is none."""
    assert to_line("  Two\n dead\u200b ") == "Two dead"
    assert to_line(" \n") is None
    assert to_line(None) is None
