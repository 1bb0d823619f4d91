"""Plans and baselines between money and expected loss."""

from __future__ import annotations

from models.briefing import Briefing
from models.compared import ComparedKind
from planner.charts.chart import Chart, ChartKind, Dot
from planner.charts.chart_words import words_in
from planner.charts.speech import ChartSpeech


def frontier_chart(briefing: Briefing, speech: ChartSpeech) -> Chart | None:
    """A dot for each option, in the common world; None if there are fewer than two."""
    valued = [(each, each.value) for each in briefing.options if each.value is not None]
    if len(valued) < 2:
        return None
    money = speech.unit(value.money for _, value in valued)
    loss = speech.unit(value.expected_loss for _, value in valued)
    words = {
        each.name: speech.say(
            "{money} in money and {loss} in expected loss",
            money=speech.money(value.money),
            loss=speech.money(value.expected_loss),
        )
        for each, value in valued
    }
    cheapest, _ = min(valued, key=lambda pair: pair[1].money)
    safest, _ = min(valued, key=lambda pair: pair[1].expected_loss)
    found = speech.say(
        "{name} has the least expected loss: {said}.", name=safest.name, said=words[safest.name]
    )
    if cheapest is not safest:
        found += speech.say(
            " {name} costs the least money: {said}.", name=cheapest.name, said=words[cheapest.name]
        )
    return Chart(
        name="frontier",
        title=speech.say("Money against expected loss"),
        kind=ChartKind.SCATTER,
        words=words_in(speech),
        summary=found,
        x_title=speech.say("Expected loss (assumed), {unit}", unit=loss.words),
        y_title=speech.say("Money, {unit}", unit=money.words),
        dots=tuple(
            Dot(
                speech.say("{name} (breaks a rule)", name=each.name) if value.broken else each.name,
                loss.of(value.expected_loss),
                money.of(value.money),
                speech.say("Plans" if each.kind is ComparedKind.PLAN else "Staying"),
            )
            for each, value in valued
        ),
    )
