"""The command line: parse, call, print.

Exit codes: 0 all read, 1 some input failed, 2 wrong usage. Records go to standard
output or ``--output``, errors to standard error, one line each. What is slow to
load is imported by the command that needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import click

from onrecord import __version__

from .evaluate import evaluate
from .read import read


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord", message="%(prog)s %(version)s")
def main() -> None:
    """Read news reports and put on record who says what, through whom."""


main.add_command(read)
main.add_command(evaluate)
