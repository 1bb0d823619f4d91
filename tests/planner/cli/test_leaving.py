"""Exit codes and the last words: no traceback without --debug, nothing hostile on the screen."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import pytest

from models.errors import InputError, Problem, TryAgainError
from planner import api
from planner.cli.leaving import MEANINGS, Code, leave
from planner.cli.plan import hand_over
from tests.support.commands import COMMAND, ENVIRONMENT, Relocate, relocate
from tests.support.processes import descendants
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[3]
HANGS_SECONDS = 300
"""After which whoever was interrupted has not heard it, on however busy a machine."""


def left_by(error: BaseException, *, debug: bool = False) -> object:
    """Exit code of a command that ends in an error."""

    def command() -> None:
        with ExitStack() as stack:
            stack.push(partial(leave, debug=debug))
            raise error

    with pytest.raises(SystemExit) as left:
        command()
    return left.value.code


def test_a_bug_is_one_line_that_says_how_to_report_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 70, no traceback, whatever the error."""
    assert left_by(KeyError("nobody\nthought of this")) == 70
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "KeyError" in err
    assert "--debug" in err


def test_what_may_be_tried_again_has_a_code_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """A journal that is being written is no fault of the input."""
    assert left_by(TryAgainError([Problem("is being written", file="p.db")])) == 75
    assert capsys.readouterr().err.startswith("relocate: cannot go on for now\n")
    assert left_by(InputError([Problem("is wrong", file="p.db")])) == 3


def test_the_page_has_every_code_with_what_it_means() -> None:
    """docs/operations.md says what the help says."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \| (?:yes|no|with|-)", page, re.MULTILINE)

    assert {int(code): words for code, words in rows} == {int(c): w for c, w in MEANINGS.items()}
    assert set(MEANINGS) == set(Code)


def test_debug_shows_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """With it, where the bug is; still exit code 70."""
    assert left_by(ZeroDivisionError("half of nothing"), debug=True) == 70
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_debug_is_taken_anywhere_on_the_line(here: Relocate) -> None:
    """Before the command or after it; without it a mistake shows no traceback."""
    assert "Traceback" not in here("check", "nowhere").err
    assert "Traceback" in here("check", "nowhere", "--debug").err
    assert "Traceback" in here("--debug", "check", "nowhere").err
    assert here("check", "tiny", "--debug").code == 0


def test_a_plan_that_failed_its_audit_is_a_bug(tmp_path: Path) -> None:
    """Status invalid is never shown, written or called a success."""
    scenario = api.load("tiny")
    result = api.plan(scenario, ranges=api.RangeUse.IGNORE).result
    invalid = result.model_copy(
        update={"status": type(result.status)("invalid"), "plan": None, "judgement": None}
    )
    file = tmp_path / "a.json"
    with pytest.raises(RuntimeError, match="audit"):
        hand_over(api.PlanResult(scenario, invalid), [file], as_json=True)

    assert not file.exists()
    assert left_by(RuntimeError("audit")) == 70


def test_ctrl_c_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 130 and not a word."""
    assert left_by(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == ""


def interrupted(folder: Path, *words: str) -> tuple[int, bytes, bytes]:
    """Exit code, output and errors of an hour's planning that hears Ctrl-C while solvers work.

    Before they do, it takes less than half of the processor time that is waited for.
    """
    command = [str(COMMAND), "plan", "shanghai-2026", "--gap", "0", "--time-limit", "3600", *words]
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        until(lambda: processor_seconds(running.pid) > 8)
        running.send_signal(signal.SIGINT)
        try:
            out, err = running.communicate(timeout=HANGS_SECONDS)
        finally:
            running.kill()

    return running.returncode, out, err


def processor_seconds(pid: int) -> float:
    """What a process and those below it have worked so far."""
    ticks = 0
    for each in (pid, *descendants(pid)):
        with suppress(FileNotFoundError, ProcessLookupError):
            stat = Path(f"/proc/{each}/stat").read_text(encoding="utf-8")
            ticks += sum(map(int, stat.rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
def test_ctrl_c_is_obeyed_while_a_solver_works(tmp_path: Path) -> None:
    """One call to a solver ends before its time, quietly, and leaves nothing behind."""
    assert interrupted(tmp_path, "--solver", "highs") == (130, b"", b"")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_ctrl_c_keeps_the_best_plan_of_a_search(tmp_path: Path) -> None:
    """Done, with a feasible plan in the files, and no process left behind."""
    code, out, err = interrupted(tmp_path)

    assert (code, err) == (0, b"")
    assert b"Feasible" in out
    assert (tmp_path / "plans/shanghai-2026.parquet").exists()


@pytest.mark.parametrize(
    "words", [("--help",), ("rules",), pytest.param(("plan", "tiny"), marks=pytest.mark.slow)]
)
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    """As under ``| head``: nothing is said, and the work was done."""
    with subprocess.Popen(
        [COMMAND, *words],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        err = running.stderr.read()

    assert (running.returncode, err) == (0, b"")
    assert (tmp_path / "plans/tiny.parquet").exists() is (words[0] == "plan")


@pytest.mark.slow
def test_the_code_survives_a_reader_that_goes_away(tmp_path: Path) -> None:
    """No plan is no plan, whether anybody reads about it or not."""
    with subprocess.Popen(
        [COMMAND, "plan", "tiny", "--set", "offices.shanghai.seats=1"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        running.stdout.close()

    assert running.returncode == 4


@pytest.mark.parametrize(
    "words",
    [
        ("watch", "--once", "--journal"),
        ("replay", "tiny"),
        ("verify",),
        ("check",),
        ("new",),
    ],
)
def test_a_name_that_is_too_long_is_no_bug(here: Relocate, words: tuple[str, ...]) -> None:
    """Whoever is given it."""
    run = here(*words, "x" * 300)

    assert run.code == 3
    assert "xxxxxxxxxx" in run.err


INTERRUPTS_ITSELF = "import os, signal; os.kill(os.getpid(), signal.SIGINT)\n"
AT_THE_END = """
import atexit, os, signal, sys
if sys.argv[0].endswith("relocate"):
    atexit.register(os.kill, os.getpid(), signal.SIGINT)
"""


@pytest.mark.parametrize(
    ("words", "module", "text"),
    [
        ("rules", "typer", INTERRUPTS_ITSELF),
        ("check tiny", "numpy", INTERRUPTS_ITSELF),
        ("rules", "sitecustomize", AT_THE_END),
    ],
)
def test_ctrl_c_is_quiet_at_any_moment(tmp_path: Path, words: str, module: str, text: str) -> None:
    """While the command line is loaded, while what a command needs is, and when all is done."""
    (tmp_path / f"{module}.py").write_text(text)
    path = f"{tmp_path}:{ENVIRONMENT.get('PYTHONPATH', '')}"
    run = relocate(tmp_path, *words.split(), PYTHONPATH=path)

    assert (run.code, run.err) == (130, "")
    assert bool(run.out) is (module == "sitecustomize")


HALF_MADE = """
import os, signal, zipfile
class HalfMade(zipfile.ZipFile):
    def __init__(self, *_, **__):
        self.fp = True
        os.kill(os.getpid(), signal.SIGINT)
zipfile.ZipFile = HalfMade
"""


@pytest.mark.slow
def test_what_ctrl_c_leaves_half_made_is_quiet(tmp_path: Path) -> None:
    """A workbook that is being opened cannot be closed properly: nothing is said of it."""
    (tmp_path / "sitecustomize.py").write_text(HALF_MADE)
    path = f"{tmp_path}:{ENVIRONMENT.get('PYTHONPATH', '')}"
    run = relocate(tmp_path, "new", "a.xlsx", "--workbook", PYTHONPATH=path)

    assert (run.code, run.err) == (130, "")
    assert not (tmp_path / "a.xlsx").exists()


def in_shell(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of the command, its streams put elsewhere."""
    return subprocess.run(
        ["sh", "-c", f"{COMMAND} {words}"],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param("check tiny >&-", 0, marks=pytest.mark.slow),
        ("check tiny <&- >&- 2>&-", 0),
        ("check nowhere 2>&-", 3),
        ("fly 2>&-", 2),
        ("--help >&-", 0),
        ("export nowhere.parquet --out a.csv <&- >&-", 3),
    ],
)
def test_streams_that_are_closed_are_no_error(tmp_path: Path, words: str, code: int) -> None:
    """The code is that of the work, and no file gets what was meant for a stream."""
    run = in_shell(tmp_path, words)

    assert run.returncode == code
    assert "bug" not in run.stderr
    assert not list(tmp_path.iterdir())


needs_a_full_disk = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="there is no full disk at hand"
)


@pytest.mark.slow
@needs_a_full_disk
@pytest.mark.parametrize("words", ["check tiny >/dev/full", "--help >/dev/full"])
def test_a_full_disk_is_no_bug(tmp_path: Path, words: str) -> None:
    """What cannot be written is told, with the exit code of what may be tried again."""
    run = in_shell(tmp_path, words)

    assert run.returncode == 75
    assert "no space left on device" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.slow
@needs_a_full_disk
@pytest.mark.parametrize(("words", "code"), [("check tiny", 0), ("check nowhere", 3)])
def test_errors_that_cannot_be_written_change_no_code(
    tmp_path: Path, words: str, code: int
) -> None:
    """There is no place left to say so."""
    assert in_shell(tmp_path, f"{words} 2>/dev/full").returncode == code


def test_the_command_line_alone_says_what_can_be_done(here: Relocate, tmp_path: Path) -> None:
    """Without words it shows its help; with a word it does not know, exit code 2."""
    alone = relocate(tmp_path)

    assert "Commands:" in f"{alone.out}{alone.err}"
    assert here("fly").code == 2
    assert here("--version").out.startswith("relocate ")


@pytest.mark.slow
def test_terminals_without_the_characters_get_numbers(tmp_path: Path, plans: Path) -> None:
    """An ASCII terminal is no reason to fail."""
    files = (str(plans / "free.parquet"), str(plans / "full.parquet"))
    run = relocate(tmp_path, "compare", *files, PYTHONIOENCODING="ascii")

    assert run.code == 0
    assert run.out.isascii()
