"""Datelines, sign-offs and credit lines that name an agency."""

from __future__ import annotations

import pytest

from onrecord.model import Mention, Span
from onrecord.stages.attribute.credit import find_report_voices
from onrecord.stages.segment import segment


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("KABUL (Reuters) - A bomb went off.\nFour died.", ["Reuters"]),
        ("Bomb kills four\nKABUL, March 3 (Reuters) - A bomb went off.", ["Reuters"]),
        ("TEVES, Orland (Lake Press) -- A bomb went off.", ["Lake Press"]),
        ("A bomb went off.\n(AFP)", ["AFP"]),
        ("A bomb went off. (AFP)", ["AFP"]),
        ("A bomb went off.\nSource: ANHA", ["ANHA"]),
        ("A bomb went off.\nSource: Lake Press", ["Lake Press"]),
        ("A bomb went off.\n(Reporting by Jo Frey; Editing by Al Nasr)", []),
        ("A bomb went off.\n(Reporting by Reuters; Editing by Al Nasr)", ["Reuters"]),
        ("A bomb went off.\n— With files from AP", ["AP"]),
        ("A bomb went off.\n- Lake Press", ["Lake Press"]),
        ("TEVES (Lake Press) - A bomb went off.\nLP/jf", ["LP"]),
        ("KABUL (Reuters) - A bomb went off.\n— With files from AP", ["Reuters", "AP"]),
        ("A bomb went off. lp/jf/ed", []),
        ("TEVES (Lake Press) - A bomb went off. lp/jf/ed", ["lp/jf/ed"]),
        ("A bomb went off. LP/jf", ["LP"]),
        ("A bomb went off.\nLP-jf", ["LP"]),
        ("A bomb went off.\n(LP/jf)", ["LP"]),
        ("A bomb went off.\nLake and Hill Press/JF", ["Lake and Hill Press"]),
        ("A bomb went off.\n-- Lake Press, ak/js", ["Lake Press"]),
        ("A bomb went off.\nLake Press ak/js", ["Lake Press"]),
        ("The mine was 3 km/h too slow. It blew and/or burned", []),
        ("TEVES (Orland) was quiet.", []),
        ("HOMS (Syria) - A bomb went off.", []),
        ("A bomb (Reuters photo) went off.", []),
        ("He works for Reuters.\nShe works for AFP.", []),
        ("A bomb went off.\nFour died, AFP said.", []),
        ("", []),
    ],
)
def test_report_voices(text: str, sources: list[str]) -> None:
    """Datelines, sign-offs and credits name agencies; sentences about agencies do not."""
    voices = find_report_voices(segment(text))
    assert [voice.source.text for voice in voices if voice.source is not None] == sources


def test_credit_by_mention() -> None:
    """Behind "by" an organisation that the tagger found counts, a person does not."""
    text = "A bomb went off.\nReporting by Lake Desk"
    at = text.index("Lake Desk")
    span = Span(at, at + 9, "Lake Desk")
    assert find_report_voices(segment(text)) == ()
    found = find_report_voices(segment(text), mentions=(Mention(span, "organisation"),))
    assert [voice.source for voice in found] == [span]
