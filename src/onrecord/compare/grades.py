"""Credibility of an incident, from independent origins and contradictions alone.

Source: Admiralty code (NATO STANAG 2511), figures 1 to 6; who prints a claim, and how
many, has no part in it.

==  =====================================================================
1   two independent origins or more say so, nobody contradicts
2   two or more say so, but differ on a detail
3   one identifiable origin says so; or more say so than deny it
4   as many deny it as say so
5   more deny it than say so
6   nobody says so who can be told apart from others: it cannot be judged
==  =====================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import Grade


class Graded(NamedTuple):
    """A grade, and one line that derives it."""

    grade: Grade
    derivation: str


def grade_incident(
    *, asserting: Sequence[str], denying: Sequence[str], anonymous: Sequence[str], disputed: Sequence[str]
) -> Graded:
    """Grade one incident.

    Args:
        asserting: Ids of the origins that say so.
        denying: Ids of those that deny it.
        anonymous: Those of ``asserting`` that stand for sources without a name.
        disputed: Names of the fields in dispute.

    >>> grade_incident(asserting=["o1", "o4"], denying=[], anonymous=[], disputed=["killed"])
    Graded(grade=2, derivation='o1, o4 say so independently; in dispute: killed')
    """
    known = [origin for origin in asserting if origin not in anonymous]
    says = f"{', '.join(asserting) or 'nobody'} {'say so independently' if len(asserting) > 1 else 'says so'}"
    if denying:
        says += f"; {', '.join(denying)} {'denies' if len(denying) == 1 else 'deny'} it"
    if disputed:
        says += f"; in dispute: {', '.join(disputed)}"
    return Graded(_figure(len(asserting), len(denying), len(known), bool(disputed)), says)


def _figure(says: int, denies: int, known: int, is_disputed: bool) -> Grade:
    if denies:
        return 3 if says > denies else 4 if says == denies else 5
    if says > 1:
        return 2 if is_disputed else 1
    return 3 if known else 6
