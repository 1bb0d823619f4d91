"""The command line: ``relocate``, one file per command.

What a command needs is loaded when it runs, so that ``relocate --help`` is instant.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import FrameType

DEBUG = "--debug"

_INTERRUPTED = 130
"""`leaving.Code.INTERRUPTED`, before anything is loaded."""

_IMPORTS = "<frozen importlib._bootstrap>"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code.

    Parameters
    ----------
    arguments
        Words of the command line; by default those the program was called with, which then ends.
    """
    before, hook = signal.signal(signal.SIGINT, _end_at_once), sys.unraisablehook
    if arguments is None:
        # No child process imports modules from the current folder: anybody may have put them there.
        os.environ["PYTHONSAFEPATH"] = "1"
    try:
        _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        # A second Ctrl-C while the first one was being handled.
        _end_at_once()
    finally:
        if arguments is not None:
            signal.signal(signal.SIGINT, before)
            sys.unraisablehook = hook


def _run(arguments: Sequence[str]) -> None:
    from functools import partial

    from planner.cli.commands import command_line
    from planner.cli.leaving import leave
    from planner.cli.terminal import never_fail_on_characters, open_what_is_closed

    open_what_is_closed()
    never_fail_on_characters()
    with ExitStack() as stack:
        stack.push(partial(leave, debug=DEBUG in arguments))
        stack.enter_context(warnings.catch_warnings())
        warnings.showwarning = _mention_warning
        stack.enter_context(_interruptible())
        words = [word for word in arguments if word != DEBUG]
        command_line(words)(words, prog_name="relocate")


def _mention_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Show a warning in words, without the line of code that gave it."""
    from planner.cli.terminal import mention, wrapped

    mention(wrapped(f"relocate: warning: {message}", hanging=2))


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt within, and end the program at once before and after.

    While a module is being imported, Ctrl-C ends the program at once as well: extension modules
    print a KeyboardInterrupt or turn it into an error of their own, and go on.
    """
    signal.signal(signal.SIGINT, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _end_at_once)


def _end_at_once(*_: object) -> None:
    """End the program: nothing has begun yet, or all is done."""
    os._exit(_INTERRUPTED)


def _raise(_signal: int, frame: FrameType | None) -> None:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTS:
            _end_at_once()
        frame = frame.f_back
    # Objects interrupted in their constructor may fail again in `__del__`: not worth a message.
    sys.unraisablehook = _ignore
    raise KeyboardInterrupt


def _ignore(_: object) -> None:
    pass
