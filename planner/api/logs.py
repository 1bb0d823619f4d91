"""The log of events of a journal or a broker: publish, decide, follow, verify, back up, notify."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError
from streams.decisions import DecisionRequest
from streams.differences import difference
from streams.log import Disposition, Letter, Log, Proof, Update
from streams.recommend import Decided, Snapshot
from streams.replay import Day

if TYPE_CHECKING:
    from models.choices import BrokerRole
    from planner import notify

__all__ = [
    "Day",
    "Decided",
    "DecisionRequest",
    "Disposition",
    "Letter",
    "Log",
    "Proof",
    "Snapshot",
    "Update",
    "back_up",
    "broker_address",
    "check_topics",
    "create_topics",
    "difference",
    "notify_all",
    "open_log",
    "open_notifier",
    "rescue",
]


def open_log(where: Path | str) -> Log:
    """Open the log of a journal or of a broker.

    Parameters
    ----------
    where
        The address of a broker: ``kafka://localhost:9092``, further brokers after commas; or the
        path of a journal. The rest of what a broker needs comes from the environment.

    Raises
    ------
    InputError
        The address or the environment is not valid.
    """
    from streams.hosts.kafka.settings import SCHEME, settings_of

    if not str(where).startswith(SCHEME):
        from streams.hosts.embedded.door import JournalLog

        return JournalLog(Path(where))
    import os

    from streams.hosts.kafka.door import BrokerLog

    return BrokerLog(settings_of(str(where), os.environ))


def broker_address(text: str) -> str:
    """The address of a broker, for `open_log`.

    Raises
    ------
    InputError
        It is not an address of brokers, such as ``kafka://localhost:9092``.
    """
    from streams.hosts.kafka.settings import servers_of

    _, problems = servers_of(text)
    if problems:
        raise InputError(problems)
    return text


def back_up(journal: Path, copy: Path) -> int:
    """Copy a journal, also while a host is running, check the copy, and return its position.

    Raises
    ------
    InputError
        The journal is damaged, the copy would replace something other than an older copy of it, or
        it cannot be written.
    """
    from streams.hosts.embedded import backup

    return backup.back_up(journal, copy)


def rescue(journal: Path, copy: Path) -> Mapping[Disposition, int]:
    """Save what can be read of a damaged journal into a new one, and return the new balance.

    Raises
    ------
    InputError
        The copy exists already, the journal does not, or nothing can be read of it.
    """
    from streams.hosts.embedded import rescue

    return rescue.rescue(journal, copy)


def create_topics(broker: str, partitions: int | None, replication: int) -> list[str]:
    """Create the topics that a broker does not have yet, and return their names.

    Parameters
    ----------
    broker
        As `open_log` takes it.
    partitions
        Number of partitions for events of programmes; by default the existing number, or 8.
    replication
        Number of copies of each record.

    Raises
    ------
    InputError
        The broker refuses, or has topics with a wrong configuration.
    """
    import os

    from streams.hosts.kafka.creating import Size, create
    from streams.hosts.kafka.running import run
    from streams.hosts.kafka.settings import settings_of

    settings = settings_of(broker, os.environ)
    return run(settings, create(settings, Size(partitions, replication)))


def check_topics(broker: str, role: BrokerRole) -> int:
    """Check that the topics are right and that this user has the rights of a role.

    Returns
    -------
    int
        Number of partitions of the events; 0 if the role does not use them.

    Raises
    ------
    InputError
        With every error.
    """
    import os

    from streams.hosts.kafka.checking import check
    from streams.hosts.kafka.cluster import Operation
    from streams.hosts.kafka.lost_records import check_log_beginnings
    from streams.hosts.kafka.running import run
    from streams.hosts.kafka.settings import settings_of
    from streams.hosts.kafka.topics import rights_of

    settings = settings_of(broker, os.environ)
    partitions = run(settings, check(settings, role))
    if Operation.READ in rights_of(role, settings).get(settings.events, ()):
        run(settings, check_log_beginnings(settings))
    return partitions


def open_notifier(
    address: str | None, command: str | None, file: Path, days: int, failed: Callable[[str], None]
) -> AbstractContextManager[notify.Notifier]:
    """Make a notifier that sends to an address or runs a command.

    Parameters
    ----------
    address, command
        One of them.
    file
        File that records what has been sent.
    days
        Days before a recommendation lapses at which a notice is sent again.
    failed
        Called with the reason if a notice cannot be sent, once until sending works again.

    Raises
    ------
    InputError
        The command does not exist, the address is not valid, or the file cannot be read or written.
    TryAgainError
        Another process notifies with the same file.
    """
    from planner import notify

    send = notify.by_post(address) if address is not None else notify.by_command(command or "")
    return notify.open_notifier(file, send, timedelta(days=days), failed)


def notify_all(notifier: notify.Notifier, shown: Mapping[str, Snapshot], dead_letters: int) -> bool:
    """Send every notice that is due, and return whether all of them were sent.

    Raises
    ------
    InputError
        The record of sent notices cannot be written.
    """
    from planner import notify

    overview = notify.Overview(shown, dead_letters)
    # Ctrl-C waits for the notice being sent, so that it is known whether it has arrived.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(notifier.look, overview, datetime.now(UTC)).result()
