"""How a command ends: its exit code and its error message."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Mapping
from enum import IntEnum
from types import TracebackType

from models.errors import InputError, Problem, TryAgainError, os_reason
from planner.cli.terminal import NO_ROOM, mention, silence

_REFUSED = frozenset({errno.EFBIG, errno.ENAMETOOLONG, errno.ELOOP})
"""What the system refuses wherever it happens, such as a file name that is too long."""


class Code(IntEnum):
    """Exit codes; `MEANINGS` says what they mean, and docs/operations.md says the same."""

    DONE = 0
    COMMAND_LINE = 2
    INPUT = 3
    INFEASIBLE = 4
    NO_PLAN_IN_TIME = 5
    BUG = 70
    TRY_AGAIN = 75
    INTERRUPTED = 130


MEANINGS: Mapping[Code, str] = {
    Code.DONE: "done",
    Code.COMMAND_LINE: "the command line is wrong",
    Code.INPUT: "the input is wrong",
    Code.INFEASIBLE: "no plan exists",
    Code.NO_PLAN_IN_TIME: "no plan within the time limit",
    Code.BUG: "a bug (--debug, with any command, shows its traceback)",
    Code.TRY_AGAIN: "something is busy, full or unavailable; try again later",
    Code.INTERRUPTED: "ended by Ctrl-C",
}


def leave(
    _kind: type[BaseException] | None,
    error: BaseException | None,
    _trace: TracebackType | None,
    *,
    debug: bool,
) -> None:
    """Say what went wrong, if anything did, and leave with the code for it.

    For use as the exit of a context, so that no error passes it by.
    """
    if error is None:
        return
    if isinstance(error, SystemExit):
        raise SystemExit(_own_code(error)) from None
    if debug:
        mention("".join(traceback.format_exception(error)).rstrip())
    raise SystemExit(int(_code(error))) from None


def _own_code(error: SystemExit) -> int | str | None:
    # Typer exits with 1 only when the reader of its help has closed the pipe, which is no failure.
    return Code.DONE if error.code == 1 else error.code


def _code(error: BaseException) -> Code:
    error = _without_errno(error)
    if isinstance(error, TryAgainError):
        from planner.cli.mistakes import error_words

        mention(error_words(error, "cannot go on for now"))
        return Code.TRY_AGAIN
    if isinstance(error, InputError):
        from planner.cli.mistakes import error_words

        mention(error_words(error))
        return Code.INPUT
    if isinstance(error, KeyboardInterrupt):
        return Code.INTERRUPTED
    if isinstance(error, BrokenPipeError):
        silence()
        return Code.DONE
    mention(_bug_words(error))
    return Code.BUG


def _without_errno(error: BaseException) -> BaseException:
    """Errors of the system that are not bugs, as errors of the input."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return TryAgainError([_refused(error)])
    if isinstance(error, OSError) and error.errno in _REFUSED:
        return InputError([_refused(error)])
    return error


def _refused(error: OSError) -> Problem:
    if error.filename is None:
        return Problem.from_os_error(error, "", "written")
    return Problem(os_reason(error), file=str(error.filename), next_step="Check the name.")


def _bug_words(error: BaseException) -> str:
    message = " ".join(str(error).split())
    what = f"{type(error).__name__}: {message[:200]}" if message else type(error).__name__
    return (
        f"relocate: this is a bug ({what}). Please report it with what "
        "the same command prints with --debug."
    )
