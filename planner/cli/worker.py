"""``relocate worker``: one of several that share the programmes of a Kafka broker."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.defaults import SOLVERS_AT_ONCE
from planner.cli.naming import as_options
from planner.cli.options import (
    DEBOUNCE_SECONDS,
    LONGEST_WAIT_SECONDS,
    REPLAN_GAP,
    REPLAN_SECONDS,
    BrokerOption,
    DebounceOption,
    LongestWaitOption,
    MetricsPortOption,
    ReplanGapOption,
    ReplanLimitOption,
    SolversOption,
)
from planner.cli.terminal import mention

if TYPE_CHECKING:
    from planner.api.logs import Disposition


def worker(
    *,
    broker: BrokerOption,
    debounce: DebounceOption = DEBOUNCE_SECONDS,
    longest_wait: LongestWaitOption = LONGEST_WAIT_SECONDS,
    gap: ReplanGapOption = REPLAN_GAP,
    time_limit: ReplanLimitOption = REPLAN_SECONDS,
    solvers: SolversOption = SOLVERS_AT_ONCE,
    metrics_port: MetricsPortOption = None,
) -> None:
    """Run one of several workers that share a Kafka broker.

    The broker divides the programmes among them. It runs until Ctrl-C.
    """
    from planner import api
    from planner.api.hosting import Hosting, work
    from planner.cli.changes import balance_words, say_unmatched

    stop = api.MaxRuntime(time_limit) | api.Gap(gap)
    hosting = Hosting(debounce, longest_wait, stop, solvers)
    with as_options(broker="--broker", metrics_port="--metrics-port"):
        balances = work(broker, hosting, mention, say_unmatched, metrics_port)
    total: Counter[Disposition] = Counter()
    for balance in balances.values():
        total.update(balance)
    mention(balance_words(total))
