"""Work as files made to hurt would have it done."""

from __future__ import annotations

import os
import resource
import time

from models.errors import InputError, Problem


def sizes(first: bytes, second: bytes) -> tuple[int, int]:
    return len(first), len(second)


def refuse(file: str) -> None:
    raise InputError([Problem("is wrong", file, "line 3", "id", "x", "Mend it.")])


def take_memory(size: int) -> int:
    return len(b"x" * size)


def return_much(size: int) -> list[bytes]:
    """What fits into memory, and does not when it is sent."""
    return [bytes(1_000) for _ in range(size // 1_000)]


def hold_memory(first: int) -> int:
    """What is held when the memory ends is held still where that is caught."""
    held: object = first
    while first > 1_000_000:
        held = [held]
    return first


def end_by(number: int) -> None:
    os.kill(os.getpid(), number)


def work_without_end() -> None:
    while True:
        pass


def wait_without_end() -> None:
    time.sleep(3600)


def divide(first: int, second: int) -> float:
    return first / second


def give_up_as_native_code_does() -> None:
    raise NativeError("panicked")


class NativeError(BaseException):
    """What readers in other languages raise where they would have ended the process."""


def largest_core() -> int:
    return resource.getrlimit(resource.RLIMIT_CORE)[0]
