"""Measure speed and memory: ``python tools/bench.py [--weights DIR] [--rounds 5]``.

Reads the texts of PolNeAR dev, or the examples over and over where ``../shared`` is
missing, and a peer beside us: a spaCy pipeline of the shape of ``en_core_web_sm``
(tok2vec of width 96 and depth 4, tagger, parser, named entities) with random weights,
which costs the same arithmetic. Ours and the peer's runs alternate, each in a process of
its own; medians are given. Words are counted by white space. Loading is timed apart.
Writes ``docs/bench.json``. Needs spaCy for the peer: ``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

HERE: Final = Path(__file__).resolve()
ROOT: Final = HERE.parent.parent
CORPUS: Final = ROOT.parent / "shared" / "corpora" / "attribution" / "polnear-dev.jsonl.gz"
OUT: Final = ROOT / "docs" / "bench.json"
WORKERS: Final = 2
EXAMPLE_WORDS: Final = 60_000
LONG: Final = (1, 5)  # MB of one report
WARM_UP: Final = 2  # texts read before the clock starts
BATCH: Final = 8  # texts a batch of the peer: its default would give one worker everything


def load_texts() -> tuple[str, list[str]]:
    """Name of the corpus, and its texts."""
    if CORPUS.exists():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            return "PolNeAR dev", [json.loads(line)["text"] for line in lines]
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    if not texts:
        sys.exit(f"neither {CORPUS} nor examples/*.txt: nothing to read")
    return "examples, repeated", texts * (EXAMPLE_WORDS // count_words(texts) + 1)


def count_words(texts: list[str]) -> int:
    """Words by white space."""
    return sum(len(text.split()) for text in texts)


def run_reader(texts: list[str], weights: Path | None) -> dict[str, Any]:
    """The whole way from texts to records, two workers."""
    started = time.perf_counter()
    from onrecord.encoder.weights import SHIPPED
    from onrecord.pipeline import Reader

    reader = Reader(threads=WORKERS, weights=weights or SHIPPED)
    loaded = time.perf_counter()
    consume(reader.pipe(texts[:WARM_UP]))
    return {"load_s": loaded - started, **timed(lambda: consume(reader.pipe(texts)))}


def run_stages(texts: list[str], weights: Path | None) -> dict[str, Any]:
    """Each stage alone, one thread."""
    from onrecord.encoder.weights import SHIPPED
    from onrecord.intake import report_from_text
    from onrecord.pipeline import STAGES, Reader

    reader = Reader(threads=1, weights=weights or SHIPPED)
    spent = dict.fromkeys(("intake", *(stage.name for stage in STAGES), "assemble"), 0.0)
    for index, text in enumerate((*texts[:WARM_UP], *texts)):
        if index == WARM_UP:
            spent = dict.fromkeys(spent, 0.0)
        at = time.perf_counter()
        report = report_from_text(text)
        spent["intake"] += time.perf_counter() - at
        at = time.perf_counter()
        layers = reader.find_layers(report, until=STAGES[0].name, parallel=False)
        spent[STAGES[0].name] += time.perf_counter() - at
        for stage in STAGES[1:]:
            given = {name: layers[name] for name in stage.reads}
            at = time.perf_counter()
            layers[stage.writes] = stage.run(**given)
            spent[stage.name] += time.perf_counter() - at
        at = time.perf_counter()
        reader.assemble(layers)
        spent["assemble"] += time.perf_counter() - at
    return spent


def run_peer(texts: list[str], _: Path | None) -> dict[str, Any]:
    """The peer, two processes."""
    started = time.perf_counter()
    nlp = build_peer()
    loaded = time.perf_counter()
    consume(nlp.pipe(texts[:WARM_UP]))
    return {
        "load_s": loaded - started,
        **timed(lambda: consume(nlp.pipe(texts, n_process=WORKERS, batch_size=BATCH))),
    }


def build_peer() -> Any:
    """A spaCy pipeline of the shape of ``en_core_web_sm``, random weights.

    Source: config of en_core_web_sm 3.8: the tagger and the parser share one tok2vec,
    the named entities have their own.
    """
    import spacy
    from spacy.training import Example

    def tok2vec(attributes: list[str], rows: list[int]) -> dict[str, Any]:
        return {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": 96,
                "attrs": attributes,
                "rows": rows,
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 96,
                "depth": 4,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        }

    def transitions(kind: str, layer: dict[str, Any]) -> dict[str, Any]:
        return {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": kind,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": layer,
        }

    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    rows = [5000, 1000, 2500, 2500, 50, 50]
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"], rows)})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": shared, "nO": None}
    components = [nlp.add_pipe("tagger", config={"model": tagger})]
    components.append(nlp.add_pipe("parser", config={"model": transitions("parser", shared)}))
    own = tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"], rows[:4])
    components.append(nlp.add_pipe("ner", config={"model": transitions("ner", own)}))
    for component, count in zip(components, (50, 45, 18), strict=True):  # labels of the original
        for number in range(count):
            component.add_label(f"L{number}")
    doc = nlp.make_doc("Two shells hit the town .")
    words = {
        "tags": ["L0"] * 6,
        "heads": [1, 2, 2, 4, 2, 2],
        "deps": ["L1", "L2", "ROOT", "L3", "L4", "L5"],
        "entities": ["O"] * 4 + ["U-L0", "O"],
    }
    nlp.initialize(lambda: [Example.from_dict(doc, words)])
    return nlp


def consume(items: Iterator[Any]) -> None:
    """Read an iterator to its end."""
    for _ in items:
        pass


def timed(run: Callable[[], object]) -> dict[str, float]:
    """Seconds of a run, and the peak memory of this process and its largest child since it began, MiB."""
    at = time.perf_counter()
    run()
    seconds = time.perf_counter() - at
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "peak_mib": max(peaks) / 1024}


def run_long(texts: list[str], weights: Path | None, *, size: int) -> dict[str, Any]:
    """One report of many bytes: the texts one after the other, as paragraphs."""
    from onrecord.encoder.weights import SHIPPED
    from onrecord.pipeline import Reader

    joined = "\n".join(texts)
    text = (joined * (size // len(joined) + 1))[:size]
    reader = Reader(threads=WORKERS, weights=weights or SHIPPED)
    return {"load_s": 0.0, "words": count_words([text]), **timed(lambda: reader.read(text))}


RUNS: Final = {
    "long-1": partial(run_long, size=1_000_000),
    "long-5": partial(run_long, size=5_000_000),
    "reader": run_reader,
    "stages": run_stages,
    "peer": run_peer,
}


def run_alone(name: str, weights: Path | None) -> dict[str, Any]:
    """One run in a process of its own."""
    command = [sys.executable, str(HERE), "--run", name, *(("--weights", str(weights)) if weights else ())]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def summarise(runs: list[dict[str, Any]], words: int) -> dict[str, float]:
    """Medians of runs."""
    return {
        "words_per_s": round(words / median(run["seconds"] for run in runs)),
        "load_s": round(median(run["load_s"] for run in runs), 2),
        "peak_mib": round(median(run["peak_mib"] for run in runs)),
    }


def measure(rounds: int, weights: Path | None) -> dict[str, Any]:
    """All figures."""
    corpus, texts = load_texts()
    words = count_words(texts)
    has_peer = importlib.util.find_spec("spacy") is not None
    if not has_peer:
        print("spaCy is not installed, no peer is run; pip install -e '.[bench]'", file=sys.stderr)
    runs: dict[str, list[dict[str, Any]]] = {"reader": [], "peer": []}
    for number in range(rounds):
        for name in ("reader", "peer") if has_peer else ("reader",):
            print(f"round {number + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
            runs[name].append(run_alone(name, weights))
    print("stages", file=sys.stderr, flush=True)
    spent = run_alone("stages", weights)
    long = {}
    for megabytes in LONG:
        print(f"one report of {megabytes} MB", file=sys.stderr, flush=True)
        run = run_alone(f"long-{megabytes}", weights)
        long[f"{megabytes} MB"] = summarise([run], run["words"])
    ours, peer = summarise(runs["reader"], words), summarise(runs["peer"], words) if has_peer else None
    return {
        "corpus": corpus,
        "texts": len(texts),
        "words": words,
        "rounds": rounds,
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "reader": ours,
        "peer": peer and {"name": "spaCy, shape of en_core_web_sm, n_process 2", **peer},
        "ratio": peer and round(ours["words_per_s"] / peer["words_per_s"], 2),
        "long": long,
        "stages": {name: round(words / seconds) if seconds else None for name, seconds in spent.items()},
        "shares": {name: round(seconds / sum(spent.values()), 3) for name, seconds in spent.items()},
    }


def print_figures(found: dict[str, Any]) -> None:
    """The table."""
    print(f"{found['corpus']}: {found['texts']} texts, {found['words']:,} words, {found['cores']} cores")
    print(f"{'':45}{'words/s':>10}{'load, s':>9}{'peak, MiB':>11}")
    for name, row in (("onrecord, 2 threads", found["reader"]), ((found["peer"] or {}).get("name"), found["peer"])):
        if row:
            print(f"{name:45}{row['words_per_s']:>10,}{row['load_s']:>9}{row['peak_mib']:>11,}")
    if found["ratio"]:
        print(f"{'ratio':45}{found['ratio']:>10}")
    for size, row in found["long"].items():
        print(f"{'one report of ' + size:45}{row['words_per_s']:>10,}{'':>9}{row['peak_mib']:>11,}")
    print(f"\n{'stage, one thread':45}{'words/s':>10}{'share':>9}")
    for name, speed in found["stages"].items():
        print(f"{name:45}{speed or 0:>10,}{found['shares'][name]:>9.1%}")


def main() -> None:
    """Run it, or one of its processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="another model; nothing is then written")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--run", choices=RUNS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        print(json.dumps(RUNS[args.run](load_texts()[1], args.weights)))
        return
    found = measure(args.rounds, args.weights)
    print_figures(found)
    if args.weights is None:
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
