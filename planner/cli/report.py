"""The report on a plan, for people: its worth, how sure that is, what moves, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.baselines import BaselineName
from models.plan import Plan
from models.readable import counted
from models.result import Result, Status
from models.scenario import Scenario
from planner.cli.findings import limit_lines
from planner.cli.moves import moves_words
from planner.cli.tables import Heading, grid, table_words
from planner.cli.terminal import wrapped
from planner.exports.clash import clash_lines
from planner.exports.formats import format_of
from planner.exports.headline import headline
from planner.exports.outcome import gap_words, second_stage_words
from planner.exports.ranges import NO_EFFECT
from planner.exports.table import table_texts
from planner.exports.tables import plan_tables
from planner.wording.labels import baseline_words
from planner.wording.names import asked_lines, scenario_title
from planner.wording.outcomes import status_words

if TYPE_CHECKING:
    from planner.exports.table import Table

_MOST_RANGES = 15
_RANGE_HEADINGS = (
    Heading("Input: base (range)"),
    Heading("Saving at low", figures=True),
    Heading("Saving at high", figures=True),
    Heading("Flips"),
)
_NO_RANGES = (
    "No input of this scenario has a range. To give one, write {low, base, high}, or "
    "0.02 (0.01 to 0.05), in place of a figure."
)

_NO_DIFFERENCE = (
    "with a range: none of them changes the saving. --ranges looks whether another plan would "
    "pay at their ends."
)


def report(result: Result, scenario: Scenario) -> str:
    """What people want to know of a result, from what it is worth to how it was proven."""
    parts = [_heading(scenario)]
    parts += (_plan_parts if result.plan else _no_plan_parts)(result, scenario)
    return "\n\n".join(part for part in parts if part)


def files_words(files: Sequence[Path]) -> str:
    """Where the files lie and what each is for."""
    if not files:
        return "There is no plan to write."
    longest = max(len(str(path)) for path in files)
    lines = [f"{path!s:<{longest}}  {format_of(path).use}" for path in files]
    return "\n".join(["Written:", *(wrapped(line, indent=2, hanging=2) for line in lines)])


def _heading(scenario: Scenario) -> str:
    return "\n".join(map(wrapped, [scenario_title(scenario), *asked_lines(scenario)]))


def _plan_parts(result: Result, scenario: Scenario) -> Iterator[str]:
    sentences = (*headline(result, scenario), *second_stage_words(result))
    yield "\n".join(map(wrapped, sentences))
    tables = {table.name: table for table in plan_tables(result, scenario)}
    if "uncertainty" in tables:
        yield _uncertainty(tables["uncertainty"])
    if result.sensitivity is not None:
        yield _ranges(tables.get("ranges"))
    yield moves_words(result, scenario)
    for name, table in tables.items():
        if name in Plan.model_fields and name != "moves":
            yield table_words(table)
    yield _limits(result)
    yield table_words(_with_amounts(tables["price_list"]), _prices(result), notes=1)
    yield _proof(result)
    yield wrapped(tables["summary"].notes[-1])


def _uncertainty(table: Table) -> str:
    """How sure the saving is, a line for each thing known about it."""
    rows = (f"- {matter}: {words}" for matter, words in table.rows)
    return "\n".join([wrapped(table.title), *(wrapped(r, indent=2, hanging=2) for r in rows)])


def _ranges(table: Table | None) -> str:
    """Inputs by what they would change, the saving at their ends, and what would be planned."""
    if table is None:
        return wrapped(_NO_RANGES)
    unit, texts = table_texts(table)
    names = [column.name for column in table.columns]
    rows = [
        {
            name: text if value != "" else ""
            for name, text, value in zip(names, cells, row, strict=True)
        }
        for cells, row in zip(texts, table.rows, strict=True)
    ]
    effective = [row for row in rows if row["flips"] != NO_EFFECT]
    replanned = [
        wrapped(f"- {line}", indent=2, hanging=2) for row in rows for line in _replanned(row)
    ]
    if not effective:
        return "\n".join([wrapped(f"{counted(len(rows), 'input')} {_NO_DIFFERENCE}"), *replanned])
    return "\n".join(
        [
            wrapped(f"{table.title}, {unit}"),
            grid(
                _RANGE_HEADINGS, [_range_cells(row) for row in effective[:_MOST_RANGES]], indent=2
            ),
            *(
                wrapped(line, indent=2, hanging=2)
                for line in [*_ranges_left_out(len(effective), len(rows)), *table.notes]
            ),
            *replanned,
        ]
    )


def _ranges_left_out(effective: int, inputs: int) -> Iterator[str]:
    if effective > _MOST_RANGES:
        yield f"and {effective - _MOST_RANGES} more inputs, in the written files"
    if inputs > effective:
        count = inputs - effective
        yield f"{counted(count, 'input')} {'has' if count == 1 else 'have'} no effect here"


def _range_cells(row: dict[str, str]) -> tuple[str, str, str, str]:
    words = f"{row['input']}: {row['base']} ({row['low']} to {row['high']})"
    return words, row["saving_low"], row["saving_high"], row["flips"]


def _replanned(row: dict[str, str]) -> Iterator[str]:
    for end in ("low", "high"):
        planned = row[f"instead_{end}"]
        if planned:
            yield f"{row['input']} at {row[end]}: a plan made for that {planned}"


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
        effort = "a fixed effort" if result.is_of_fixed_effort else f"{result.wall_seconds:.0f} s"
        words = f"{made.solver}, {effort}, seed {made.seed}"
        lines.append(f"Proven gap: {gap_words(result)} ({words}).")
    if result.status is Status.FEASIBLE:
        longer = _more_time(result)
        lines.append(f"With more time, a better plan may be found, or this one proven: {longer}.")
    return "\n".join(wrapped(line) for line in lines)


def _more_time(result: Result) -> str:
    """Options that search for longer; without a fixed effort, which looks at no clock."""
    longer = f"--time-limit {5 * result.provenance.time_limit_seconds:g}"
    return f"{longer}, without --deterministic" if result.is_of_fixed_effort else longer


def _no_plan_parts(result: Result, scenario: Scenario) -> Iterator[str]:
    yield wrapped(f"{status_words(result)}.")
    if result.clash is not None:
        lines = clash_lines(result.clash, scenario)
        yield "\n".join(
            wrapped(line, indent=2, hanging=2 if line[0] == "-" else 3)
            if line[0] == "-" or line[0].isdigit()
            else wrapped(line)
            for line in lines
        )
    if result.status is Status.NO_PLAN_IN_TIME:
        yield wrapped(f"Give it more time ({_more_time(result)}), or try another --solver.")
