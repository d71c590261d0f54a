"""Reports against each other: origins, incidents, agreement, grades (codebook section 9).

The way of a collection::

    entries -> take.digest_entry -> Digest          what comparing needs, 7 kB a report
    digests -> origins.Roots, number_origins        who said it first; copies by MinHash
    digests -> mentions.list_mentions               what each sentence says of each event
            -> block.pair_mentions                  pairs that share day and place
            -> link.score_pairs                     features, fitted weights
            -> link.link, cluster.cluster           average linkage, forbidden pairs
            -> incidents.Builder                    fields, verdicts, grades, one line

Nothing here compares all reports with all, and digests and incidents wait on a shelf
(``shelf.Shelf``, a temporary file) of which some are in memory; what is held of every
report are columns of numbers. ``tools/bench_compare.py`` measures it.
"""

from .collection import Findings, Grouping, compare, compare_digests, find_incidents, group_digests
from .digest import BUILD, Digest, decode_digest, encode_digest
from .settings import Settings
from .take import digest_entry

__all__ = [
    "BUILD",
    "Digest",
    "Findings",
    "Grouping",
    "Settings",
    "compare",
    "compare_digests",
    "decode_digest",
    "digest_entry",
    "encode_digest",
    "find_incidents",
    "group_digests",
]
