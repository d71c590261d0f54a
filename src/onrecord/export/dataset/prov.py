"""PROV (W3C Recommendation, 2013): through whom every claim came, as PROV-JSON or PROV-N.

A bundle a report. In it the report is a collection of claims; each claim was quoted from
(``wasQuotedFrom``) the utterance of its last voice, that from the one before, and so on, and had
the utterance of its first voice as primary source (``hadPrimarySource``). Utterances are
attributed to those who made them. Outside the bundles stand the origins that reports share.

Needs prov: ``pip install 'onrecord[exports]'``. Limits: PROV has no word for indirect speech:
it too is ``wasQuotedFrom``, with ``onrecord:form``. There is no clock value, so no times.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from onrecord.errors import LibraryError
from onrecord.export.lookup import Lookup
from onrecord.model import Actor, Claim, Entry, Origin, Voice

from .collection import Collection, Written

if TYPE_CHECKING:
    from prov.model import ProvBundle, ProvDocument

PREFIX: Final = "onrecord"
NAMESPACE: Final = "urn:onrecord:"
NO_KIND: Final = frozenset({"civilians", "group"})
"""Kinds of actors that are neither a person nor an organisation."""

Facts = dict[str, Any]


def write_prov(collection: Collection, file: BinaryIO) -> Written:
    """PROV-JSON; ``Written.rows`` counts bundles.

    Raises:
        LibraryError: prov is not installed.
    """
    head = _to_json(make_origins(collection.origins))
    head.setdefault("prefix", {})[PREFIX] = NAMESPACE
    file.write(_encode(head)[:-1] + b',"bundle":{')
    count = 0
    for bundle in _make_bundles(collection):
        found = _to_json(bundle.document)["bundle"] if bundle.document else {}
        for name, content in found.items():
            file.write((b",\n" if count else b"\n") + _encode(name) + b":" + _encode(content))
            count += 1
    file.write(b"\n}}\n")
    return Written(count)


def write_provn(collection: Collection, file: BinaryIO) -> Written:
    """PROV-N, the notation for readers.

    Raises:
        LibraryError: prov is not installed.
    """
    head = make_origins(collection.origins).get_provn()
    file.write(head.removesuffix("endDocument").encode("utf-8"))
    count = 0
    for bundle in _make_bundles(collection):
        file.write(b"  " + bundle.get_provn(1).encode("utf-8") + b"\n")
        count += 1
    file.write(b"endDocument\n")
    return Written(count)


def make_origins(origins: tuple[Origin, ...]) -> ProvDocument:
    """A document of what reports share: copied text, an agency, a first voice.

    Raises:
        LibraryError: prov is not installed.
    """
    document = _make_document()
    for origin in origins:
        name = f"{PREFIX}:origin/{origin.id}"
        document.entity(
            name, _known({"prov:label": origin.name, "onrecord:kind": origin.kind, "onrecord:why": origin.why})
        )
        for report in origin.reports:
            derive = document.primary_source if origin.kind == "source" else document.quotation
            derive(_name(report.id), name)
    return document


def make_bundle(entry: Entry) -> ProvBundle:
    """The bundle of one report, in a document of its own.

    Raises:
        LibraryError: prov is not installed.
    """
    bundle: ProvBundle = _make_document().bundle(_name(entry.report.id, "record"))
    report, given = _name(entry.report.id), entry.record.report
    facts: Facts = {
        "prov:label": given.title,
        "onrecord:ref": entry.report.ref,
        "onrecord:url": given.url,
        "onrecord:published": given.published.value,
        "onrecord:sha256": given.origin_sha256,
    }
    bundle.collection(report, _known(facts))
    if given.publisher:
        bundle.attribution(report, _add_agent(bundle, _name(entry.report.id, "publisher"), given.publisher, "media"))
    _add_reading(bundle, entry)
    lookup = Lookup(entry.record)
    _add_voices(bundle, report, given.voices, lookup, below=entry.report.id)
    for claim in entry.record.claims:
        _add_claim(bundle, claim, entry, lookup)
    return bundle


def _add_reading(bundle: ProvBundle, entry: Entry) -> None:
    """The record, made by reading the report."""
    record, reading, run = _name(entry.report.id, "record"), _name(entry.report.id, "reading"), entry.record.run
    reader = _name("reader", run.version)
    bundle.entity(record, _known({"prov:type": _qualify("Bundle"), "onrecord:model": run.model}))
    bundle.activity(reading)
    bundle.usage(reading, _name(entry.report.id))
    bundle.generation(record, reading)
    facts = {"prov:label": f"OnRecord {run.version}", "prov:type": _qualify("SoftwareAgent")}
    bundle.agent(reader, _known(facts))
    bundle.association(reading, reader)


def _add_claim(bundle: ProvBundle, claim: Claim, entry: Entry, lookup: Lookup) -> None:
    """What the report says, and through whom it came to say it."""
    name = _name(entry.report.id, claim.id)
    facts: Facts = {
        "prov:value": " … ".join(span.text for span in claim.content),
        "onrecord:spans": " ".join(f"{span.start}-{span.end}" for span in claim.content),
        "onrecord:act": claim.act,
        "onrecord:form": claim.form,
        "onrecord:certainty": claim.certainty,
        "onrecord:polarity": claim.polarity,
        "onrecord:about": " ".join(claim.about),
        "onrecord:time": claim.time,
    }
    bundle.entity(name, _known(facts))
    bundle.membership(_name(entry.report.id), name)
    _add_voices(bundle, name, claim.voices, lookup, below=f"{entry.report.id}/{claim.id}")


def _add_voices(bundle: ProvBundle, name: str, voices: tuple[Voice, ...], lookup: Lookup, *, below: str) -> None:
    """The utterances of a chain, each quoted by the next; the first is the primary source of ``name``."""
    quoting = name
    for number in range(len(voices), 0, -1):
        voice, utterance = voices[number - 1], _name(below, f"v{number}")
        facts: Facts = {
            "prov:label": voice.source.text if voice.source else None,
            "onrecord:cue": voice.cue.text if voice.cue else None,
            "onrecord:medium": voice.medium.text if voice.medium else None,
        }
        bundle.entity(utterance, _known(facts))
        bundle.quotation(quoting, utterance)
        _attribute(bundle, utterance, voice, lookup, agent=_name(below, f"v{number}/agent"))
        quoting = utterance
    if voices:
        bundle.primary_source(name, quoting)


def _attribute(bundle: ProvBundle, utterance: str, voice: Voice, lookup: Lookup, *, agent: str) -> None:
    """Who said it: an actor of the record, else somebody of whom only the words are known; nobody for None."""
    actor = lookup.find(voice.actor)
    if isinstance(actor, Actor):
        report = lookup.record.report.id
        bundle.attribution(utterance, _add_agent(bundle, _name(report, actor.id), actor.name, actor.kind))
    elif voice.source is not None:
        bundle.attribution(utterance, _add_agent(bundle, agent, voice.source.text, "group"))


def _add_agent(bundle: ProvBundle, name: str, label: str, kind: str) -> str:
    """An agent, once a bundle."""
    if not bundle.get_record(name):
        facts: dict[Any, Any] = {"prov:label": label, "onrecord:kind": kind}
        if kind not in NO_KIND:
            facts["prov:type"] = _qualify("Person" if kind == "person" else "Organization")
        bundle.agent(name, facts)
    return name


def _make_bundles(collection: Collection) -> Iterator[ProvBundle]:
    """One a text: a second ref of it adds nothing that PROV could tell apart."""
    seen: set[str] = set()
    for entry in collection.entries:
        if entry.report.id not in seen:
            seen.add(entry.report.id)
            yield make_bundle(entry)


def _make_document() -> ProvDocument:
    """An empty document that knows our names.

    Raises:
        LibraryError: prov is not installed.
    """
    try:
        from prov.model import ProvDocument
    except ImportError as error:
        raise LibraryError("the format prov needs prov: pip install 'onrecord[exports]'") from error
    document = ProvDocument()
    document.add_namespace(PREFIX, NAMESPACE)
    return document


def _qualify(name: str) -> Any:
    """A type of PROV's own."""
    from prov.model import PROV

    return PROV[name]


def _name(*parts: str) -> str:
    """``onrecord:08e24532a2a06160/c1``."""
    return f"{PREFIX}:{'/'.join(parts)}"


def _known(facts: Facts) -> dict[Any, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _to_json(document: ProvDocument) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(str(document.serialize(format="json")))
    return content


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
