"""``onrecord evaluate``: score the reader on annotated text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
import msgspec

from onrecord.errors import OnRecordError

from .console import complain

TASKS: Final = (
    *("attribution", "entities", "pairs", "times", "places", "factuality", "coreference", "records"),
    *("events", "chains", "incidents", "ecb"),
)
"""As in ``evaluate.TASKS``, which is slow to load; a test compares the two."""


@click.command()
@click.option("--task", required=True, type=click.Choice(TASKS), help="What to score.")
@click.option("--data", required=True, type=click.Path(path_type=Path), help="File in the form of the corpora.")
@click.option("--weights", type=click.Path(path_type=Path), help="Folder of another model than the shipped one.")
@click.option("--json", "is_json", is_flag=True, help="Print JSON instead of a table.")
@click.pass_context
def evaluate(ctx: click.Context, task: str, data: Path, weights: Path | None, is_json: bool) -> None:
    """Score the reader on a file of annotated text.

    For records, DATA may also be a folder of NAME.gold.json and NAME.txt.
    """
    from onrecord.evaluate import evaluate as run
    from onrecord.evaluate import print_scores
    from onrecord.pipeline import Reader

    try:
        scores = run(task, data, reader=Reader(weights=weights) if weights else None)
    except OnRecordError as error:
        complain(error)
        ctx.exit(1)
    if is_json:
        click.echo(msgspec.json.format(msgspec.json.encode(scores), indent=2).decode())
    else:
        click.echo(print_scores(scores))
