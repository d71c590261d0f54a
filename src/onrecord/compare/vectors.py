"""Word embeddings: how alike two sets of stems are in meaning.

A stem's vector does not depend on its sentence: it is what the encoder MiniLM makes of
the word alone, cut to its principal components, times a weight learnt from the storylines
of Wikipedia's current events (two items of one story weigh their words so that they find
each other among others). ``training/fit_vectors.py`` makes ``vectors.npz``.

All arithmetic up to the cosine is in whole numbers, so that it is exact on every machine.

Source: Arora, Liang and Ma, A simple but tough-to-beat baseline for sentence embeddings, 2017.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from math import sqrt
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.errors import WeightsError

ROOM: Final = 8192  # sets of stems whose sums are held
Sum = NDArray[np.int64]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``vectors.json`` says.

    Attributes:
        sha256: Of ``vectors.npz``, 64 hex digits.
        stems: How many it holds.
        data: What it was made of, with licences.
    """

    sha256: str
    stems: int
    data: dict[str, str]


@dataclass(frozen=True)
class Vectors:
    """v stems with d dimensions.

    Attributes:
        rows: Stem -> index of its row.
        matrix: (v, d) directions, of length 127 or less.
        weights: (v,) 1 to 255, small for words that every report uses.
    """

    rows: Mapping[str, int]
    matrix: NDArray[np.int8]
    weights: NDArray[np.uint8]

    def add(self, stems: frozenset[str]) -> Sum:
        """Weighted sum of the vectors of the stems that are known.

        Returns:
            (d,); zero if none is known.
        """
        known = [row for stem in stems if (row := self.rows.get(stem)) is not None]
        return self.weights[known].astype(np.int64) @ self.matrix[known].astype(np.int64)


@cache
def load_vectors() -> Vectors:
    """The shipped vectors.

    Raises:
        WeightsError: They are missing, broken or not those of their manifest.
    """
    folder = resources.files("onrecord.compare")
    return read_vectors(folder.joinpath("vectors.npz"), folder.joinpath("vectors.json"))


def read_vectors(file: Traversable, manifest: Traversable) -> Vectors:
    """Read vectors and hold them against their manifest.

    Args:
        file: ``stems`` (UTF-8, one a line, as bytes), ``matrix`` and ``weights``.
        manifest: As ``Manifest``.

    Raises:
        WeightsError: A file is missing or broken, or the SHA-256 differs.
    """
    try:
        data = file.read_bytes()
        expected = msgspec.json.decode(manifest.read_bytes(), type=Manifest).sha256
        if hashlib.sha256(data).hexdigest() != expected:
            raise WeightsError("the file differs from its manifest; install again", source=file.name)
        with np.load(io.BytesIO(data)) as arrays:
            stems = arrays["stems"].tobytes().decode().splitlines()
            return Vectors({stem: row for row, stem in enumerate(stems)}, arrays["matrix"], arrays["weights"])
    except (OSError, ValueError, KeyError, msgspec.MsgspecError) as error:
        raise WeightsError(f"the word vectors cannot be read: {error}", source=file.name) from error


@lru_cache(maxsize=ROOM)
def _sum(stems: frozenset[str]) -> tuple[Sum, float]:
    """Sum of the shipped vectors, and its length."""
    vector = load_vectors().add(stems)
    return vector, sqrt(int(vector @ vector))


def compare_meaning(one: frozenset[str], other: frozenset[str]) -> float:
    """Cosine of the sums of the stems' vectors, 0 where it is negative or no stem is known.

    >>> round(compare_meaning(frozenset({"bomb"}), frozenset({"bomb"})), 6)
    1.0
    >>> attack = frozenset({"bomb", "kill"})
    >>> compare_meaning(attack, frozenset({"explos", "dead"})) > compare_meaning(attack, frozenset({"elect", "vote"}))
    True
    """
    (a, length), (b, other_length) = _sum(one), _sum(other)
    return max(0.0, int(a @ b) / (length * other_length)) if length and other_length else 0.0
