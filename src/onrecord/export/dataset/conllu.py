"""CoNLL-U (Universal Dependencies): a line a word, what the record says of it in MISC.

We know words, sentences and paragraphs; lemma, tags and heads are ``_``. MISC holds
``TokenRange`` (code points of the report's text, half-open), ``SpaceAfter`` and a key a
layer with values in BIO form, ``Event=B-e1-ASSAULT``; more than one are joined by commas.
A report begins with ``# newdoc id``, its ref stands behind ``# onrecord::ref``.

Limits: a tree bank's own checks ask for tags and heads, which this has not. Stretches that
are no span of words (a mark that begins inside a word) widen to the whole word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.model import Entry, Tokens
from onrecord.stages.segment import segment

from .collection import Collection, Written
from .marking import LAYERS, Layer, mark_record

Tags = dict[int, dict[Layer, list[str]]]
"""Word -> layer -> values."""


def write_conllu(collection: Collection, file: BinaryIO) -> Written:
    """Sentence by sentence; ``Written.rows`` counts sentences."""
    count = 0
    for entry in collection.entries:
        tokens = segment(entry.record.report.text)
        tags = _tag_words(entry, tokens)
        for index in range(len(tokens.sentences) - 1):
            lines = [*_make_comments(entry, tokens, index), *_make_words(tokens, index, tags), "", ""]
            file.write("\n".join(lines).encode("utf-8"))
            count += 1
    return Written(count)


def _make_comments(entry: Entry, tokens: Tokens, index: int) -> Iterator[str]:
    """What stands before a sentence."""
    if index == 0:
        yield f"# newdoc id = {entry.report.id}"
        yield f"# onrecord::ref = {_to_line(entry.report.ref)}"
        if entry.record.report.published.value:
            yield f"# onrecord::published = {entry.record.report.published.value}"
    paragraph = int(tokens.paragraphs[index])
    if index == 0 or paragraph != int(tokens.paragraphs[index - 1]):
        yield f"# newpar id = {entry.report.id}-p{paragraph + 1}"
    yield f"# sent_id = {entry.report.id}-s{index + 1}"
    yield f"# text = {_to_line(tokens.sentence_span(index).text)}"


def _make_words(tokens: Tokens, index: int, tags: Tags) -> Iterator[str]:
    """The lines of a sentence."""
    first, last = tokens.sentence_range(index)
    for number, word in enumerate(range(first, last), 1):
        start, end = int(tokens.starts[word]), int(tokens.ends[word])
        misc = [f"{layer}={','.join(values)}" for layer, values in tags.get(word, {}).items()]
        if word + 1 < last and int(tokens.starts[word + 1]) == end:
            misc.append("SpaceAfter=No")
        misc.append(f"TokenRange={start}:{end}")
        yield "\t".join([str(number), tokens.words[word], *["_"] * 7, "|".join(misc)])


def _tag_words(entry: Entry, tokens: Tokens) -> Tags:
    """BIO values of every word that a mark touches, the layers in their order."""
    tags: defaultdict[int, dict[Layer, list[str]]] = defaultdict(dict)
    marks = sorted(mark_record(entry.record), key=lambda mark: LAYERS.index(mark.layer))
    for mark in marks:
        value = f"{mark.item}-{_to_value(mark.detail)}" if mark.detail else mark.item
        sign = "B"
        for span in mark.spans:
            for word in range(*tokens.range_of(span)):
                tags[word].setdefault(mark.layer, []).append(f"{sign}-{value}")
                sign = "I"
    return tags


def _to_line(text: str) -> str:
    return " ".join(text.split())


def _to_value(detail: str) -> str:
    """A detail without the signs that bound a value."""
    return "".join("_" if sign in "|,=\\" or sign.isspace() else sign for sign in detail)
