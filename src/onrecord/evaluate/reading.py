"""Run the reader on the text of a corpus, as it stands.

Texts are not made canonical and their language is not asked: the offsets of the
annotation must keep their meaning.
"""

from __future__ import annotations

import hashlib

from onrecord.model import Report, Tokens
from onrecord.model.layers import Signals
from onrecord.pipeline import Layers, Reader


def make_report(text: str) -> Report:
    """A report of a corpus text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(id=digest[:16], text=text, origin_sha256=digest)


def encode_text(reader: Reader, text: str) -> tuple[Tokens, Signals]:
    """Words of a text, and what the encoder says of them."""
    layers = find_layers(reader, text, until="encode")
    return layers["tokens"], layers["signals"]


def find_layers(reader: Reader, text: str, *, until: str) -> Layers:
    """Layers of a text up to a stage."""
    return reader.find_layers(make_report(text), until=until)
