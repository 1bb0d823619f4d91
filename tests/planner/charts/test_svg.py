"""Every chart as a picture: complete, inside its frame, readable, the same every time."""

from __future__ import annotations

import multiprocessing
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from planner.charts.chart import Chart
from planner.charts.options import height_of, option_of
from planner.charts.svg import _engine, svg_of
from planner.charts.themes import PALETTES, Theme
from tests.support.briefings import sample_briefing
from tests.support.browser import browsing
from tests.support.charts import all_charts, hard_charts
from tests.support.pictures import read_picture

BRIEFING = sample_briefing()
CHARTS = all_charts(BRIEFING, BRIEFING.chosen)
HARD = tuple(hard_charts())
VENDOR = files("planner.charts") / "vendor"

drawn = cache(svg_of)


@pytest.mark.parametrize("chart", [*CHARTS, *HARD], ids=lambda chart: chart.name)
def test_all_marks_are_there_and_inside_and_no_text_is_on_another(chart: Chart) -> None:
    picture = read_picture(drawn(chart, Theme.LIGHT))

    assert (picture.width, picture.height) == (800, height_of(chart))
    assert not picture.outside()
    assert not picture.overlaps()
    for number, series in enumerate(option_of(chart, Theme.LIGHT)["series"]):
        shown = any(
            value not in {0, None, chart.base} for value in map(_size, series.get("data", [1]))
        )
        if shown and series["name"] != "base":
            assert picture.marks_of(number), series["name"]


def _size(value: object) -> object:
    found = value.get("value") if isinstance(value, dict) else value
    return tuple(found) if isinstance(found, list) else found


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_on_a_dark_ground_all_but_colours_is_the_same(chart: Chart) -> None:
    light, dark = (
        re.sub(r"#[0-9a-f]{6}|rgba?\([^)]*\)|-[0-9a-f]{8}-", "", drawn(chart, theme))
        for theme in (Theme.LIGHT, Theme.DARK)
    )
    assert light == dark
    assert drawn(chart, Theme.LIGHT) != drawn(chart, Theme.DARK)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_picture_says_what_it_shows_and_needs_nothing_else(chart: Chart) -> None:
    svg = drawn(chart, Theme.LIGHT)
    root = read_picture(svg).root

    assert root.get("role") == "img"
    assert [each.tag for each in root[:2]] == ["title", "desc"]
    assert [each.text for each in root[:2]] == [chart.title, chart.summary]
    assert not {each.tag for each in root.iter()} & {"script", "style", "image", "foreignObject"}
    for strange in (" style=", " class=", "href", "ecmeta", "NaN", "undefined"):
        assert strange not in svg
    assert svg.count("http") == svg.count('"http://www.w3.org/2000/svg"') == 1


@pytest.mark.parametrize("theme", Theme)
def test_a_file_by_itself_has_a_ground(theme: Theme) -> None:
    ground = f'<rect width="800" height="{height_of(CHARTS[0])}" x="0" y="0" fill="{{}}"></rect>'

    assert ground.format(PALETTES[theme].ground) in svg_of(CHARTS[0], theme, alone=True)
    assert ground.format("none") in drawn(CHARTS[0], theme)


def test_the_same_chart_is_the_same_text_whatever_was_drawn_before_and_in_which_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        after = list(pool.map(svg_of, reversed(CHARTS)))

    assert [drawn(chart, Theme.LIGHT) for chart in CHARTS] == after[::-1]


def test_a_child_process_draws_the_same() -> None:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(svg_of, (CHARTS[0],)) == drawn(CHARTS[0], Theme.LIGHT)


def test_pictures_on_one_page_share_no_part() -> None:
    """Even where charts have the same name, as those of two plans may."""
    longer = replace(CHARTS[0], categories=(*CHARTS[0].categories[:-1], "later"))
    names = [
        {each.get("id") for each in read_picture(drawn(chart, theme)).root.iter()} - {None}
        for chart in (*CHARTS, longer)
        for theme in Theme
    ]
    assert sum(map(len, names)) == len(set().union(*names)) > 0


@pytest.mark.parametrize("name", ["<script>\"&'", "{a} {b|c} {value}", "=1+1"])
def test_a_name_is_written_as_it_is(name: str) -> None:
    """Braces become parentheses, since they would stand for something else."""
    by_name = {chart.name: chart for chart in CHARTS}
    heads, tornado, dots = by_name["heads"], by_name["tornado"], by_name["frontier"]
    named = (
        replace(heads, panels=(replace(heads.panels[0], title=name),), categories=(name,) * 4),
        replace(tornado, categories=(name, name)),
        replace(dots, dots=(replace(dots.dots[0], name=name, group=name), *dots.dots[1:])),
    )
    for chart in named:
        shown = [each.what for each in read_picture(svg_of(chart)).texts]
        assert shown.count(name.replace("{", "(").replace("}", ")")) > 1


def test_drawing_is_fast_once_the_engine_is_there() -> None:
    """It is started once a process; the quickest of three pictures after the first counts."""
    _engine.cache_clear()
    first, *others = (_seconds_to_draw(CHARTS[0]) for _ in range(4))
    assert min(others) < 0.7 * first


def _seconds_to_draw(chart: Chart) -> float:
    """Processor time."""
    begun = time.process_time()
    svg_of(chart)
    return time.process_time() - begun


def test_the_library_is_the_one_whose_licence_is_beside_it() -> None:
    """To take another version, change the page beside it and the sum here."""
    code = (VENDOR / "echarts.min.js").read_bytes()
    version = re.search(rb'version="(6[.0-9]+)"', code)

    assert version is not None
    assert f"Apache ECharts {version[1].decode()}," in (VENDOR / "README.md").read_text()
    assert sha256(code).hexdigest().startswith("b66b25aeb4df84e3")
    assert "Apache License" in (VENDOR / "LICENSE").read_text()
    assert "Apache ECharts" in (VENDOR / "NOTICE").read_text()


def _contrast(one: str, other: str) -> float:
    """As WCAG defines it."""
    shades = []
    for color in (one, other):
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        shades.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(shades) + 0.05) / (min(shades) + 0.05)


@pytest.mark.parametrize("theme", Theme)
def test_text_and_marks_stand_out_from_their_ground(theme: Theme) -> None:
    """Names at the end of lines have the colours of series."""
    palette = PALETTES[theme]

    for color in (palette.text, palette.quiet, *palette.series):
        assert _contrast(color, palette.ground) >= 4.5, color
    for color in (palette.better, palette.worse, palette.whole):
        assert _contrast(color, palette.ground) >= 3, color


@pytest.mark.slow
def test_a_browser_finds_every_text_inside_its_picture(tmp_path: Path) -> None:
    """With its own fonts, rather than by our reckoning."""
    look = """
    [...document.querySelectorAll("svg")].flatMap(svg => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      }).map(text => text.textContent);
    })
    """
    pictures = "".join(f"<div>{drawn(chart, Theme.LIGHT)}</div>" for chart in (*CHARTS, *HARD))
    page = tmp_path / "page.html"
    page.write_text(f"<meta charset=utf-8>{pictures}", encoding="utf-8")
    with browsing(tmp_path / "profile") as browser:
        browser.open(page)

        assert browser.evaluate("document.querySelectorAll('svg text').length") > 500
        assert browser.evaluate(look) == []
