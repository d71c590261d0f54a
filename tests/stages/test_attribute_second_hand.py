"""Voices at second hand, on hand-made spans: who quotes, relays, tells of another's claim, or only hears."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Claim
from onrecord.stages.attribute.chain import build_claims
from onrecord.stages.attribute.inner import find_inner
from onrecord.stages.attribute.nesting import carry_outlet, pass_on
from onrecord.stages.attribute.quoting import split_quotations
from onrecord.stages.attribute.relays import find_relays
from onrecord.stages.attribute.speakers import mend_speaker
from onrecord.stages.segment import segment
from tests.stages.attributions import attribute, claim_of


def sources_of(claim: Claim | None) -> list[str | None]:
    """Sources of a claim's voices, nearest first."""
    assert claim is not None
    return [None if voice.source is None else voice.source.text for voice in claim.voices]


@pytest.mark.parametrize(
    ("text", "cue", "content", "source", "voices"),
    [
        (
            "All is well, he said in a letter carried by the Herald.",
            "said",
            "All is well",
            "he",
            ["he", "the Herald"],
        ),
        (
            "All is well, he said in an interview with Lake Radio.",
            "said",
            "All is well",
            "he",
            ["he", "Lake Radio"],
        ),
        (
            "All is well, he said in a recording that Lake Radio broadcast on Friday.",
            "said",
            "All is well",
            "he",
            ["he", "Lake Radio"],
        ),
        ("All is well, he said, as Lake Radio reported.", "said", "All is well", "he", ["he", "Lake Radio"]),
        (
            "A priest, quoted by the Herald, said all was well.",
            "said",
            "all was well",
            "A priest",
            ["A priest", "the Herald"],
        ),
        (
            "Villagers reached by the Herald said all was well.",
            "said",
            "all was well",
            "Villagers reached by the Herald",
            ["Villagers", "the Herald"],
        ),
        (
            "All is well, said a nurse, who was quoted by the Herald.",
            "said",
            "All is well",
            "a nurse, who was quoted by the Herald",
            ["a nurse", "the Herald"],
        ),
        (
            "All is well, the Herald learned from a guard.",
            "learned",
            "All is well",
            "the Herald",
            ["a guard", "the Herald"],
        ),
        ("All is well, he said in a letter seen by the Herald.", "said", "All is well", "he", ["he"]),
        ("All is well, he said in an interview with this paper.", "said", "All is well", "he", ["he"]),
        ("All is well, said a man who asked not to be quoted by name.", "said", "All is well", "a man", ["a man"]),
        (
            "The film shown by Lake Radio was old, he said.",
            "said",
            "The film shown by Lake Radio was old",
            "he",
            ["he"],
        ),
        ("All is well, he said; the rest was carried by the Herald.", "said", "All is well", "he", ["he"]),
        ("All is well, he said, as everybody hoped.", "said", "All is well", "he", ["he"]),
    ],
)
def test_relays(text: str, cue: str, content: str, source: str, voices: list[str]) -> None:
    """Who carries, quotes or interviews a speaker is the next voice; who only saw a letter is none."""
    assert sources_of(claim_of(text, cue=cue, content=content, source=source)) == voices


@pytest.mark.parametrize(
    ("text", "cue", "source", "voices"),
    [
        ("The pool was told that two died.", "told", "The pool", [None, "The pool"]),
        ("The pool was told by a guard that two died.", "told", "a guard", ["a guard"]),
        ("He is said to have promised that two died.", "promised", None, ["He", None]),
        (
            "A nurse was quoted by Lake Radio as saying that two died.",
            "quoted",
            "Lake Radio",
            ["A nurse", "Lake Radio"],
        ),
        ("On Friday it had reported that two died.", "had reported", None, ["it"]),
        ("On Friday they were told that two died.", "told", None, [None, "they"]),
    ],
)
def test_speaker_before_the_cue(text: str, cue: str, source: str | None, voices: list[str | None]) -> None:
    """The words before a cue show who speaks where the tagger took the hearer, the outlet or nobody."""
    assert sources_of(claim_of(text, cue=cue, content="two died", source=source)) == voices


def test_speaker_behind_a_comma() -> None:
    """Who stands behind a comma speaks for his own cue, not for the one before it."""
    tokens = segment("Two died, the king told his guest, his office said.")
    told = attribute(tokens, cue="told", content="Two died", source="his office")
    said = attribute(tokens, cue="said", content="Two died", source="his office")
    assert sources_of(build_claims(tokens, [told, said], ())[0]) == ["the king", "his office"]


def test_speaker_with_a_name_between_commas() -> None:
    """The subject of telling may be a noun phrase and a name, which the tagger takes for a part of what is said."""
    tokens = segment("All is well, Karsh's mayor, Ann Moor, told Lake Radio, according to the Herald.")
    content = "All is well, Karsh's mayor, Ann Moor"
    told = attribute(tokens, cue="told", content=content, source="the Herald")
    according = attribute(tokens, cue="according to", content=content, source="the Herald")
    claim = build_claims(tokens, [told, according], ())[0]
    assert [span.text for span in claim.content] == ["All is well"]
    assert sources_of(claim) == ["Karsh's mayor, Ann Moor", "Lake Radio", "the Herald"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Lake Radio quoted a fisherman as saying that two died.",
            [("quoted", "Lake Radio"), ("saying", "Lake Radio")],
        ),
        (
            "Lake Radio quoted a fisherman as saying that two died.",
            [("quoted", "a fisherman"), ("saying", "a fisherman")],
        ),
        ("Lake Radio quoted a fisherman as saying that two died.", [("quoted", "a fisherman")]),
        ("Lake Radio quoted a fisherman as warning that two died.", [("warning", "Lake Radio")]),
    ],
)
def test_quoted_as_saying(text: str, pairs: list[tuple[str, str]]) -> None:
    """Who is quoted stands between "quoted" and "as saying", who quotes before; however the tagger has it."""
    tokens = segment(text)
    given_ = [attribute(tokens, cue=cue, content="two died", source=source) for cue, source in pairs]
    claims = build_claims(tokens, given_, ())
    assert len(claims) == 1
    assert sources_of(claims[0]) == ["a fisherman", "Lake Radio"]


def test_passive_quoting_is_left_alone() -> None:
    """The passive "was quoted as saying" has one speaker, who stands before it."""
    claim = claim_of(
        "A fisherman was quoted as saying that two died.",
        cue="was quoted as saying",
        content="two died",
        source="A fisherman",
    )
    assert sources_of(claim) == ["A fisherman"]


def test_cited_phrase_that_was_taken_for_content() -> None:
    """The noun phrase behind "citing" is who is cited, not what is said."""
    tokens = segment("The Monitor said, citing two nurses, that nine died.")
    said = attribute(tokens, cue="said", content="nine died", source="The Monitor")
    citing = attribute(tokens, cue="citing", content=["two nurses", "nine died"], source="The Monitor")
    claims = build_claims(tokens, [said, citing], ())
    assert [sources_of(claim) for claim in claims] == [["two nurses", "The Monitor"]]


def test_cited_document() -> None:
    """A document of nobody named is a medium, and its voice has no source."""
    tokens = segment("Talks failed, the Herald wrote, citing a confidential cable.")
    wrote = attribute(tokens, cue="wrote", content="Talks failed", source="the Herald")
    citing = attribute(tokens, cue="citing", content="Talks failed", source="the Herald")
    claim = build_claims(tokens, [wrote, citing], ())[0]
    assert sources_of(claim) == [None, "the Herald"]
    assert claim.voices[0].medium is not None
    assert claim.voices[0].medium.text == "a confidential cable"


@pytest.mark.parametrize(
    ("text", "pairs", "content"),
    [
        ("Police have no suspect; the council blames thugs.", [("have", "Police"), ("blames", "the council")], "thugs"),
        ("Ann condemned the raid and announced a fast.", [("condemned", "Ann"), ("announced", "Ann")], "the raid"),
        ("The mayor spoke of folly. Ann proposed talks.", [("spoke of", "The mayor"), ("proposed", "Ann")], "talks"),
    ],
)
def test_neighbours_are_no_chain(text: str, pairs: list[tuple[str, str]], content: str) -> None:
    """Two who speak side by side, or one who speaks twice, are no chain, though the tagger gives them one content."""
    tokens = segment(text)
    claims = build_claims(tokens, [attribute(tokens, cue=c, content=content, source=s) for c, s in pairs], ())
    assert all(len(claim.voices) == 1 for claim in claims)


def test_content_of_the_next_speaker() -> None:
    """What the next speaker says is not the first one's too."""
    tokens = segment("The army said it lost two; the rebels said they lost three.")
    army = attribute(tokens, cue="said", content=["it lost two", "they lost three"], source="The army")
    at = len(tokens) - 5
    rebels = attribute(tokens, cue="said", content="they lost three", source="the rebels")
    rebels = type(rebels)((at, at + 1), rebels.source, rebels.contents, rebels.score)
    claims = build_claims(tokens, [army, rebels], ())
    assert [[span.text for span in claim.content] for claim in claims] == [["it lost two"], ["they lost three"]]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("The palace said the rebels had promised to leave town.", ("the rebels", "had promised to", "leave town")),
        ("The palace said that Orland threatened to close the port.", ("Orland", "threatened to", "close the port")),
        ("The palace said the king urged both men to stop.", ("the king", "urged", "both men to stop")),
        ("The palace said they swore to us in June that all was well.", ("they", "swore", "all was well")),
        ("The palace said Orland, which has ships, had called for a truce.", ("Orland", "had called for", "a truce")),
        ("The palace said the rebels had not promised to leave.", None),
        ("The palace said it would act if the rebels threatened to leave.", None),
        ("The palace said nobody promised to leave the town.", None),
        ("The palace said the rebels were promised to them.", None),
        ("The palace said the rebels promised bread and salt.", None),
    ],
)
def test_claim_inside_a_content(text: str, inner: tuple[str, str, str] | None) -> None:
    """A full verb of promise, threat or demand with its subject is a claim inside a claim."""
    tokens = segment(text)
    content = text[text.index("said ") + 5 : -1]
    outer = attribute(tokens, cue="said", content=content, source="The palace")
    found = find_inner(tokens, [outer])
    read = [tuple(tokens.span(*part).text for part in (a.source, a.cue, *a.contents) if part) for a in found]
    assert read == ([] if inner is None else [inner])


def test_voices_of_a_claim_inside_another() -> None:
    """Who tells of another's claim is its further voice, but not where he only names or describes."""
    tokens = segment("The palace said the rebels had promised to leave the town.")
    outer = attribute(tokens, cue="said", content="the rebels had promised to leave the town", source="The palace")
    claims = pass_on(tokens, build_claims(tokens, [outer], ()))
    assert [sources_of(claim) for claim in claims] == [["The palace"], ["the rebels", "The palace"]]


def test_aside_is_the_tellers_own() -> None:
    """A name, "what they call a truce", is no claim that somebody passes on."""
    tokens = segment("The palace said it would guard what they call the line.")
    said = attribute(tokens, cue="said", content="it would guard what they call the line", source="The palace")
    call = attribute(tokens, cue="call", content="the line", source="they")
    claims = pass_on(tokens, build_claims(tokens, [said, call], ()))
    assert [len(claim.voices) for claim in claims] == [1, 1]


def test_denial_inside_a_report() -> None:
    """In "the radio said the army had denied it" the army denies, and the radio passes it on."""
    tokens = segment("Lake Radio said the army had denied that it fired.")
    said = attribute(tokens, cue="said", content=["the army had", "it fired"], source="Lake Radio")
    denied = attribute(tokens, cue="denied", content="it fired", source="Lake Radio")
    claims = pass_on(tokens, build_claims(tokens, [said, denied], ()))
    assert [sources_of(claim) for claim in claims] == [["Lake Radio"], ["the army", "Lake Radio"]]


@pytest.mark.parametrize(
    ("second", "source", "voices"),
    [
        ('"Go home," she added.', "she", ["she", "Lake Radio"]),
        ('"Go home," Ann Moor added.', "Ann Moor", ["Ann Moor"]),
    ],
)
def test_outlet_is_carried_on(second: str, source: str, voices: list[str]) -> None:
    """Who goes on speaking, as a pronoun, in the next sentence speaks to the same outlet."""
    tokens = segment("All is well, the mayor told Lake Radio. " + second)
    told = attribute(tokens, cue="told", content="All is well", source="the mayor")
    added = attribute(tokens, cue="added", content='"Go home,"', source=source)
    claims = carry_outlet(tokens, build_claims(tokens, [told, added], ()))
    assert sources_of(claims[1]) == voices


WORDS = "The Herald quoted a nurse as saying that he had promised to go, which was carried by us from was told; "


@given(st.lists(st.sampled_from(WORDS.split()), min_size=4, max_size=24), st.data())
def test_rules_are_total(words: list[str], data: st.DataObject) -> None:
    """Whatever the words, the spans that the rules make lie in the text."""
    tokens = segment(" ".join(words))
    size = len(tokens)
    at = data.draw(st.integers(0, size - 3))
    given_ = attribute(tokens, cue=tokens.words[at], content=tokens.words[at + 1])
    for found in [mend_speaker(tokens, given_), *split_quotations(tokens, [given_]), *find_inner(tokens, [given_])]:
        for part in (found.cue, found.source, found.hearer, found.hearsay, *found.contents):
            assert part is None or 0 <= part[0] < part[1] <= size
    assert all(0 <= a < b <= size for relay in find_relays(tokens, 0, size) for a, b in relay)
