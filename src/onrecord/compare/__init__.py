"""Reports against each other: origins, incidents, agreement, grades (codebook section 9).

The way of a collection::

    entries -> take.digest_entry -> Digest          what comparing needs, 7 kB a report
    digests -> origins.Roots, number_origins        who said it first; copies by MinHash
    digests -> mentions.list_mentions               what each sentence says of each event
            -> block.pair_mentions                  pairs that share day and place
            -> score.score_pairs                    features, fitted weights
            -> cluster.cluster                      average linkage, forbidden pairs
            -> incidents.Builder                    fields, verdicts, grades, one line

Nothing here compares all reports with all; ``tools/bench_compare.py`` measures it.
"""

from .collection import Grouping, compare, compare_digests, group_digests
from .digest import BUILD, Digest, decode_digest, encode_digest
from .settings import Settings
from .take import digest_entry

__all__ = [
    "BUILD",
    "Digest",
    "Grouping",
    "Settings",
    "compare",
    "compare_digests",
    "decode_digest",
    "digest_entry",
    "encode_digest",
    "group_digests",
]
