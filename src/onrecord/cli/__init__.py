"""The command line: parse, call, print.

Exit codes: 0 all read, 1 some input failed, 2 wrong usage. Records go to standard
output or ``--output``, errors to standard error, one line each. What is slow to
load is imported by the command that needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import click

from onrecord import __version__

from .add import add
from .compare import compare, incident, incidents, origins
from .evaluate import evaluate
from .export import export
from .find import find
from .judge import judge
from .log import agreement, conflicts, log
from .look import list_, show
from .read import read
from .store import doctor, sql


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord", message="%(prog)s %(version)s")
def main() -> None:
    """Read news reports and put on record who says what, through whom."""


main.add_command(read)
main.add_command(evaluate)
main.add_command(export)
main.add_command(add)
main.add_command(list_)
main.add_command(show)
main.add_command(find)
main.add_command(sql)
main.add_command(doctor)
main.add_command(judge)
main.add_command(log)
main.add_command(conflicts)
main.add_command(agreement)
main.add_command(compare)
main.add_command(incidents)
main.add_command(incident)
main.add_command(origins)
