"""``relocate verify``: whether a plan file, a journal or the logs of a broker can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.readable import counted, in_percent
from planner.cli.leaving import Code
from planner.cli.options import (
    JUDGING_SECONDS,
    BrokerChoice,
    JournalChoice,
    JudgingLimitOption,
    log_place,
)
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.terminal import tell, wrapped

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
    time_limit: JudgingLimitOption = JUDGING_SECONDS,
) -> None:
    """Verify a plan file, or the log of a journal or broker.

    A plan file is audited without a solver and every figure compared; a log is folded again and
    compared with what hosts have recorded of their state. Exit code 3 if anything differs.
    """
    from planner import api

    if sum(each is not None for each in (file, journal, broker)) != 1:
        raise typer.BadParameter("Give one of FILE, --journal and --broker.")
    if file is not None:
        judge = partial(api.verify, file, seconds=time_limit)
        verification = run_with_progress(judge, ProgressLine(f"Judging {file}"))
        _show(str(file), verification.differences, lambda: _of_plan(verification))
    else:
        from planner.api.logs import open_log

        where = log_place(journal, broker)
        proof = open_log(where).verify()
        _show(str(where), proof.differences, lambda: _of_log(proof))


def _show(name: str, differences: Sequence[str], agreed: Callable[[], Iterable[str]]) -> None:
    """Show what differs, or everything that has been compared."""
    tell(f"{name} {'does not hold' if differences else 'holds'}:")
    words = differences or agreed()
    tell("\n".join(wrapped(f"- {each}", indent=2, hanging=2) for each in words))
    if differences:
        raise typer.Exit(Code.INPUT)


def _of_log(proof: Proof) -> list[str]:
    claims = counted(proof.claims, "digest")
    balance = ", ".join(f"{count:,} {fate}" for fate, count in proof.balance.items())
    return [
        f"its log is whole, from its first record on: {balance}",
        f"what hosts have recorded of their state follows from it: {claims}",
    ]


def _of_plan(verification: Verification) -> list[str]:
    from planner.wording.amounts import money_exact

    scenario, result = verification.scenario, verification.result
    cost = money_exact(verification.judgement.total, result.currency)
    made_from = f"{scenario.name}, {scenario.planning_date}, {scenario.hash[:12]}"
    found = [f"it was made from the scenario in it: {made_from}"]
    if result.plan is not None:
        moves = counted(len(result.plan.moves), "move")
        rules = len({finding.rule for finding in verification.judgement.findings})
        found += [
            f"its plan of {moves} keeps all {rules} rules",
            f"it costs {cost}, as the file says, rule by rule",
            "its saving, people and cash by fiscal year follow from the plan",
            f"its waves follow from its moves: {len(result.waves)}",
        ]
    if result.sensitivity is not None:
        inputs = counted(len(result.sensitivity.inputs), "input")
        found.append(f"at the ends of the ranges of {inputs}, the saving is as the file says")
    if result.interval is not None:
        draws = counted(result.interval.draws, "draw")
        found.append(f"in a sample of {draws}, the saving is as the file says")
    if result.break_even is not None:
        found.append("break-even and cliffs are as the file says")
    if answers := result.explanations.why:
        options = counted(sum(len(each.ranked) for each in answers), "option")
        found.append(f"what {options} would cost beside the plan is as the file says")
    found.append(f"{' and '.join(_baselines(result))}, as the file says, rule by rule")
    found.append(
        f"not proven by anything in the file: the solver, seed ({result.provenance.seed}), gap and "
        "time that were asked for"
    )
    if result.gap is not None:
        found.append(
            f"not proven either: the gap of {in_percent(result.gap)}, and that nobody could "
            "stay for less; that no better plan exists is the solver's claim, which an audit "
            "cannot check"
        )
    return found


def _baselines(result: Result) -> Iterator[str]:
    from models.baselines import BaselineName
    from planner.wording.amounts import money_exact
    from planner.wording.labels import baseline_words

    for name in BaselineName:
        total = result.baselines.of(name).judgement.total
        yield f"{baseline_words(name)} costs {money_exact(total, result.currency)}"
