"""The rules of attribution on hand-made spans: wording, chain, medium, hearer, reach, credit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Claim, Mention, Span, Tokens
from onrecord.stages.attribute.carrier import read_carrier
from onrecord.stages.attribute.chain import build_claims
from onrecord.stages.attribute.credit import find_report_voices
from onrecord.stages.attribute.lists import load_reach_words, load_voice_words
from onrecord.stages.attribute.pairing import Attribution
from onrecord.stages.attribute.reach import extend_claims
from onrecord.stages.attribute.wording import find_cue_act, is_named
from onrecord.stages.segment import segment


def find_range(tokens: Tokens, words: str) -> tuple[int, int]:
    """Range of the first words that read so."""
    at = tokens.text.index(words)
    return tokens.range_of(Span.cut(tokens.text, at, at + len(words)))


def attribute(tokens: Tokens, *, cue: str | None, content: str | list[str], source: str | None = None) -> Attribution:
    """An attribution, its spans given as words of the text."""
    contents = [content] if isinstance(content, str) else content
    return Attribution(
        cue=None if cue is None else find_range(tokens, cue),
        source=None if source is None else find_range(tokens, source),
        contents=tuple(find_range(tokens, words) for words in contents),
        score=0.9,
    )


def claim_of(text: str, *, cue: str | None, content: str | list[str], source: str | None = None) -> Claim | None:
    """The one claim of a text with one attribution, or None."""
    tokens = segment(text)
    claims = build_claims(tokens, [attribute(tokens, cue=cue, content=content, source=source)], ())
    return claims[0] if claims else None


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ('"We will stay," he said.', '"We will stay,"', "direct"),
        ("“We will stay,” he said.", "“We will stay,”", "direct"),
        ("«We will stay», he said.", "«We will stay»", "direct"),
        ('"We will stay," he said.', "We will stay", "direct"),
        ('They would "never" leave, he said.', 'They would "never" leave', "mixed"),
        ("They would never leave, he said.", "They would never leave", "indirect"),
    ],
)
def test_form(text: str, content: str, form: str) -> None:
    """Form follows the share of the content that stands in quotation marks, marks outside it included."""
    claim = claim_of(text, cue="said", content=content, source="he")
    assert claim is not None
    assert claim.form == form


@pytest.mark.parametrize(
    ("text", "cue", "content", "source", "certainty", "hedges"),
    [
        ("Two died, he said.", "said", "Two died", "he", "certain", []),
        ("Two probably died, he said.", "said", "Two probably died", "he", "probable", ["probably"]),
        ("Two may have died, he said.", "said", "Two may have died", "he", "possible", ["may"]),
        ("The camp in May was full, he said.", "said", "The camp in May was full", "he", "certain", []),
        ("They could not sleep, he said.", "said", "They could not sleep", "he", "certain", []),
        ("They could attack, he said.", "said", "They could attack", "he", "possible", ["could"]),
        ("It is believed to hold two towns.", "is believed to", "hold two towns", None, "probable", ["is believed to"]),
        ("It is said to hold two towns.", "is said to", "hold two towns", None, "possible", ["is said to"]),
        ("It reportedly holds two towns.", "reportedly", "holds two towns", None, "possible", ["reportedly"]),
        ("It is estimated to have 90 men.", "is estimated to", "have 90 men", None, "probable", ["is estimated to"]),
        ("The UN estimates that it has 90 men.", "estimates", "it has 90 men", "The UN", "certain", []),
        ("The army suspects a mine.", "suspects", "a mine", "The army", "probable", ["suspects"]),
        ("His wife alleges a beating.", "alleges", "a beating", "His wife", "possible", ["alleges"]),
        ("The mayor claims a victory.", "claims", "a victory", "The mayor", "certain", []),
        (
            "Suspected rebels shot two, police say.",
            "say",
            "Suspected rebels shot two",
            "police",
            "probable",
            ["Suspected"],
        ),
        ("Likely and perhaps so, he said.", "said", "Likely and perhaps so", "he", "possible", ["Likely", "perhaps"]),
    ],
)
def test_certainty(text: str, cue: str, content: str, source: str | None, certainty: str, hedges: list[str]) -> None:
    """The wording's certainty is the least that a hedge leaves, and the hedges are kept."""
    claim = claim_of(text, cue=cue, content=content, source=source)
    assert claim is not None
    assert claim.certainty == certainty
    assert [hedge.text for hedge in claim.hedges] == hedges


@pytest.mark.parametrize(
    ("text", "cue", "content", "source", "act", "polarity"),
    [
        ("The army denied that it had fired.", "denied", "that it had fired", "The army", "deny", "denied"),
        ("The army rejected the charge.", "rejected", "the charge", "The army", "deny", "denied"),
        ("The army dismissed this as a fable.", "dismissed", "this as a fable", "The army", "deny", "denied"),
        ('He dismissed the hat as "folly".', "dismissed", 'the hat as "folly"', "He", "say", "affirmed"),
        ('He rejected it: "Nonsense!"', "rejected", '"Nonsense!"', "He", "say", "affirmed"),
        ("He called it a lie.", "called", "it a lie", "He", "deny", "denied"),
        ("He called it a truce.", "called", "it a truce", "He", "say", "affirmed"),
        ("She doubts that it will hold.", "doubts", "that it will hold", "She", "believe", "denied"),
        ("Few expect it to hold.", "expect", "it to hold", "Few", "believe", "denied"),
        ("He does not expect a vote.", "expect", "a vote", "He", "believe", "denied"),
        ("He expects a vote.", "expects", "a vote", "He", "believe", "affirmed"),
        ("They accused the police of theft.", "accused", "the police of theft", "They", "accuse", "affirmed"),
        ("He threatened to close the port.", "threatened to", "close the port", "He", "threaten", "affirmed"),
        ("She urged them to go.", "urged", "them to go", "She", "demand", "affirmed"),
        ("She told the men to go.", "told", "the men to go", "She", "demand", "affirmed"),
        ("She told them that they go.", "told", "that they go", "She", "say", "affirmed"),
        ("They put the toll at nine.", "put", "the toll at nine", "They", "estimate", "affirmed"),
        ('It was, as she put it, "quiet".', "put it", '"quiet"', "she", "say", "affirmed"),
        ("He promised to return.", "promised to", "return", "He", "promise", "affirmed"),
        ("He confirmed the raid.", "confirmed", "the raid", "He", "confirm", "affirmed"),
        ("He warned of floods.", "warned of", "floods", "He", "warn", "affirmed"),
        ("The army announced a raid.", "announced", "a raid", "The army", "announce", "affirmed"),
        ("Images show a crater.", "show", "a crater", "Images", "show", "affirmed"),
        ("The rebels want talks.", "want", "talks", "The rebels", "demand", "affirmed"),
    ],
)
def test_act_and_polarity(text: str, cue: str, content: str, source: str, act: str, polarity: str) -> None:
    """The act follows the cue word, the polarity what is denied, doubted or not believed."""
    claim = claim_of(text, cue=cue, content=content, source=source)
    assert claim is not None
    assert (claim.act, claim.polarity) == (act, polarity)


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("He did not say whether they had left.", "say", "whether they had left", "He"),
        ("The army would not confirm the raid.", "confirm", "the raid", "The army"),
        ("She could not immediately confirm it.", "confirm", "it", "She"),
        ("They never said that.", "said", "that", "They"),
        ("He does not know who fired.", "know", "who fired", "He"),
        ("The crowd likes the new song.", "likes", "the new song", "The crowd"),
        ("She loves the port.", "loves", "the port", "She"),
    ],
)
def test_void(text: str, cue: str, content: str, source: str) -> None:
    """A cue that asserts nothing, or names no act of speech, makes no claim."""
    assert claim_of(text, cue=cue, content=content, source=source) is None


def test_negated_cue_with_quotation() -> None:
    """A negated cue with a quotation says something after all."""
    claim = claim_of('He would not say "yes, we fired".', cue="say", content='"yes, we fired"', source="He")
    assert claim is not None


def test_not_of_another_clause() -> None:
    """A negation before the comma belongs to the content, not to the cue."""
    claim = claim_of(
        "It was not, the army said, a raid.", cue="said", content=["It was not", "a raid"], source="the army"
    )
    assert claim is not None


@pytest.mark.parametrize(
    ("text", "cue", "content", "medium"),
    [
        ("It said on its Facebook page that all was well.", "said", "all was well", "its Facebook page"),
        ("In a statement, the army said two had died.", "said", "two had died", "a statement"),
        ("Two had died, the army told a news conference.", "told", "Two had died", "a news conference"),
        ("All is well, he said by telephone.", "said", "All is well", "telephone"),
        ("All is well, he said at a rally in Aden on Friday.", "said", "All is well", "a rally in Aden"),
        ("All is well, according to a letter.", "according to", "All is well", "a letter"),
        ("A leaflet said that all was well.", "said", "all was well", "A leaflet"),
        ("All is well, he wrote on X.", "wrote", "All is well", "X"),
        ("He said on state television that all was well.", "said", "all was well", "state television"),
        ("He said that the letter was lost.", "said", "the letter was lost", None),
        ("He said near an army post that all was well.", "said", "all was well", None),
        ("All is well, he said by the river.", "said", "All is well", None),
    ],
)
def test_medium(text: str, cue: str, content: str, medium: str | None) -> None:
    """The medium is a phrase in the sentence of the cue, outside what is said."""
    claim = claim_of(text, cue=cue, content=content)
    assert claim is not None
    found = claim.voices[0].medium
    assert (None if found is None else found.text) == medium


@pytest.mark.parametrize(
    ("text", "cue", "content", "hearer"),
    [
        ("Two died, a nurse told Radio Karsh.", "told", "Two died", "Radio Karsh"),
        ("Two died, a nurse told us by phone.", "told", "Two died", "us"),
        ("A nurse told this newspaper that two died.", "told", "two died", "this newspaper"),
        ("Two died, a nurse told the Interval news agency on Monday.", "told", "Two died", "the Interval news agency"),
        ("Two died, a nurse complained to this newspaper.", "complained", "Two died", "this newspaper"),
        ("Two died, a nurse told Le Courrier du Sud.", "told", "Two died", "Le Courrier du Sud"),
        ("Two died, a minister told parliament.", "told", "Two died", None),
        ("Two died, he told reporters in Aden.", "told", "Two died", None),
        ("Two died, he told the Security Council.", "told", "Two died", None),
        ("He told his men to go.", "told", "his men to go", None),
        ("Two died, he said to the crowd.", "said", "Two died", None),
    ],
)
def test_hearer(text: str, cue: str, content: str, hearer: str | None) -> None:
    """A medium or watcher that was told is the next voice; an audience is none."""
    claim = claim_of(text, cue=cue, content=content)
    assert claim is not None
    found = [voice.source.text for voice in claim.voices[1:] if voice.source is not None]
    assert found == ([] if hearer is None else [hearer])


def test_person_passes_nothing_on() -> None:
    """A name that the tagger takes for a person's is no medium."""
    tokens = segment("Two died, he told Amal Nasr.")
    attribution = attribute(tokens, cue="told", content="Two died", source="he")
    persons = frozenset(range(*find_range(tokens, "Amal Nasr")))
    assert len(build_claims(tokens, [attribution], ())[0].voices) == 2
    assert len(build_claims(tokens, [attribution], (), persons=persons)[0].voices) == 1


@pytest.mark.parametrize(
    ("text", "content", "pairs", "order"),
    [
        (
            "Two had died, the Monitor said, citing a doctor.",
            "Two had died",
            [("said", "the Monitor"), ("citing", "a doctor")],
            ["a doctor", "the Monitor"],
        ),
        (
            "Two had died, a doctor was quoted as saying by the Herald, Lake Radio reported.",
            "Two had died",
            [("reported", "Lake Radio"), ("was quoted as saying", "a doctor")],
            ["a doctor", "Lake Radio"],
        ),
        (
            "The Herald quoted a doctor as saying that two had died.",
            "two had died",
            [("quoted", "The Herald"), ("saying", "a doctor")],
            ["a doctor", "The Herald"],
        ),
        (
            "Two had died, a doctor said, according to the Herald.",
            "Two had died",
            [("said", "a doctor"), ("according to", "the Herald")],
            ["a doctor", "the Herald"],
        ),
        (
            "Six said, in talks in which the group interviewed them, that two had died.",
            "that two had died",
            [("said", "Six"), ("interviewed", "the group")],
            ["Six", "the group"],
        ),
    ],
)
def test_order_of_voices(text: str, content: str, pairs: list[tuple[str, str]], order: list[str]) -> None:
    """Who is cited stands first, who relays last; one content is one claim."""
    tokens = segment(text)
    attributions = [attribute(tokens, cue=cue, content=content, source=source) for cue, source in pairs]
    claims = build_claims(tokens, attributions, ())
    assert len(claims) == 1
    assert [voice.source.text for voice in claims[0].voices if voice.source is not None] == order


def test_denial_is_a_claim_of_its_own() -> None:
    """Who denies and who says the same are not one chain."""
    tokens = segment("The army denied that it had fired, as two women claim.")
    attributions = [
        attribute(tokens, cue="denied", content="it had fired", source="The army"),
        attribute(tokens, cue="claim", content="it had fired", source="two women"),
    ]
    assert len(build_claims(tokens, attributions, ())) == 2


def test_claim_within_a_claim() -> None:
    """An attribution inside another's content is a claim of its own."""
    tokens = segment("The palace said the king had urged calm.")
    attributions = [
        attribute(tokens, cue="said", content="the king had urged calm", source="The palace"),
        attribute(tokens, cue="urged", content="king had urged calm", source="the king"),
    ]
    assert len(build_claims(tokens, attributions, ())) == 2


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("officials", False),
        ("a diplomat in Cairo", False),
        ("a surgeon, Amal Nasr", True),
        ("Amal Nasr", True),
        ("the Lake Monitor", True),
        ("two residents", False),
        ("Colonel Karim Daoud", True),
    ],
)
def test_named(source: str, named: bool) -> None:
    """Unnamed are officials, residents and whoever has an indefinite article and no name."""
    tokens = segment(source)
    assert is_named(tokens, (0, len(tokens))) == named
    assert not is_named(tokens, None)


@pytest.mark.parametrize("cue", ["likes", "loves", "enjoys", "was tall", ""])
def test_unknown_cues(cue: str) -> None:
    """Words of no act of speech name no act."""
    assert find_cue_act(cue.split()) is None


@pytest.mark.parametrize("cue", ["by", "through", ":", "made"])
def test_bare_cues(cue: str) -> None:
    """A small word alone is a cue; within a longer cue it decides nothing."""
    assert find_cue_act([cue]) == "say"
    assert find_cue_act([cue, "zebra"]) is None


def test_word_lists_are_lower_case() -> None:
    """The small words are compared in lower case, so they must be listed so."""
    for words in (load_voice_words(), load_reach_words()):
        for name in words.__struct_fields__:
            listed = getattr(words, name)
            if name != "medium_names" and not isinstance(listed, dict):
                assert all(word == word.lower() for word in listed), name


REACH = "Orland will send 900 men to Teves. {carrier} A second battalion is to follow in June."


@pytest.mark.parametrize(
    ("carrier", "voices", "medium"),
    [
        ("The announcement was made by the army on its website.", ["the army"], "its website"),
        ("The move was made public by the army, as the Herald reported.", ["the army", "the Herald"], None),
        ("The decision was published by the army, like reported by Lake Radio.", ["the army", "Lake Radio"], None),
        ("The pledge came from the king.", ["the king"], None),
        (
            "The plan was disclosed by the army, Lake Radio, a station in exile, reported.",
            ["the army", "Lake Radio, a station in exile"],
            None,
        ),
    ],
)
def test_announcement_reaches_its_neighbours(carrier: str, voices: list[str], medium: str | None) -> None:
    """A sentence about an announcement gives its voices to the plans before and behind it."""
    tokens = segment(REACH.format(carrier=carrier))
    claims = extend_claims(tokens, ())
    assert len(claims) == 1
    assert [span.text for span in claims[0].content] == [
        "Orland will send 900 men to Teves",
        "A second battalion is to follow in June",
    ]
    assert [voice.source.text for voice in claims[0].voices if voice.source is not None] == voices
    found = claims[0].voices[0].medium
    assert (None if found is None else found.text) == medium


@pytest.mark.parametrize(
    "text",
    [
        "Orland sent 900 men to Teves. The announcement was made by the army.",
        "Orland will send 900 men. The bridge was built by the army.",
        "Orland will send 900 men. The announcement came after a long night.",
        "Orland will send 900 men.\nIt rained.\nThe announcement was made by the army.",
        "The announcement was made by the army.",
    ],
)
def test_no_announcement(text: str) -> None:
    """Without a plan before it, a maker, or nearness an announcement reaches nothing."""
    assert extend_claims(segment(text), ()) == ()


def test_announcement_over_paragraphs() -> None:
    """In another paragraph only what has a subject in common is reached."""
    head = "Orland will send 900 soldiers to Teves.\nThe announcement was made by the army."
    near = extend_claims(segment(head + "\nThe soldiers will guard the bridge."), ())
    far = extend_claims(segment(head + "\nRain will fall at night."), ())
    assert len(near[0].content) == 2
    assert len(far[0].content) == 1


def test_claim_carries_on() -> None:
    """What a source announces reaches the plans behind it, until another source speaks."""
    text = "He announced a truce on Friday. Prisoners will be freed. Rebels will go, she said."
    tokens = segment(text)
    claims = build_claims(
        tokens,
        [
            attribute(tokens, cue="announced", content="a truce on Friday", source="He"),
            attribute(tokens, cue="said", content="Rebels will go", source="she"),
        ],
        (),
    )
    extended = extend_claims(tokens, claims)
    assert [span.text for span in extended[0].content] == ["a truce on Friday", "Prisoners will be freed"]
    assert len(extended[1].content) == 1


def test_question_is_no_plan() -> None:
    """A sentence that asks whether something will happen carries nothing on."""
    tokens = segment("He announced a truce. Nobody knows whether it will hold.")
    claims = build_claims(tokens, [attribute(tokens, cue="announced", content="a truce", source="He")], ())
    assert len(extend_claims(tokens, claims)[0].content) == 1


def test_dateline_is_no_content() -> None:
    """What is reached begins behind the dateline."""
    tokens = segment("TEVES, Orland - The army will leave. The move was announced by the king.")
    assert extend_claims(tokens, ())[0].content[0].text == "The army will leave"


def test_carrier_needs_an_agent() -> None:
    """A passive without "by" or "from" has no maker."""
    assert read_carrier(segment("The announcement was made on Monday."), 0) is None


@given(st.text(alphabet="The announcement was made by X on Y. will, \n", max_size=80))
def test_reach_is_total(text: str) -> None:
    """Whatever the text, contents slice to it and ids count up."""
    tokens = segment(text)
    claims = extend_claims(tokens, ())
    assert all(text[s.start : s.end] == s.text for claim in claims for s in claim.content)
    assert [claim.id for claim in claims] == [f"c{n}" for n in range(1, len(claims) + 1)]


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
