"""Charts that are hard to draw: much of everything, little of it, long and Chinese names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.briefing import Briefing
from models.choices import Language
from models.compared import ComparedPlan
from models.decision_inputs import Trigger
from planner.charts.cash import cash_chart
from planner.charts.chart import Chart, ChartKind, Dot, Panel, Ribbon, Series, Span
from planner.charts.flows import flows_chart
from planner.charts.frontier import frontier_chart
from planner.charts.heads import heads_chart
from planner.charts.tornado import tornado_chart
from planner.charts.waterfall import waterfall_chart
from planner.charts.waves import waves_chart
from planner.exports.sheets.speech import Speech, speech_of
from tests.support.briefings import sample_briefing

LONG = "Regional centre for data protection, analytics and operations of Asia and the Pacific"
CHINESE = "上海浦东新区数据合规与运营中心"
OFFICES = (
    "Shanghai", "Beijing", CHINESE, "Hong Kong", "Singapore", LONG, "Bengaluru", "Tokyo",
    "Manila", "Kuala Lumpur", "Dublin", "Warsaw",
)  # fmt: skip


ENGLISH = speech_of(sample_briefing(), Language.ENGLISH)


def named(trigger: Trigger) -> str:
    """An input by its parts."""
    return f"{trigger.place.row}: {trigger.place.field}"


def turned(trigger: Trigger) -> str:
    """At what an input turns the decision."""
    return f"turns past {trigger.turns_at}" if trigger.turns_at else ""


def all_charts(
    briefing: Briefing, plan: ComparedPlan, speech: Speech = ENGLISH
) -> tuple[Chart, ...]:
    """Every chart that there is something to show in."""
    charts = (
        heads_chart(briefing, speech),
        cash_chart(briefing, speech),
        waves_chart(plan, speech),
        waterfall_chart(briefing, plan, speech),
        tornado_chart(plan, named, turned, speech),
        flows_chart(briefing, plan, speech),
        frontier_chart(briefing, speech),
    )
    return tuple(chart for chart in charts if chart is not None)


def periods(number: int) -> tuple[str, ...]:
    """Quarters from the first of 2027."""
    return tuple(f"{2027 + at // 4}-Q{at % 4 + 1}" for at in range(number))


def panels(
    number: int, plans: int, names: tuple[str, ...] = OFFICES, *, posts: float = 600
) -> Chart:
    """A large office above small ones, some counts not shown; the last is the same in all plans."""
    compared = ("Base", "Strict", LONG, CHINESE, "Late")[:plans]
    return Chart(
        name=f"panels-{number}-{plans}-{len(names)}",
        title="Posts by office",
        kind=ChartKind.PANELS,
        summary="Posts by office.",
        part_title="Office",
        x_title="Period",
        y_title="Posts on the first day of each period; each office on its own scale",
        categories=periods(number),
        panels=tuple(
            Panel(
                name,
                tuple(
                    Series(
                        plan,
                        tuple(
                            None
                            if place > 6 and at % 3 == 1
                            else posts // (place + 1) ** 3 + _moved(place, row, at, number)
                            for at in range(number)
                        ),
                        is_baseline=plan == "Staying put",
                    )
                    for row, plan in enumerate(("Staying put", *compared))
                ),
                is_wide=place == 0,
            )
            for place, name in enumerate(names)
        ),
    )


def _moved(place: int, plan: int, at: int, number: int) -> int:
    """Posts that have left the first office, or have come to another; none in staying put."""
    return (plan + 2) * 11 * at // number * (-1 if place == 0 else place % 3) * (plan > 0)


def parts(number: int, plans: int) -> Chart:
    """Bars that are small beside lines, some below zero."""
    names = ("Base", "Strict", LONG, CHINESE, "Late")[:plans]
    once, running = (
        Panel(
            title,
            tuple(
                Series(name, tuple((at % 5 - 1) * 0.017 * (row + 1) + base for at in range(number)))
                for row, name in enumerate(names)
            ),
            has_bars=not base,
        )
        for title, base in (("One-off cash, USD million", 0), ("Running cost, USD million", 24))
    )
    return Chart(
        name=f"parts-{number}-{plans}",
        title="Cash by period",
        kind=ChartKind.PANELS,
        summary="Cash by period.",
        part_title="Part",
        x_title="Period",
        y_title="Undiscounted; each part on its own scale",
        categories=periods(number),
        panels=(once, running),
    )


def waterfall(first: float, *steps: float) -> Chart:
    """From a whole over steps to another."""
    return Chart(
        name=f"waterfall-{first:.0f}-{len(steps)}",
        title="From staying put",
        kind=ChartKind.WATERFALL,
        summary="From staying put.",
        unit="USD million",
        categories=("Staying put", *(f"{name}" for name in OFFICES[: len(steps)]), "Plan"),
        series=(Series("Total", (first, *steps, first + sum(steps))),),
    )


def tornado(base: float, *ends: tuple[float, float], remarks: Sequence[str] = ()) -> Chart:
    """Bars around a base, some of them with a remark."""
    return Chart(
        name=f"tornado-{base:.0f}-{len(ends)}{'-marked' * bool(remarks)}",
        title="What would turn the decision",
        kind=ChartKind.TORNADO,
        summary="What would turn the decision.",
        x_title="Saving, USD million",
        categories=tuple(f"Loss of {name}" for name in (LONG, CHINESE, *OFFICES)[: len(ends)]),
        series=(
            Series("Input at its low end", tuple(low for low, _ in ends)),
            Series("Input at its high end", tuple(high for _, high in ends)),
        ),
        base=base,
        remarks=tuple(remarks),
        remark_title="Turns the decision" if remarks else "",
    )


def gantt(number: int, days: int) -> Chart:
    """Waves that land one after another."""
    first = date(2026, 12, 1)
    spans = tuple(
        Span(
            f"{period}: {CHINESE if at == 1 else LONG if at == 2 else '12 posts'}",
            first + timedelta(days=at * 3),
            first + timedelta(days=days * (at + 1)),
            (
                (first + timedelta(days=20), "Last safe stop"),
                (first + timedelta(days=21), "Signing day"),
                (first + timedelta(days=days * (at + 1)), "Signing day"),
            ),
        )
        for at, period in enumerate(periods(number))
    )
    return Chart(
        name=f"gantt-{number}-{days}",
        title="Waves",
        kind=ChartKind.GANTT,
        summary="Waves.",
        spans=spans,
    )


def scatter(number: int, *, is_joined: bool = False) -> Chart:
    """A frontier with plans beside it, some on one place."""
    dots = [
        Dot(f"{at + 1}", 10.0 + at, 400 + 200 / (at + 1), "Frontier" if is_joined else "")
        for at in range(number)
    ]
    names = ("Base", "Strict", LONG, CHINESE, "Staying put")
    plans = [Dot(name, 12 + at // 2, 470.0, "Plans") for at, name in enumerate(names)]
    return Chart(
        name=f"scatter-{number}-{is_joined}",
        title="Money against expected loss",
        kind=ChartKind.SCATTER,
        summary="Money against expected loss.",
        x_title="Expected loss (assumed), USD million",
        y_title="Money, USD million",
        dots=tuple([*dots, *plans] if is_joined else dots),
        lines=("Frontier",) if is_joined else (),
    )


def flows(number: int) -> Chart:
    """Between all of several offices, by turns large and small."""
    ribbons = tuple(
        Ribbon(one, other, 3.0 if (at + to) % 3 else 40.0 + at, "1 to 5" if (at + to) % 3 else "40")
        for at, one in enumerate(OFFICES[:3])
        for to, other in enumerate(OFFICES[:number])
        if one != other
    )
    return Chart(
        name=f"flows-{number}",
        title="Posts from office to office",
        kind=ChartKind.FLOWS,
        summary="Posts from office to office.",
        unit="posts",
        ribbons=ribbons,
    )


def hard_charts() -> Iterator[Chart]:
    """All of them."""
    for number, plans in ((1, 5), (5, 5), (60, 1)):
        yield panels(number, plans, OFFICES[:9], posts=3000)
        yield parts(number, 5)
    yield panels(5, 1, ("Shanghai",))
    yield panels(12, 2, OFFICES[:3], posts=80)
    yield panels(8, 1, OFFICES[:5])
    yield parts(12, 1)
    yield waterfall(464, 4.5, 3, 1.2, -29.1, 0.4)
    yield waterfall(20, 14.5, 30, 1.2, -60, 10, -20, 3, 1)
    yield waterfall(5, -3)
    yield tornado(16, (-2, 48), (8, 16), (18, 14.5))
    yield tornado(-1250, *((-1300 - 100 * at, -1240 + 80 * at) for at in range(12)))
    yield tornado(5, (5, 5.2))
    remarks = ["turns past USD 19 m", "", f"past 0.6 it breaks {LONG}", *[""] * 6, CHINESE]
    ends = [(5 - 10 / (at + 1), 5 + 8 / (at + 1)) for at in range(10)]
    yield tornado(5, *ends, remarks=remarks)
    yield gantt(1, 20)
    yield gantt(3, 90)
    yield gantt(60, 60)
    yield scatter(1)
    yield scatter(20, is_joined=True)
    yield flows(2)
    yield flows(12)
