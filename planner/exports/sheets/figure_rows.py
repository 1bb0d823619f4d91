"""The figures that the first sheet gives for every option, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from models.briefing import Briefing, ComparedPeople, ComparedPlan, Trigger
from models.result import Status
from planner.exports.sheets.labels import baseline_words, input_name, rule_name, value_name
from planner.exports.sheets.speech import Speech
from planner.exports.table import ColumnKind, Value


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


_OfOption = Callable[[ComparedPlan], Value]


def figure_rows(briefing: Briefing, speech: Speech) -> Iterator[FigureRow]:
    """Every figure for every option, whether known or not."""
    for title, kind, of in (
        *_worth(briefing, speech),
        *_cash(briefing, speech),
        *_people(speech),
        *_days(speech),
        *_doubts(briefing, speech),
    ):
        yield FigureRow(title, kind, tuple(of(option) for option in briefing.options))


_Titled = Iterator[tuple[str, ColumnKind, _OfOption]]


def _worth(briefing: Briefing, speech: Speech) -> _Titled:
    weight = briefing.risk_weight
    counted = "Total" if weight == 1 else "Total, with expected loss counted {weight} times"
    total = speech.say(counted, weight=f"{weight:g}")
    yield total, ColumnKind.MONEY, partial(_of_value, part="total")
    yield speech.say("Money paid"), ColumnKind.MONEY, partial(_of_value, part="money")
    yield speech.say("Expected loss (assumed)"), ColumnKind.MONEY, _expected_loss
    for title, end in (("Expected loss, low", "low"), ("Expected loss, high", "high")):
        yield speech.say(title), ColumnKind.MONEY, partial(_loss_end, end=end)
    against = baseline_words(briefing.better_baseline, speech)
    for title, end in (
        ("Better in all than {baseline}", "base"),
        ("the same, inputs at their worse ends", "low"),
        ("the same, inputs at their better ends", "high"),
    ):
        yield (
            speech.say(title, baseline=against),
            ColumnKind.MONEY,
            partial(_saving_end, end=end),
        )


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


def _cash(briefing: Briefing, speech: Speech) -> _Titled:
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


def _people(speech: Speech) -> _Titled:
    for title, part in (
        ("Dismissals", "dismissals"),
        ("People asked to move", "asked_to_move"),
        ("of whom move", "transferred"),
        ("People redeployed", "redeployed"),
        ("Vacancies filled elsewhere", "vacancies_filled_elsewhere"),
    ):
        yield speech.say(title), ColumnKind.COUNT, partial(_of_people, part=part, speech=speech)
    yield (
        speech.say("Posts moved"),
        ColumnKind.COUNT,
        lambda option: _count(option.posts_moved, option, speech),
    )
    yield (
        speech.say("Waves"),
        ColumnKind.COUNT,
        lambda option: None if option.value is None else option.waves,
    )


def _of_people(option: ComparedPlan, part: str, speech: Speech) -> Value:
    people: ComparedPeople | None = option.people
    return None if people is None else _count(getattr(people, part), option, speech)


def _count(count: int | None, option: ComparedPlan, speech: Speech) -> Value:
    """A count as a number, or in words if it is not shown; nothing where there is no plan."""
    if option.value is None:
        return None
    return speech.count(count) if count is None else count


def _days(speech: Speech) -> _Titled:
    for title, part in (
        ("Decide by", "decide_by"),
        ("Last day it can be stopped free", "last_free_stop"),
        ("Last day any of it can be stopped", "last_stop"),
    ):
        yield speech.say(title), ColumnKind.DATE, partial(_part, part=part)
    title = speech.say("A stop of all of it costs then")
    yield title, ColumnKind.MONEY, partial(_part, part="stop_cost")


def _part(option: ComparedPlan, part: str) -> Value:
    value: Value = getattr(option, part)
    return value


def _doubts(briefing: Briefing, speech: Speech) -> _Titled:
    title = speech.say("Break-even, as a multiple of all losses")
    yield title, ColumnKind.TEXT, partial(_break_even, speech=speech)
    title = speech.say("our own range of that multiple")
    yield title, ColumnKind.TEXT, partial(_break_even_range, speech=speech)
    for number in range(max(1, *(len(option.triggers) for option in briefing.options))):
        title = speech.say("What would turn it ({number})", number=str(number + 1))
        of = partial(_trigger, number=number, briefing=briefing, speech=speech)
        yield title, ColumnKind.TEXT, of
    title = speech.say("Deciding a quarter later costs")
    yield title, ColumnKind.MONEY, partial(_waiting, speech=speech)
    title = speech.say("Rules it breaks")
    yield title, ColumnKind.TEXT, partial(_broken, speech=speech)


def _break_even(option: ComparedPlan, speech: Speech) -> Value:
    if option.break_even is None:
        return None
    return speech.say("{multiple} times", multiple=_multiple(option.break_even))


def _break_even_range(option: ComparedPlan, speech: Speech) -> Value:
    if option.break_even_range is None:
        return None
    low, high = (_multiple(end) for end in option.break_even_range)
    return speech.say("{low} to {high} times", low=low, high=high)


def _multiple(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _trigger(option: ComparedPlan, number: int, briefing: Briefing, speech: Speech) -> Value:
    if number >= len(option.triggers):
        return None
    return trigger_words(option.triggers[number], briefing, speech)


def trigger_words(trigger: Trigger, briefing: Briefing, speech: Speech) -> str:
    """Say at which value an input turns the decision, or how far it moves the saving."""
    name = input_name(trigger.place, briefing.names, speech)
    if trigger.turns_at:
        turns_at, base = (value_name(each, speech) for each in (trigger.turns_at, trigger.base))
        if not base:
            return speech.say("{input}: turns past {value}", input=name, value=turns_at)
        return speech.say(
            "{input}: turns past {value}, now {base}", input=name, value=turns_at, base=base
        )
    low, high = sorted((trigger.saving_low, trigger.saving_high))
    # A board is not told at which value some inputs turn the decision, but that they do.
    turns = low < 0 < high
    return speech.say(
        "{input}: turns it, saving between {low} and {high}"
        if turns
        else "{input}: saving between {low} and {high}",
        input=name,
        low=speech.money(low),
        high=speech.money(high),
    )


def _waiting(option: ComparedPlan, speech: Speech) -> Value:
    if option.waiting is None:
        return None
    return speech.say("no plan found") if option.waiting.total is None else option.waiting.total


def _broken(option: ComparedPlan, speech: Speech) -> Value:
    if option.value is None:
        has_plan = option.status in {None, Status.OPTIMAL, Status.FEASIBLE}
        return speech.say("cannot be carried over" if has_plan else "no plan found")
    names = [rule_name(rule, speech) for rule in option.value.broken]
    return speech.listed(names) if names else speech.say("none")
