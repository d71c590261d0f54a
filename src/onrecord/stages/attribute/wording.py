"""What the words of a claim say of it: act, form, polarity, whether its source is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.lexicon.find import find_act
from onrecord.lexicon.load import load_unnamed_heads
from onrecord.lexicon.numbers import load_numbers
from onrecord.model import Act, Form, Polarity, Tokens

from .lists import load_voice_words
from .pairing import Range

OPENING: Final = frozenset('"“«„')
CLOSING: Final = frozenset('"”»')
ADDRESSED: Final = 12  # words after "told" in which a "to" makes it a demand
NEGATION_REACH: Final = 4  # words before a cue in which "not" may stand


def lower_words(tokens: Tokens, words: Range) -> list[str]:
    """Lower-case words of a range."""
    return list(tokens.lower[slice(*words)])


def find_cue_act(words: Sequence[str]) -> Act | None:
    """Act of a cue; None if no word of it is known as one of attribution.

    >>> find_cue_act(["threatened", "to"]), find_cue_act(["by"]), find_cue_act(["likes"])
    ('threaten', 'say', None)
    """
    act = find_act(words)
    if act is None and len(words) == 1 and words[0] in load_voice_words().bare:
        return "say"
    return act


def find_claim_act(tokens: Tokens, cue: Range, contents: Sequence[Range]) -> Act | None:
    """Act of a cue in its sentence.

    It follows the cue word, but for these: "told the men to leave" demands; "put" estimates
    only with a number ("as he put it"); "called it a lie" denies; "dismissed the plan as
    folly" and "rejected it: nonsense" only speak, for nothing that was said is denied.
    """
    words = lower_words(tokens, cue)
    act = find_cue_act(words)
    if not contents:
        return act
    known = load_voice_words()
    first, last = contents[0]
    if act == "say" and set(words) & known.tell and first == cue[1] and tokens.words[first].lower() != "that":
        addressed = lower_words(tokens, (first + 1, min(last, first + ADDRESSED)))
        return "demand" if "to" in addressed and tokens.words[first] not in OPENING else act
    if act == "say" and set(words) & known.naming:
        said = {word for content in contents for word in lower_words(tokens, content)}
        return "deny" if said & known.falsehoods else act
    if act == "deny" and not _denies(tokens, contents):
        return "say"
    if act == "estimate" and set(words) <= known.put and not any(_has_number(tokens, c) for c in contents):
        return "say"
    return act


def _denies(tokens: Tokens, contents: Sequence[Range]) -> bool:
    """Whether what a denial is about was said by somebody: no quotation, no thing called names."""
    if find_form(tokens, contents) == "direct":
        return False
    words = [word for content in contents for word in lower_words(tokens, content)]
    if "as" not in words or find_form(tokens, contents) == "indirect":
        return True
    thing = words[: words.index("as")]
    return bool(set(thing) & load_voice_words().pronouns) or find_act(thing) is not None


def _has_number(tokens: Tokens, content: Range) -> bool:
    known = load_numbers()
    words = lower_words(tokens, content)
    return any(
        word[0].isdigit() or word in known.small or word.rstrip("s") in known.groups or word.rstrip("s") in known.scales
        for word in words
    )


def find_form(tokens: Tokens, contents: Sequence[Range]) -> Form:
    """Direct if all is quoted, mixed if a part is, else indirect.

    >>> from onrecord.stages.segment import segment
    >>> find_form(segment('"Go home," he said.'), [(0, 5)])
    'direct'
    """
    words = tokens.words
    quoted = sum(_quoted_size(words, first, last) for first, last in contents)
    size = sum(last - first for first, last in contents)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * size else "mixed"


def _quoted_size(words: Sequence[str], first: int, last: int) -> int:
    """Words of a range between quotation marks, a mark just outside included."""
    inside = first > 0 and words[first - 1] in OPENING
    count = 0
    for index in range(first, last):
        word = words[index]
        if word in CLOSING and inside:
            inside = False
            count += 1
        elif word in OPENING:
            inside = True
            count += 1
        elif inside:
            count += 1
    return count if count > 1 else 0


def find_polarity(tokens: Tokens, act: Act, *, cue: Range | None, source: Range | None) -> Polarity:
    """Denied for denials, for what is doubted or not believed, and for what few say.

    Args:
        tokens: n words.
        act: Of the claim.
        cue: Of its nearest voice.
        source: Of the same voice.
    """
    words = load_voice_words()
    if act == "deny":
        return "denied"
    if cue is None or act != "believe":
        return "affirmed"
    doubted = bool(set(lower_words(tokens, cue)) & words.doubt)
    nobody = source is not None and tokens.words[source[0]].lower() in words.nobody
    negated = source is not None and is_negated(tokens, cue)
    return "denied" if doubted or nobody or negated else "affirmed"


def is_negated(tokens: Tokens, cue: Range) -> bool:
    """Whether "not" stands in a cue, or before it with nothing but helping words between."""
    words = load_voice_words()
    if set(lower_words(tokens, cue)) & words.negations:
        return True
    for index in range(cue[0] - 1, max(-1, cue[0] - 1 - NEGATION_REACH), -1):
        word = tokens.words[index].lower()
        if word in words.negations:
            return True
        if word not in words.auxiliaries:
            return False
    return False


def is_void(
    tokens: Tokens, cue: Range, *, act: Act | None, contents: Sequence[Range], source: Range | None = None
) -> bool:
    """Whether a cue asserts nothing: "did not say", "asked whether", "no group claimed".

    What somebody does not believe or expect is a claim, denied. A negated cue with a
    quotation says something after all.
    """
    words = load_voice_words()
    if source is not None and act != "believe" and tokens.words[source[0]].lower() in words.no_one:
        return True
    asks = bool(contents) and tokens.words[contents[0][0]].lower() in words.whether
    if asks and set(lower_words(tokens, cue)) & words.asking:
        return True
    if not is_negated(tokens, cue) or (act == "believe" and not asks):
        return False
    return find_form(tokens, contents) == "indirect"


def is_named(tokens: Tokens, source: Range | None) -> bool:
    """False for nobody, for "a diplomat in Cairo", and for "officials", "residents" … without a name."""
    if source is None:
        return False
    words = tokens.words[source[0] : source[1]]
    if words[0].lower() in load_voice_words().indefinite:
        behind = words[words.index(",") + 1 :] if "," in words else ()
        return bool(behind) and behind[0][0].isupper()
    if any(word[0].isupper() and word.lower() not in load_voice_words().determiners for word in words[1:]):
        return True
    heads = load_unnamed_heads()
    return not any(word.lower() in heads for word in words)
