"""Write anew the generated parts of README.md and docs/: ``python tools/readme.py [--check]``.

A part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``; ``PARTS`` says
what makes it. With ``--check`` nothing is written: each part that is not current is
named on standard error, and the exit code is 1. Scores inside records are not
compared, since they differ in the last digits from one make of processor to another.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from click.testing import CliRunner

from onrecord import errors
from onrecord.cli import main as cli
from onrecord.encoder.weights import load_manifest
from onrecord.export import FORMATS, Layout
from onrecord.intake import read_file
from onrecord.model import Record
from onrecord.ontology import load as ontology
from onrecord.pipeline import STAGES, Reader

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = ("README.md", "docs/codebook.md", "docs/errors.md", "docs/model-card.md")
EXAMPLE: Final = ROOT / "examples" / "convoy-bria.txt"
WIDTH: Final = 96  # columns of the demo's output: what fits a page of a code host
PART: Final = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
SCORE: Final = re.compile(r'("(?:confidence|score)": )[\d.]+')
COMMANDS: Final = (
    (),
    ("read",),
    ("add",),
    ("find",),
    ("compare",),
    ("incidents",),
    ("judge",),
    ("export",),
    ("evaluate",),
)


@cache
def read_example() -> Record:
    """The record of the example that the README shows."""
    return Reader().read_report(read_file(EXAMPLE))


def fence(text: str, language: str = "text") -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def table(head: Iterable[str], rows: Iterable[Iterable[object]], align: str = "") -> str:
    """A Markdown table.

    Args:
        head: Names of the columns.
        rows: Cells; a pipe in a cell is escaped.
        align: A letter a column, ``l`` or ``r``; left where missing.
    """
    heads = list(head)
    rules = ["---:" if letter == "r" else "---" for letter in align.ljust(len(heads), "l")]
    lines = [heads, rules, *([str(cell).replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def first_sentence(text: str | None) -> str:
    """The first sentence of a docstring, without what precedes its colon and without the final stop."""
    sentence = " ".join((text or "").split("\n\n")[0].split())
    sentence = re.split(r"(?<=[a-z)])\.(?: |$)", sentence, maxsplit=1)[0]
    return re.sub(r"^Stage (?:\d+, )?\w+: ", "", sentence)


def demo() -> str:
    """What the demo prints."""
    return fence(FORMATS["text"].render(read_example(), Layout(width=WIDTH)))


def record() -> str:
    """The longest chain of the example and the first event that its claim is about, in JSON."""
    whole: dict[str, Any] = json.loads(read_example().to_json())
    claim = max(whole["claims"], key=lambda claim: len(claim["voices"]))
    events = [event for event in whole["events"] if event["id"] in claim["about"]] or whole["events"]
    return fence(f'"claims": [{spread(claim)}, …],\n"events": [{spread(events[0])}, …]', "text")


def spread(item: Mapping[str, Any]) -> str:
    """An object with one key a line, and one line for each item of a list of objects."""
    lines = []
    for key, value in item.items():
        if isinstance(value, list) and len(value) > 1 and all(isinstance(inner, dict) for inner in value):
            inner = ",\n".join(f"    {json.dumps(inner, ensure_ascii=False)}" for inner in value)
            lines.append(f"  {json.dumps(key)}: [\n{inner}\n  ]")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def stages() -> str:
    """The table of the stages, and the assembling that follows."""
    rows = [(stage.name, stage.reads, stage.writes, stage.run) for stage in STAGES]
    body = [
        (f"`{name}`", describe_stage(name, run), ", ".join(f"`{layer}`" for layer in reads), f"`{writes}`")
        for name, reads, writes, run in rows
    ]
    last = ("`assemble`", describe_stage("assemble", None), "everything", "`record`")
    return table(("stage", "what it does", "reads", "writes"), [*body, last])


def describe_stage(name: str, run: Callable[..., Any] | None) -> str:
    """What the docstring of a stage's folder says, or that of its function where it has no folder."""
    try:
        return first_sentence(import_module(f"onrecord.stages.{name}").__doc__)
    except ModuleNotFoundError:
        return first_sentence(inspect.getdoc(run))


def usage() -> str:
    """The help of every command."""
    texts = []
    for command in COMMANDS:
        result = CliRunner().invoke(cli, [*command, "--help"], prog_name="onrecord", terminal_width=WIDTH)
        texts.append(f"$ onrecord {' '.join((*command, '--help'))}\n{result.output}")
    return fence("\n".join(texts))


def accuracy() -> str:
    """The accuracy table of ``make evaluate``."""
    path = ROOT / "docs" / "scorecard.json"
    if not path.exists():
        return "Not measured yet: `make evaluate`.\n"
    card = json.loads(path.read_text(encoding="utf-8"))
    body = [
        (
            f"{row['corpus']}, {row['split']}",
            row["metric"],
            f"{row['n']:,}",
            f"**{figure(row, row['value'])}**{interval(row)}",
            peer(row["peer"]),
        )
        for row in card["rows"]
    ]
    heads = ("data", "measure", "n", "OnRecord", "others (on what)")
    return f"{table(heads, body, 'llrr')}\nModel `{card['model']}`, version {card['version']}.\n"


def figure(row: Mapping[str, Any], value: float) -> str:
    """A figure with the digits that its scale deserves: percent, or correlation and error."""
    return f"{value:.2f}" if row["task"] == "factuality" else f"{value:.1f}"


def interval(row: Mapping[str, Any]) -> str:
    """The bootstrap interval of a small set."""
    if row["low"] is None or row["high"] is None:
        return ""
    return f" ({figure(row, row['low'])}–{figure(row, row['high'])})"


def peer(found: Mapping[str, Any] | None) -> str:
    """The figure of others."""
    return f"{found['value']:g} {found['name']} ({found['data']})" if found else ""


def speed() -> str:
    """The table of ``make bench``."""
    path = ROOT / "docs" / "bench.json"
    if not path.exists():
        return "Not measured yet: `make bench`.\n"
    bench = json.loads(path.read_text(encoding="utf-8"))
    systems = [("OnRecord, 2 threads", bench["reader"])]
    if bench["peer"]:
        systems.append((bench["peer"]["name"], bench["peer"]))
    body = [(name, f"{row['words_per_s']:,}", row["load_s"], f"{row['peak_mib']:,}") for name, row in systems]
    body += [
        (f"OnRecord, one report of {size}", f"{row['words_per_s']:,}", "", f"{row['peak_mib']:,}")
        for size, row in bench.get("long", {}).items()
    ]
    whole = table(("whole way", "words a second", "start, s", "peak, MiB"), body, "lrrr")
    rows = [
        (f"`{name}`", f"{words:,}" if words else "", f"{bench['shares'][name]:.0%}")
        for name, words in bench["stages"].items()
    ]
    parts = table(("stage, one thread", "words a second", "share"), rows, "lrr")
    place = f"{bench['words']:,} words of {bench['corpus']}, {bench['cores']} cores ({bench['machine']})"
    return f"{place}; medians of {bench['rounds']} rounds, one after the other in turn.\n\n{whole}\n{parts}"


def incidents() -> str:
    """The table of incidents of the example, as the three commands make it."""
    with tempfile.TemporaryDirectory() as folder:
        db = ("--db", f"{folder}/ansongo.db")
        for command in (("add", str(ROOT / "examples" / "ansongo"), *db), ("compare", *db)):
            if (result := CliRunner().invoke(cli, command)).exit_code:
                sys.exit(f"onrecord {command[0]}: {result.output}")
        return fence(CliRunner().invoke(cli, ["incidents", *db]).output)


def error_tree() -> str:
    """The tree of errors, as their module draws it."""
    drawn = (errors.__doc__ or "").partition("::\n\n")[2]
    return fence(inspect.cleandoc(drawn))


def types() -> str:
    """Types and modes of events."""
    rows = [
        (f"`{name}`", entry.definition, entry.quad, ", ".join(f"`{mode.name}`" for mode in entry.modes))
        for name, entry in ontology.load_types().items()
    ]
    return table(("type", "what it is", "quad class", "modes"), rows)


def notions(load: Callable[[], Mapping[Any, ontology.Entry]]) -> Callable[[], str]:
    """A table of one closed set of the ontology."""

    def make() -> str:
        rows = [(f"`{name}`", entry.definition, first_example(entry)) for name, entry in load().items()]
        return table(("value", "what it is", "example"), rows)

    return make


def first_example(entry: ontology.Entry) -> str:
    """The first example of a notion, or nothing."""
    return entry.examples[0] if entry.examples else ""


def training_data() -> str:
    """What the weights were trained on."""
    manifest = load_manifest()
    return f"Build `{manifest.build}`.\n\n{table(('corpus', 'licence'), sorted(manifest.data.items()))}"


PARTS: Final[dict[str, Callable[[], str]]] = {
    "demo": demo,
    "record": record,
    "stages": stages,
    "usage": usage,
    "accuracy": accuracy,
    "speed": speed,
    "incidents": incidents,
    "error-tree": error_tree,
    "types": types,
    "acts": notions(ontology.load_acts),
    "statuses": notions(ontology.load_statuses),
    "units": notions(ontology.load_units),
    "ties": notions(ontology.load_ties),
    "labels": notions(ontology.load_label_kinds),
    "training-data": training_data,
}


def render(page: str) -> str:
    """A page with its generated parts made anew."""
    return PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}{part[3]}", page)


def stale_parts(old: str, new: str) -> list[str]:
    """Names of the parts that differ, scores aside."""
    pairs = zip(PART.finditer(SCORE.sub(r"\1", old)), PART.finditer(SCORE.sub(r"\1", new)), strict=True)
    return [one[2] for one, other in pairs if one[0] != other[0]]


def main(arguments: list[str]) -> int:
    """Write or check every page."""
    is_check = arguments == ["--check"]
    stale = 0
    for name in PAGES:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = render(old)
        for part in stale_parts(old, new) if is_check else ():
            print(f"{name}: part '{part}' is not current; run make docs", file=sys.stderr)
            stale += 1
        if not is_check and stale_parts(old, new):
            path.write_text(new, encoding="utf-8")
            print(f"{name}: written")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
