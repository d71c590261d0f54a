"""From the mentions of a report to the names that are resolved together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.gazetteer import Gazetteer
from onrecord.model import Mention

from .context import areas, find_containers, find_holder, kind_beside
from .features import Question
from .names import Name, read_name


@dataclass(frozen=True, slots=True)
class Topic:
    """Mentions that share a name and therefore a sense.

    Attributes:
        name: How the mentions read.
        question: What is asked of the model.
        members: Indexes of the mentions.
        holder: Index of a mention whose place is said to contain this one, or None.
    """

    name: Name
    question: Question
    members: tuple[int, ...]
    holder: int | None = None


def pose_questions(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Topic]:
    """Group mentions by name, and gather what the text says around each.

    Args:
        text: The report.
        mentions: Places, facilities, nationalities, in text order.
        gazetteer: Where names are looked up.

    Returns:
        One topic a name (one sense a report), in order of first mention.
    """
    spans = [mention.span for mention in mentions]
    names = [
        replace(name, kind=name.kind or kind_beside(text, span))
        for span in spans
        for name in [read_name(span.text, gazetteer)]
    ]
    containers = find_containers(text, spans, gazetteer)
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        key = (name.key, name.kind, name.part, mention.type == "nationality")
        groups.setdefault(key, []).append(index)
    topics = []
    for members in groups.values():
        name = names[members[0]]
        within = [entry for index in members for entry in containers[index]]
        for index in members:
            if names[index].container:
                within += areas(names[index].container, gazetteer)
        question = Question(name.key, name.kind, name.candidates, tuple(dict.fromkeys(within)))
        holder = next(
            (
                index + 1
                for index in members
                if index + 1 < len(spans) and find_holder(text, spans[index], spans[index + 1])
            ),
            None,
        )
        topics.append(Topic(name, question, tuple(members), holder))
    return topics
