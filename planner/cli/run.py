"""``relocate run``: events in, recommendations out, on this machine."""

from __future__ import annotations

import json
import signal
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from models.defaults import SOLVERS_AT_ONCE
from planner.cli.leaving import Code
from planner.cli.options import (
    DEBOUNCE_SECONDS,
    LONGEST_WAIT_SECONDS,
    REPLAN_GAP,
    REPLAN_SECONDS,
    DebounceOption,
    JournalOption,
    JsonOption,
    LongestWaitOption,
    OverlayOption,
    ReplanGapOption,
    ReplanLimitOption,
    ScenarioArgument,
    SettingOption,
    SolversOption,
    scenario_of,
)
from planner.cli.terminal import mention, tell

if TYPE_CHECKING:
    from planner.api.hosting import Change, EmbeddedHost


def run(
    source: ScenarioArgument,
    *,
    journal: JournalOption,
    events: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|DIR|-",
            help="Events, one a line: a file, a folder of .jsonl files, or - for standard input.",
            show_default="only what `publish` and `decide` hand in",
        ),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="At the end of the events wait for more, until Ctrl-C.")
    ] = False,
    catch_up: Annotated[
        bool,
        typer.Option(
            "--catch-up", help="Allow more than ten days to pass at once, as after a long pause."
        ),
    ] = False,
    debounce: DebounceOption = DEBOUNCE_SECONDS,
    longest_wait: LongestWaitOption = LONGEST_WAIT_SECONDS,
    gap: ReplanGapOption = REPLAN_GAP,
    time_limit: ReplanLimitOption = REPLAN_SECONDS,
    solvers: SolversOption = SOLVERS_AT_ONCE,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a host on this machine: plan again as events come.

    It reads events, makes a new plan when it matters, and shows what is recommended and what has
    changed.
    """
    from planner import api
    from planner.api.hosting import Hosting, begin_host
    from planner.cli.changes import say_unmatched

    scenario = scenario_of(source, overlays, settings)
    host = begin_host(
        scenario,
        events,
        journal,
        Hosting(debounce, longest_wait, api.MaxRuntime(time_limit) | api.Gap(gap), solvers),
        partial(_say_change, as_json=as_json),
        say_unmatched,
        mention,
        follow=follow,
        catches_up=catch_up,
    )
    _work(host)
    if host.unanswered and not host.stopping:
        mention(f"No plan in time for {', '.join(host.unanswered)}.")
        raise typer.Exit(Code.NO_PLAN_IN_TIME)


def _work(host: EmbeddedHost) -> None:
    """Run until the end; Ctrl-C and SIGTERM end the round and leave the journal whole."""

    def stop(_signal: int, _frame: object) -> None:
        host.stopping = True
        # The second one does not wait.
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        host.run()
        _say_balance(host)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        host.close()


def _say_balance(host: EmbeddedHost) -> None:
    from planner.cli.changes import balance_words

    mention(balance_words(host.balance()))


def _say_change(change: Change, *, as_json: bool) -> None:
    from planner.cli.changes import change_words
    from planner.exports.recommendations import snapshot_document

    if as_json:
        tell(json.dumps(snapshot_document(change.after)))
    else:
        tell(change_words(change.before, change.after))
