"""The page of a record, as an editor sees it."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from onrecord.export import FORMATS, Layout, to_html
from onrecord.intake import read_file
from onrecord.model import Record
from onrecord.pipeline import Reader
from tests.fixtures.sample import RECORD
from tests.golden.examples import EXAMPLES

REPORT_TEXT = """
return [...document.querySelectorAll('p.text')].map(paragraph => {
  const copy = paragraph.cloneNode(true);
  copy.querySelectorAll('.number, .ref').forEach(element => element.remove());
  return copy.textContent;
})
"""
WIDER_THAN_WINDOW = "return document.documentElement.scrollWidth > document.documentElement.clientWidth"
COLOURS = "const style = getComputedStyle(document.body); return [style.backgroundColor, style.color]"
NOTES_BESIDE_TEXT = """
return [...document.querySelectorAll('aside')].map(notes => {
  const text = notes.parentElement.querySelector('p.text');
  return notes.getBoundingClientRect().left >= text.getBoundingClientRect().right;
})
"""
WIDTH_OF_A4 = 718
"""Pixels: 21 cm less a margin of 1 cm on each side."""
KINDS = ("claim", "event", "actor", "place", "figure", "time", "label")
LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, level AA."""


@pytest.fixture(scope="module", params=[*EXAMPLES, None], ids=lambda path: path.name if path else "sample")
def record(request: pytest.FixtureRequest, reader: Reader) -> Record:
    """The record of each example, and one made by hand that holds every kind of item."""
    return reader.read_report(read_file(request.param)) if request.param else RECORD


@pytest.fixture
def page(browser: Chrome, record: Record, tmp_path: Path) -> Iterator[Chrome]:
    """The browser with the page of the record open, wide and light."""
    path = tmp_path / "record.html"
    path.write_text(FORMATS["html"].render(record, Layout()), encoding="utf-8")
    emulate(browser, "", "light")
    browser.set_window_size(1280, 1600)
    for log in ("browser", "performance"):
        browser.get_log(log)  # what earlier pages left
    browser.get(path.as_uri())
    yield browser
    emulate(browser, "", "light")


def emulate(browser: Chrome, media: str, scheme: str) -> None:
    """Show pages as another medium (empty: the real one) and with another preference for light or dark."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def set_width(browser: Chrome, width: int) -> None:
    """Lay pages out in a window of this many pixels, narrower than the browser's own may be."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def luminance(colour: str) -> float:
    """Relative luminance of a computed colour, 0 to 1 (WCAG 2.2)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two computed colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def save_shot(browser: Chrome, path: Path) -> None:
    """A picture of the whole page."""
    shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
    path.write_bytes(base64.b64decode(shot["data"]))


def test_page_is_quiet(page: Chrome, record: Record) -> None:
    """No script, nothing loaded but the page itself, and not a word on the console."""
    assert page.find_elements(By.TAG_NAME, "script") == []
    assert page.get_log("browser") == []
    messages = [json.loads(row["message"])["message"] for row in page.get_log("performance")]
    sent = [row["params"]["request"]["url"] for row in messages if row["method"] == "Network.requestWillBeSent"]
    assert sent == [page.current_url]


def test_text_is_the_report(page: Chrome, record: Record) -> None:
    """The paragraphs hold the report's text, word for word, in its order."""
    paragraphs = page.execute_script(REPORT_TEXT)
    assert "\n".join(paragraphs).split() == record.report.text.split()


def test_every_claim_has_its_chain(page: Chrome, record: Record) -> None:
    """Each claim is a visible note that ends its chain with this report, and its number in the text leads there."""
    notes = {note.get_attribute("id"): note for note in page.find_elements(By.CLASS_NAME, "note")}
    assert set(notes) == {claim.id for claim in record.claims}
    for note in notes.values():
        assert note.is_displayed()
        assert "← this report" in note.text
    for link in page.find_elements(By.CLASS_NAME, "ref"):
        assert link.text in notes
        link.click()
        assert page.current_url.endswith(f"#{link.text}")


def test_sections_are_visible(page: Chrome, record: Record) -> None:
    """Every kind of item that the record holds has its section, with a row for each."""
    shown = {heading.text for heading in page.find_elements(By.TAG_NAME, "h2") if heading.is_displayed()}
    held = {
        "Events": record.events,
        "Figures": record.figures,
        "People and groups": record.actors,
        "Places": record.places,
        "Dates": record.times,
        "Ties": record.ties,
        "Labels": record.labels,
    }
    for title, items in held.items():
        assert (title in shown) == bool(items)
        for item in items:
            assert page.find_element(By.ID, item.id).is_displayed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_are_readable(page: Chrome, record: Record, shots: Path, scheme: str) -> None:
    """Light ground by day, dark by night; text and key stand out from it as WCAG asks."""
    emulate(page, "", scheme)
    ground, ink = page.execute_script(COLOURS)
    assert (luminance(ground) < 0.1) == (scheme == "dark")
    assert contrast(ground, ink) >= LEAST_CONTRAST
    for name in ("id", "at", "ref", "number"):
        for element in page.find_elements(By.CLASS_NAME, name)[:1]:
            assert contrast(ground, element.value_of_css_property("color")) >= LEAST_CONTRAST
    lines = {
        kind: page.find_element(By.CSS_SELECTOR, f".key .{kind}").value_of_css_property("text-decoration-color")
        for kind in KINDS
    }
    assert len(set(lines.values())) == len(KINDS)
    assert all(contrast(ground, colour) >= 3 for colour in lines.values())
    save_shot(page, shots / f"{record.report.id}-{scheme}.png")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_runs_over_the_edge(page: Chrome, record: Record, shots: Path, width: int) -> None:
    """On a telephone as on a desk, no line is wider than the window."""
    set_width(page, width)
    is_too_wide = page.execute_script(WIDER_THAN_WINDOW)
    save_shot(page, shots / f"{record.report.id}-{width}.png")
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert not is_too_wide


def test_print_is_black_on_white(page: Chrome, record: Record, shots: Path) -> None:
    """Paper is white even for a reader who prefers dark, and the whole report prints."""
    emulate(page, "print", "dark")
    assert page.execute_script(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    emulate(page, "", "light")  # the medium is the printer's again
    pdf = base64.b64decode(page.print_page())
    (shots / f"{record.report.id}.pdf").write_bytes(pdf)
    assert pdf.startswith(b"%PDF-")


def test_claims_stand_beside_their_text_on_paper(page: Chrome, record: Record) -> None:
    """On a sheet of A4 the notes are in the margin, not between the paragraphs."""
    emulate(page, "print", "light")
    set_width(page, WIDTH_OF_A4)
    notes = page.execute_script(NOTES_BESIDE_TEXT)
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert notes == [True] * len(notes)


def test_report_that_attacks_the_page(browser: Chrome, tmp_path: Path) -> None:
    """Markup inside a report is shown as text and runs nothing, even were it not escaped."""
    attack = "<script>document.title = 'broken'</script><img src=x onerror=\"document.title = 'broken'\">"
    path = tmp_path / "attacked.html"
    page = to_html(RECORD)
    path.write_text(page.replace("<h1>", f"<h1>{attack}"), encoding="utf-8")
    browser.get(path.as_uri())
    assert browser.title != "broken"
    browser.get_log("browser")  # the refusals of the page's policy, which are expected here
