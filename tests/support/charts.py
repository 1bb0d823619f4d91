"""Charts that are hard to draw: much of everything, little of it, long and Chinese names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.briefing import Briefing, ComparedPlan, InputPlace
from planner.charts.chart import Chart, ChartKind, Dot, Ribbon, Series, Span
from planner.charts.flows import flows_chart
from planner.charts.frontier import frontier_chart
from planner.charts.heads import heads_chart
from planner.charts.money import money_chart
from planner.charts.tornado import tornado_chart
from planner.charts.waterfall import waterfall_chart
from planner.charts.waves import waves_chart

LONG = "Regional centre for data protection, analytics and operations of Asia and the Pacific"
CHINESE = "上海浦东新区数据合规与运营中心"
OFFICES = (
    "Shanghai", "Beijing", CHINESE, "Hong Kong", "Singapore", LONG, "Bengaluru", "Tokyo",
    "Manila", "Kuala Lumpur", "Dublin", "Warsaw",
)  # fmt: skip


def named(place: InputPlace) -> str:
    """An input by its parts."""
    return f"{place.row}: {place.field}"


def all_charts(briefing: Briefing, plan: ComparedPlan) -> tuple[Chart, ...]:
    """Every chart that there is something to show in."""
    charts = (
        heads_chart(briefing, plan),
        money_chart(briefing, plan),
        waves_chart(briefing, plan),
        waterfall_chart(briefing, plan),
        tornado_chart(briefing, plan, named),
        flows_chart(briefing, plan),
        frontier_chart(briefing),
    )
    return tuple(chart for chart in charts if chart is not None)


def periods(number: int) -> tuple[str, ...]:
    """Quarters from the first of 2027."""
    return tuple(f"{2027 + at // 4}-Q{at % 4 + 1}" for at in range(number))


def lines(number: int, offices: tuple[str, ...] = OFFICES) -> Chart:
    """Twelve offices, the small ones close together and now and then not shown."""
    rows = tuple(
        Series(
            name,
            tuple(
                None if place > 8 and at % 3 == 1 else 600 / (place + 1) ** 2 + at * place / 10
                for at in range(number)
            ),
        )
        for place, name in enumerate(offices)
    )
    return Chart(
        name=f"lines-{number}",
        title="Posts by office",
        kind=ChartKind.LINES,
        summary="Posts by office.",
        unit="posts",
        categories=periods(number),
        series=rows,
    )


def bars(number: int, kind: ChartKind, names: tuple[str, ...]) -> Chart:
    """Bars above and below zero, with a line."""
    rows = [
        Series(name, tuple((at % 5 - 1) * 1.7 * (place + 1) for at in range(number)))
        for place, name in enumerate(names)
    ]
    line = Series(f"Sum of {LONG}", tuple(20.0 + at % 3 for at in range(number)))
    return Chart(
        name=f"{kind}-{number}-{len(names)}",
        title="Money by period",
        kind=kind,
        summary="Money by period.",
        unit="USD million",
        categories=periods(number),
        series=(*rows, line),
        lines=(line.name,),
    )


def cases() -> Chart:
    """Bars over names that are long."""
    return Chart(
        name="cases",
        title="Expected loss by case",
        kind=ChartKind.BARS,
        summary="Expected loss by case.",
        unit="USD million",
        x_title="Case",
        categories=OFFICES,
        series=(Series("Base", tuple(range(12))), Series("Staying put", tuple(range(12, 0, -1)))),
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


def tornado(base: float, *ends: tuple[float, float]) -> Chart:
    """Bars around a base."""
    return Chart(
        name=f"tornado-{base:.0f}-{len(ends)}",
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
    for number in (1, 5, 60):
        yield lines(number)
        yield bars(number, ChartKind.STACKED_BARS, OFFICES if number < 60 else OFFICES[:4])
        yield bars(number, ChartKind.BARS, OFFICES[:2])
    yield lines(5, ("Shanghai",))
    yield cases()
    yield waterfall(464, 4.5, 3, 1.2, -29.1, 0.4)
    yield waterfall(20, 14.5, 30, 1.2, -60, 10, -20, 3, 1)
    yield waterfall(5, -3)
    yield tornado(16, (-2, 48), (8, 16), (18, 14.5))
    yield tornado(-1250, *((-1300 - 100 * at, -1240 + 80 * at) for at in range(12)))
    yield tornado(5, (5, 5.2))
    yield gantt(1, 20)
    yield gantt(3, 90)
    yield gantt(60, 60)
    yield scatter(1)
    yield scatter(20, is_joined=True)
    yield flows(2)
    yield flows(12)
