"""The report on a plan, for people: its worth, how sure that is, what moves, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.account import is_close
from models.baselines import BaselineName
from models.readable import counted
from models.result import Result, Status
from models.scenario import Scenario
from planner.cli.moves import moves_words
from planner.cli.ranges import ranges_words, uncertainty_words
from planner.cli.tables import table_words
from planner.cli.terminal import wrapped
from planner.exports import format_of
from planner.exports.headline import headline
from planner.exports.tables import plan_tables
from planner.exports.words import (
    baseline_words,
    clash_words,
    money_words,
    percent_words,
    status_words,
)

if TYPE_CHECKING:
    from models.account import Finding, Judgement
    from planner.exports.table import Table

_DECISIONS = (
    *("placements", "blocks", "releases", "measures", "routes", "consultations", "holds"),
)


def report(result: Result, scenario: Scenario) -> str:
    """What people want to know of a result, from what it is worth to how it was proven."""
    parts = [_heading(result, scenario)]
    parts += list(_plan_parts(result, scenario) if result.plan else _no_plan_parts(result))
    return "\n\n".join(part for part in parts if part)


def limit_lines(judgement: Judgement) -> tuple[list[str], list[str]]:
    """Findings of broken rules, and of limits that are kept but close, a paragraph each."""
    broken = [_finding(finding) for finding in judgement.violations]
    kept = (f for f in judgement.findings if f.verdict.value != "violated")
    return broken, [_finding(finding) for finding in kept if _is_close(finding)]


def _is_close(finding: Finding) -> bool:
    if finding.verdict.value == "tight":
        return True
    if finding.limit is None or finding.headroom is None:
        return False
    return is_close(finding.headroom, finding.limit)


def _finding(finding: Finding) -> str:
    stands_on = "law" if finding.law else "policy"
    return wrapped(f"- {finding.words} ({finding.rule}, {stands_on})", indent=2, hanging=2)


def files_words(files: Sequence[Path]) -> str:
    """Where the files lie and what each is for."""
    if not files:
        return "No file was written."
    longest = max(len(str(path)) for path in files)
    lines = [f"{path!s:<{longest}}  {format_of(path).use}" for path in files]
    return "\n".join(["Written:", *(wrapped(line, indent=2, hanging=2) for line in lines)])


def _heading(result: Result, scenario: Scenario) -> str:
    title = f"{scenario.name}: {scenario.title}" if scenario.title else scenario.name
    overlays = result.provenance.overlays
    lines = [title, f"With {', '.join(overlays)}."] if overlays else [title]
    return "\n".join(wrapped(line) for line in lines)


def _plan_parts(result: Result, scenario: Scenario) -> Iterator[str]:
    sentences = (*headline(result, scenario), *_second_stage(result))
    yield "\n".join(map(wrapped, sentences))
    tables = {table.name: table for table in plan_tables(result, scenario)}
    if "uncertainty" in tables:
        yield uncertainty_words(tables["uncertainty"])
    if result.sensitivity is not None:
        yield ranges_words(tables.get("ranges"))
    yield moves_words(result, scenario)
    for name in _DECISIONS:
        if name in tables:
            yield table_words(tables[name])
    yield _limits(result)
    yield table_words(_with_amounts(tables["price_list"]), _prices(result), notes=1)
    yield _proof(result)
    yield wrapped(tables["summary"].notes[-1])


def _prices(result: Result) -> Sequence[str]:
    """Columns of the price list: baselines that are the same in one."""
    one = result.better_baseline.plan == result.baselines.of(result.baselines.other).plan
    names = [result.baselines.better] if one else list(BaselineName)
    return ["rule", "plan", *(name.value for name in names), "difference"]


def _with_amounts(table: Table) -> Table:
    """Without the rules that cost nothing anywhere."""
    body = len(table.rows) - table.totals
    rows = (row for row in table.rows[:body] if any(row[1:]))
    return replace(table, rows=(*rows, *table.rows[body:]))


def _second_stage(result: Result) -> Iterator[str]:
    """What was chosen among plans of the same cost; nothing where nobody is dismissed or asked."""
    stage = result.second_stage
    if stage is None or not stage.dismissals_before + stage.asked_before:
        return
    within = f"Of plans that cost the same within {money_words(stage.band, result.currency)}"
    if stage.dismissals_after < stage.dismissals_before:
        chosen = f"dismissals: {stage.dismissals_after} instead of {stage.dismissals_before}"
    elif stage.asked_after < stage.asked_before:
        chosen = f"people who move: {stage.asked_after} instead of {stage.asked_before}"
    elif stage.moves_after < stage.moves_before:
        chosen = f"moves: {stage.moves_after} instead of {stage.moves_before}"
    else:
        dismissals = counted(stage.dismissals_after, "dismissal")
        yield f"{within}, none was found with fewer than {dismissals}."
        return
    more = "more" if stage.cost >= 0 else "less"
    cost = money_words(abs(stage.cost), result.currency)
    yield f"{within}, the one with the fewest {chosen} ({cost} {more})."


def _limits(result: Result) -> str:
    _, close = limit_lines(result.judgement) if result.judgement else ([], [])
    lines = ["Close to their limits", *close] if close else []
    for name in BaselineName:
        broken, _ = limit_lines(result.baselines.of(name).judgement)
        words = baseline_words(name)
        lines += ["", f"{words.capitalize()} would break", *broken] if broken else []
    return "\n".join(lines).strip("\n")


def _proof(result: Result) -> str:
    made = result.provenance
    lines = [f"{status_words(result)}."]
    if result.gap is not None:
        words = f"Proven gap: {percent_words(result.gap)} of the total cost"
        if result.gap_of_saving is not None:
            words += f", {percent_words(result.gap_of_saving)} of what can be better in all"
        lines.append(f"{words} ({made.solver}, {result.wall_seconds:.0f} s, seed {made.seed}).")
    if result.status is Status.FEASIBLE:
        longer = f"--time-limit {5 * made.time_limit_seconds:g}"
        lines.append(f"With more time, a better plan may be found, or this one proven: {longer}.")
    return "\n".join(wrapped(line) for line in lines)


def _no_plan_parts(result: Result) -> Iterator[str]:
    yield wrapped(f"{status_words(result)}.")
    if result.clash is not None and result.clash.rules:
        rules = [wrapped(f"- {words}", indent=2, hanging=2) for words in result.clash.rules]
        yield "\n".join([wrapped(clash_words(result.clash)), *rules])
    if result.status is Status.NO_PLAN_IN_TIME:
        longer = f"--time-limit {5 * result.provenance.time_limit_seconds:g}"
        yield wrapped(f"Give it more time ({longer}), or try another --solver.")
