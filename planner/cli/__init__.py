"""The command line: ``relocate``, one file per command.

What a command needs is loaded when it runs, so that ``relocate --help`` is instant.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from planner.cli.interrupts import end_at_once, interruptible

DEBUG = "--debug"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code.

    Parameters
    ----------
    arguments
        Words of the command line; by default those the program was called with, which then ends.
    """
    before, hook = signal.signal(signal.SIGINT, end_at_once), sys.unraisablehook
    if arguments is None:
        # No process that is started takes modules from the folder one is in: a stranger may have
        # made it.
        os.environ["PYTHONSAFEPATH"] = "1"
    try:
        _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        # It came again while the first one was being obeyed.
        end_at_once()
    finally:
        if arguments is not None:
            signal.signal(signal.SIGINT, before)
            sys.unraisablehook = hook


def _run(given: Sequence[str]) -> None:
    from contextlib import ExitStack
    from functools import partial

    from planner.cli.commands import command_line
    from planner.cli.leaving import leave
    from planner.cli.screen import never_fail_on_characters, open_what_is_closed

    open_what_is_closed()
    never_fail_on_characters()
    with ExitStack() as stack:
        stack.push(partial(leave, debug=DEBUG in given))
        stack.enter_context(interruptible())
        command_line()([word for word in given if word != DEBUG], prog_name="relocate")
