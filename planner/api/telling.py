"""Who is told of recommendations without looking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner import notify
from streams.hosts.embedded.reader import Reader
from streams.hosts.standing import Standing
from streams.recommend import Snapshot


def telling(
    address: str | None, command: str | None, file: Path, days: int, failed: Callable[[str], None]
) -> AbstractContextManager[notify.Notifier]:
    """Whoever tells, by a request to an address or by a command.

    Parameters
    ----------
    address, command
        One of them.
    file
        Remembers what has been told.
    days
        Before it lapses, at which a recommendation is told of again.
    failed
        Told why something could not be sent, once until it can be.

    Raises
    ------
    InputError
        There is no such command, the address is none, or the file cannot be read or written.
    TryAgainError
        Another process tells with the same file.
    """
    send = notify.by_post(address) if address is not None else notify.by_command(command or "")
    return notify.telling(file, send, timedelta(days=days), failed)


def tell(found: notify.Notifier, shown: Mapping[str, Snapshot], reader: Reader) -> bool:
    """Tell what there is to tell of a journal, and say whether all has been told.

    Raises
    ------
    InputError
        What has been told cannot be written down.
    """
    sight = notify.Sight(shown, reader.balance()[Standing.DEAD])
    # Ctrl-C waits for what is being sent, so that it is known whether it has come.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(found.look, sight, datetime.now(UTC)).result()
