"""Stage locate: names of places to entries of the gazetteer."""

from __future__ import annotations

from onrecord.gazetteer import Gazetteer
from onrecord.model import Mention, Place, Spans, Tokens

from .decode import choose_entries
from .described import add_described
from .places import build_places, number_places
from .questions import pose_questions

__all__ = ["locate_places"]


def locate_places(
    tokens: Tokens,
    *,
    mentions: tuple[Mention, ...],
    gazetteer: Gazetteer,
    actor_spans: Spans = (),
    event_places: Spans = (),
) -> tuple[Place, ...]:
    """Resolve the names of places.

    Args:
        tokens: The report.
        mentions: Names of any type; those of type place and facility are resolved,
            nationalities only speak for their country.
        gazetteer: Where names are looked up.
        actor_spans: Phrases that act or speak; a place name that is the whole of one,
            its article aside, is left out here.
        event_places: Phrases for where events happened, named or not.

    Returns:
        Places in text order. Mentions of one name are one place, and so are names
        that resolve to one entry, except that a part ("eastern Aleppo") stays alone.
    """
    taken = {(start, span.end) for span in actor_spans for start in (span.start, span.start + len("the "))}
    asked = [
        mention
        for mention in sorted(mentions)
        if mention.type in ("place", "facility", "nationality") and (mention.span.start, mention.span.end) not in taken
    ]
    topics = pose_questions(tokens.text, asked, gazetteer)
    ranked = choose_entries([topic.question for topic in topics])
    spans = [
        () if asked[topic.members[0]].type == "nationality" else tuple(asked[index].span for index in topic.members)
        for topic in topics
    ]
    return number_places(add_described(build_places(topics, ranked, spans), event_places))
