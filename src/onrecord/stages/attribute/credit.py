"""Voices of the whole report: the agency that a dateline, a sign-off or a credit line names.

Three places are read: a dateline in the first lines ("KABUL (Reuters) -"), lines at the
end that hold nothing but a credit ("(AFP)", "- Lusa", "DNA/rk", "Source: ANHA"), and
credits of persons ("Reporting by …"), which count only where an agency is named.

Limits: an agency that only the publisher's name gives is not found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from onrecord.lexicon.countries import country_names
from onrecord.model import Mention, Span, Tokens, Voice

from .lists import load_agency_words

HEAD: Final = 3  # sentences in which a dateline may stand; headline and byline come before
TAIL: Final = 4  # sentences at the end in which a credit may stand
CREDIT: Final = 20  # words; a longer line is a sentence of the report
SHORT: Final = 5  # words of a name that stands alone
DATELINE: Final = re.compile(r"^[^()\n]{2,60}\((?P<name>[^()\n]{2,40})\)\s*(?:[A-Z][a-z]+day\s*)?(?:-{1,2}|–|—|:)")
SIGNATURE: Final = re.compile(
    r"\(?(?P<name>[A-Z]{2,6})(?:[/-][a-z]{1,4}){0,3}\.?\)?|(?P<desk>[a-z]{2,4}(?:/[a-z]{1,4})+)"
)
LAST_WORD: Final = re.compile(r"(?<=[.!?\"”’)])\s+(?P<sign>\S*[a-z]{2,4}(?:/[a-z]{1,4})+|[A-Z]{2,6}(?:/[a-z]{1,4})+)$")
INITIALS: Final = re.compile(
    r"(?:\s*[,/]\s*[A-Za-z]{1,3}|\s+[a-z]{1,4}/[a-z]{1,4})(?:/[A-Za-z]{1,4})*$"
)  # of who wrote and edited
OPENING: Final = re.compile(r"[\s(\[–—*-]+|[a-z]{1,4}(?:/[a-z]{1,4})+\s+")
DESK: Final = re.compile(r"(?:/[a-z]{1,4})+$")  # of a sign-off: "ips/jf/ed" is IPS
PART: Final = re.compile(r"[^\s,;/&()][^,;/&()]*")


@cache
def _names() -> re.Pattern[str]:
    """Known agencies, the longest first, as whole words and with their capitals."""
    names = sorted(load_agency_words().names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


@cache
def _leads() -> re.Pattern[str]:
    """Phrases before a name in a credit line."""
    leads = sorted(load_agency_words().leads, key=lambda lead: (-len(lead), lead))
    either = "|".join(re.escape(lead).replace(r"\ ", r"\s*") for lead in leads)
    return re.compile(rf"(?<!\w)(?P<lead>{either})(?!\w)\s*", re.IGNORECASE)


def find_report_voices(tokens: Tokens, *, mentions: tuple[Mention, ...] = ()) -> tuple[Voice, ...]:
    """Agencies through which the whole report came.

    Args:
        tokens: n words.
        mentions: Names of organisations; as names of agencies they count behind "with" and "by".

    Returns:
        In text order, each agency once: its sign-off rather than its dateline.
    """
    count = len(tokens.sentences) - 1
    dateline = [name for i in range(min(HEAD, count)) for name in _read_dateline(tokens.sentence_span(i))][:1]
    credits: list[tuple[Span, Span | None]] = []
    for i in range(max(0, count - TAIL), count):
        line = tokens.sentence_span(i)
        last_word = LAST_WORD.search(line.text) if i == count - 1 else None
        if last_word is not None:
            line = Span.cut(tokens.text, line.start + last_word.start("sign"), line.end)
        if (i == count - 1 or _is_whole_line(tokens.text, line)) and len(line.text.split()) <= CREDIT:
            credits += _read_credit(line, tokens.text, mentions, dateline)
    found: list[tuple[Span, Span | None]] = [
        (name, None) for name in dateline if not any(_is_same(name.text, other.text) for other, _ in credits)
    ]
    for name, cue in credits:
        if not any(_is_same(name.text, other.text) for other, _ in found):
            found.append((name, cue))
    return tuple(Voice(source=name, cue=cue, named=True) for name, cue in found)


def _read_dateline(line: Span) -> Iterator[Span]:
    """The bracketed name of "KABUL (Reuters) -", if the line opens with a place in capitals."""
    match = DATELINE.match(line.text)
    if match is None or any(c.isdigit() for c in match["name"]):
        return
    if match["name"] in country_names():  # "(Iraq)" behind a city is no agency
        return
    place = line.text.split()[0].strip(",")
    if _names().fullmatch(match["name"]) or (place.isupper() and match["name"][0].isupper()):
        start = line.start + match.start("name")
        yield Span(start, start + len(match["name"]), match["name"])


def _is_whole_line(text: str, span: Span) -> bool:
    """Whether a sentence has its line to itself."""
    before = text.rfind("\n", 0, span.start) + 1
    after = text.find("\n", span.end)
    return not text[before : span.start].strip() and not text[span.end : after if after >= 0 else len(text)].strip()


def _read_credit(
    line: Span, text: str, mentions: tuple[Mention, ...], dateline: list[Span]
) -> Iterator[tuple[Span, Span | None]]:
    """Names in a line of credit, each with the words before it ("with")."""
    signature = SIGNATURE.fullmatch(line.text)
    if signature is not None:
        desk = signature["desk"]
        if desk is None:
            start = line.start + signature.start("name")
            yield Span(start, start + len(signature["name"]), signature["name"]), None
        elif any(_initials(name.text) == desk.split("/")[0].upper() for name in dateline):
            yield line, None
        return
    opening = OPENING.match(line.text)
    start = line.start + (opening.end() if opening else 0)
    body = text[start : line.end].rstrip(" .)]*")
    initials = INITIALS.search(body)
    if initials is not None:
        body = body[: initials.start()]
    leads = list(_leads().finditer(body))
    known = list(_names().finditer(body))
    begins = bool(leads) and leads[0].start() == 0
    is_alone = initials is not None or bool(known and known[0].start() == 0)
    if opening is None and not begins and not (is_alone and len(body.split()) <= SHORT):
        return
    if not leads and (opening is not None or initials is not None):  # "(Maghreb Press Union)", "- Lusa Atlântica"
        if body and body[0].isupper() and len(body.split()) <= SHORT and not set(",:") & set(body):
            yield Span(start, start + len(body), body), None
        return
    yield from _read_parts(body, start, leads, mentions)


def _read_parts(
    body: str, start: int, leads: list[re.Match[str]], mentions: tuple[Mention, ...]
) -> Iterator[tuple[Span, Span | None]]:
    """Names of a line cut at its leads: the part before the first lead, and what follows each."""
    persons = load_agency_words().persons
    bounds = [0, *(match.end() for match in leads)]
    stops = [*(match.start() for match in leads), len(body)]
    for index, (first, last) in enumerate(zip(bounds, stops, strict=True)):
        lead = re.sub(r"\s+", " ", leads[index - 1]["lead"]).lower() if index else None
        cue = None
        if lead == "with":
            at = start + leads[index - 1].start("lead")
            cue = Span(at, at + len(lead), body[at - start : at - start + len(lead)])
        for at, name in _split_names(body, first, last):
            span = Span(start + at, start + at + len(name), name)
            listed = _names().fullmatch(name) is not None or any(
                mention.type == "organisation" and mention.span == span for mention in mentions
            )
            if listed or (lead is not None and lead not in persons and name[0].isupper()):
                yield span, cue


def _split_names(body: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Offset and text of each part between commas, semicolons and slashes."""
    for match in PART.finditer(body, first, last):
        part = match[0].rstrip(" -–—:.")
        if part:
            yield match.start(), part


def _initials(name: str) -> str:
    """First letters of a name of several words, else the name itself, in capitals."""
    parts = re.split(r"[\s-]+", name)
    return "".join(part[0] for part in parts if part and part[0].isupper()) if len(parts) > 1 else name.upper()


def _is_same(one: str, other: str) -> bool:
    """Whether two names are of one agency: equal, or one the other's initials."""
    one, other = (DESK.sub("", name) for name in (one, other))
    return one.casefold() == other.casefold() or _initials(one) == _initials(other)
