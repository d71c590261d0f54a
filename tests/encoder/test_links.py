"""The table of links, and how it is made of queries and keys."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.heads import RELATION_SIZE, RELATIONS
from onrecord.encoder.join import LinkPacker
from onrecord.encoder.runtime import FLOORS, KIND_FLOOR, LINK_FLOOR, LINK_FLOORS, _find_floors, _link
from onrecord.model.layers import RELATION_KEYS
from onrecord.stages.attribute.pairing import LINKED_LEAST
from onrecord.stages.event.fillers import RUN_LEAST, WORD_SHARE
from onrecord.stages.event.group import SAME_LEAST

Links = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


@st.composite
def windows(draw: st.DrawFn) -> list[Links]:
    """Links of three windows of ten words: heads, relations, words, scores, sorted by the first three."""
    found = []
    for first in (0, 10, 20):
        head, word = st.integers(first, first + 9), st.integers(max(first - 5, 0), first + 9)
        triple = st.tuples(head, st.integers(0, len(RELATIONS) - 1), word)
        triples = sorted(draw(st.sets(triple, max_size=40)))
        heads, relations, words = np.array(triples, dtype=np.int32).reshape(-1, 3).T
        scores = np.linspace(0.1, 1, len(triples), dtype=np.float32)
        found.append((heads, relations.astype(np.uint8), words, scores))
    return found


@given(windows(), st.integers(0, 31), st.integers(0, len(RELATIONS) - 1))
def test_row(said: list[Links], head: int, relation: int) -> None:
    """A row holds the words of one head and one relation, in text order, with their scores."""
    packer = LinkPacker()
    for links in said:
        packer.add(*links)
    words, scores = packer.table().row(head, relation)
    heads, relations, all_words, all_scores = (np.concatenate(column) for column in zip(*said, strict=True))
    chosen = (heads == head) & (relations == relation)
    assert words.tolist() == all_words[chosen].tolist()
    assert scores.tolist() == all_scores[chosen].tolist()


def test_every_relation_has_a_key_of_its_own() -> None:
    """Head and relation make one number."""
    assert len(RELATIONS) <= RELATION_KEYS


def test_decoding_asks_for_more_than_the_floors() -> None:
    """No link is dropped that a stage would take."""
    least = {"medium": LINKED_LEAST, "same": SAME_LEAST}
    for name, floor in zip(RELATIONS, FLOORS.tolist(), strict=True):
        least_of_run = LINK_FLOOR if name in {"source", "content"} else RUN_LEAST * WORD_SHARE
        assert floor <= np.float32(least.get(name, least_of_run))


def test_heads_have_the_links_of_their_kind() -> None:
    """A cue has a source, a trigger an actor, a word that may be either has both."""
    is_cue, is_trigger = np.array([True, False, True]), np.array([False, True, True])
    has = _find_floors(is_cue=is_cue, is_trigger=is_trigger) <= 1
    assert has[:, RELATIONS.index("source")].tolist() == is_cue.tolist()
    assert has[:, RELATIONS.index("actor")].tolist() == is_trigger.tolist()
    assert 0 < KIND_FLOOR < 0.05


def test_links_are_dot_products() -> None:
    """A word is linked to a head by the dot product of its key and the head's query, and only above the floor."""
    size = len(RELATIONS) * RELATION_SIZE
    query, key = np.zeros((3, size), dtype=np.float32), np.zeros((3, size), dtype=np.float32)
    actor = RELATIONS.index("actor")
    query[1, actor * RELATION_SIZE] = 10.0
    key[2, actor * RELATION_SIZE] = 10.0
    bias = np.full(len(RELATIONS), -5.0, dtype=np.float32)
    heads, relations, words, scores = _link(query, key, bias, np.array([1]), floors=FLOORS[None])
    assert (heads.tolist(), relations.tolist(), words.tolist()) == ([1], [actor], [2])
    assert (scores >= LINK_FLOORS["actor"]).all()


def test_no_heads() -> None:
    """A window without cues and triggers has no links."""
    size = len(RELATIONS) * RELATION_SIZE
    empty = np.zeros((4, size), dtype=np.float32)
    none = np.array([], dtype=np.int64)
    heads, *_ = _link(empty, empty, np.zeros(len(RELATIONS), dtype=np.float32), none, floors=FLOORS[None][:0])
    assert heads.tolist() == []
