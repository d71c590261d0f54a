"""Read all phrases of a report and group them, in text order."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from onrecord.lexicon.actor_words import load_words
from onrecord.lexicon.countries import find_demonym
from onrecord.model import ActorKind, Mention, Span, Spans, Tokens
from onrecord.registry import find_actor, get_actor

from .cluster import Cluster, Place
from .fits import bare_text
from .group import LONGEST_LINK, Grouper
from .phrase import Phrase, read_phrase

HOME_SHARE: Final = 0.5  # of the country words of a report, to be the one it is about
QUOTES: Final = re.compile(r"[“”\"]")
RENAME: Final = re.compile(
    r"[,(]?\s*(?:" + "|".join(re.escape(w) for w in load_words().renames) + r")\s+(?:as\s+)?(?:the\s+)?[“\"'‘]?$"
)
BRACKET: Final = re.compile(r"\s*[(]\s*(?:the\s+)?[“\"]?$")
NAME_END: Final = re.compile(r"\s*(?:[,.;()–—:]|\n|$)")
_FEATURE: Final = "(?:" + "|".join(sorted(load_words().features)) + ")s?"
FEATURE_AFTER: Final = re.compile(rf"\s+{_FEATURE}\b", re.IGNORECASE)
FEATURE_BEFORE: Final = re.compile(rf"(?:\b(?i:{_FEATURE})|\b(?=[A-Z])(?i:{_FEATURE})\s+of)\s+$")
SPEAKER_SENTENCES: Final = (0, -1, -2, 1)  # from "we" to who says it, in the order in which they are looked at
NOWHERE: Final = -9
STRONG: Final = frozenset({";", ":", "—", "–", "“", "”", '"'})
OBJECTS: Final = frozenset({"him", "them"})
COORDINATORS: Final = frozenset({"and", "but", "or", "as", "so", "yet"})
GENITIVES: Final = frozenset({"'s", "’s", "'", "’"})
APPOSED: Final = frozenset({", ", " - ", " – ", " — ", "—", "”, ", '", '})
APPOSITION_END: Final = re.compile(
    r"\s*(?:[,.;)–—]|(?:that|which|who|whose|largely|mainly|based|led|linked|close|of|in|with|from)\b)"
)
"""What may follow a description that stands in apposition; after a list of actors comes "and"."""


def group_phrases(tokens: Tokens, spans: Spans, mentions: Sequence[Mention]) -> list[Cluster]:
    """Group phrases that mean one actor.

    Args:
        tokens: The report.
        spans: Phrases and names, sorted.
        mentions: Typed names.

    Returns:
        Clusters in the order in which they were opened.
    """
    home = find_home(tokens.text, mentions)
    grouper = Grouper()
    late: list[tuple[Phrase, Place]] = []
    placed: list[Cluster | None] = []
    spoken_in = array("i")  # sentence of each phrase that no quotation holds, else NOWHERE
    before: tuple[Phrase, Cluster] | None = None
    for phrase, place in _read_phrases(tokens, spans, mentions):
        phrase = _with_arm(phrase, home, grouper)
        if phrase.pronoun == "speaker":
            late.append((phrase, place))
            placed.append(None)
            spoken_in.append(NOWHERE)
            continue
        twin = (
            _renamed(tokens.text, phrase, grouper)
            or _apposed(tokens.text, before, phrase)
            or _named_behind(tokens.text, phrase, grouper)
        )
        cluster = grouper.put(phrase, place) if twin is None else grouper.adopt(phrase, twin, place)
        placed.append(cluster)
        spoken_in.append(NOWHERE if place.quoted else place.sentence)
        if phrase.form == "named":
            before = phrase, cluster
    near = {place.sentence + back for _, place in late if place.quoted for back in SPEAKER_SENTENCES}
    spoken: dict[int, list[tuple[Span, Cluster]]] = {}  # by sentence
    for span, sentence, speaker in zip(spans, spoken_in, placed, strict=True):
        if speaker is not None and sentence in near:
            spoken.setdefault(sentence, []).append((span, speaker))
    _place_late(grouper, late, spoken)
    return grouper.clusters


def _read_phrases(tokens: Tokens, spans: Spans, mentions: Sequence[Mention]) -> Iterator[tuple[Phrase, Place]]:
    """Each phrase, and where it stands."""
    quotes = [match.start() for match in QUOTES.finditer(tokens.text)]
    clauses = number_clauses(tokens)
    for span, names in zip(spans, _names_inside(spans, mentions), strict=True):
        place = _place(tokens, span, clauses, quoted=bisect_right(quotes, span.start) % 2 == 1)
        yield read_phrase(span, names), place


def _place_late(
    grouper: Grouper, late: list[tuple[Phrase, Place]], spoken: dict[int, list[tuple[Span, Cluster]]]
) -> None:
    """Group "we", once all others are: in a quotation its speaker, outside the report's own voice."""
    own: Cluster | None = None
    for phrase, place in late:
        speaker = _find_speaker(phrase, place, spoken) if place.quoted else None
        if speaker is not None:
            grouper.adopt(phrase, speaker, place)
        elif own is not None and not place.quoted:
            grouper.adopt(phrase, own, place)
        else:
            kind: ActorKind | None = None if place.quoted else "media"
            opened = grouper.put(replace(phrase, pronoun="other", kind=kind), place)
            own = own if place.quoted else opened


def number_clauses(tokens: Tokens) -> Sequence[int]:
    """The clause of each word: a new one begins with a sentence, a strong sign, or a joining word.

    "and" joins clauses only behind a comma.
    """
    words = load_words()
    numbers, number = array("i"), 0
    sentence_of = tokens.sentence_of.data
    for at, word in enumerate(tokens.lower):
        joins = word in words.clause_words or (word in COORDINATORS and at > 0 and tokens.lower[at - 1] == ",")
        if word in STRONG or joins or (at > 0 and sentence_of[at] != sentence_of[at - 1]):
            number += 1
        numbers.append(number)
    return numbers


def _place(tokens: Tokens, span: Span, clauses: Sequence[int], *, quoted: bool) -> Place:
    first, last = tokens.range_of(span)
    before = tokens.lower[first - 1] if first > 0 else ""
    after = tokens.lower[last] if last < len(tokens) else ""
    governed = before in load_words().governors or after in GENITIVES
    word = span.text.lower()
    is_object = word in OBJECTS or (word == "it" and _ends_clause(after))
    return Place(tokens.sentence_at(span.start), quoted, clauses[first], governed, is_object)


def _ends_clause(after: str) -> bool:
    """Whether no part of a clause follows a pronoun but what a preposition or a joining word opens."""
    words = load_words()
    return not after[:1].isalnum() or after in words.governors | words.clause_words | COORDINATORS


def find_home(text: str, mentions: Sequence[Mention]) -> str | None:
    """The country that a report is about, if half of its country words agree.

    Args:
        text: The report.
        mentions: Places and nationalities are looked at; not those in the name of a river or street.

    Returns:
        ISO 3166-1 alpha-3, or None.
    """
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.type in ("place", "nationality") and not names_feature(text, mention):
            code = find_demonym(mention.span.text)
            entry = find_actor(mention.span.text) if code is None else None
            if code is None and entry is not None and entry.kind == "state":
                code = entry.countries[0]
            if code is not None:
                counts[code] += 1
    if not counts:
        return None
    code, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return code if count >= HOME_SHARE * counts.total() else None


def names_feature(text: str, mention: Mention) -> bool:
    """Whether a place's name stands in that of a river, a street or another place: "the Niger river"."""
    start, end = mention.span.start, mention.span.end
    is_before = FEATURE_BEFORE.search(text, max(0, start - LONGEST_LINK), start) is not None
    return mention.type == "place" and (is_before or FEATURE_AFTER.match(text, end) is not None)


def _names_inside(spans: Spans, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The names inside each span; both sorted, so one sweep is enough."""
    ordered = sorted(mentions)
    starts = [mention.span.start for mention in ordered]
    for span in spans:
        names = []
        for index in range(bisect_right(starts, span.start - 1), len(ordered)):
            if ordered[index].span.start >= span.end:
                break
            if ordered[index].span.end <= span.end:
                names.append(ordered[index])
        yield names


def _with_arm(phrase: Phrase, home: str | None, grouper: Grouper) -> Phrase:
    """Make "the army" the one last named, or that of the country of the report."""
    arm = load_words().arms.get(bare_text(phrase)) if phrase.form == "described" else None
    if arm is None:
        return phrase
    last = next(
        (c.entry for c in reversed(grouper.recent) if c.entry is not None and c.entry.id.partition("/")[2] == arm), None
    )
    entry = last or (get_actor(f"{home}/{arm}") if home else None)
    if entry is None:
        return phrase
    return replace(phrase, form="named", name=entry.name, entry=entry, kind=entry.kind)


def _renamed(text: str, phrase: Phrase, grouper: Grouper) -> Cluster | None:
    """The actor that a name is another name of: "X, formerly Y", "X (Y)", "a page called Y"."""
    if phrase.form != "named":
        return None
    start = phrase.span.start
    gap = RENAME.search(text, max(0, start - LONGEST_LINK), start)
    if gap is None and text[phrase.span.end : phrase.span.end + 2].strip('”"').startswith(")"):
        gap = BRACKET.search(text, max(0, start - LONGEST_LINK), start)
    if gap is None:
        return None
    return grouper.ending_at(gap.start(), is_person=phrase.is_person)


def _named_behind(text: str, phrase: Phrase, grouper: Grouper) -> Cluster | None:
    """The described actor that a name in apposition names: "its commander, N", "the party's armed wing, the Y"."""
    start = phrase.span.start
    if phrase.form != "named" or text[start - 2 : start] != ", " or not NAME_END.match(text, phrase.span.end):
        return None
    cluster = grouper.ending_at(start - 2, is_person=phrase.is_person)
    if cluster is None or cluster.keys or cluster.plural:
        return None
    last = cluster.phrases[-1]
    opens = last.span.text.split()[0].lower()
    return cluster if last.definite or opens in ("a", "an", "one") else None


def _apposed(text: str, before: tuple[Phrase, Cluster] | None, phrase: Phrase) -> Cluster | None:
    """The named actor that a phrase behind it describes: "the Hill Guard, a militia based in Tarn"."""
    if before is None or phrase.form != "described" or phrase.is_person != before[0].is_person or phrase.plural:
        return None
    if text[before[0].span.end : phrase.span.start] not in APPOSED or not APPOSITION_END.match(text, phrase.span.end):
        return None
    if phrase.span.text.split()[0].lower() not in ("a", "an", "the", "one", "another"):
        return None
    return before[1]


def _find_speaker(phrase: Phrase, place: Place, spoken: dict[int, list[tuple[Span, Cluster]]]) -> Cluster | None:
    """Who says "we": the nearest phrase outside quotation marks in this or the last sentences."""
    for back in SPEAKER_SENTENCES:
        near = spoken.get(place.sentence + back)
        if near:
            after = [cluster for span, cluster in near if span.start > phrase.span.end]
            return after[0] if after and back == 0 else near[0][1]
    return None
