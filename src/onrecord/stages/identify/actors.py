"""From a cluster of phrases to an actor of the record."""

from __future__ import annotations

from typing import Final

from onrecord.lexicon.actor_words import load_words
from onrecord.model import Actor, ActorKind

from .cluster import Cluster
from .phrase import Phrase

SECTORS: Final[dict[ActorKind, tuple[str, ...]]] = {
    "government": ("GOV",), "military": ("MIL",), "police": ("COP",), "armed_group": ("REB",), "party": ("PTY",),
    "media": ("JRN",), "company": ("BUS",), "court": ("JUD",), "legislature": ("LEG",), "civilians": ("CVL",),
    "ngo": ("SOC",),
}  # fmt: skip


def build_actor(id_: str, cluster: Cluster) -> Actor:
    """The actor of a cluster.

    Args:
        id_: Id in the record.
        cluster: Its phrases, at least one.

    Returns:
        The actor, its mentions in text order.
    """
    kind: ActorKind = "person" if cluster.is_person else cluster.kind or "group"
    entry = cluster.entry if not cluster.is_person else None
    if entry is not None:
        kind = entry.kind
    countries = entry.countries if entry is not None else ((cluster.country,) if cluster.country else ())
    return Actor(
        id=id_,
        name=entry.name if entry is not None else choose_name(cluster.phrases),
        kind=kind,
        countries=countries,
        sectors=entry.sectors if entry is not None and entry.sectors else SECTORS.get(kind, ()),
        role=next((phrase.role for phrase in cluster.phrases if phrase.role), None) or _described_role(cluster),
        registry_id=entry.id if entry is not None else None,
        wikidata=entry.wikidata if entry is not None else None,
        mentions=tuple(sorted({phrase.span for phrase in cluster.phrases})),
        unresolved=_why_unresolved(cluster) if entry is None else None,
    )


def choose_name(phrases: list[Phrase]) -> str:
    """The longest proper name, else the first description in neutral words."""
    names = [phrase.name for phrase in phrases if phrase.name]
    if names:
        return max(names, key=lambda name: (len(name.split()), len(name)))
    described = [phrase for phrase in phrases if phrase.form == "described"] or phrases
    return neutralise(described[0].span.text)


def neutralise(text: str) -> str:
    """A description without its article and without loaded words.

    >>> neutralise("the Chinese terrorist group")
    'Chinese group'
    """
    words = load_words()
    kept = []
    for word in text.split():
        bare = word.strip(",;:“”\"'‘’").lower()
        if bare in words.neutral:
            word = words.neutral[bare]
        if word:
            kept.append(word.strip('“”"'))
    if len(kept) > 1 and kept[0].lower() in {"the", "a", "an"}:
        kept = kept[1:]
    return " ".join(kept) or text


def _described_role(cluster: Cluster) -> str | None:
    """Office of a person known only by it: "a hospital doctor" is a doctor."""
    if not cluster.is_person:
        return None
    head = next((phrase.head for phrase in cluster.phrases if phrase.head), "")
    return head if head not in {"", "man", "woman", "person", "boy", "girl", "one"} else None


def _why_unresolved(cluster: Cluster) -> str | None:
    """Why no registry entry stands behind an actor; persons are not in the registry."""
    if all(phrase.form == "pronoun" for phrase in cluster.phrases):
        return f"no antecedent for {cluster.phrases[0].span.text!r}"
    if cluster.is_person:
        return None
    named = next((phrase.name for phrase in cluster.phrases if phrase.name), None)
    return f"no registry entry for {named!r}" if named else None
