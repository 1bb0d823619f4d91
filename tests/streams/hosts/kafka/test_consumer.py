"""The thread in which Faust's consumer runs."""

from __future__ import annotations

import threading
from asyncio import CancelledError
from types import SimpleNamespace
from typing import Any

import pytest

from streams.hosts.kafka.consumer import _Thread


@pytest.mark.parametrize(
    ("error", "told"), [(CancelledError(), []), (ArithmeticError(), [ArithmeticError])]
)
def test_a_client_that_cancels_itself_prints_no_traceback(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, told: list[type[BaseException]]
) -> None:
    """As it does when its broker is away while it ends; what else is raised is told as ever."""
    heard: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: heard.append(args.exc_type))

    def start() -> None:
        raise error

    service: Any = SimpleNamespace(_start_thread=start)
    thread = _Thread(service)
    thread.start()
    thread.join(10)

    assert heard == told
    assert thread.daemon
