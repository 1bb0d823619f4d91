"""Charts that a spreadsheet draws from cells: who changes a cell sees the chart change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from planner.charts.chart import Chart, ChartKind
from planner.charts.lettering import label_step
from planner.charts.office import (
    FIGURES,
    MONTHS,
    OfficeChart,
    OfficeKind,
    OfficeSeries,
    office_charts,
)
from planner.charts.panels import panel_rows
from planner.exports.xlsx.canvas import Canvas
from planner.exports.xlsx.chart_values import ChartData, reference, title_cell
from planner.exports.xlsx.tables import PlacedTable

_TYPES: Mapping[OfficeKind, dict[str, str]] = {
    OfficeKind.LINES: {"type": "line"},
    OfficeKind.COLUMNS: {"type": "column"},
    OfficeKind.STACKED_COLUMNS: {"type": "column", "subtype": "stacked"},
    OfficeKind.BARS: {"type": "bar"},
    OfficeKind.STACKED_BARS: {"type": "bar", "subtype": "stacked"},
    OfficeKind.DOTS: {"type": "scatter"},
}
_LYING = {OfficeKind.BARS, OfficeKind.STACKED_BARS}

_UPRIGHT_HEIGHT, _AROUND, _FOR_EACH_BAR, _HIGHEST = 340, 150, 30, 900
_WIDE_HEIGHT, _NARROW_HEIGHT, _COLUMNS = 210, 150, 4
"""Heights of panels, and how many stand side by side: as many as an office has fit on a page."""
_TITLE_SIZE, _SMALL_TITLE_SIZE = 12, 10
_DASHES = ("solid", "dash", "long_dash_dot", "square_dot", "long_dash")
_FIGURES_WIDTH = 50
"""Pixels beside an axis of categories that the figures of the other axis take."""
_NEAR_ACROSS, _NEAR_UP = 0.15, 0.07
"""Parts of the axes within which names of two dots would meet."""
_MOST_WIDE, _PIXELS_A_LETTER = 980, 7
_ROW_PIXELS = 20


_DotPlace = tuple[float, float | None]
"""Where a dot is on both axes."""


@dataclass(frozen=True, slots=True)
class _PlacedChart:
    """A chart of a program, and where it stands, in pixels from the first cell."""

    office: OfficeChart
    left: float
    top: float
    width: float
    height: float


def chart_rows(chart: Chart) -> int:
    """Rows of normal height that a chart covers, with one left free below it."""
    bottom = max(each.top + each.height for each in _placed(chart, _MOST_WIDE))
    return ceil(bottom / _ROW_PIXELS) + 1


def draw_chart(
    canvas: Canvas, chart: Chart, placed: PlacedTable, row: int, data: ChartData
) -> None:
    """Draw a chart from a row down; its panels are charts of their own.

    Parameters
    ----------
    canvas
        Where to draw.
    chart
        What to draw.
    placed
        The table with the values of the chart.
    row
        Row at the top, counted from zero.
    data
        Takes the values that the table does not hold.
    """
    width = min(_MOST_WIDE, _PIXELS_A_LETTER * sum(canvas.widths))
    for number, each in enumerate(_placed(chart, width)):
        said = each.office.title if number else chart.summary
        place = {"x_offset": each.left, "y_offset": each.top, "description": said}
        drawn = _drawn(canvas, each, placed, data)
        drawn.set_size({"width": each.width, "height": each.height})
        canvas.sheet.insert_chart(row, 0, drawn, {**place, "object_position": 2})


def _placed(chart: Chart, width: float) -> Iterator[_PlacedChart]:
    offices = office_charts(chart)
    if chart.kind is not ChartKind.PANELS:
        yield _PlacedChart(offices[0], 0, 0, width, _height(offices[0]))
        return
    top = 0
    for row in panel_rows(chart.panels, _COLUMNS):
        is_wide = chart.panels[row[0]].is_wide
        height = _WIDE_HEIGHT if is_wide else _NARROW_HEIGHT
        each_width = width if is_wide else width // _COLUMNS
        for column, number in enumerate(row):
            yield _PlacedChart(offices[number], column * each_width, top, each_width, height)
        top += height


def _height(office: OfficeChart) -> int:
    if office.kind in _LYING:
        return min(_HIGHEST, _AROUND + _FOR_EACH_BAR * len(office.categories))
    return _UPRIGHT_HEIGHT


def _drawn(canvas: Canvas, chart: _PlacedChart, placed: PlacedTable, data: ChartData) -> Any:
    asked, office = data.asked, chart.office
    drawn = canvas.styles.book.add_chart(_TYPES[office.kind])
    for series in office.series:
        drawn.add_series(_series(canvas, office, series, placed, data))
    if data.asked > asked:
        drawn.show_hidden_data()  # its values are on a hidden sheet
    size = _TITLE_SIZE if chart.height > _NARROW_HEIGHT else _SMALL_TITLE_SIZE
    drawn.set_title({"name": _plain(office.title), "name_font": {"size": size}})
    hidden = [place for place, each in enumerate(office.series) if not each.in_legend]
    one_name = len(office.series) - len(hidden) == 1
    drawn.set_legend(
        {"none": True}
        if one_name or not office.has_legend
        else {"position": "bottom", "delete_series": hidden}
    )
    _set_axes(drawn, office, chart.width)
    return drawn


def _series(
    canvas: Canvas, office: OfficeChart, series: OfficeSeries, placed: PlacedTable, data: ChartData
) -> dict[str, Any]:
    values = reference(series.name, series.values, placed, canvas.name, data, office.part)
    across = series.x or office.categories
    categories = reference("", across, placed, canvas.name, data, office.part)
    options: dict[str, Any] = {"values": values, "categories": categories}
    options["name"] = _name(series, values, placed, canvas, data)
    colour = {"color": f"#{series.colour}"} if series.colour else {"none": True}
    if office.kind is OfficeKind.DOTS:
        options["marker"] = {"type": "circle", "size": 9, "fill": colour, "border": colour}
        options["line"] = {**colour, "width": 1.5} if series.is_line else {"none": True}
        labels = _labels(series, office, data)
        options["data_labels"] = {"value": True, "custom": labels, "position": "right"}
    elif office.kind is OfficeKind.LINES:
        dash = "round_dot" if series.dash is None else _DASHES[series.dash % len(_DASHES)]
        options["line"] = {**colour, "dash_type": dash, "width": 2.25}
        options["marker"] = {"type": "circle", "size": 5, "fill": colour, "border": colour}
    else:
        options["fill"] = colour
        options["border"] = {"none": True}
        options["gap"] = 60
        if office.kind is OfficeKind.BARS:
            options["overlap"] = 100
    return options


def _together(places: Sequence[_DotPlace], office: OfficeChart) -> list[_DotPlace]:
    """Of dots that are so near each other that their names would meet, the place of the first."""
    if office.along is None or office.lowest is None or office.highest is None:
        return list(places)
    across, up = office.along[1] - office.along[0], office.highest - office.lowest
    found: list[_DotPlace] = []
    for x, y in places:
        near = (
            (at, height)
            for at, height in found
            if abs(at - x) < _NEAR_ACROSS * across
            and abs((height or 0.0) - (y or 0.0)) < _NEAR_UP * up
        )
        found.append(next(near, (x, y)))
    return found


def _labels(series: OfficeSeries, office: OfficeChart, data: ChartData) -> list[dict[str, object]]:
    """Names of dots; those of dots on or beside each other are one text.

    They are texts, since some programs show the figures in place of names that are in cells. A
    name that would be taken for a formula is in a cell.
    """
    names: dict[_DotPlace, list[str]] = {}
    places = _together(list(zip(series.x, series.values, strict=True)), office)
    for place, name in zip(places, series.labels, strict=True):
        names.setdefault(place, []).append(name)
    labels: list[dict[str, object]] = []
    for place in places:
        name = ", ".join(names.pop(place, []))
        if name.startswith("="):
            sheet, row, column, *_ = data.add("", (name,))
            labels.append({"value": _formula(str(sheet), int(row), int(column))})
        else:
            labels.append({"value": name} if name else {"delete": True})
    return labels


def _name(
    series: OfficeSeries,
    values: list[str | int],
    placed: PlacedTable,
    canvas: Canvas,
    data: ChartData,
) -> Any:
    """The cell above the values if it has the name of the series, else the name itself."""
    sheet, row, column = title_cell(values)
    if sheet == canvas.name and placed.table.columns[int(column)].title != series.name:
        return _plain(series.name)
    if sheet == data.sheet or int(row) == placed.header:
        return [sheet, row, column]
    return _plain(series.name)


def _formula(sheet: str, row: int, column: int) -> str:
    return f"={quote_sheetname(sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def _plain(text: str) -> str:
    """A text that is not taken for the address of a cell."""
    return text.replace("!", "\N{FULLWIDTH EXCLAMATION MARK}")


def _set_axes(drawn: Any, office: OfficeChart, width: float) -> None:
    along: dict[str, Any] = {"name": _plain(office.along_title), "name_font": {"bold": False}}
    values: dict[str, Any] = {
        "name": _plain(office.value_title),
        "name_font": {"bold": False},
        "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD", "width": 0.5}},
        "line": {"none": True},
        "num_format": MONTHS if office.has_days else FIGURES,
    }
    if office.lowest is not None:
        values["min"] = office.lowest
    if office.highest is not None:
        values["max"] = office.highest
    if office.step is not None:
        values["major_unit"] = office.step
    if office.kind in _LYING:
        along.update(reverse=True, label_position="low", crossing="max")
        if office.crosses_at:
            values["crossing"] = office.crosses_at
        drawn.set_x_axis(values)
        drawn.set_y_axis(along)
        return
    if office.kind is OfficeKind.DOTS:
        along = {**values, "name": along["name"]}
        if office.along is not None:
            along["min"], along["max"], along["major_unit"] = office.along
    else:
        along["label_position"] = "low"
        if office.part:
            along["num_font"] = {"rotation": 0}  # some programs turn names that would meet
            along["interval_unit"] = label_step(office.categories, width - _FIGURES_WIDTH)
    drawn.set_x_axis(along)
    drawn.set_y_axis(values)
