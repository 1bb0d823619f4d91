"""``relocate worker``: one of several that share the programmes of a Kafka broker."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.cli.options import (
    BrokerOption,
    ChangeOption,
    FewSecondsLimitOption,
    FewSecondsOption,
    LongestWaitOption,
    MetricsPortOption,
    SolversOption,
)
from planner.cli.screen import mention

if TYPE_CHECKING:
    from planner.api.logs import Disposition


def worker(
    *,
    broker: BrokerOption,
    debounce: FewSecondsOption = 2.0,
    longest_wait: LongestWaitOption = 30.0,
    gap: ChangeOption = 0.005,
    time_limit: FewSecondsLimitOption = 20.0,
    solvers: SolversOption = 2,
    metrics_port: MetricsPortOption = None,
) -> None:
    """Share the programmes of a broker with other workers, until Ctrl-C."""
    from planner.api.hosting import Hosting, work
    from planner.cli.changes import balance_words

    hosting = Hosting(debounce, longest_wait, gap, time_limit, solvers)
    balances = work(broker, hosting, mention, _say_unmatched, metrics_port)
    total: Counter[Disposition] = Counter()
    for balance in balances.values():
        total.update(balance)
    mention(balance_words(total))


def _say_unmatched(programme: str, words: tuple[str, ...]) -> None:
    for each in words:
        mention(f"{programme}: {each}")
