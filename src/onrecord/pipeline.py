"""The ordered table of the stages, and the reader that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from onrecord import __version__
from onrecord.encoder.runtime import Encoder
from onrecord.encoder.weights import SHIPPED
from onrecord.gazetteer import Gazetteer, open_gazetteer
from onrecord.intake import Overrides, report_from_text
from onrecord.model import Actor, Claim, EventDraft, Findings, Mention, Place, Record, Report, Run, Spans, Time, Tokens
from onrecord.model.layers import Signals
from onrecord.ontology.load import load_quads
from onrecord.stages.assemble import assemble
from onrecord.stages.attribute import find_claims, find_report_voices
from onrecord.stages.date import find_times, infer_published
from onrecord.stages.event import find_events
from onrecord.stages.figure import find_figures
from onrecord.stages.identify import identify_actors
from onrecord.stages.label import find_labels
from onrecord.stages.locate import locate_places
from onrecord.stages.mention import find_mentions
from onrecord.stages.phrase import find_phrases
from onrecord.stages.relate import find_ties
from onrecord.stages.segment import segment
from onrecord.workers import Workers, read_ahead, result_of

Layers = dict[str, Any]
WAITING_WORDS: Final = 20_000
"""About how many words may be read ahead of the oldest report that is not yet asked for."""
LETTERS_PER_WORD: Final = 6


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: a pure function of some layers that writes one new layer.

    Attributes:
        reads: Layers, passed by name.
        writes: The layer that its result becomes.
    """

    name: str
    reads: tuple[str, ...]
    writes: str
    run: Callable[..., Any]


def _encode(*, tokens: Tokens, encoder: Encoder, parallel: bool) -> Signals:
    """What the network's heads say of each word, window by window."""
    return encoder.encode(tokens, parallel=parallel)


def _date(*, tokens: Tokens, report: Report) -> Report:
    """The report with its date: as given, from its dateline, or bounded by the dates in it."""
    return replace(report, published=infer_published(tokens, given=report.published))


def _times(*, tokens: Tokens, dated: Report) -> tuple[Time, ...]:
    """Time expressions with their EDTF values, relative ones against the report's date."""
    return find_times(tokens, published=dated.published)


def _credit(*, tokens: Tokens, mentions: tuple[Mention, ...], dated: Report) -> Report:
    """The report with the agencies through which the whole of it came."""
    return replace(dated, voices=find_report_voices(tokens, mentions=mentions))


def _identify(
    *,
    tokens: Tokens,
    mentions: tuple[Mention, ...],
    phrases: Spans,
    claims: tuple[Claim, ...],
    drafts: tuple[EventDraft, ...],
    credited: Report,
) -> tuple[Actor, ...]:
    """Who the noun phrases are, and which of them are one actor."""
    undergo = [span for draft in drafts for span in draft.recipients]
    credits = [voice.source for voice in credited.voices if voice.source is not None]
    nouns = tuple(sorted({*phrases, *_acting(claims, drafts), *undergo, *credits}))
    return identify_actors(tokens, mentions=mentions, phrases=nouns)


def _locate(
    *,
    tokens: Tokens,
    mentions: tuple[Mention, ...],
    claims: tuple[Claim, ...],
    drafts: tuple[EventDraft, ...],
    gazetteer: Gazetteer,
) -> tuple[Place, ...]:
    """Names of places to entries of the gazetteer; a place that acts or speaks is an actor."""
    return locate_places(
        tokens,
        mentions=mentions,
        gazetteer=gazetteer,
        actor_spans=_acting(claims, drafts),
        event_places=tuple(draft.place for draft in drafts if draft.place is not None),
    )


def _acting(claims: tuple[Claim, ...], drafts: tuple[EventDraft, ...]) -> Spans:
    """Noun phrases that speak or act."""
    found = {voice.source for claim in claims for voice in claim.voices if voice.source is not None}
    found.update(span for draft in drafts for span in draft.actors)
    return tuple(sorted(found))


STAGES: Final = (
    #     name         reads                                                         writes
    Stage("segment", ("text",), "tokens", segment),
    Stage("encode", ("tokens", "encoder", "parallel"), "signals", _encode),
    Stage("mention", ("tokens", "signals", "gazetteer"), "mentions", find_mentions),
    Stage("date", ("tokens", "report"), "dated", _date),
    Stage("time", ("tokens", "dated"), "times", _times),
    Stage("credit", ("tokens", "mentions", "dated"), "credited", _credit),
    Stage("phrase", ("tokens", "mentions"), "phrases", find_phrases),
    Stage("figure", ("tokens", "times", "mentions"), "figures", find_figures),
    Stage("attribute", ("tokens", "signals", "times"), "claims", find_claims),
    Stage("event", ("tokens", "signals", "mentions", "phrases", "times", "figures"), "drafts", find_events),
    Stage("identify", ("tokens", "mentions", "phrases", "claims", "drafts", "credited"), "actors", _identify),
    Stage("locate", ("tokens", "mentions", "claims", "drafts", "gazetteer"), "places", _locate),
    Stage("relate", ("tokens", "mentions", "actors", "places"), "ties", find_ties),
    Stage("label", ("tokens", "actors", "claims"), "labels", find_labels),
)


RECORDED: Final = frozenset({"credited", *Findings.__struct_fields__})
"""Layers that the record is made of."""
NEEDED: Final = {
    stage.name: RECORDED.union(*(later.reads for later in STAGES[number:])) for number, stage in enumerate(STAGES, 1)
}
"""Layers that are needed after each stage."""


class Reader:
    """Reads reports.

    Args:
        threads: Windows, or in ``pipe`` reports, that are read at the same time. The
            result does not depend on it.
        processes: Processes that read many reports, each with a reader of its own (about
            230 MB) and faster than as many threads; with 1 all are read here. As always in
            Python, a script that starts processes needs ``if __name__ == "__main__":``.
        weights: Folder of the model.

    Raises:
        WeightsError: The model's files are missing or differ from their manifest.
        GazetteerError: The same of the gazetteer.
    """

    def __init__(self, *, threads: int = 2, processes: int = 1, weights: Path = SHIPPED) -> None:
        self.threads = threads
        self.processes = processes
        self.encoder = Encoder(weights, threads=threads)
        self.gazetteer = open_gazetteer()

    @cached_property
    def run(self) -> Run:
        """What makes the records: version, model, gazetteer."""
        return Run(
            version=__version__, model=self.encoder.manifest.build, gazetteer=self.gazetteer.version[:12], settings={}
        )

    def read(
        self,
        text: str,
        *,
        published: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Record:
        """Read one text.

        Args:
            text: Plain text; made canonical (NFC, line feeds) first.
            published: EDTF.
            title: Its headline.
            publisher: Its outlet.
            url: Where it was published.

        Raises:
            InputError: Empty, not English, or a date that is no EDTF.

        Returns:
            Its record.
        """
        overrides = Overrides(title=title, publisher=publisher, published=published, url=url)
        return self.read_report(report_from_text(text, overrides=overrides))

    def read_report(self, report: Report, *, parallel: bool = True) -> Record:
        """Read one report that intake has made.

        Args:
            report: As intake makes it.
            parallel: Whether its windows may run at the same time; the record is the same.
        """
        return self.assemble(self.find_layers(report, parallel=parallel))

    def pipe(self, reports: Iterable[Report | str], *, batch_words: int = WAITING_WORDS) -> Iterator[Record]:
        """Read many reports, in order.

        Args:
            reports: Reports, or plain texts.
            batch_words: About how many words may wait, read but not yet asked for.

        Raises:
            WorkerError: A process died.
        """
        made = (report_from_text(given) if isinstance(given, str) else given for given in reports)
        with self.open_workers() as workers:
            begun = ((count_words(report), workers.submit(report)) for report in made)
            for _, future in read_ahead(begun, most=batch_words, size_of=itemgetter(0), is_done=lambda b: b[1].done()):
                yield result_of(future)

    def open_workers(self) -> Workers[Report, Record]:
        """Threads and processes that read many reports."""
        start = partial(_start_reading, self.threads, self.encoder.folder)
        return Workers(self._read_one_of_many, start=start, threads=self.threads, processes=self.processes)

    def _read_one_of_many(self, report: Report) -> Record:
        """The record; only a report that is longer than what may wait is spread over the threads by itself."""
        return self.read_report(report, parallel=count_words(report) > WAITING_WORDS)

    def find_layers(self, report: Report, *, until: str | None = None, parallel: bool = True) -> Layers:
        """The layers of which a report's record is made, or all up to a stage.

        Args:
            report: As intake makes it.
            until: Name of the last stage to run; without one, a layer goes when nothing reads it any more.
            parallel: Whether its windows may run at the same time.
        """
        layers: Layers = {
            "text": report.text,
            "report": report,
            "encoder": self.encoder,
            "gazetteer": self.gazetteer,
            "parallel": parallel,
        }
        for stage in STAGES:
            layers[stage.writes] = stage.run(**{name: layers[name] for name in stage.reads})
            if stage.name == until:
                break
            if until is None:
                layers = {name: layer for name, layer in layers.items() if name in NEEDED[stage.name]}
        return layers

    def assemble(self, layers: Layers) -> Record:
        """The record of one report's layers, all stages run."""
        findings = Findings(**{name: layers[name] for name in Findings.__struct_fields__})
        return assemble(layers["credited"], run=self.run, quads=load_quads(), findings=findings)


def count_words(report: Report) -> int:
    """About how many words a report has."""
    return len(report.text) // LETTERS_PER_WORD


def _start_reading(threads: int, weights: Path) -> Callable[[Report], Record]:
    """What reads in a process of its own."""
    return Reader(threads=threads, weights=weights)._read_one_of_many
