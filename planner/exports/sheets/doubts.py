"""What would turn the decision, what waiting costs, and which rules an option breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan, Pays
from models.decision_inputs import Trigger
from models.result import Status
from planner.exports.sheets.labels import input_name, rule_name, value_name
from planner.exports.sheets.speech import Speech
from planner.exports.table import ColumnKind, Value

MOST_LISTED = 3
"""Inputs on the first sheet that turn the decision, or move it most."""

FEW_ACCEPT = "If few accept, it costs more by"
"""A figure that a board is not shown."""

TitledFigures = Iterator[tuple[str, ColumnKind, Callable[[ComparedPlan], Value]]]
"""Title, kind, and what it is for an option."""


def doubt_figures(briefing: Briefing, speech: Speech) -> TitledFigures:
    """Figures that say how far the others hold."""
    title = speech.say("Break-even with staying put, by multiple of all losses")
    yield title, ColumnKind.TEXT, partial(_break_even, speech=speech)
    title = speech.say("our own range of that multiple")
    yield title, ColumnKind.TEXT, partial(_break_even_range, speech=speech)
    known = [trigger for option in briefing.options for trigger in option.triggers]
    is_turned = not known or any(map(turns, known))
    listed = max(len(option.triggers) for option in briefing.options)
    for number in range(min(max(1, listed), MOST_LISTED)):
        title = speech.say(
            "What would turn it ({number})" if is_turned else "What moves it most ({number})",
            number=str(number + 1),
        )
        of = partial(_trigger, number=number, briefing=briefing, speech=speech)
        yield title, ColumnKind.TEXT, of
    title = speech.say("Deciding a quarter later costs")
    yield title, ColumnKind.MONEY, partial(_waiting, briefing=briefing, speech=speech)
    title = speech.say(FEW_ACCEPT)
    yield title, ColumnKind.MONEY, partial(_few_accept, speech=speech)
    title = speech.say("Rules it breaks")
    yield title, ColumnKind.TEXT, partial(_broken, speech=speech)


def _break_even(option: ComparedPlan, speech: Speech) -> Value:
    if option.pays is Pays.ALWAYS:
        return speech.say("cheaper at any multiple")
    if option.pays is Pays.NEVER:
        return speech.say("not cheaper at any multiple")
    if option.break_even is None:
        return None
    return speech.say(
        "pays while losses stay under {multiple} times ours"
        if option.pays is Pays.UNTIL
        else "pays from {multiple} times ours",
        multiple=_multiple(option.break_even),
    )


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
    return _trigger_words(option.triggers[number], briefing, speech)


def turns(trigger: Trigger) -> bool:
    """Whether an input turns the decision, or what is cheaper, within its range.

    A board is not told at which value some inputs turn it, but that they do.
    """
    low, high = sorted((trigger.saving_low, trigger.saving_high))
    return trigger.turns or bool(trigger.turns_at) or low < 0 < high


def turning_words(trigger: Trigger, speech: Speech) -> str:
    """Say past which value an input turns the decision, and how; nothing if it does not."""
    if not turns(trigger):
        return ""
    rules = speech.listed([rule_name(rule, speech) for rule in trigger.breaks])
    if trigger.turns_at:
        return speech.say(
            "past {value} it breaks {rules}" if rules else "turns past {value}",
            value=value_name(trigger.turns_at, speech),
            rules=rules,
        )
    return speech.say("turns it by breaking {rules}" if rules else "turns it", rules=rules)


def _trigger_words(trigger: Trigger, briefing: Briefing, speech: Speech) -> str:
    """Say at which value an input turns the decision, or how far it moves the saving."""
    name = input_name(trigger.place, briefing.names, speech)
    turning = turning_words(trigger, speech)
    said = speech.say("{name}: {said}", name=name, said=turning)
    if trigger.turns_at:
        base = value_name(trigger.base, speech)
        return speech.say("{said}, now {base}", said=said, base=base) if base else said
    low, high = speech.amounts(sorted((trigger.saving_low, trigger.saving_high)))
    return speech.say(
        "{said}, saving between {low} and {high}"
        if turning
        else "{input}: saving between {low} and {high}",
        input=name,
        said=said,
        low=low,
        high=high,
    )


def _waiting(option: ComparedPlan, briefing: Briefing, speech: Speech) -> Value:
    waiting = option.waiting
    if waiting is None:
        # Whoever was made for the common world waits, if anyone does.
        is_asked = any(each.waiting is not None for each in briefing.options)
        from_elsewhere = is_asked and option.kind is ComparedKind.PLAN and option.value is not None
        return speech.say("made for another world") if from_elsewhere else None
    if waiting.total is None:
        return speech.say("no plan found")
    if waiting.proves_nothing:
        amount = speech.money(waiting.total)
        return speech.say("{amount}, not told apart from nothing", amount=amount)
    return waiting.total


def _few_accept(option: ComparedPlan, speech: Speech) -> Value:
    if option.few_accept is None:
        is_plan = option.kind is ComparedKind.PLAN and option.value is not None
        nobody = option.people is not None and option.people.asked_to_move == 0
        return speech.say("nobody is asked to move") if is_plan and nobody else None
    cost = option.few_accept.cost
    return speech.say("no lawful plan") if cost is None else cost


def _broken(option: ComparedPlan, speech: Speech) -> Value:
    if option.value is None:
        has_plan = option.status in {None, Status.OPTIMAL, Status.FEASIBLE}
        return speech.say("cannot be carried over" if has_plan else "no plan found")
    names = [rule_name(rule, speech) for rule in option.value.broken]
    return speech.listed(names) if names else speech.say("none")
