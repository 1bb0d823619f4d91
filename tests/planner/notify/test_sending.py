"""Requests to a real server and real commands: what counts as told, and what does not."""

from __future__ import annotations

import json
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from models.errors import InputError
from planner.notify import by_command, by_post
from planner.notify.sending import NotSentError
from tests.kafka.cluster import free_port
from tests.planner.notify.listening import listening

DOCUMENT = b'{"id": "7", "text": "north: new recommendation"}'


def test_a_request_is_posted_as_json_with_the_id_of_what_it_tells() -> None:
    with listening() as listener:
        by_post(listener.address)("7", DOCUMENT)

    ((path, headers, body),) = listener.heard
    assert path == "/hook?channel=moves"
    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"] == "7"
    assert body == json.loads(DOCUMENT)


@pytest.mark.parametrize("status", [301, 307, 400, 404, 429, 500, 503])
def test_any_other_answer_than_yes_is_none(status: int) -> None:
    """Nor is a redirection followed: what stands there was not asked for."""
    with listening() as listener:
        listener.answers = [status]
        with pytest.raises(NotSentError, match=f"127.0.0.1 answers {status}"):
            by_post(listener.address)("7", DOCUMENT)

    assert len(listener.heard) == 1


def test_who_does_not_listen_has_not_been_told() -> None:
    """What the address says is not told back: it may be a secret."""
    address = f"http://127.0.0.1:{free_port()}/secret"

    with pytest.raises(NotSentError, match=r"127\.0\.0\.1: connection refused") as caught:
        by_post(address)("7", DOCUMENT)
    assert "secret" not in str(caught.value)


def test_who_says_nothing_is_not_waited_for() -> None:
    with listening() as listener:
        listener.hangs = True
        began = time.monotonic()
        with pytest.raises(NotSentError):
            by_post(listener.address, seconds=0.3)("7", DOCUMENT)
        assert time.monotonic() - began < 10


def test_who_speaks_ever_so_slowly_is_not_waited_for() -> None:
    """A letter now and then keeps each wait short, and the answer would never end."""
    left = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        slow = Thread(target=_drip, args=(server, left))
        slow.start()
        began = time.monotonic()
        with pytest.raises(NotSentError):
            by_post(f"http://127.0.0.1:{server.getsockname()[1]}", seconds=0.5)("7", DOCUMENT)
        took = time.monotonic() - began
        left.set()
        slow.join()

    assert took < 10


def _drip(server: socket.socket, left: Event) -> None:
    connection, _ = server.accept()
    with connection, suppress(OSError):
        for _ in range(150):
            if left.wait(0.1):
                break
            connection.send(b"H")


@pytest.mark.parametrize(
    "address",
    ["", "hook", "ftp://localhost/x", "http:///x", "http://localhost:70000/", "http://[x"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="address: not a web address"):
        by_post(address)


def test_a_password_in_an_address_is_refused() -> None:
    """It would be seen by whoever lists processes; and it is not told back."""
    with pytest.raises(InputError, match="holds a user name or a password") as caught:
        by_post("http://" + "me:hunter2@localhost/")
    assert "hunter2" not in str(caught.value)


def command(folder: Path, text: str) -> str:
    """A command that runs a little program."""
    (folder / "tell me.py").write_text(text, encoding="utf-8")
    return f"{sys.executable} '{folder}/tell me.py'"


def test_a_command_is_given_the_notice(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """On its standard input, with its id in the environment; what it says is nobody's output."""
    text = (
        "import os, sys\nprint('noise')\n"
        f"open({str(tmp_path / 'heard')!r}, 'w').write(os.environ['RELOCATE_NOTICE'] + "
        "sys.stdin.read())\n"
    )
    by_command(command(tmp_path, text))("7", DOCUMENT)

    assert (tmp_path / "heard").read_bytes() == b"7" + DOCUMENT
    assert capfd.readouterr().out == ""


def test_a_command_that_fails_has_not_told(tmp_path: Path) -> None:
    """Whether or not it has read what it was given."""
    with pytest.raises(NotSentError, match="ended with 4"):
        by_command(command(tmp_path, "raise SystemExit(4)"))("7", DOCUMENT * 100_000)


def test_a_command_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    text = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(tmp_path / 'child')!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    with pytest.raises(NotSentError, match="has not ended after 3 s"):
        by_command(command(tmp_path, text), seconds=3)("7", DOCUMENT)

    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    until = time.monotonic() + 10
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        state = (
            Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        )
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("words", ["", "no-such-command --x", "'unclosed"])
def test_what_is_no_command_is_refused(words: str) -> None:
    with pytest.raises(InputError, match=r"^command: "):
        by_command(words)
