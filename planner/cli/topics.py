"""``relocate topics``: what Kafka has to have before workers start."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from planner.cli.options import BrokerOption
from planner.cli.screen import tell


class RoleName(StrEnum):
    """What a user of the broker is for."""

    WORKER = "worker"
    PUBLISHER = "publisher"
    WATCHER = "watcher"
    NOTIFIER = "notifier"
    DECIDER = "decider"
    MENDER = "mender"
    VERIFIER = "verifier"


def topics(
    *,
    broker: BrokerOption,
    create: Annotated[
        bool, typer.Option("--create", help="Create those that are not there.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Look whether they are right, and what is granted.")
    ] = False,
    partitions: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=10_000,
            help="With --create: how many workers can share the programmes; it stays for ever.  "
            "[default: 8]",
            show_default=False,
        ),
    ] = None,
    replication: Annotated[
        int, typer.Option(min=1, max=100, help="With --create: copies of each record.")
    ] = 3,
    role: Annotated[
        RoleName, typer.Option(help="With --check: what this user of the broker is for.")
    ] = RoleName.WORKER,
) -> None:
    """Create or check the topics of a Kafka broker."""
    from planner.api.logs import check_topics, create_topics

    if create == check:
        raise typer.BadParameter("Give either --create or --check.")
    if create:
        made = create_topics(broker, partitions, replication)
        tell(f"Created {', '.join(made)}." if made else "All topics are there already.")
    else:
        count = check_topics(broker, role.value)
        shape = f" Partitions of events: {count:,}." if count else ""
        tell(f"The topics are right, and this user may be a {role}.{shape}")
