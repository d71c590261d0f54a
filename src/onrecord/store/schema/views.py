"""The views: the flat tables put together as a researcher asks for them.

They hold no data, so every step of the tables makes them anew from here. ``{join}`` is
the aggregate that joins texts, which the two databases call by different names; both
keep the order of the inner query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, inspect, text


@dataclass(frozen=True, slots=True)
class View:
    """One view.

    Attributes:
        query: Its SELECT.
        comment: One line for the docs.
    """

    name: str
    comment: str
    query: str


REPORT: Final = "r.id AS report, r.ref, r.publisher, r.published"
ABOUT: Final = """(SELECT {join}(claim, ' ') FROM (
    SELECT claim FROM about b WHERE b.report_key = x.report_key AND b.item = x.id ORDER BY claim) AS told)"""


def _fillers(role: str) -> str:
    return f"""(SELECT {{join}}(name, ', ') FROM (
    SELECT coalesce(a.name, f.text) AS name FROM fillers f
    LEFT JOIN actors a ON a.report_key = f.report_key AND a.id = f.actor
    WHERE f.report_key = x.report_key AND f.event = x.id AND f.role = '{role}' ORDER BY f.n) AS named)"""


VIEWS: Final = (
    View(
        "report_view",
        "The reports without their text, with what was found in each",
        f"""SELECT {REPORT}, r.title, r.url, r.published_first, r.published_last, r.published_basis, r.added,
  (SELECT count(*) FROM claims x WHERE x.report_key = r.key) AS claims,
  (SELECT count(*) FROM events x WHERE x.report_key = r.key) AS events,
  (SELECT count(*) FROM figures x WHERE x.report_key = r.key) AS figures,
  (SELECT count(*) FROM problems x WHERE x.report_key = r.key) AS problems,
  u.version, u.model
FROM reports r JOIN runs u ON u.key = r.run_key""",
    ),
    View(
        "event_view",
        "Who did what to whom, when and where; `claims` are those that say so, null for the report's own voice",
        f"""SELECT {REPORT}, x.id AS event, x.type, x.mode, x.status, x.certainty,
  {_fillers("actor")} AS actors,
  {_fillers("recipient")} AS recipients,
  x.time, x.time_first, x.time_last, p.name AS place, p.lat, p.lon, p.precision, p.country,
  {ABOUT} AS claims,
  x.text, x.span_start, x.span_end
FROM events x JOIN reports r ON r.key = x.report_key
LEFT JOIN places p ON p.report_key = x.report_key AND p.id = x.place""",
    ),
    View(
        "claim_view",
        "Who says what; `chain` goes from the voice nearest to the fact to the last before the report",
        f"""SELECT {REPORT}, x.id AS claim,
  (SELECT {{join}}(name, ' → ') FROM (
    SELECT coalesce(a.name, v.text, 'nobody named') AS name FROM voices v
    LEFT JOIN actors a ON a.report_key = v.report_key AND a.id = v.actor
    WHERE v.report_key = x.report_key AND v.claim IN (x.id, 'report')
    ORDER BY CASE v.claim WHEN 'report' THEN 1 ELSE 0 END, v.n) AS linked) AS chain,
  x.act, x.form, x.certainty, x.polarity, x.text, x.span_start, x.span_end
FROM claims x JOIN reports r ON r.key = x.report_key""",
    ),
    View(
        "figure_view",
        "Counts with the event that they belong to; `claims` as in `event_view`",
        f"""SELECT {REPORT}, x.id AS figure, x.unit, x.low, x.high, x.approximate, x.cumulative, x.certainty,
  e.id AS event, e.type, e.status, e.time, p.name AS place,
  {ABOUT} AS claims,
  x.text, x.span_start, x.span_end
FROM figures x JOIN reports r ON r.key = x.report_key
LEFT JOIN events e ON e.report_key = x.report_key AND e.id = x.of
LEFT JOIN places p ON p.report_key = e.report_key AND p.id = e.place""",
    ),
    View(
        "actor_view",
        "Actors of the whole collection: how many reports name them, what they do and undergo, how often they speak",
        """SELECT min(a.name) AS name, min(a.kind) AS kind, a.registry_id, count(DISTINCT a.report_key) AS reports,
  sum((SELECT count(*) FROM fillers f WHERE f.report_key = a.report_key AND f.actor = a.id
       AND f.role = 'actor')) AS acts,
  sum((SELECT count(*) FROM fillers f WHERE f.report_key = a.report_key AND f.actor = a.id
       AND f.role = 'recipient')) AS undergoes,
  sum((SELECT count(*) FROM voices v WHERE v.report_key = a.report_key AND v.actor = a.id)) AS speaks
FROM actors a GROUP BY coalesce(a.registry_id, a.name_key), a.registry_id""",
    ),
    View(
        "tie_view",
        "Lasting relations between actors, or of an actor to a place",
        f"""SELECT {REPORT}, x.id AS tie, a.name AS from_name, x.type, coalesce(b.name, p.name) AS to_name,
  x.certainty, x.text, x.span_start, x.span_end
FROM ties x JOIN reports r ON r.key = x.report_key
LEFT JOIN actors a ON a.report_key = x.report_key AND a.id = x.from_id
LEFT JOIN actors b ON b.report_key = x.report_key AND b.id = x.to_id
LEFT JOIN places p ON p.report_key = x.report_key AND p.id = x.to_id""",
    ),
    View(
        "label_view",
        "Loaded words, for whom, by whom; `by` is the speaker who is quoted, or the report",
        f"""SELECT {REPORT}, x.id AS label, x.text, x.kind, a.name AS actor,
  CASE x.by WHEN 'report' THEN 'report' ELSE coalesce(s.name, v.text, 'nobody named') END AS by,
  x.span_start, x.span_end
FROM labels x JOIN reports r ON r.key = x.report_key
LEFT JOIN actors a ON a.report_key = x.report_key AND a.id = x.actor
LEFT JOIN voices v ON v.report_key = x.report_key AND v.claim = x.by AND v.n = 0 AND x.by <> 'report'
LEFT JOIN actors s ON s.report_key = v.report_key AND s.id = v.actor""",
    ),
    View(
        "incident_view",
        "Incidents with the numbers of reports and independent origins, and the fields in dispute",
        """SELECT i.id AS incident, i.type, i.what, i.date, i.date_first, i.date_last, i.place,
  i.lat, i.lon, i.precision,
  (SELECT count(DISTINCT m.report_key) FROM incident_mentions m WHERE m.incident = i.id) AS reports,
  (SELECT count(*) FROM incident_origins o WHERE o.incident = i.id) AS origins,
  (SELECT {join}(field, ' ') FROM (SELECT DISTINCT v.field FROM incident_values v
    WHERE v.incident = i.id AND v.verdict = 'dispute' ORDER BY v.field) AS disputed) AS in_dispute,
  i.grade, i.derivation
FROM incidents i""",
    ),
    View(
        "value_view",
        "What is claimed of incidents, by whom, in which report, from which origin",
        f"""SELECT v.incident, v.field, v.verdict, v.low, v.high, v.value, {REPORT},
  v.origin, o.name AS origin_name, v.voices
FROM incident_values v JOIN reports r ON r.key = v.report_key LEFT JOIN origins o ON o.id = v.origin""",
    ),
)


def make_views(connection: Connection, *, join: str) -> None:
    """Make all views anew.

    Args:
        connection: In a transaction.
        join: Name of the aggregate that joins texts.
    """
    for name in sorted(set(inspect(connection).get_view_names()) & {view.name for view in VIEWS}):
        connection.execute(text(f"DROP VIEW {name}"))
    for view in VIEWS:
        connection.exec_driver_sql(f"CREATE VIEW {view.name} AS {view.query.replace('{join}', join)}")
