"""Sketches of a text: a MinHash of its word runs, samples of its word runs, its long quotations.

The MinHash estimates how much of two texts is the same (Broder 1997); the sampled
runs (every run of eight words whose hash is a multiple of ``SAMPLE``; Schleimer et
al. 2003 sample likewise) find a copy of a part, which MinHash misses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from zlib import crc32

import numpy as np
from datasketch import MinHash

SHINGLE: Final = 4  # words
PERMUTATIONS: Final = 64
RUN: Final = 8  # words; runs of eight words hardly come about by chance in news (clusters of fakes-dev)
SAMPLE: Final = 8  # one run in eight is kept, so 37 of a report of 300 words
QUOTATION: Final = 8  # words; shorter ones are catchwords that many quote
QUOTED: Final = re.compile(r"[\"“]([^\"“”]{30,2000})[\"”]")
WORD: Final = re.compile(r"\w+")

Samples = tuple[tuple[int, int, int, str], ...]
"""(hash, start, end, text): 63 bits, half-open range of code points."""


def find_words(text: str) -> list[tuple[str, int, int]]:
    """Lower-case words with their ranges."""
    return [(match[0].lower(), match.start(), match.end()) for match in WORD.finditer(text)]


def list_words(text: str) -> list[str]:
    """Lower-case words alone."""
    return [match.lower() for match in WORD.findall(text)]


def sign(words: Sequence[str]) -> bytes:
    """MinHash of the runs of ``SHINGLE`` words.

    Returns:
        ``PERMUTATIONS`` little-endian uint32.
    """
    sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=crc32, permutations=_permutations())
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in sorted(runs)])
    signature: bytes = sketch.hashvalues.astype("<u4").tobytes()
    return signature


@lru_cache(maxsize=1)
def _permutations() -> tuple[object, object]:
    """Those of datasketch's own seed 1, made once: making them takes longer than a sketch."""
    permutations = MinHash(num_perm=PERMUTATIONS, seed=1).permutations
    return permutations[0], permutations[1]


def sample_runs(text: str, words: Sequence[tuple[str, int, int]]) -> Samples:
    """Sampled runs of ``RUN`` words; each hash once."""
    found: dict[int, tuple[int, int, int, str]] = {}
    for i in range(len(words) - RUN + 1):
        key = _hash(word for word, _, _ in words[i : i + RUN])
        if key % SAMPLE == 0 and key not in found:
            start, end = words[i][1], words[i + RUN - 1][2]
            found[key] = (key, start, end, text[start:end])
    return tuple(found.values())


def find_quotations(text: str) -> Samples:
    """Quotations of at least ``QUOTATION`` words."""
    found: dict[int, tuple[int, int, int, str]] = {}
    for match in QUOTED.finditer(text):
        words = WORD.findall(match[1].lower())
        if len(words) >= QUOTATION:
            key = _hash(words)
            found.setdefault(key, (key, match.start(1), match.end(1), match[1]))
    return tuple(found.values())


def read_signatures(signatures: Sequence[bytes]) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    """(n, ``PERMUTATIONS``) of n signatures."""
    return np.frombuffer(b"".join(signatures), dtype="<u4").reshape(-1, PERMUTATIONS)


def _hash(words: Iterable[str]) -> int:
    text = " ".join(words)
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") >> 1
