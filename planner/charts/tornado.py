"""What would turn the decision: how far single inputs move the saving."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.compared import ComparedPlan
from models.decision_inputs import Trigger
from planner.charts.chart import Chart, ChartKind, Series
from planner.charts.chart_words import words_in
from planner.charts.speech import ChartSpeech


def tornado_chart(
    option: ComparedPlan,
    name: Callable[[Trigger], str],
    turning: Callable[[Trigger], str],
    speech: ChartSpeech,
) -> Chart | None:
    """A bar for each trigger that moves or turns it, the widest first; None if none does.

    Of rounded amounts both ends may be as planned: then there is nothing to draw.

    Parameters
    ----------
    option
        What is shown.
    name
        How an input is called.
    turning
        At what it turns the decision, in words; empty if it does not.
    speech
        Language of all words.
    """
    if option.saving is None:
        return None
    base = option.saving.base
    moving = (
        row
        for row in option.triggers
        if {row.saving_low, row.saving_high} != {base} or turning(row)
    )
    rows = sorted(moving, key=lambda row: -abs(row.saving_high - row.saving_low))
    if not rows:
        return None
    ends = [end for row in rows for end in (row.saving_low, row.saving_high)]
    unit = speech.unit([base, *ends])
    return Chart(
        name="tornado",
        title=speech.say("{plan}: what would turn the decision", plan=option.name),
        kind=ChartKind.TORNADO,
        words=words_in(speech),
        summary=speech.say(
            _worth(base, speech),
            plan=option.name,
            amount=speech.money(abs(base)),
            found=_found(rows, name, turning, speech),
        ),
        unit=unit.words,
        x_title=speech.say(
            "How much better in all than the better baseline, {unit}", unit=unit.words
        ),
        categories=tuple(map(name, rows)),
        remarks=tuple(map(turning, rows)),
        remark_title=speech.say("Turns the decision"),
        series=(
            Series(
                speech.say("Input at its low end"), tuple(unit.of(row.saving_low) for row in rows)
            ),
            Series(
                speech.say("Input at its high end"),
                tuple(unit.of(row.saving_high) for row in rows),
            ),
        ),
        base=unit.of(base),
    )


def _worth(base: int, speech: ChartSpeech) -> str:
    """How much better or worse the plan is than the better baseline, and what was found."""
    if base:
        return (
            "{plan} is {amount} better in all than the better baseline. {found}"
            if base > 0
            else "{plan} is {amount} worse in all than the better baseline. {found}"
        )
    return (
        "{plan} is about as good in all as the better baseline. {found}"
        if speech.is_rounded
        else "{plan} is neither better nor worse in all than the better baseline. {found}"
    )


def _found(
    rows: Sequence[Trigger],
    name: Callable[[Trigger], str],
    turning: Callable[[Trigger], str],
    speech: ChartSpeech,
) -> str:
    """What turns the decision, else what moves the saving most."""
    said = [
        speech.say("{name} ({said})", name=name(row), said=turning(row))
        for row in rows
        if turning(row)
    ]
    if said:
        return speech.say("Inputs that turn the decision: {inputs}.", inputs=speech.joined(said))
    low, high = speech.amounts(sorted((rows[0].saving_low, rows[0].saving_high)))
    return speech.say(
        "No single input turns the decision within its range; what moves the saving most is "
        "{input}, from {low} to {high}.",
        input=name(rows[0]),
        low=low,
        high=high,
    )
