"""Word vectors: what is alike in meaning, and files that were changed."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.compare import vectors
from onrecord.compare.stem import stem_all
from onrecord.compare.vectors import compare_meaning, load_vectors, read_vectors
from onrecord.errors import WeightsError

FOLDER = Path(vectors.__file__).parent


def bag(text: str) -> frozenset[str]:
    """Stems of a text."""
    return frozenset(stem_all(text.split()))


@pytest.mark.parametrize(
    ("one", "like", "unlike"),
    [
        ("gunmen ambushed a convoy", "militants attacked trucks", "ministers signed a treaty"),
        ("a ceasefire was agreed", "the truce was accepted", "a bomb killed shoppers"),
        ("police arrested protesters", "officers detained demonstrators", "an earthquake destroyed villages"),
        ("the president resigned", "the premier stepped down", "helicopters bombed the market"),
    ],
)
def test_other_words_of_like_meaning_are_nearer_than_words_of_another_matter(one: str, like: str, unlike: str) -> None:
    """Other words of like meaning are nearer than words of another matter."""
    assert compare_meaning(bag(one), bag(like)) > compare_meaning(bag(one), bag(unlike))


def test_words_that_nobody_knows_say_nothing() -> None:
    """A stem without a vector neither adds nor takes."""
    known = bag("gunmen ambushed a convoy")
    assert compare_meaning(frozenset(), known) == 0
    assert compare_meaning(frozenset({"qqzzx"}), known) == 0
    assert compare_meaning(known | {"qqzzx"}, known) == pytest.approx(1)


def test_the_order_of_words_has_no_part() -> None:
    """Sums are exact, so that the order of a set has no part."""
    words = sorted(bag("gunmen ambushed a convoy of trucks near the old bridge"))
    forward, backward = frozenset(words), frozenset(reversed(words))
    other = bag("fighters attacked lorries on a road")
    assert np.array_equal(load_vectors().add(forward), load_vectors().add(backward))
    assert compare_meaning(forward, other) == compare_meaning(other, backward)


def test_common_words_weigh_less_than_telling_ones() -> None:
    """What every report says weighs less than what tells incidents apart."""
    loaded = load_vectors()
    weights = {
        stem: int(loaded.weights[loaded.rows[stem]]) for stem in ("peopl", "year", "shell", "ambush", "earthquak")
    }
    assert max(weights["peopl"], weights["year"]) < min(weights["shell"], weights["ambush"], weights["earthquak"])


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """One changed byte is noticed."""
    changed = bytearray((FOLDER / "vectors.npz").read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "vectors.npz").write_bytes(changed)
    with pytest.raises(WeightsError, match="differs from its manifest"):
        read_vectors(tmp_path / "vectors.npz", FOLDER / "vectors.json")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(WeightsError, match=r"vectors\.npz.*cannot be read"):
        read_vectors(tmp_path / "vectors.npz", FOLDER / "vectors.json")
