"""An annotated report in the gold form, of the same text as ``fixtures.sample``.

It differs from the record there on purpose: one claim has another act and no source, one
trigger another type, one date another value, one place is far away, one tie is turned round.
"""

from __future__ import annotations

from typing import Any, Final

from tests.fixtures.sample import TEXT

SHELLED: Final = "TEL AMARA, March 12 - At least"
GOLD: Final[dict[str, Any]] = {
    "doc": "sample",
    "text": TEXT,
    "published": "2014-03-12",
    "claims": [
        {
            "content": [
                "At least 112 people were killed and dozens wounded on Tuesday",
                "fighters of the Amara Brigades shelled a market in the town of Tel Amara",
            ],
            "source": "a hospital doctor",
            "cue": "citing",
            "chain": [{"source": "a hospital doctor", "medium": None}, {"source": "Coast Monitor", "medium": None}],
            "act": "say",
            "form": "indirect",
            "certainty": "certain",
            "polarity": "affirmed",
        },
        {
            "content": "“They used mortars,”",
            "source": "the doctor",
            "cue": "told the group",
            "chain": [],
            "act": "confirm",
            "form": "direct",
            "certainty": "certain",
            "polarity": "affirmed",
        },
        {
            "content": ["that they had attacked the market"],
            "source": None,
            "cue": "denied",
            "act": "deny",
            "form": "indirect",
            "certainty": "certain",
            "polarity": "denied",
        },
        {"content": ["formerly known as the Hill Guard"], "source": None, "cue": None},
        {"content": ["words that stand nowhere"], "source": None, "cue": None},
    ],
    "events": [
        {
            "triggers": [
                {"text": "shelled", "sentence": SHELLED},
                {"text": "killed", "sentence": "TEL AMARA, March 12"},
            ],
            "type": "ASSAULT",
            "status": "occurred",
            "actors": ["nobody in the text", "the Hill Guard"],
            "recipients": ["At least 112 people"],
            "place": "a market in the town of Tel Amara",
            "date": "2014-03-11",
        },
        {
            "trigger": "denied",
            "sentence": "The Brigades, formerly known",
            "type": "ACCUSE",
            "status": "occurred",
            "actors": ["The Brigades"],
            "place": None,
        },
        {
            "triggers": [{"text": "send", "sentence": "The government will"}],
            "type": "MOBILIZE",
            "status": "occurred",
            "actors": ["The government", "Interior Minister Sami Haddad"],
            "recipients": ["officials"],
            "place": "Syria",
            "date": "2014",
        },
        {"trigger": "stall", "sentence": "Shells hit", "type": "CONSULT", "status": "negated"},
    ],
    "figures": [
        {"text": "112 people", "sentence": SHELLED, "low": 112, "high": None, "unit": "Killed"},
        {"text": "dozens", "sentence": SHELLED, "low": 24, "high": 99, "unit": "wounded"},
        {"text": "200 and 250", "sentence": "The government will", "low": 201, "high": 250, "unit": "troops"},
        {"text": "nowhere", "sentence": "The government will", "low": 1, "high": 1, "unit": "troops"},
    ],
    "dates": [
        {"text": "March 12", "sentence": SHELLED, "value": "2014-03-12"},
        {"text": "Tuesday", "sentence": SHELLED, "value": "2014-03-18"},
    ],
    "places": [
        {"text": "Tel Amara", "lat": 36.0, "lon": 36.0, "precision": "settlement"},
        {"text": "Syria", "lat": 35.1, "lon": 38.1, "precision": "country"},
        {"text": "Port Sour", "lat": None, "lon": None, "precision": "settlement"},
    ],
    "ties": [
        {"type": "alias", "from": "the Hill Guard", "to": "The Brigades"},
        {"type": "leads", "from": "The government", "to": "Interior Minister Sami Haddad"},
    ],
    "labels": [{"label": "the terrorists", "by": "c5"}, {"label": "officials", "by": "report"}],
}
