"""Waves with their signing days, and what a stop costs after each of them."""

from __future__ import annotations

from collections.abc import Iterator

from models.briefing import Briefing
from models.choices import Audience
from planner.exports.paper import PaperSheet
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import count_cell, plans_of, table_by_plan
from planner.exports.table import Column, ColumnKind, Value

_WAVES = (
    Column("period", "Wave"),
    Column("lands_on", "Lands on", ColumnKind.DATE),
    Column("posts", "Posts", ColumnKind.COUNT),
    Column("start_by", "Start by", ColumnKind.DATE),
    Column("last_safe_stop", "Last day it can be stopped free", ColumnKind.DATE),
    Column("signing_days", "Days on which somebody signs"),
)

_STOPS = (
    Column("period", "Wave"),
    Column("after", "A stop after", ColumnKind.DATE),
    Column("amount", "Costs", ColumnKind.MONEY),
)


def waves_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """When each wave begins, lands and can be stopped; None if nobody moves."""
    tables = (
        table_by_plan(briefing, "waves", "Waves", _WAVES, _waves(briefing, speech)),
        table_by_plan(briefing, "stops", "What a stop costs", _STOPS, _stops(briefing)),
    )
    known = tuple(table for table in tables if table is not None)
    if not known:
        return None
    return PaperSheet(
        "Waves and stops",
        "When each wave can still be stopped",
        tables=known,
        notes=tuple(_notes(briefing, has_costs=tables[1] is not None)),
    )


def _notes(briefing: Briefing, *, has_costs: bool) -> Iterator[str]:
    yield "Until its last free day a wave costs nothing to stop beyond talks."
    if has_costs:
        yield "A stop after each day listed costs the amount beside it, until the next."
    if briefing.audience is Audience.BOARD:
        yield "Waves of few posts are not listed, and posts and days are those of larger flows."


def _waves(briefing: Briefing, speech: Speech) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for plan in plans_of(briefing):
        for wave in plan.days.stops:
            yield (
                plan.name,
                (
                    wave.period,
                    wave.lands_on,
                    count_cell(wave.posts, speech),
                    wave.start_by,
                    wave.last_safe_stop,
                    ", ".join(speech.day(day) for day in wave.signing_days) or None,
                ),
            )


def _stops(briefing: Briefing) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for plan in plans_of(briefing):
        for wave in plan.days.stops:
            for after, amount in wave.stop_costs:
                yield plan.name, (wave.period, after, amount)
