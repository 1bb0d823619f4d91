"""Solvers in child processes: killed when they hang, dead when their parent dies."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from time import monotonic
from traceback import walk_tb

from pydantic import ValidationError

from models.answer import Answer, AnswerKind
from models.defaults import SOLVERS_AT_ONCE
from streams.hosts.mortality import die_with_parent, die_without_host
from streams.solving import Ask, Notes, Replan

_SERVER = "streams.hosts.server"

_CUT_SHORT = b"cut short"

_NOTES = b"\0"
"""Between an answer and the notes beside it; no JSON has it."""


@dataclass(frozen=True)
class SolverLimits:
    """Limits of solver processes."""

    at_once: int = SOLVERS_AT_ONCE
    """Solvers at work at the same time."""
    grace_seconds: float = 20.0
    """Time beyond its limit after which a solver is killed."""
    memory_bytes: int = 4_000_000_000
    """Address space of a child."""


@dataclass(frozen=True)
class Answered:
    """A question with its answer."""

    ask: Ask
    answer: Answer


@dataclass
class _ForkedSolver:
    ask: Ask
    process: ForkServerProcess
    pipe: Connection
    deadline: float


@dataclass
class Solvers:
    """The running solver processes.

    The function that plans must be importable by its name, since each child imports it anew from
    a server that has loaded ``preload`` once.
    """

    replan: Replan
    limits: SolverLimits = field(default_factory=SolverLimits)
    _at_work: dict[str, _ForkedSolver] = field(default_factory=dict)
    _unstarted: list[Answered] = field(default_factory=list)
    _notes: dict[str, bytes] = field(default_factory=dict)
    """By programme, what its last solver left for the next."""
    _context: ForkServerContext = field(
        default_factory=lambda: multiprocessing.get_context("forkserver")
    )

    def __post_init__(self) -> None:
        """Load the planner into the fork server, so that a child starts in milliseconds."""
        self._context.set_forkserver_preload([_SERVER, self.replan.__module__])

    @property
    def free(self) -> int:
        """Number of solvers that may still be started."""
        return self.limits.at_once - len(self._at_work)

    @property
    def handles(self) -> list[Connection]:
        """Handles to wait for."""
        return [child.pipe for child in self._at_work.values()]

    def start(self, ask: Ask) -> None:
        """Put a question to a new child; one for each programme at a time."""
        ours, theirs = self._context.Pipe()
        notes = self._notes.get(ask.programme, b"")
        given = (self.replan, ask.model_dump_json(), notes, theirs, self.limits.memory_bytes)
        process = self._context.Process(target=_solve, args=given, daemon=True)
        try:
            process.start()
        except OSError as error:
            ours.close()
            self._unstarted.append(_failed(ask, f"no solver can be started: {error.strerror}"))
            return
        finally:
            theirs.close()
        seconds = ask.limits.seconds + self.limits.grace_seconds
        self._at_work[ask.programme] = _ForkedSolver(ask, process, ours, monotonic() + seconds)

    def cut_short(self, programme: str) -> None:
        """Ask the solver of a programme to end with the best plan it has."""
        with suppress(KeyError, OSError):
            self._at_work[programme].pipe.send_bytes(_CUT_SHORT)

    def done(self) -> Iterator[Answered]:
        """Answers that have come, and failures of children that crashed or hung."""
        while self._unstarted:
            yield self._unstarted.pop()
        for programme, child in list(self._at_work.items()):
            late = monotonic() > child.deadline
            if child.pipe.poll() or late or not child.process.is_alive():
                del self._at_work[programme]
                yield self._reply_of(child, late=late)

    def forget(self, programmes: Iterable[str]) -> None:
        """Kill the solvers of these programmes."""
        for programme in set(programmes) & set(self._at_work):
            _end(self._at_work.pop(programme))

    def stop(self) -> None:
        """Kill every solver."""
        for child in self._at_work.values():
            _end(child)
        self._at_work.clear()

    def _reply_of(self, child: _ForkedSolver, *, late: bool) -> Answered:
        try:
            if child.pipe.poll():
                reply, _, notes = child.pipe.recv_bytes().partition(_NOTES)
                answer = Answer.model_validate_json(reply)
                if answer.revision == child.ask.revision:
                    self._notes[child.ask.programme] = notes
                    return Answered(child.ask, answer)
                return _failed(child.ask, "the solver answered another question")
        except (EOFError, OSError, ValidationError):
            pass
        finally:
            _end(child)
        code = child.process.exitcode
        words = "took longer than it was given" if late else f"the solver ended with {code}"
        return _failed(child.ask, words)


def _failed(ask: Ask, words: str) -> Answered:
    return Answered(ask, Answer(kind=AnswerKind.FAILED, revision=ask.revision, words=words))


def _end(child: _ForkedSolver) -> None:
    child.process.kill()
    child.process.join()
    child.pipe.close()


def _solve(replan: Replan, ask: str, content: bytes, pipe: Connection, memory_bytes: int) -> None:
    """The main function of a solver process: one question, one answer."""
    die_with_parent()
    die_without_host()
    # Ctrl-C is for the host, which ends its children itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    question, cut_short, notes = Ask.model_validate_json(ask), _CutShortSignal(pipe), Notes(content)
    try:
        answer = replan(question, cut_short, notes)
    except BaseException as error:
        reply = _failed(question, f"the solver ended with {blame(error)}")
        pipe.send_bytes(reply.answer.model_dump_json().encode())
        _be_silent()
        raise
    answer = answer.model_copy(update={"cut_short": cut_short.is_set()})
    pipe.send_bytes(answer.model_dump_json().encode() + _NOTES + notes.content)
    pipe.close()


@dataclass(frozen=True)
class _CutShortSignal:
    """Set once the host asks for the best plan so far; the host never sends anything else."""

    pipe: Connection

    def is_set(self) -> bool:
        return self.pipe.poll()


def _be_silent() -> None:
    """Discard the traceback of a child: it could hold figures of the scenario."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stderr.fileno())


def blame(error: BaseException) -> str:
    """The type and line of an error, without its message, which could be about people."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    file = Path(frame.f_code.co_filename)
    return f"{type(error).__name__} in {file.name}, line {line}"
