"""Plans and baselines between money and expected loss."""

from __future__ import annotations

from collections.abc import Sequence

from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan
from models.worlds import WorldValue
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
    return Chart(
        name="frontier",
        title=speech.say("Money against expected loss"),
        kind=ChartKind.SCATTER,
        words=words_in(speech),
        summary=_found(valued, speech),
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


def _found(valued: Sequence[tuple[ComparedPlan, WorldValue]], speech: ChartSpeech) -> str:
    """Say which option has the least expected loss, which costs the least, and which break rules.

    All are named that have the same amount. Of rounded amounts one may be less than another.
    """
    ranked = [(each.name, value) for each, value in valued if not value.broken]
    if not ranked:
        return speech.say("Every option breaks a rule, so none is ranked.")
    loss = min(value.expected_loss for _, value in ranked)
    money = min(value.money for _, value in ranked)
    safest = [(name, value) for name, value in ranked if value.expected_loss == loss]
    cheapest = [(name, value) for name, value in ranked if value.money == money]
    found = _named(
        safest,
        loss,
        (
            "{names} has the least expected loss: {said}.",
            "{names} have the least expected loss: {said}.",
            "{names} have about the least expected loss: {said}.",
        ),
        speech,
    )
    if cheapest != safest or len(safest) > 1:
        found += _named(
            cheapest,
            money,
            (
                " {names} costs the least money: {said}.",
                " {names} cost the least money: {said}.",
                " {names} cost about the least money: {said}.",
            ),
            speech,
        )
    broken = [each.name for each, value in valued if value.broken]
    if broken:
        found += speech.say(
            " Not ranked, since a rule is broken: {names}.", names=speech.listed(broken)
        )
    return found


def _named(
    least: Sequence[tuple[str, WorldValue]],
    amount: int,
    texts: tuple[str, str, str],
    speech: ChartSpeech,
) -> str:
    """Say of one option, of several that are the same, or of several that round alike."""
    alone, same, alike = texts
    names = speech.listed([name for name, _ in least])
    if len(least) > 1:
        text = alike if speech.is_rounded else same
        return speech.say(text, names=names, said=speech.money(amount))
    _, value = least[0]
    said = speech.say(
        "{money} in money and {loss} in expected loss",
        money=speech.money(value.money),
        loss=speech.money(value.expected_loss),
    )
    return speech.say(alone, names=names, said=said)
