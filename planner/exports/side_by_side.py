"""The options of a briefing one below the other, for screens."""

from __future__ import annotations

from models.briefing import Briefing
from models.choices import Language
from models.compared import ComparedPlan
from models.outlook import ShownCount
from planner.exports.sheets.speech import Speech, speech_of
from planner.exports.sheets.tables import count_cell
from planner.exports.table import Column, ColumnKind, Table, Value
from planner.wording.labels import rule_words

_MONEY = (
    Column("option", ""),
    Column("money", "Money", ColumnKind.MONEY),
    Column("expected_loss", "Expected loss (assumed)", ColumnKind.MONEY),
    Column("total", "Total", ColumnKind.MONEY),
    Column("saving", "Better in all", ColumnKind.MONEY),
    Column("cash", "One-off cash", ColumnKind.MONEY),
    Column("run_rate", "A year at the end", ColumnKind.MONEY),
)
_PEOPLE = (
    Column("option", ""),
    Column("moved", "Posts moved", ColumnKind.COUNT),
    Column("dismissals", "Dismissals", ColumnKind.COUNT),
    Column("asked", "Asked to move", ColumnKind.COUNT),
    Column("redeployed", "Redeployed", ColumnKind.COUNT),
    Column("vacancies", "Vacancies filled elsewhere", ColumnKind.COUNT),
    Column("decide_by", "Decide by", ColumnKind.DATE),
)


def money_table(briefing: Briefing) -> Table:
    """What each option costs in the common world."""
    rows = tuple(_money(option) for option in briefing.options)
    world = briefing.grid.worlds[0]
    notes = tuple(
        f"{row.option} cannot be carried over to {world}: there is no {row.missing[0]}."
        for row in briefing.grid.rows
        if row.missing[0]
    )
    broken = tuple(
        f"{option.name} breaks rules there: {', '.join(map(rule_words, option.value.broken))}."
        for option in briefing.options
        if option.value is not None and option.value.broken
    )
    title = f"What each costs in the world of {world}"
    return Table("money", title, _MONEY, rows, briefing.currency, notes=(*notes, *broken))


def people_table(briefing: Briefing) -> Table:
    """What each option asks of people."""
    speech = speech_of(briefing, Language.ENGLISH)
    rows = tuple(_people(option, speech) for option in briefing.options)
    return Table("people", "What each asks of people", _PEOPLE, rows)


def _money(option: ComparedPlan) -> tuple[Value, ...]:
    value, saving = option.value, option.saving
    if value is None:
        return (option.name, *[None] * (len(_MONEY) - 1))
    return (
        option.name,
        value.money,
        value.expected_loss,
        value.total,
        saving.base if saving is not None else None,
        sum(year.amount for year in option.cash),
        option.end_run_rate,
    )


def _people(option: ComparedPlan, speech: Speech) -> tuple[Value, ...]:
    people = option.people
    if people is None:
        return (option.name, *[None] * (len(_PEOPLE) - 1))
    counts: tuple[ShownCount, ...] = (
        option.posts_moved,
        people.dismissals,
        people.asked_to_move,
        people.redeployed,
        people.vacancies_filled_elsewhere,
    )
    return (option.name, *(count_cell(count, speech) for count in counts), option.decide_by)
