"""The table of links, and how it is made of queries and keys."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.heads import RELATION_SIZE, RELATIONS
from onrecord.encoder.runtime import LINK_FLOOR, _link
from onrecord.model.layers import LinkTable


@st.composite
def tables(draw: st.DrawFn) -> LinkTable:
    """Tables sorted by head, relation, word."""
    triple = st.tuples(st.integers(0, 9), st.integers(0, len(RELATIONS) - 1), st.integers(0, 30))
    triples = sorted(draw(st.sets(triple, max_size=40)))
    heads, relations, words = np.array(triples, dtype=np.int32).reshape(-1, 3).T
    return LinkTable(heads, relations, words, np.linspace(0.1, 1, len(triples), dtype=np.float32))


@given(tables(), st.integers(0, 11), st.integers(0, len(RELATIONS) - 1))
def test_row(table: LinkTable, head: int, relation: int) -> None:
    """A row holds the words of one head and one relation, in text order, with their scores."""
    words, scores = table.row(head, relation)
    chosen = (table.heads == head) & (table.relations == relation)
    assert words.tolist() == table.words[chosen].tolist()
    assert scores.tolist() == table.scores[chosen].tolist()
    assert (np.diff(words) > 0).all()


def test_links_are_dot_products() -> None:
    """A word is linked to a head by the dot product of its key and the head's query, and only above the floor."""
    size = len(RELATIONS) * RELATION_SIZE
    query, key = np.zeros((3, size), dtype=np.float32), np.zeros((3, size), dtype=np.float32)
    actor = RELATIONS.index("actor")
    query[1, actor * RELATION_SIZE] = 10.0
    key[2, actor * RELATION_SIZE] = 10.0
    bias = np.full(len(RELATIONS), -5.0, dtype=np.float32)
    heads, relations, words, scores = _link(query, key, bias, np.array([1]))
    assert (heads.tolist(), relations.tolist(), words.tolist()) == ([1], [actor], [2])
    assert (scores >= LINK_FLOOR).all()


def test_no_heads() -> None:
    """A window without cues and triggers has no links."""
    size = len(RELATIONS) * RELATION_SIZE
    empty = np.zeros((4, size), dtype=np.float32)
    heads, *_ = _link(empty, empty, np.zeros(len(RELATIONS), dtype=np.float32), np.array([], dtype=np.int64))
    assert heads.tolist() == []
