"""How a notice is sent: by a request to a web address, or to a command on its standard input."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from models.errors import InputError, Problem

TIMEOUT_SECONDS = 10.0
"""Time in which an address has to answer, or a command has to end."""


class NotSentError(Exception):
    """A notice may not have been delivered; the message says why."""


Send = Callable[[str, bytes], None]
"""Send a notice: its id, and its document as JSON.

Raises
------
NotSentError
    Sending failed, and is to be tried again.
"""


def by_post(address: str, seconds: float = TIMEOUT_SECONDS) -> Send:
    """Send by POST to a web address; any status from 200 to 299 means that it was delivered.

    Redirections are not followed, and no proxy is used.

    Raises
    ------
    InputError
        The address is not one that can be sent to.
    """
    found = _address(address)
    target = found.path or "/"
    if found.query:
        target += f"?{found.query}"

    def send(name: str, document: bytes) -> None:
        kind = HTTPSConnection if found.scheme == "https" else HTTPConnection
        connection = kind(found.hostname or "", found.port, timeout=seconds)
        # The timeout of the connection starts again with every byte; this one covers everything.
        last = Timer(seconds, _hang_up, [connection])
        last.daemon = True
        last.start()
        headers = {"Content-Type": "application/json", "Idempotency-Key": name}
        try:
            connection.request("POST", target, document, headers)
            status = connection.getresponse().status
        except (OSError, HTTPException) as error:
            raise NotSentError(f"{found.hostname}: {_reason(error)}") from None
        finally:
            last.cancel()
            connection.close()
        if not 200 <= status < 300:
            raise NotSentError(f"{found.hostname} answers {status}")

    return send


def by_command(words: str, seconds: float = TIMEOUT_SECONDS) -> Send:
    """Send to a command on its standard input; exit code 0 means that it was delivered.

    The command line is split as a shell does, and run without a shell.

    Raises
    ------
    InputError
        There is no such command.
    """
    command = _command(words)

    def send(name: str, document: bytes) -> None:
        environment = {**os.environ, "RELOCATE_NOTICE": name}
        try:
            process = subprocess.Popen(  # noqa: S603 - the command that the user asked for
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise NotSentError(f"{command[0]}: {_reason(error)}") from None
        try:
            process.communicate(document, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise NotSentError(f"{command[0]} has not ended after {seconds:.0f} s") from None
        finally:
            _end(process)
        if process.returncode:
            raise NotSentError(f"{command[0]} ended with {process.returncode}")

    return send


def _address(text: str) -> SplitResult:
    step = "Write it as in https://<HOST>/<PATH>."
    try:
        found = urlsplit(text)
        usable = found.scheme in {"http", "https"} and found.hostname and found.port != 0
    except ValueError:
        found, usable = urlsplit(""), False
    # An address may hold a secret, so that it is not repeated.
    if not usable or not text.isascii() or not text.isprintable() or " " in text:
        raise InputError.of("not a web address", field="address", next_step=step)
    if found.username is not None or found.password is not None:
        step = "Use a command instead, which reads the password from a file."
        problem = Problem("holds a user name or a password", field="address", next_step=step)
        raise InputError([problem])
    return found


def _command(words: str) -> list[str]:
    try:
        command = shlex.split(words)
    except ValueError as error:
        found = f"cannot be split into words: {str(error).lower()}"
        raise InputError.of(found, field="command", next_step="Check the quotes.") from None
    if not command or shutil.which(command[0]) is None:
        step = "Give a command that can be run, with its path if it is not found."
        problem = Problem("not a command", field="command", found=words, next_step=step)
        raise InputError([problem])
    return command


def _hang_up(connection: HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command that is still running, and all it has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _reason(error: Exception) -> str:
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(words).lower()
