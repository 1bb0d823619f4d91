"""A chart as SVG: ECharts draws it in this process, inside a JavaScript engine.

The engine reads no file, no clock but for animations, which are off, and no network. The same
chart is the same text, byte for byte.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from functools import cache
from html import escape
from importlib.resources import files

from quickjs import Function

from planner.charts.chart import Chart
from planner.charts.options import WIDTH, height_of, option_of
from planner.charts.themes import PALETTES, Theme

# Timers drive animations only. The text goes through JSON, since the engine hands out no text that
# was put together from pieces.
_TIMERS = "globalThis.setTimeout = globalThis.clearTimeout = () => 0;"
_DRAW = """
function draw(option, width, height) {
  const size = {renderer: "svg", ssr: true, width: width, height: height};
  const chart = globalThis.echarts.init(null, null, size);
  try {
    chart.setOption(JSON.parse(option));
    return JSON.stringify(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}
"""

_HEAD = re.compile(r"<svg [^>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
_SERIAL = re.compile(r"\bzr\d+-")
_MARK = r' ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"'
_REPLACED = (
    (re.compile(r"<style.*?</style>\s*", re.DOTALL), ""),
    (re.compile(_MARK), r' data-series="\1" data-item="\2"'),
    (re.compile(r' (?:ecmeta_\w+|class|pointer-events)="[^"]*"'), ""),
)


def svg_of(chart: Chart, theme: Theme = Theme.LIGHT, *, alone: bool = False) -> str:
    """Draw a chart.

    Parameters
    ----------
    chart
        With something to show.
    theme
        Colours of what is drawn.
    alone
        Whether it is a file by itself, with a ground of its own; else the page's shows through.

    Returns
    -------
    str
        One ``svg`` element without scripts, styles or references outside of it. Every mark says
        which series it is of, as ``data-series``.
    """
    height = height_of(chart)
    ground = {"backgroundColor": PALETTES[theme].ground} if alone else {}
    option = json.dumps({**option_of(chart, theme), **ground}, ensure_ascii=False, allow_nan=False)
    drawn = json.loads(_engine()(option, WIDTH, height))
    # Names of parts that are used in several places: unique on a page, unless all else is the same.
    body = _SERIAL.sub(f"{chart.name}-{zlib.crc32(option.encode()):08x}-", _plain(drawn))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img">\n'
        f"<title>{escape(chart.title)}</title>\n<desc>{escape(chart.summary)}</desc>"
    )
    return _HEAD.sub(lambda _: head, body, count=1)


def _plain(drawn: str) -> str:
    """The same without what is for scripts, and with attributes in place of styles."""
    for pattern, text in _REPLACED:
        drawn = pattern.sub(text, drawn)
    return _STYLE.sub(_attributes, drawn)


def _attributes(style: re.Match[str]) -> str:
    pairs = (each.partition(":") for each in style[1].split(";") if each)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)


@cache
def _engine() -> Function:
    """The drawing function, made once a process, in a thread of its own that all others share."""
    library = files("planner.charts").joinpath("vendor/echarts.min.js")
    code = "\n".join([_TIMERS, library.read_text(encoding="utf-8"), _DRAW])
    return Function("draw", code, own_executor=True)


# A child process has the engine's memory, but not its thread.
os.register_at_fork(after_in_child=_engine.cache_clear)
