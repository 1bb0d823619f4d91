"""``relocate verify``: a plan file, a journal or a broker's logs, held against themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.baselines import BaselineName
from models.readable import counted
from planner.cli.leaving import Code
from planner.cli.options import BrokerChoice, JournalChoice, JudgingLimitOption, one_of
from planner.cli.screen import tell, wrapped
from planner.cli.watching import Watching, watched

if TYPE_CHECKING:
    from models.result import Result, Verification
    from planner.api.logs import Proof


def verify(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", show_default=False, help="A plan file (.parquet) that `plan` wrote."
        ),
    ] = None,
    *,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
    time_limit: JudgingLimitOption = 120.0,
) -> None:
    """Audit a plan file again, and compare every figure; or hold a log against its state."""
    from planner import api

    if sum(each is not None for each in (file, journal, broker)) != 1:
        raise typer.BadParameter("Give one of FILE, --journal and --broker.")
    if file is not None:
        judge = partial(api.verify, file, seconds=time_limit)
        verification = watched(judge, Watching(f"Judging {file}"))
        _tell(str(file), verification.differences, lambda: _verified(verification))
    else:
        from planner.api.logs import open_log

        where = one_of(journal, broker)
        proof = open_log(where).verify()
        _tell(str(where), proof.differences, lambda: _proved(proof))


def _tell(name: str, differences: Sequence[str], holds: Callable[[], Iterable[str]]) -> None:
    """Say what does not hold, or all that does."""
    said = "does not hold" if differences else "holds"
    tell(f"{name} {said}:")
    words = differences or holds()
    tell("\n".join(wrapped(f"- {each}", indent=2, hanging=2) for each in words))
    if differences:
        raise typer.Exit(Code.INPUT)


def _proved(proof: Proof) -> list[str]:
    balance = ", ".join(f"{count:,} {standing}" for standing, count in proof.balance.items())
    return [
        f"its log is whole, from its first record on: {balance}",
        f"all that hosts have said of their state was made from it: {proof.claims:,}, by digest",
    ]


def _verified(verification: Verification) -> list[str]:
    from planner.exports.words import money_exact, percent_words

    scenario, result = verification.scenario, verification.result
    cost = money_exact(verification.judgement.total, result.currency)
    made_from = f"{scenario.name}, {scenario.planning_date}, {scenario.hash[:12]}"
    found = [f"it was made from the scenario that it carries: {made_from}"]
    if result.plan is not None:
        moves = counted(len(result.plan.moves), "move")
        rules = len({finding.rule for finding in verification.judgement.findings})
        found += [
            f"its plan of {moves} keeps all {rules} rules",
            f"it costs {cost}, as the file says, rule by rule",
            "its saving, its people and its cash by fiscal year are what follows from it",
            f"it has {counted(len(result.waves), 'wave')}, as follows from its moves",
        ]
    if result.sensitivity is not None:
        inputs = counted(len(result.sensitivity.inputs), "input")
        found.append(f"at the ends of the ranges of {inputs} it fares as the file says")
    if result.interval is not None:
        draws = counted(result.interval.draws, "draw")
        found.append(f"in {draws} of a sample its worth is what the file says")
    if result.break_even is not None:
        found.append("what turns the saving, and what that hangs on, is as the file says")
    found.append(f"{' and '.join(_baselines(result))}, as the file says, rule by rule")
    found.append(
        f"solver, seed ({result.provenance.seed}), gap and time that were asked for are what the "
        "file says of itself: nothing in it proves them"
    )
    if result.gap is not None:
        found.append(
            f"the gap of {percent_words(result.gap)}, and that nobody could stay for less, is "
            "the solver's claim: an audit cannot prove that no better plan exists"
        )
    return found


def _baselines(result: Result) -> Iterator[str]:
    from planner.exports.words import baseline_words, money_exact

    for name in BaselineName:
        total = result.baselines.of(name).judgement.total
        yield f"{baseline_words(name)} costs {money_exact(total, result.currency)}"
