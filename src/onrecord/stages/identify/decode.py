"""Read all phrases of a report and group them, in text order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.lexicon.actor_words import load_words
from onrecord.lexicon.countries import find_demonym
from onrecord.model import Mention, Span, Spans, Tokens
from onrecord.registry import find_actor, get_actor

from .group import Cluster, Grouper, Place, bare_text
from .phrase import Phrase, read_phrase

HOME_SHARE: Final = 0.5  # of the country words of a report, to be the one it is about
QUOTES: Final = re.compile(r"[“”\"]")
RENAME: Final = re.compile(
    r"[,(]?\s*(?:" + "|".join(re.escape(w) for w in load_words().renames) + r")\s+(?:as\s+)?(?:the\s+)?[“\"'‘]?$"
)
BRACKET: Final = re.compile(r"\s*[(]\s*(?:the\s+)?[“\"]?$")
LONGEST_LINK: Final = 40
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
    inside = _names_inside(spans, mentions)
    phrases = [read_phrase(span, names) for span, names in zip(spans, inside, strict=True)]
    home = find_home(tokens.text, mentions)
    quotes = [match.start() for match in QUOTES.finditer(tokens.text)]
    places = [Place(tokens.sentence_at(span.start), bisect_right(quotes, span.start) % 2 == 1) for span in spans]
    first: dict[int, Span] = {}
    for span, place in zip(spans, places, strict=True):
        first.setdefault(place.sentence, span)
    grouper = Grouper(first)
    late: list[tuple[Phrase, Place]] = []
    before: Phrase | None = None
    for phrase, place in zip(phrases, places, strict=True):
        phrase = _with_arm(phrase, home, grouper)
        twin = _renamed(tokens.text, before, phrase, grouper) or _apposed(tokens.text, before, phrase, grouper)
        if phrase.pronoun == "speaker":
            late.append((phrase, place))
        elif twin is not None:
            grouper.adopt(phrase, twin, place)
        else:
            grouper.put(phrase, place)
        if phrase.form == "named":
            before = phrase
    spoken = [(p, q) for p, q in zip(phrases, places, strict=True) if not q.quoted and p.pronoun != "speaker"]
    own: Cluster | None = None  # "we" outside quotation marks is the report's own voice
    for phrase, place in late:
        speaker = _find_speaker(phrase, place, spoken) if place.quoted else None
        if speaker is None:
            if own is not None and not place.quoted:
                grouper.adopt(phrase, own, place)
                continue
            grouper.put(replace(phrase, pronoun="other", kind=None if place.quoted else "media"), place)
            own = own if place.quoted else grouper.clusters[-1]
        else:
            grouper.adopt(phrase, grouper.by_span[speaker.span.start, speaker.span.end], place)
    return grouper.clusters


def find_home(text: str, mentions: Sequence[Mention]) -> str | None:
    """The country that a report is about, if half of its country words agree.

    Args:
        text: The report.
        mentions: Places and nationalities are looked at.

    Returns:
        ISO 3166-1 alpha-3, or None.
    """
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.type in ("place", "nationality"):
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


def _names_inside(spans: Spans, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The names inside each span; both sorted, so one sweep is enough."""
    ordered = sorted(mentions)
    starts = [mention.span.start for mention in ordered]
    found = []
    for span in spans:
        names = []
        for index in range(bisect_right(starts, span.start - 1), len(ordered)):
            if ordered[index].span.start >= span.end:
                break
            if ordered[index].span.end <= span.end:
                names.append(ordered[index])
        found.append(names)
    return found


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


def _renamed(text: str, before: Phrase | None, phrase: Phrase, grouper: Grouper) -> Cluster | None:
    """The actor that a name is another name of: "X, formerly Y", "X (Y)"."""
    if before is None or phrase.form != "named" or phrase.is_person != before.is_person:
        return None
    end, start = before.span.end, phrase.span.start
    if not 0 < start - end < LONGEST_LINK:
        return None
    gap = text[end:start]
    if not RENAME.fullmatch(gap) and not (
        BRACKET.fullmatch(gap) and text[phrase.span.end : phrase.span.end + 2].strip('”"').startswith(")")
    ):
        return None
    return grouper.by_span.get((before.span.start, before.span.end))


def _apposed(text: str, before: Phrase | None, phrase: Phrase, grouper: Grouper) -> Cluster | None:
    """The named actor that a phrase behind it describes: "the Hill Guard, a militia based in Tarn"."""
    if before is None or phrase.form != "described" or phrase.is_person != before.is_person or phrase.plural:
        return None
    if text[before.span.end : phrase.span.start] not in APPOSED or not APPOSITION_END.match(text, phrase.span.end):
        return None
    if phrase.span.text.split()[0].lower() not in ("a", "an", "the", "one", "another"):
        return None
    return grouper.by_span.get((before.span.start, before.span.end))


def _find_speaker(phrase: Phrase, place: Place, spoken: list[tuple[Phrase, Place]]) -> Phrase | None:
    """Who says "we": the nearest phrase outside quotation marks in this or the last sentences."""
    for back in (0, -1, -2, 1):
        near = [p for p, q in spoken if q.sentence == place.sentence + back]
        if near:
            after = [p for p in near if p.span.start > phrase.span.end]
            return after[0] if after and back == 0 else near[0]
    return None
