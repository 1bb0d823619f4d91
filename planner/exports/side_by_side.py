"""The options of a briefing one below the other, for screens."""

from __future__ import annotations

from collections.abc import Iterator

from models.briefing import Briefing
from models.compared import ComparedPlan
from models.outlook import ShownCount
from planner.exports.sheets.figure_rows import AMOUNTS_NOTE, TOTALS_NOTE
from planner.exports.sheets.labels import option_words, plan_name, rule_name
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import count_cell
from planner.exports.table import Column, ColumnKind, Table, Value

_MONEY = (
    ("money", "Money"),
    ("expected_loss", "Expected loss (assumed)"),
    ("total", "Total"),
    ("saving", "Better in all"),
    ("cash", "One-off cash"),
    ("run_rate", "A year at the end"),
)
_COUNTS = (
    ("moved", "Posts moved"),
    ("dismissals", "Dismissals"),
    ("asked", "Asked to move"),
    ("redeployed", "Redeployed"),
    ("vacancies", "Vacancies filled elsewhere"),
)


def money_table(briefing: Briefing, speech: Speech) -> Table:
    """What each option costs in the common world."""
    world = plan_name(briefing.grid.worlds[0], speech)
    return Table(
        "money",
        speech.say("What each costs in the world of {world}", world=world),
        (
            Column("option", ""),
            *(Column(name, speech.say(title), ColumnKind.MONEY) for name, title in _MONEY),
        ),
        tuple((option_words(each, speech), *_money(each)) for each in briefing.options),
        briefing.currency,
        notes=(
            *_missing(briefing, speech),
            *_breaches(briefing, speech),
            *([speech.say(AMOUNTS_NOTE)] if speech.is_rounded else []),
        ),
        language=speech.language,
    )


def _missing(briefing: Briefing, speech: Speech) -> Iterator[str]:
    """What the common world lacks of options; in Chinese, sentences say no more than that."""
    if speech.is_chinese:
        return
    world = briefing.grid.worlds[0]
    for row in briefing.grid.rows:
        if row.missing[0]:
            yield f"{row.option} cannot be carried over to {world}: there is no {row.missing[0]}."


def _breaches(briefing: Briefing, speech: Speech) -> Iterator[str]:
    for option in briefing.options:
        if option.value is not None and option.value.broken:
            rules = speech.listed([rule_name(rule, speech) for rule in option.value.broken])
            name = option_words(option, speech)
            yield speech.say("{option} breaks rules there: {rules}.", option=name, rules=rules)


def people_table(briefing: Briefing, speech: Speech) -> Table:
    """What each option asks of people."""
    return Table(
        "people",
        speech.say("What each asks of people"),
        (
            Column("option", ""),
            *(Column(name, speech.say(title), ColumnKind.COUNT) for name, title in _COUNTS),
            Column("decide_by", speech.say("Decide by"), ColumnKind.DATE),
        ),
        tuple((option_words(each, speech), *_people(each, speech)) for each in briefing.options),
        notes=(speech.say(TOTALS_NOTE),) if speech.is_rounded else (),
        language=speech.language,
    )


def _money(option: ComparedPlan) -> tuple[Value, ...]:
    value, saving = option.value, option.saving
    if value is None:
        return (None,) * len(_MONEY)
    return (
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
        return (None,) * (len(_COUNTS) + 1)
    counts: tuple[ShownCount, ...] = (
        option.posts_moved,
        people.dismissals,
        people.asked_to_move,
        people.redeployed,
        people.vacancies_filled_elsewhere,
    )
    return (*(count_cell(count, speech) for count in counts), option.days.decide_by)
