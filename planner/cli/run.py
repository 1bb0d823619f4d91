"""``relocate run``: events in, recommendations out, on this machine."""

from __future__ import annotations

import json
import signal
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.leaving import Code
from planner.cli.options import (
    ChangeOption,
    FewSecondsLimitOption,
    FewSecondsOption,
    JournalOption,
    JsonOption,
    LongestWaitOption,
    OverlayOption,
    ScenarioArgument,
    SettingOption,
    SolversOption,
    scenario_of,
)
from planner.cli.screen import mention, tell

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
            help="Events, one a line: a file, a folder of .jsonl files, or standard input.  "
            "[default: only what `publish` and `decide` leave]",
            show_default=False,
        ),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Wait for more at their end, until Ctrl-C.")
    ] = False,
    catch_up: Annotated[
        bool, typer.Option("--catch-up", help="Let more than ten days pass at once.")
    ] = False,
    debounce: FewSecondsOption = 2.0,
    longest_wait: LongestWaitOption = 30.0,
    gap: ChangeOption = 0.005,
    time_limit: FewSecondsLimitOption = 20.0,
    solvers: SolversOption = 2,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fold events as they come, plan again when it matters, and say what is recommended."""
    from planner.api.hosting import Hosting, begin_host

    scenario = scenario_of(source, overlays, settings)
    host = begin_host(
        scenario,
        events,
        journal,
        Hosting(debounce, longest_wait, gap, time_limit, solvers),
        partial(_say_change, as_json=as_json),
        _say_unmatched,
        mention,
        follow=follow,
        catches_up=catch_up,
    )
    _work(host)
    if host.unanswered and not host.stopping:
        mention(f"No plan in time for {', '.join(host.unanswered)}.")
        raise typer.Exit(Code.NO_PLAN_IN_TIME)


def _work(host: EmbeddedHost) -> None:
    """Run until the end; Ctrl-C and a polite kill end the round and leave the journal whole."""

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
        host.ledger.journal.close()


def _say_balance(host: EmbeddedHost) -> None:
    from planner.cli.changes import balance_words

    mention(balance_words(host.ledger.journal.balance()))


def _say_change(change: Change, *, as_json: bool) -> None:
    from planner.cli.changes import change_words, document

    if as_json:
        tell(json.dumps(document(change.after)))
    else:
        tell(change_words(change.before, change.after))


def _say_unmatched(programme: str, words: tuple[str, ...]) -> None:
    for each in words:
        mention(f"{programme}: {each}")
