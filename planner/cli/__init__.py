"""The command line: ``relocate``, one file per command.

What a command needs is loaded when it runs, so that ``relocate --help`` is instant.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

from planner.cli.leaving import leave
from planner.cli.screen import never_fail_on_characters

DEBUG = "--debug"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code.

    Parameters
    ----------
    arguments
        Words of the command line; by default those the program was called with.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    never_fail_on_characters()
    with ExitStack() as stack:
        stack.push(partial(leave, debug=DEBUG in given))
        from planner.cli.commands import command_line

        command_line()([word for word in given if word != DEBUG], prog_name="relocate")
