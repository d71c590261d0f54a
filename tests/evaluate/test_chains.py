"""Sources behind sources: which chains are annotated, and when ours is the same."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.errors import CorpusError
from onrecord.evaluate import evaluate
from onrecord.evaluate.chains import ChainItem, count_chains, find_chain, is_same_chain
from onrecord.evaluate.records.items import ClaimItem
from onrecord.pipeline import Reader

TEXT = "Ali said that Omar told him that Bria had fallen. " + "Nobody else was there to see it. " * 4
OUTER, INNER = (9, 48), (28, 48)


def attribution(content: tuple[int, int], source: tuple[int, int] | None, within: int | None = None) -> dict[str, Any]:
    """One attribution in the corpus's form."""
    signals = [{"type": "lexical", "subtype": "indicative_word", "spans": [[4, 8]]}]
    if source is not None:
        signals.append({"type": "semantic", "subtype": "attribution_source", "spans": [list(source)]})
    return {"polarity": "positive", "content": [list(content)], "signals": signals, "within": within, "depth": 0}


def make_item(*attributions: dict[str, Any]) -> ChainItem:
    """A document of them."""
    return msgspec.convert({"text": TEXT, "attributions": [*attributions]}, ChainItem)


NESTED = (attribution(OUTER, (0, 3)), attribution(INNER, (14, 18), 0))


def claim(content: tuple[int, int], *chain: tuple[int, int] | None) -> ClaimItem:
    """A claim of ours."""
    return ClaimItem((content,), chain[0], None, chain, None, None, None, None)


def test_chain_runs_from_its_own_source_outward() -> None:
    """Omar, who is nearer to the fact, comes before Ali."""
    item = make_item(*NESTED)
    assert find_chain(item, 1) == (((14, 18),), ((0, 3),))
    assert find_chain(item, 0) == (((0, 3),),)


def test_author_of_the_text_is_no_link() -> None:
    """Who wrote all of it is the report's own voice, unless asked for."""
    item = make_item(attribution((0, len(TEXT) - 1), (0, 3)), attribution(INNER, (14, 18), 0))
    assert find_chain(item, 1) == (((14, 18),),)
    assert find_chain(item, 1, with_authors=True) == (((14, 18),), ((0, 3),))


def test_order_and_number_of_links_matter() -> None:
    """The same sources turned round, or one of the two, are no match."""
    ali, omar = ((0, 3),), ((14, 18),)
    assert is_same_chain((omar, ali), ((14, 18), (0, 3)))
    assert not is_same_chain((omar, ali), ((0, 3), (14, 18)))
    assert not is_same_chain((omar, ali), ((14, 18),))
    assert not is_same_chain((omar, ()), ((14, 18), (0, 3)))


@pytest.mark.parametrize(
    ("claims", "whole", "given"),
    [
        ((claim(INNER, (14, 18), (0, 3)), claim(OUTER, (0, 3))), (1, 1, 1), (1, 1, 1)),
        ((claim(INNER, (0, 3), (14, 18)),), (1, 1, 0), (1, 1, 0)),
        ((claim(INNER, (14, 18)),), (1, 0, 0), (1, 1, 0)),
        ((claim((60, 80), (14, 18), (0, 3)),), (1, 1, 0), (0, 0, 0)),
        ((), (1, 0, 0), (0, 0, 0)),
    ],
)
def test_counts(claims: tuple[ClaimItem, ...], whole: tuple[int, ...], given: tuple[int, ...]) -> None:
    """Chains of two or more, and of those whose content we have."""
    counts = count_chains(make_item(*NESTED), claims)
    assert counts["chains of two or more"] == whole
    assert counts["given the content"] == given
    assert counts["authors written out"] == whole


@pytest.mark.parametrize("within", [1, 7, -1])
def test_attributions_in_a_circle_are_refused(tmp_path: Path, within: int, reader: Reader) -> None:
    """Each other's content, or one that is not there."""
    path = tmp_path / "x.jsonl"
    broken = [attribution(OUTER, None, within), attribution(INNER, None, 0)]
    path.write_text(json.dumps({"text": TEXT, "attributions": broken}), encoding="utf-8")
    with pytest.raises(CorpusError, match="lies within none"):
        evaluate("chains", path, reader=reader)
