"""What the words of a claim say of it, on hand-made spans: form, certainty, act, polarity, names."""

from __future__ import annotations

import pytest

from onrecord.stages.attribute.lists import load_reach_words, load_voice_words
from onrecord.stages.attribute.wording import find_cue_act, is_named
from onrecord.stages.segment import segment
from tests.stages.attributions import claim_of


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
