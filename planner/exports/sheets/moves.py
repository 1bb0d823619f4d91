"""Which posts go where: what every plan moves, what some do, what each does alone."""

from __future__ import annotations

from collections.abc import Sequence

from models.briefing import Briefing, Holding
from models.choices import Audience
from models.outlook import Flow
from planner.exports.paper import PaperSheet
from planner.exports.sheets.figure_rows import total_title
from planner.exports.sheets.labels import name_of
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import count_cell, plan_columns, plans_of, table_by_plan
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.wording.labels import mode_words

_COLUMNS = (
    *text_columns(origin="From", destination="To", mode="How", period="Lands in"),
    Column("posts", "Posts", ColumnKind.COUNT),
)


def moves_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """Moves of all plans, the shared ones first; None if nobody moves."""
    shared = bool(briefing.holdings) and len(briefing.plans) > 1
    found = _shared(briefing, speech) if shared else _of_each(briefing, speech)
    tables = tuple(table for table in found if table is not None)
    if not tables:
        return None
    notes = (_IN_EVERY_PLAN[briefing.audience],) if shared else ()
    title = "Which posts go where"
    return PaperSheet("Moves", title, tables=tables, notes=notes)


def _of_each(briefing: Briefing, speech: Speech) -> tuple[Table | None, ...]:
    rows = (
        (plan.name, _flow_row(briefing, flow, speech))
        for plan in plans_of(briefing)
        for flow in plan.flows
    )
    table = table_by_plan(briefing, "moves", "Moves", _COLUMNS, rows)
    return table, _totals(briefing, speech) if table is not None else None


def _flow_row(briefing: Briefing, flow: Flow, speech: Speech) -> tuple[Value, ...]:
    return (
        name_of(briefing.names, flow.origin),
        name_of(briefing.names, flow.destination),
        mode_words(flow.mode).capitalize(),
        flow.period if flow.until is None else f"{flow.period} to {flow.until}",
        count_cell(flow.posts, speech),
    )


def _shared(briefing: Briefing, speech: Speech) -> tuple[Table | None, ...]:
    ordered = sorted(briefing.holdings, key=lambda each: (not each.is_shared, -len(each.plans)))
    rows = tuple(
        (_group(each), *_flow_row(briefing, each.flow, speech), ", ".join(each.plans))
        for each in ordered
    )
    columns = (Column("made_by", "Made by"), *_COLUMNS, Column("plans", "Plans"))
    return Table("moves", "Moves", columns, rows), _totals(briefing, speech)


_IN_EVERY_PLAN = {
    Audience.PLANNER: "Moves that every plan makes are the no-regret moves among these plans.",
    Audience.BOARD: "Moves that every plan makes are as many posts in each, not always the same.",
}

_GROUPS = ("every plan", "some plans", "one plan alone")


def _group(holding: Holding) -> str:
    if holding.is_shared:
        return _GROUPS[0]
    return _GROUPS[1] if len(holding.plans) > 1 else _GROUPS[2]


def _totals(briefing: Briefing, speech: Speech) -> Table:
    """Posts that each plan moves, by who else moves them, where that adds up."""
    totals = [plan.posts_moved for plan in plans_of(briefing)]
    parts = {group: [_posts(briefing, name, group) for name in briefing.plans] for group in _GROUPS}
    add_up = all(
        total is not None and _sum([of_plan[number] for of_plan in parts.values()]) == total
        for number, total in enumerate(totals)
    )
    rows: list[tuple[Value, ...]] = []
    if add_up and len(briefing.plans) > 1:
        rows += [(f"Made by {group}", *counts) for group, counts in parts.items()]
    rows.append(
        (total_title("Posts moved", speech), *(count_cell(total, speech) for total in totals))
    )
    columns = (Column("part", "Part"), *plan_columns(briefing, ColumnKind.COUNT))
    return Table("posts_moved", "Posts moved in all", columns, tuple(rows), totals=1)


def _posts(briefing: Briefing, plan: str, group: str) -> int | None:
    return _sum(
        [
            each.flow.posts
            for each in briefing.holdings
            if plan in each.plans and _group(each) == group
        ]
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
