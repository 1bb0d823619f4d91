"""Work on what strangers wrote, in a process that may take so much and no more.

Readers written in other languages can end their process on a file made to hurt, or take all of
its memory. Here that ends a process of no other use, and is a refusal of the file like any other.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

from models.errors import InputError, Problem
from planner.processes.starting import started

_CHILD = "planner.processes.child"
_LAST_SECONDS = 5.0
"""In which a process that has closed its connection is gone."""

OUT_OF_MEMORY = 3
"""Code of a process whose memory did not suffice."""

NEXT_STEP = "Check that it is the right file; if so, make it again with the program it is from."

Given = TypeVarTuple("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the work may take."""

    memory_bytes: int = 800_000_000
    """Address space of its process, which not every system bounds: macOS does not."""
    processor_seconds: int = 20
    seconds: float = 45.0
    """From start to end, however busy the machine is."""


@dataclass(frozen=True, slots=True)
class Done:
    """The work is done."""

    result: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """What was read is wrong."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The work ended with another error than one of the input: a bug."""

    error: str
    traceback: str


Reply = Done | Refused | Failed


def confined(
    work: Callable[[*Given], Result],
    *given: *Given,
    file: str,
    limits: Limits | None = None,
    next_step: str = NEXT_STEP,
    verb: str = "read",
) -> Result:
    """Do some work in a process of its own, within limits.

    Parameters
    ----------
    work
        A function of a module, which is imported there: the less that imports, the sooner it
        starts. What it returns is sent back, so it should be plain data.
    given
        What it is given: plain data too.
    file
        The file that it reads, as messages call it.
    limits
        What it may take.
    next_step
        What to do where it takes more, or ends whoever reads it.
    verb
        What is done with the file, as messages call it.

    Raises
    ------
    InputError
        What the work raised; or the file takes more than the limits, or ends whoever reads it.
    RuntimeError
        The work failed otherwise, which is a bug.
    """
    allowed = limits or Limits()
    reply, code = _reply(work, given, allowed)
    match reply:
        case Done(result):
            done: Result = result
            return done
        case Refused(problems):
            raise InputError(problems)
        case Failed(error, traceback):
            failure = RuntimeError(error)
            failure.add_note(traceback)
            raise failure
    if code is None or code == -signal.SIGXCPU:
        message = f"takes more than {allowed.processor_seconds} seconds to {verb}"
        raise _refusal(message, file, next_step)
    if code == OUT_OF_MEMORY:
        message = f"takes more than {_megabytes(allowed)} of memory to {verb}"
        raise _refusal(message, file, next_step)
    if code < 0:
        message = f"is damaged, or takes more than {_megabytes(allowed)} of memory to {verb}"
        raise _refusal(message, file, next_step)
    raise RuntimeError(f"what reads {file} ended with {code}")


def _reply(
    work: Callable[..., object], given: tuple[object, ...], limits: Limits
) -> tuple[Reply | None, int | None]:
    """What the process says; if nothing, the code it ended with, or None if time was up."""
    process, connection = started(_CHILD, subprocess.DEVNULL)
    try:
        connection.send((limits, work, given))
        if not connection.poll(limits.seconds):
            return None, None
        reply: Reply = connection.recv()
    except (EOFError, OSError):
        with suppress(subprocess.TimeoutExpired):
            return None, process.wait(_LAST_SECONDS)
        return None, None
    else:
        return reply, None
    finally:
        process.kill()
        process.wait()
        connection.close()


def _megabytes(limits: Limits) -> str:
    return f"{limits.memory_bytes // 1_000_000} MB"


def _refusal(message: str, file: str, next_step: str) -> InputError:
    return InputError.of(message, file, next_step=next_step)
