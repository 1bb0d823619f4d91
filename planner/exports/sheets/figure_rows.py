"""The figures that the first sheet gives for every option, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from models.briefing import Briefing
from models.compared import ComparedPeople, ComparedPlan
from planner.exports.sheets.doubts import TitledFigures, doubt_figures
from planner.exports.sheets.labels import baseline_words
from planner.exports.sheets.speech import Speech
from planner.exports.table import ColumnKind, Value

WAVES_AT_LEAST = "Waves, at least"
"""A figure that a board is not shown where all waves are of few posts."""

TOTALS_NOTE = (
    "Numbers of people and of posts moved add up moves that are rounded one by one, so they can "
    "differ from the plan's own by more than one multiple. Waves of few posts are not counted."
)
"""Why a board reads other totals than a planner."""

AMOUNTS_NOTE = (
    "Amounts are those of the plan with the posts that are shown, so that no hidden count follows "
    "from them. Where flows are small, they can be far from the plan's own."
)
"""Why a board reads other amounts than a planner."""

DAYS = {
    "Decide by": "decide_by",
    "Last day it can be stopped free": "last_free_stop",
    "Last day any of it can be stopped": "last_stop",
}
"""Figures that a board is not shown where small flows alone have days, by title."""

STOP_COST = "A stop of all of it costs then"
"""A figure that a board is not shown without the last of these days."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that every option has, or has not."""

    title: str
    kind: ColumnKind
    values: tuple[Value, ...]
    """One for each option; None where it is not known or has no meaning."""

    @property
    def is_known(self) -> bool:
        """Whether it is known for any option."""
        return any(value is not None for value in self.values)


def figure_rows(briefing: Briefing, speech: Speech) -> Iterator[FigureRow]:
    """Every figure for every option, whether known or not."""
    for title, kind, of in (
        *_worth(briefing, speech),
        *_cash(briefing, speech),
        *_people(speech),
        *_days(speech),
        *doubt_figures(briefing, speech),
    ):
        yield FigureRow(title, kind, tuple(of(option) for option in briefing.options))


def _worth(briefing: Briefing, speech: Speech) -> TitledFigures:
    weight = briefing.risk_weight
    counted = "Total" if weight == 1 else "Total, with expected loss counted {weight} times"
    total = speech.say(counted, weight=f"{weight:g}")
    yield total, ColumnKind.MONEY, partial(_of_value, part="total")
    yield speech.say("Money paid"), ColumnKind.MONEY, partial(_of_value, part="money")
    yield speech.say("Expected loss (assumed)"), ColumnKind.MONEY, _expected_loss
    for title, end in (("Expected loss, low", "low"), ("Expected loss, high", "high")):
        yield speech.say(title), ColumnKind.MONEY, partial(_loss_end, end=end)
    against = baseline_words(briefing.better_baseline, speech)
    better = speech.say("Better in all than {baseline}", baseline=against)
    yield better, ColumnKind.MONEY, partial(_saving_end, end="base")
    yield (
        speech.say("of it within the horizon"),
        ColumnKind.MONEY,
        partial(_part, part="saving_horizon"),
    )
    for title, end in (
        ("Better in all, inputs at their worse ends", "low"),
        ("Better in all, inputs at their better ends", "high"),
    ):
        yield speech.say(title), ColumnKind.MONEY, partial(_saving_end, end=end)
    open_by = (
        "Could still be better by, at most"
        if len(briefing.grid.worlds) == 1
        else "Could still be better by, at most, in the world it was made for"
    )
    yield speech.say(open_by), ColumnKind.MONEY, partial(_part, part="gap")


def _of_value(option: ComparedPlan, part: str) -> Value:
    amount: int | None = None if option.value is None else getattr(option.value, part)
    return amount


def _expected_loss(option: ComparedPlan) -> Value:
    return None if option.value is None else option.value.expected_loss


def _loss_end(option: ComparedPlan, end: str) -> Value:
    ends = option.expected_loss
    amount: int | None = None if ends is None else getattr(ends, end)
    return amount


def _saving_end(option: ComparedPlan, end: str) -> Value:
    amount: int | None = None if option.saving is None else getattr(option.saving, end)
    return amount


def _cash(briefing: Briefing, speech: Speech) -> TitledFigures:
    years = sorted({each.fiscal_year for option in briefing.options for each in option.cash})
    for year in years:
        title = speech.say("One-off cash in fiscal year {year}", year=str(year))
        yield title, ColumnKind.MONEY, partial(_cash_in, year=year)
    title = speech.say("Running cost a year at the end")
    yield title, ColumnKind.MONEY, lambda option: option.end_run_rate


def _cash_in(option: ComparedPlan, year: int) -> Value:
    if option.value is None:
        return None
    return sum(each.amount for each in option.cash if each.fiscal_year == year)


def _people(speech: Speech) -> TitledFigures:
    for title, part in (
        ("Dismissals", "dismissals"),
        ("People asked to move", "asked_to_move"),
        ("of whom move", "transferred"),
        ("People redeployed", "redeployed"),
        ("Vacancies filled elsewhere", "vacancies_filled_elsewhere"),
    ):
        of = partial(_of_people, part=part, speech=speech)
        yield total_title(title, speech), ColumnKind.COUNT, of
    yield (
        total_title("Posts moved", speech),
        ColumnKind.COUNT,
        lambda option: _count(option.posts_moved, option, speech),
    )
    yield speech.say(WAVES_AT_LEAST if speech.is_rounded else "Waves"), ColumnKind.COUNT, _waves


def total_title(title: str, speech: Speech) -> str:
    """Title of a number of posts or people; one that adds up rounded flows says that it does."""
    said = speech.say(title)
    return speech.say("{title}, about", title=said) if speech.is_rounded else said


def _waves(option: ComparedPlan) -> Value:
    """The waves that are listed; nothing if there are others only."""
    if option.value is None or (not option.waves and option.posts_moved != 0):
        return None
    return option.waves


def _of_people(option: ComparedPlan, part: str, speech: Speech) -> Value:
    people: ComparedPeople | None = option.people
    return None if people is None else _count(getattr(people, part), option, speech)


def _count(count: int | None, option: ComparedPlan, speech: Speech) -> Value:
    """A count as a number, or in words if it is not shown; nothing where there is no plan."""
    if option.value is None:
        return None
    return speech.count(count) if count is None else count


def _days(speech: Speech) -> TitledFigures:
    for title, part in DAYS.items():
        yield speech.say(title), ColumnKind.DATE, partial(_day, part=part)
    yield speech.say(STOP_COST), ColumnKind.MONEY, partial(_day, part="stop_cost")
    title = speech.say("All signatures due commit")
    yield title, ColumnKind.MONEY, partial(_part, part="committed")


def _day(option: ComparedPlan, part: str) -> Value:
    value: Value = getattr(option.days, part)
    return value


def _part(option: ComparedPlan, part: str) -> Value:
    value: Value = getattr(option, part)
    return value
