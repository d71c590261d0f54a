"""A whole comparison of invented reports: what is joined, what stays apart, who agrees."""

import random

import pytest

from onrecord.compare import Settings, compare, compare_digests, decode_digest, digest_entry, encode_digest
from onrecord.model import Comparison, Entry, Incident
from onrecord.pipeline import Reader
from onrecord.review import mark_event

from .reports import MARKET_STATE, Text, read


def find(comparison: Comparison, ref: str, word: str) -> Incident:
    """The incident that a trigger of a report belongs to."""
    return next(
        incident
        for incident in comparison.incidents
        if any(mention.report.ref == ref and mention.span.text == word for mention in incident.mentions)
    )


def market(comparison: Comparison) -> Incident:
    """The shelling of the market: the incident with the most reports."""
    return max(comparison.incidents, key=lambda incident: len({m.report for m in incident.mentions}))


def test_one_incident_is_joined_across_reports(comparison: Comparison) -> None:
    """Three reports of the shelling of the market are one incident, with its day and town."""
    incident = market(comparison)
    assert {mention.report.ref for mention in incident.mentions} == {"market-state", "market-monitor", "market-later"}
    assert incident.date == "2021-03-02"
    assert incident.place is not None
    assert incident.place.name == "Latakia"


def test_another_attack_in_the_same_town_stays_apart(comparison: Comparison) -> None:
    """The school that was shelled two days later, and the car bomb of the same report, are other incidents."""
    joined = {(m.report.ref, m.event) for m in market(comparison).mentions}
    assert not any(ref == "next-day" for ref, _ in joined)
    homs = [i for i in comparison.incidents if i.place is not None and i.place.name == "Homs"]
    assert [incident.date for incident in homs] == ["2021-03-03"]


def test_figures_of_two_origins_are_in_dispute(comparison: Comparison) -> None:
    """22 by state television against 44, later 51, by the Observatory: a dispute, never an average."""
    killed = market(comparison).fields.killed
    assert killed is not None
    assert killed.verdict == "dispute"
    assert [(value.low, value.report.ref) for value in killed.values] == [
        (22, "market-state"),
        (44, "market-monitor"),
        (51, "market-later"),
    ]
    assert market(comparison).what == "Shelling in Latakia, 22 or 51 killed, at least 60 injured, denied"


def test_origins_are_first_voices(comparison: Comparison) -> None:
    """Reports that quote the Observatory share its origin; who printed it does not matter."""
    names = {origin.id: origin for origin in comparison.origins}
    killed = market(comparison).fields.killed
    assert killed is not None
    first, second, third = (names[value.origin] for value in killed.values)
    assert second is third
    assert second.name == "Syrian Observatory for Human Rights"
    assert {report.ref for report in second.reports} >= {"market-monitor", "market-later", "next-day"}
    assert first.name != second.name


def test_a_denial_counts_against(comparison: Comparison) -> None:
    """The army's denial puts the status in dispute and lowers the grade, with a line that says why."""
    incident = market(comparison)
    assert incident.fields.status is not None
    assert incident.fields.status.verdict == "dispute"
    assert incident.grade == 3
    assert "denies it" in incident.derivation


def test_copied_text_is_one_origin(comparison: Comparison) -> None:
    """Two printings of one text are one origin, with the passages that show it, and one incident."""
    origin = next(origin for origin in comparison.origins if origin.kind == "copy")
    assert [report.ref for report in origin.reports] == ["copy-one", "copy-two"]
    assert origin.why.startswith("near-identical text")
    assert origin.spans
    counts = [incident.fields.killed.values for incident in comparison.incidents if incident.fields.killed]
    raid = next(values for values in counts if any(value.report.ref == "copy-two" for value in values))
    assert [value.report.ref for value in raid] == ["copy-one", "copy-two"]
    assert len({value.origin for value in raid}) == 1


def test_spans_slice_to_their_texts(comparison: Comparison, entries: list[Entry]) -> None:
    """Every span of mentions and origins stands where it says."""
    texts = {entry.report: entry.record.report.text for entry in entries}
    mentions = [(m.report, m.span) for incident in comparison.incidents for m in incident.mentions]
    shown = [(found.report, found.span) for origin in comparison.origins for found in origin.spans]
    for report, span in mentions + shown:
        assert texts[report][span.start : span.end] == span.text


def test_every_mention_after_the_first_says_why(comparison: Comparison) -> None:
    """As many reasons as mentions that were joined to the first."""
    assert all(len(incident.why) == len(incident.mentions) - 1 for incident in comparison.incidents)


def test_order_does_not_matter(comparison: Comparison, entries: list[Entry]) -> None:
    """Shuffled entries give the same comparison."""
    shuffled = random.Random(1).sample(entries, len(entries))
    assert compare(shuffled) == comparison


def test_kept_digests_compare_like_entries(comparison: Comparison, entries: list[Entry]) -> None:
    """A digest survives its bytes, and comparing digests is comparing entries."""
    kept = [decode_digest(encode_digest(digest_entry(entry))) for entry in entries]
    assert compare_digests([digest for digest in kept if digest is not None]) == comparison


def test_bytes_of_another_form_are_no_digest() -> None:
    """What an older release kept is made anew, not misread."""
    assert decode_digest(b"\x93\x00") is None


def test_nothing_to_compare() -> None:
    """An empty collection gives an empty comparison."""
    assert compare([]) == Comparison()


def test_a_join_and_a_split_of_the_user_hold(entries: list[Entry], comparison: Comparison) -> None:
    """Marks join what was apart, and part what was joined, whatever the scores."""
    by_ref = {entry.report.ref: entry for entry in entries}

    def mark(ref: str) -> object:
        entry = by_ref[ref]
        return mark_event(entry.report.id, entry.record.events[0])

    def home(result: Comparison, ref: str) -> str:
        spans = by_ref[ref].record.events[0].triggers
        found = [i.id for i in result.incidents for m in i.mentions if m.report.ref == ref and m.span in spans]
        return found[0]

    one, other, third = mark("market-state"), mark("market-monitor"), mark("next-day")
    split = compare(entries, settings=Settings(split=((one, other),)))  # type: ignore[arg-type]
    assert home(split, "market-state") != home(split, "market-monitor")
    joined = compare(entries, settings=Settings(joined=((one, third),)))  # type: ignore[arg-type]
    assert home(joined, "market-state") == home(joined, "next-day")


@pytest.mark.parametrize(
    ("later", "verdict"),
    [("at least 22", "agree"), ("22", "agree"), ("35", "update")],
    ids=["same bounds", "same number", "another number"],
)
def test_the_same_origin_later(reader: Reader, later: str, verdict: str) -> None:
    """A later figure of the same origin that fits agrees; one that does not replaces the first."""
    again = Text(
        "market-again",
        "2021-03-05",
        "Inland Herald",
        f"Shells that hit the fish market in Latakia on Tuesday killed {later} people, Syrian state television said.",
    )
    killed = market(compare(read(reader, MARKET_STATE, again))).fields.killed
    assert killed is not None
    assert (len(killed.values), killed.verdict) == (2, verdict)
