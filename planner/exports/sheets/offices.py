"""Posts at each office over time, with starters and leavers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.briefing import Briefing, ComparedPlan
from models.choices import Audience
from planner.charts.heads import heads_chart
from planner.exports.paper import PaperFigure, PaperSheet
from planner.exports.sheets.labels import name_of
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import count_cell, plans_of, table_by_plan
from planner.exports.table import Column, ColumnKind, Table, Value

_FOR: Mapping[Audience, tuple[str, ...]] = {
    Audience.PLANNER: (),
    Audience.BOARD: (
        "Worked out from rounded counts: where 0 starters or leavers stand, it can be a few.",
        "An office of very few posts is left out.",
    ),
}
"""What readers have to know of the counts."""


def offices_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """Posts by office and period of each plan, then who starts and leaves."""
    posts = [
        _posts(briefing, plan, number, speech)
        for number, plan in enumerate(plans_of(briefing), 1)
        if plan.offices
    ]
    if not posts:
        return None
    columns = (
        Column("office", "Office"),
        Column("period", "Period"),
        Column("starters", "Starters", ColumnKind.COUNT),
        Column("leavers", "Leavers", ColumnKind.COUNT),
    )
    rows = _changes(briefing, speech)
    changes = table_by_plan(briefing, "changes", "Starters and leavers", columns, rows)
    chart = heads_chart(briefing, briefing.chosen)
    # The chart is of the first plan, and so is the first table, which stands beside it.
    figures = () if chart is None else (PaperFigure(chart, posts.pop(0)),)
    return PaperSheet(
        "Offices over time",
        "How many posts each office has, and when",
        tables=(*posts, *([] if changes is None else [changes])),
        figures=figures,
        notes=(
            "Posts on the first day of each period. Starters are posts that are new or move there.",
            "Leavers are posts that fall away or move from there.",
            *_FOR[briefing.audience],
        ),
    )


def _posts(briefing: Briefing, plan: ComparedPlan, number: int, speech: Speech) -> Table:
    offices = list(dict.fromkeys(each.office for each in plan.offices))
    periods = sorted({each.period for each in plan.offices})
    posts = {(each.office, each.period): each for each in plan.offices}
    rows = tuple(
        (
            period,
            *(
                count_cell(posts[office, period].posts, speech)
                if (office, period) in posts
                else None
                for office in offices
            ),
        )
        for period in periods
    )
    columns = (
        Column("period", "Period"),
        *(
            Column(f"office_{n}", name_of(briefing.names, office), ColumnKind.COUNT)
            for n, office in enumerate(offices, 1)
        ),
    )
    title = "Posts by office" if len(briefing.plans) == 1 else f"Posts by office: {plan.name}"
    return Table(f"offices_{number}", title, columns, rows)


def _changes(briefing: Briefing, speech: Speech) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for plan in plans_of(briefing):
        for each in plan.offices:
            if each.starters != 0 or each.leavers != 0:
                office = name_of(briefing.names, each.office)
                counts = (count_cell(count, speech) for count in (each.starters, each.leavers))
                yield plan.name, (office, each.period, *counts)
