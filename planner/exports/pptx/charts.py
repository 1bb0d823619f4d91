"""Charts that PowerPoint draws, each with its values inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from planner.charts.chart import ChartKind
from planner.charts.office import (
    FIGURES,
    MONTHS,
    OfficeChart,
    OfficeKind,
    OfficeSeries,
    office_charts,
)
from planner.charts.panels import panel_rows
from planner.exports.pptx.boxes import SMALLEST, ChartBox, Rectangle
from planner.exports.pptx.shapes import colour_of, describe

_TYPES: Mapping[OfficeKind, Any] = {
    OfficeKind.LINES: XL_CHART_TYPE.LINE_MARKERS,
    OfficeKind.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    OfficeKind.STACKED_COLUMNS: XL_CHART_TYPE.COLUMN_STACKED,
    OfficeKind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    OfficeKind.STACKED_BARS: XL_CHART_TYPE.BAR_STACKED,
    OfficeKind.DOTS: XL_CHART_TYPE.XY_SCATTER,
}
_LYING = {OfficeKind.BARS, OfficeKind.STACKED_BARS}
_DASHES = (
    MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.LONG_DASH_DOT, MSO_LINE.SQUARE_DOT, MSO_LINE.LONG_DASH
)  # fmt: skip
_LETTERS, _TITLE = 11, 13
_COLUMNS, _WIDE_SHARE = 4, 1.3
"""Panels side by side, and height of a wide one beside that of others."""
_SMALL = 160.0
"""Height below which letters are small."""
_GRID, _QUIET = "D5DCE5", "556070"


def draw_chart(slide: Any, box: ChartBox) -> None:
    """Draw a chart; its panels are charts of their own."""
    for number, (office, place) in enumerate(_placed(box)):
        summary = office.title if number else box.chart.summary
        _draw(slide, office, place, summary, is_small=place.height < _SMALL)


def _placed(box: ChartBox) -> Iterator[tuple[OfficeChart, Rectangle]]:
    """Panels in rows that fill the place of the chart; wide ones are higher."""
    offices, place = office_charts(box.chart), box.place
    if box.chart.kind is not ChartKind.PANELS:
        yield offices[0], place
        return
    panels = box.chart.panels
    rows = panel_rows(panels, _COLUMNS)
    shares = [_WIDE_SHARE if panels[row[0]].is_wide else 1.0 for row in rows]
    columns, top = max(map(len, rows)), place.top
    for row, share in zip(rows, shares, strict=True):
        height = place.height * share / sum(shares)
        width = place.width if panels[row[0]].is_wide else place.width / columns
        for column, number in enumerate(row):
            yield offices[number], Rectangle(place.left + column * width, top, width, height)
        top += height


def _draw(
    slide: Any, office: OfficeChart, place: Rectangle, summary: str, *, is_small: bool
) -> None:
    corners = (Pt(each) for each in (place.left, place.top, place.width, place.height))
    shape = slide.shapes.add_chart(_TYPES[office.kind], *corners, _data(office))
    describe(shape, summary)
    chart = shape.chart
    chart.font.size = Pt(SMALLEST if is_small else _LETTERS)
    chart.has_title = True
    chart.chart_title.text_frame.text = office.title
    title = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    title.size, title.bold = Pt(SMALLEST if is_small else _TITLE), True
    _look(chart, office)
    _set_legend(chart, office, place)
    _set_axes(chart, office)
    if office.kind is OfficeKind.DOTS:
        _lengthen(chart)


def _data(office: OfficeChart) -> Any:
    if office.kind is OfficeKind.DOTS:
        dots = XyChartData()
        for series in office.series:
            drawn = dots.add_series(series.name)
            for x, y in zip(series.x, series.values, strict=True):
                drawn.add_data_point(x, y)
        return dots
    data = CategoryChartData()
    data.categories = office.categories
    for series in office.series:
        data.add_series(series.name, series.values)
    return data


def _look(chart: Any, office: OfficeChart) -> None:
    plot = chart.plots[0]
    if office.kind not in {OfficeKind.LINES, OfficeKind.DOTS}:
        plot.gap_width = 60
        plot.overlap = 0 if office.kind is OfficeKind.COLUMNS else 100
    for drawn, series in zip(plot.series, office.series, strict=True):
        if office.kind is OfficeKind.DOTS:
            _dots(drawn, series, below=_every_other(office))
        elif office.kind is OfficeKind.LINES:
            _line(drawn, series)
        elif series.colour:
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = colour_of(series.colour)
        else:
            drawn.format.fill.background()
            drawn.format.line.fill.background()


def _line(drawn: Any, series: OfficeSeries) -> None:
    drawn.format.line.color.rgb = colour_of(series.colour)
    drawn.format.line.width = Pt(2.25)
    dash = MSO_LINE.ROUND_DOT if series.dash is None else _DASHES[series.dash % len(_DASHES)]
    drawn.format.line.dash_style = dash
    drawn.smooth = False
    _marker(drawn, series.colour, 5)


def _every_other(office: OfficeChart) -> set[str]:
    """Names of every other dot from top to bottom, so that names of near dots do not meet."""
    named = [pair for each in office.series for pair in zip(each.values, each.labels, strict=True)]
    return {name for _, name in sorted(named, key=lambda pair: -(pair[0] or 0.0))[1::2]}


def _dots(drawn: Any, series: OfficeSeries, *, below: set[str]) -> None:
    if series.is_line:
        drawn.format.line.color.rgb = colour_of(series.colour)
    else:
        drawn.format.line.fill.background()
    _marker(drawn, series.colour, 9)
    for place, name in enumerate(series.labels):
        label = drawn.points[place].data_label
        label.position = XL_LABEL_POSITION.BELOW if name in below else XL_LABEL_POSITION.ABOVE
        label.text_frame.text = name
        label.text_frame.paragraphs[0].runs[0].font.size = Pt(_LETTERS)


def _lengthen(chart: Any) -> None:
    """Let a series of one dot end at the empty cell below it.

    LibreOffice does not draw a first series that is one cell.
    """
    for held in _element(chart, "c:scatterChart").iter(qn("c:numRef")):
        formula, count = held.find(qn("c:f")), next(held.iter(qn("c:ptCount")))
        if count.get("val") == "1":
            start, _, row = formula.text.rpartition("$")
            formula.text = f"{start}${int(row) + 1}"
            count.set("val", "2")


def _marker(drawn: Any, colour: str, size: int) -> None:
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, size
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = colour_of(colour)
    drawn.marker.format.line.fill.background()


def _set_legend(chart: Any, office: OfficeChart, place: Rectangle) -> None:
    """Below a chart; beside one that is wide and low."""
    named = [each for each in office.series if each.in_legend]
    chart.has_legend = office.has_legend and len(named) > 1
    if not chart.has_legend:
        return
    is_low = place.width > 3 * place.height
    chart.legend.position = XL_LEGEND_POSITION.RIGHT if is_low else XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    position = _element(chart, "c:legendPos")
    for number, each in reversed(list(enumerate(office.series))):
        if not each.in_legend:
            position.addnext(
                parse_xml(
                    f'<c:legendEntry {nsdecls("c")}><c:idx val="{number}"/><c:delete val="1"/>'
                    "</c:legendEntry>"
                )
            )


def _set_axes(chart: Any, office: OfficeChart) -> None:
    along, values = chart.category_axis, chart.value_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = colour_of(_GRID)
    values.format.line.fill.background()
    values.tick_labels.number_format = MONTHS if office.has_days else FIGURES
    values.tick_labels.number_format_is_linked = False
    along.has_major_gridlines = False
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if office.lowest is not None:
        values.minimum_scale = office.lowest
    if office.highest is not None:
        values.maximum_scale = office.highest
    if office.step is not None:
        values.major_unit = office.step
    if office.kind in _LYING:
        along.reverse_order = True
        # The axis of values stays at the foot, although categories are read downwards.
        _element(chart, "c:valAx").find(qn("c:crosses")).set("val", "max")
        if office.crosses_at:
            values.crosses_at = office.crosses_at
    if office.kind is OfficeKind.DOTS:
        along.tick_labels.number_format = FIGURES
        along.tick_labels.number_format_is_linked = False
    if office.along is not None:
        along.minimum_scale, along.maximum_scale, along.major_unit = office.along
    _title(along, office.along_title)
    _title(values, office.value_title)


def _title(axis: Any, text: str) -> None:
    axis.has_title = bool(text)
    if text:
        axis.axis_title.text_frame.text = text
        font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(_LETTERS), False
        font.color.rgb = colour_of(_QUIET)


def _element(chart: Any, name: str) -> Any:
    return next(chart.chart_title.element.getroottree().iter(qn(name)))
