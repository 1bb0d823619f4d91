"""The values of a chart as rows, for the table that stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.charts.chart import Chart, ChartKind
from planner.charts.panels import colour_places

ChartCell = str | float | date | None


@dataclass(frozen=True, slots=True)
class ChartValues:
    """Every value that a chart shows, once."""

    columns: tuple[str, ...]
    rows: tuple[tuple[ChartCell, ...], ...]


def chart_values(chart: Chart) -> ChartValues:
    """A row for each category, bar, dot or ribbon, in the chart's order.

    Values are in the chart's unit, which is in the heads of columns where there is one.
    """
    columns, rows = _OF_KIND[chart.kind](chart)
    return ChartValues(columns, rows)


_Values = tuple[tuple[str, ...], tuple[tuple[ChartCell, ...], ...]]


def _with_unit(name: str, unit: str) -> str:
    return f"{name}, {unit}" if unit else name


def _series(chart: Chart) -> _Values:
    words = chart.words
    head = words.input if chart.kind is ChartKind.TORNADO else words.step
    columns = (head, *(_with_unit(row.name, chart.unit) for row in chart.series))
    held: list[tuple[ChartCell, ...]] = [chart.categories, *(row.values for row in chart.series)]
    if any(chart.remarks):
        columns, held = (*columns, chart.remark_title), [*held, chart.remarks]
    return columns, tuple(zip(*held, strict=True))


def _panels(chart: Chart) -> _Values:
    """A row for each panel and category, a column for each series."""
    names = tuple(colour_places(chart))
    columns = (chart.part_title, chart.x_title, *names)
    rows: list[tuple[ChartCell, ...]] = []
    for panel in chart.panels:
        values = {row.name: row.values for row in panel.series}
        rows += [
            (
                panel.title,
                category,
                *(values[name][at] if name in values else None for name in names),
            )
            for at, category in enumerate(chart.categories)
        ]
    return columns, tuple(rows)


def _spans(chart: Chart) -> _Values:
    """Every kind of day in a column, with its days separated by commas."""
    kinds = tuple(dict.fromkeys(kind for span in chart.spans for _, kind in span.marks))
    words = chart.words
    return (words.wave, words.begin, words.end, *kinds), tuple(
        (
            span.name,
            span.begins_on,
            span.ends_on,
            *(", ".join(f"{day}" for day, said in span.marks if said == kind) for kind in kinds),
        )
        for span in chart.spans
    )


def _dots(chart: Chart) -> _Values:
    columns = (chart.words.name, chart.x_title, chart.y_title)
    return columns, tuple((dot.name, dot.x, dot.y) for dot in chart.dots)


def _ribbons(chart: Chart) -> _Values:
    columns = (chart.words.begin, chart.words.end, chart.unit)
    return columns, tuple((each.origin, each.destination, each.words) for each in chart.ribbons)


_OF_KIND: Mapping[ChartKind, Callable[[Chart], _Values]] = {
    ChartKind.PANELS: _panels,
    ChartKind.WATERFALL: _series,
    ChartKind.TORNADO: _series,
    ChartKind.GANTT: _spans,
    ChartKind.SCATTER: _dots,
    ChartKind.FLOWS: _ribbons,
}
