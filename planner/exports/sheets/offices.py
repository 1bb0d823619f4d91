"""Posts at each office over time, with starters and leavers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.briefing import Briefing
from models.choices import Audience
from planner.charts.heads import HAVE_POSTS
from planner.exports.paper import PaperSheet
from planner.exports.sheets.labels import name_of, option_words
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
    """Who starts and leaves at each office, beside the picture of its posts; None without posts."""
    if not any(plan.offices for plan in plans_of(briefing)):
        return None
    columns = (
        Column("office", "Office"),
        Column("period", "Period"),
        Column("starters", "Starters", ColumnKind.COUNT),
        Column("leavers", "Leavers", ColumnKind.COUNT),
    )
    rows = _changes(briefing, speech)
    changes = table_by_plan(briefing, "changes", "Starters and leavers", columns, rows)
    return PaperSheet(
        "Offices over time",
        "How many posts each office has, and when",
        tables=() if changes is None else (changes,),
        notes=(
            "Posts on the first day of each period. Starters are posts that are new or move there.",
            "Leavers are posts that fall away or move from there.",
            *_FOR[briefing.audience],
        ),
    )


def posts_table(briefing: Briefing, speech: Speech) -> Table:
    """Posts by office and period, with a column for each plan and for staying put."""
    told = [each for each in briefing.options if each.kind in HAVE_POSTS and each.offices]
    posts = [{(row.office, row.period): row.posts for row in each.offices} for each in told]
    listed = {key for counts in posts for key in counts}
    periods = sorted({period for _, period in listed})
    rows = tuple(
        (
            name,
            period,
            *(
                count_cell(counts[office, period], speech) if (office, period) in counts else None
                for counts in posts
            ),
        )
        for office, name in briefing.names.offices.items()
        for period in periods
        if (office, period) in listed
    )
    columns = (
        Column("office", speech.say("Office")),
        Column("period", speech.say("Period")),
        *(
            Column(f"option_{number}", option_words(each, speech), ColumnKind.COUNT)
            for number, each in enumerate(told, 1)
        ),
    )
    title = speech.say("Posts by office")
    return Table("posts", title, columns, rows, language=speech.language)


def _changes(briefing: Briefing, speech: Speech) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for plan in plans_of(briefing):
        for each in plan.offices:
            if each.starters != 0 or each.leavers != 0:
                office = name_of(briefing.names, each.office)
                counts = (count_cell(count, speech) for count in (each.starters, each.leavers))
                yield plan.name, (office, each.period, *counts)
