"""Untrusted files read in a process with limits on memory and time.

Readers written in C or Rust can crash on a malicious file, or take all memory. Here that ends only
the confined process, and the file is refused like any other.
"""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

from models.errors import InputError, Problem
from models.readable import counted
from planner.processes.starting import start_module

_CHILD = "planner.processes.child"
_LAST_SECONDS = 5.0
"""How long a process may take to end once it has closed its connection."""

OUT_OF_MEMORY = 3
"""Exit code of a process that ran out of memory."""

NEXT_STEP = "Check that it is the right file; if so, make it again with the program it is from."

Given = TypeVarTuple("Given")
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class ConfinedLimits:
    """How much memory and time the work may take."""

    memory_bytes: int = 800_000_000
    """Address space of its process; macOS does not enforce this limit."""
    processor_seconds: int = 20
    seconds: float = 45.0
    """Wall-clock time."""


@dataclass(frozen=True, slots=True)
class WorkDone:
    """The work is done."""

    result: Any


@dataclass(frozen=True, slots=True)
class WorkRefused:
    """What was read is wrong."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class WorkFailed:
    """The work ended with another error than one of the input: a bug."""

    error: str
    traceback: str


Reply = WorkDone | WorkRefused | WorkFailed


def run_confined(
    work: Callable[[*Given], ResultT],
    *given: *Given,
    file: str,
    limits: ConfinedLimits | None = None,
    next_step: str = NEXT_STEP,
    verb: str = "read",
) -> ResultT:
    """Do some work in a process of its own, within limits.

    Parameters
    ----------
    work
        A module-level function; its module is imported there, so one that imports little starts
        sooner. What it returns is sent back, so it should be plain data.
    given
        Its arguments: plain data too.
    file
        The file that it reads, as messages call it.
    limits
        Limits of the process.
    next_step
        What to do if it takes more, or crashes its reader.
    verb
        What is done with the file, as messages call it.

    Raises
    ------
    InputError
        What the work raised; or the file exceeds the limits, or crashes its reader.
    RuntimeError
        The work failed for any other reason, which is a bug.
    """
    allowed = limits or ConfinedLimits()
    reply, code = _reply(work, given, allowed)
    match reply:
        case WorkDone(result):
            done: ResultT = result
            return done
        case WorkRefused(problems):
            raise InputError(problems)
        case WorkFailed(error, traceback):
            failure = RuntimeError(error)
            failure.add_note(traceback)
            raise failure
    if code is None:
        message = f"takes more than {allowed.seconds:g} seconds to {verb}"
        raise _refusal(message, file, next_step)
    if code == -signal.SIGXCPU:
        taken = counted(allowed.processor_seconds, "second")
        message = f"takes more than {taken} of processor time to {verb}"
        raise _refusal(message, file, next_step)
    if code == OUT_OF_MEMORY:
        message = f"takes more than {_megabytes(allowed)} of memory to {verb}"
        raise _refusal(message, file, next_step)
    if code < 0:
        message = f"is damaged, or takes more than {_megabytes(allowed)} of memory to {verb}"
        raise _refusal(message, file, next_step)
    raise RuntimeError(f"what reads {file} ended with {code}")


def _reply(
    work: Callable[..., object], given: tuple[object, ...], limits: ConfinedLimits
) -> tuple[Reply | None, int | None]:
    """The reply of the process; without one its exit code, or None if time was up."""
    process, connection = start_module(_CHILD, subprocess.DEVNULL)
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


def _megabytes(limits: ConfinedLimits) -> str:
    return f"{limits.memory_bytes // 1_000_000} MB"


def _refusal(message: str, file: str, next_step: str) -> InputError:
    return InputError.of(message, file, next_step=next_step)
