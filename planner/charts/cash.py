"""Cash by period in two panels, since what is paid once is small beside what recurs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.briefing import Briefing
from models.compared import ComparedKind, ComparedPlan
from models.outlook import PeriodMoney
from planner.charts.chart import Chart, ChartKind, Panel, Series
from planner.charts.chart_words import words_in
from planner.charts.speech import ChartSpeech


def cash_chart(briefing: Briefing, speech: ChartSpeech) -> Chart | None:
    """One-off cash as bars and running cost as lines, undiscounted, for each option.

    None if nothing is paid.
    """
    periods = tuple(sorted({row.period for option in briefing.options for row in option.periods}))
    once, running = (
        _panel(briefing, periods, part, title, speech, has_bars=has_bars)
        for part, title, has_bars in (
            (_once, "One-off cash, {unit}", True),
            (_running, "Running cost of a period, {unit}", False),
        )
    )
    panels = tuple(panel for panel in (once, running) if panel.series)
    plans = [each for each in briefing.options if each.kind is ComparedKind.PLAN and each.periods]
    if not panels or not plans:
        return None
    clauses = [_found(each, speech, is_alone=len(briefing.plans) == 1) for each in plans]
    return Chart(
        name="cash",
        title=speech.say("Cash by period"),
        kind=ChartKind.PANELS,
        words=words_in(speech),
        summary=speech.say("{said}.", said=speech.joined(clauses)),
        x_title=speech.say("Period"),
        part_title=speech.say("Part"),
        y_title=speech.say("Undiscounted; each part on its own scale"),
        categories=periods,
        panels=panels,
    )


def _once(row: PeriodMoney) -> int:
    return row.one_off


def _running(row: PeriodMoney) -> int:
    return row.running


def _panel(
    briefing: Briefing,
    periods: Iterable[str],
    part: Callable[[PeriodMoney], int],
    title: str,
    speech: ChartSpeech,
    *,
    has_bars: bool,
) -> Panel:
    """What the options pay of one part; those that pay nothing of it are left out."""
    paid = [
        (option, {row.period: part(row) for row in option.periods}) for option in briefing.options
    ]
    unit = speech.unit(amount for _, amounts in paid for amount in amounts.values())
    return Panel(
        speech.say(title, unit=unit.words),
        tuple(
            Series(
                option.name,
                tuple(unit.of(amounts[each]) if each in amounts else None for each in periods),
                option.kind is not ComparedKind.PLAN,
            )
            for option, amounts in paid
            if any(amounts.values())
        ),
        has_bars=has_bars,
    )


def _found(option: ComparedPlan, speech: ChartSpeech, *, is_alone: bool) -> str:
    """What is paid once in all, and what recurs at first and at last; of a plan alone, when."""
    first, last, most = option.periods[0], option.periods[-1], max(option.periods, key=_once)
    once = "one-off cash of {total}" if most.one_off else "no one-off cash"
    running = "running cost from {begin} to {end}"
    if is_alone:
        once = "one-off cash of {total}, most in {most} ({amount})" if most.one_off else once
        running = "running cost from {begin} in {first} to {end} in {last}"
    said = speech.phrases(
        [
            speech.say(
                once,
                total=speech.money(sum(year.amount for year in option.cash)),
                most=most.period,
                amount=speech.money(most.one_off),
            ),
            speech.say(
                running,
                begin=speech.money(first.running),
                first=first.period,
                end=speech.money(last.running),
                last=last.period,
            ),
        ]
    )
    if is_alone:
        return said[:1].upper() + said[1:]
    return speech.say("{name}: {said}", name=option.name, said=said)
