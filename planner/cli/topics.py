"""``relocate topics``: the topics that Kafka must have before workers start."""

from __future__ import annotations

from typing import Annotated

import typer

from models.choices import BrokerRole
from models.readable import counted
from planner.cli.naming import as_options
from planner.cli.options import BrokerOption
from planner.cli.terminal import tell


def topics(
    *,
    broker: BrokerOption,
    create: Annotated[
        bool, typer.Option("--create", help="Create the topics that do not exist yet.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Check the topics, and the rights of this user.")
    ] = False,
    partitions: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=10_000,
            metavar="N",
            help="With --create: how many workers can share the programmes at most. It cannot be "
            "changed later.",
            show_default="as existing topics have, else 8",
        ),
    ] = None,
    replication: Annotated[
        int, typer.Option(min=1, max=100, metavar="N", help="With --create: copies of each record.")
    ] = 3,
    role: Annotated[
        BrokerRole, typer.Option(help="With --check: what this user of the broker does.")
    ] = BrokerRole.WORKER,
) -> None:
    """Create or check the topics of a Kafka broker."""
    from planner.api.logs import check_topics, create_topics

    if create == check:
        raise typer.BadParameter("Give either --create or --check.")
    if create:
        with as_options(broker="--broker"):
            made = create_topics(broker, partitions, replication)
        tell(f"Created {', '.join(made)}." if made else "All topics are there already.")
    else:
        with as_options(broker="--broker"):
            count = check_topics(broker, role)
        shape = f" Events have {counted(count, 'partition')}." if count else ""
        tell(f"The topics are right, and this user has the rights of a {role}.{shape}")
