"""Work that is confined to a process of its own hurts nobody else, and says what became of it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputError, Problem
from planner.processes.confined import ConfinedLimits, run_confined
from tests.planner.processes import works

FILE = "company.xlsx"
SMALL = ConfinedLimits(memory_bytes=200_000_000)


def refusal(work: Callable[..., object], *given: object, limits: ConfinedLimits = SMALL) -> Problem:
    """The one problem that the work ends in."""
    with pytest.raises(InputError) as caught:
        run_confined(work, *given, file=FILE, limits=limits)
    [problem] = caught.value.problems
    assert problem.file == FILE
    assert problem.next_step
    return problem


def test_what_the_work_returns_comes_back() -> None:
    """As it would in this process; what it is given may be large."""
    assert run_confined(works.sizes, b"x" * 20_000_000, b"", file=FILE) == (20_000_000, 0)


def test_what_the_work_refuses_comes_back() -> None:
    """Every part of the problem."""
    assert refusal(works.refuse, FILE) == Problem("is wrong", FILE, "line 3", "id", "x", "Mend it.")


@pytest.mark.parametrize("work", [works.take_memory, works.return_much, works.hold_memory])
def test_memory_is_bounded(work: Callable[[int], object]) -> None:
    """Of the work, and of what it returns; the same work on less is done."""
    assert run_confined(work, 1_000_000, file=FILE, limits=SMALL)

    assert refusal(work, 150_000_000 if work is works.return_much else 300_000_000).message == (
        "takes more than 200 MB of memory to read"
    )


@pytest.mark.slow
def test_processor_time_is_bounded() -> None:
    """A loop without end ends."""
    started, limits = time.monotonic(), ConfinedLimits(processor_seconds=1, seconds=60.0)
    problem = refusal(works.work_without_end, limits=limits)
    assert problem.message == "takes more than 1 second of processor time to read"
    assert time.monotonic() - started < limits.seconds


def test_time_is_bounded() -> None:
    """Waiting takes no processor time."""
    limits = ConfinedLimits(seconds=0.5)
    message = "takes more than 0.5 seconds to read"
    assert refusal(works.wait_without_end, limits=limits).message == message


@pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL])
def test_a_process_that_is_ended_is_a_refusal(number: int) -> None:
    """As by native code that gives up, and by a system that is out of memory."""
    message = "is damaged, or takes more than 200 MB of memory to read"
    assert refusal(works.end_by, number).message == message


def test_native_code_that_gives_up_is_a_refusal() -> None:
    """It says so with what is no ordinary exception."""
    assert refusal(works.give_up_as_native_code_does).message.startswith("is damaged")


def test_a_bug_is_told_as_one() -> None:
    """With its traceback, for --debug."""
    with pytest.raises(RuntimeError, match="ZeroDivisionError: division by zero") as caught:
        run_confined(works.divide, 1, 0, file=FILE)
    assert "return first / second" in caught.value.__notes__[0]


def test_a_process_that_is_ended_leaves_no_file_of_its_memory() -> None:
    """It would lie in the folder one is in."""
    assert run_confined(works.largest_core, file=FILE) == 0


def test_ctrl_c_is_for_the_parent() -> None:
    """Which ends its child at once and hears of it as ever."""
    code = (
        "from planner.processes.confined import run_confined\n"
        "from tests.planner.processes import works\n"
        "print('ready', flush=True)\n"
        "run_confined(works.wait_without_end, file='x')"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=20)
    assert run.returncode == -signal.SIGINT
    assert errors.strip().endswith("KeyboardInterrupt")
    assert errors.count("Traceback") == 1


def test_files_of_the_folder_one_is_in_are_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scenario from a stranger may lie beside a file called as a module is."""
    (tmp_path / "pickle.py").write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)

    assert run_confined(works.divide, 4, 2, file=FILE) == 2.0
