"""Plans and baselines between money and expected loss."""

from __future__ import annotations

from models.briefing import Briefing, ComparedKind
from planner.charts.amounts import unit_of
from planner.charts.chart import Chart, ChartKind, Dot


def frontier_chart(briefing: Briefing) -> Chart | None:
    """A dot for each option, in the common world; None if there are fewer than two."""
    valued = [(each, each.value) for each in briefing.options if each.value is not None]
    if len(valued) < 2:
        return None
    money = unit_of((value.money for _, value in valued), briefing.currency)
    loss = unit_of((value.expected_loss for _, value in valued), briefing.currency)
    words = {
        each.name: f"{money.said(value.money)} in money and {loss.said(value.expected_loss)} "
        "in expected loss"
        for each, value in valued
    }
    cheapest, _ = min(valued, key=lambda pair: pair[1].money)
    safest, _ = min(valued, key=lambda pair: pair[1].expected_loss)
    found = f"{safest.name} has the least expected loss: {words[safest.name]}."
    if cheapest is not safest:
        found += f" {cheapest.name} costs the least money: {words[cheapest.name]}."
    return Chart(
        name="frontier",
        title="Money against expected loss",
        kind=ChartKind.SCATTER,
        summary=found,
        x_title=f"Expected loss (assumed), {loss.words}",
        y_title=f"Money, {money.words}",
        dots=tuple(
            Dot(
                f"{each.name} (breaks a rule)" if value.broken else each.name,
                loss.of(value.expected_loss),
                money.of(value.money),
                "Plans" if each.kind is ComparedKind.PLAN else "Staying",
            )
            for each, value in valued
        ),
    )
