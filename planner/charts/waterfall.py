"""From what staying put costs to what a plan costs, rule by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.base import Id
from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan
from models.readable import titled
from planner.charts.chart import Chart, ChartKind, Series
from planner.charts.chart_words import words_in
from planner.charts.speech import ChartSpeech

_MOST = 8
"""Steps with a name of their own."""
_SMALL = 0.01
"""Steps under this share of all steps are merged."""


def waterfall_chart(briefing: Briefing, option: ComparedPlan, speech: ChartSpeech) -> Chart | None:
    """Totals in the common world and the steps between them.

    None for staying put itself, and where no step is larger than what rounding leaves.
    """
    put = next((each for each in briefing.options if each.kind is ComparedKind.STAYING_PUT), None)
    if put is None or put.value is None or option.value is None or option.kind is put.kind:
        return None
    first, last = put.value.total, option.value.total
    steps = _merged(list(_steps(briefing, put, option, speech)), last - first, speech)
    if not steps:
        return None
    unit, amounts = speech.unit((first, last)), (first, *(each for _, each in steps), last)
    largest, amount = max(steps, key=lambda step: abs(step[1]))
    return Chart(
        name="waterfall",
        title=speech.say("From {begin} to {end}", begin=put.name, end=option.name),
        kind=ChartKind.WATERFALL,
        words=words_in(speech),
        summary=speech.say(
            "{plan} costs {apart} in all than {baseline}; the largest step is {step}, {size}.",
            plan=option.name,
            apart=_more_or_less(last - first, speech),
            baseline=put.name,
            step=largest,
            size=_more_or_less(amount, speech),
        ),
        unit=unit.words,
        x_title=unit.words,
        categories=(put.name, *(name for name, _ in steps), option.name),
        series=(Series(speech.say("Total"), tuple(map(unit.of, amounts))),),
    )


def _steps(
    briefing: Briefing, put: ComparedPlan, option: ComparedPlan, speech: ChartSpeech
) -> Iterator[tuple[str, int]]:
    """What each rule costs more than in staying put, as it counts in the total.

    What is no more than rounding its amounts can make of nothing is left out.
    """
    amounts: dict[tuple[Id, bool], list[int]] = defaultdict(list)
    for side, each in ((1, option), (-1, put)):
        for row in each.rule_years:
            amounts[row.rule, row.is_expected].append(side * row.amount)
    for (rule, is_expected), parts in amounts.items():
        more = sum(parts)
        if abs(more) > len(parts) * briefing.amount_step / 2:
            name = speech.say(titled(rule))
            if is_expected:
                yield (
                    speech.say("{name} (assumed)", name=name),
                    round(more * briefing.risk_weight),
                )
            else:
                yield name, more


def _more_or_less(amount: int, speech: ChartSpeech) -> str:
    """A difference in a sentence: ``USD 12.3 m more``."""
    said = "{amount} less" if amount < 0 else "{amount} more"
    return speech.say(said, amount=speech.money(abs(amount)))


def _merged(steps: list[tuple[str, int]], total: int, speech: ChartSpeech) -> list[tuple[str, int]]:
    """Money that is more, then what is less, the largest first; the small ones as one.

    What rounding leaves is in that one too, so that the steps end at the total. Nothing if there is
    no other.
    """
    least = _SMALL * sum(abs(amount) for _, amount in steps)
    by_size = sorted(steps, key=lambda step: -abs(step[1]))
    named = [step for step in by_size[:_MOST] if step[1] and abs(step[1]) >= least]
    if not named:
        return []
    rest = total - sum(amount for _, amount in named)
    ordered = sorted(named, key=lambda step: -step[1])
    return [*ordered, (speech.say("Other"), rest)] if rest else ordered
