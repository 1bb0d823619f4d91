"""Every chart as a picture: complete, inside its frame, readable, the same every time."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from planner.charts.all import plan_charts
from planner.charts.chart import Chart
from planner.charts.frontier import frontier_chart
from planner.charts.options import height_of, option_of
from planner.charts.svg import svg_of
from planner.charts.themes import Theme
from tests.support.briefings import sample_briefing
from tests.support.pictures import read_picture

BRIEFING = sample_briefing()
FRONTIER = frontier_chart(BRIEFING)
assert FRONTIER is not None
CHARTS = (*plan_charts(BRIEFING, BRIEFING.chosen), FRONTIER)


def drawn_fully(chart: Chart, theme: Theme = Theme.LIGHT) -> None:
    """Hold a picture against what every picture must be."""
    picture = read_picture(svg_of(chart, theme))
    assert (picture.width, picture.height) == (800, height_of(chart))
    assert picture.outside() == []
    assert picture.overlaps() == []
    for number, series in enumerate(option_of(chart, theme)["series"]):
        if series["name"] != "base":
            assert picture.marks_of(number), series["name"]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_every_chart_has_all_its_marks_inside_and_no_text_on_another(chart: Chart) -> None:
    for theme in Theme:
        drawn_fully(chart, theme)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_picture_says_what_it_shows_and_needs_nothing_else(chart: Chart) -> None:
    svg = svg_of(chart, Theme.LIGHT)
    root = read_picture(svg).root

    title, about = root.children[:2]
    assert root.attributes["role"] == "img"
    assert (title.tag, about.tag) == ("title", "desc")
    assert ("".join(title.words), "".join(about.words)) == (chart.title, chart.summary)
    assert not {each.tag for each in root.all()} & {"script", "style", "image", "foreignObject"}
    for strange in (" style=", " class=", "href", "ecmeta", "NaN", "undefined"):
        assert strange not in svg
    assert svg.count("http") == svg.count('"http://www.w3.org/2000/svg"') == 1


def test_the_same_chart_is_the_same_text_whatever_was_drawn_before_and_in_which_thread() -> None:
    before = [svg_of(chart, Theme.DARK) for chart in CHARTS]
    with ThreadPoolExecutor(4) as pool:
        after = list(pool.map(lambda chart: svg_of(chart, Theme.DARK), reversed(CHARTS)))

    assert before == after[::-1]


def test_a_child_process_draws_the_same() -> None:
    mine = svg_of(CHARTS[0])
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(svg_of, (CHARTS[0],)) == mine


def test_pictures_on_one_page_share_no_name() -> None:
    names = [
        {
            each.attributes["id"]
            for each in read_picture(svg_of(chart, theme)).root.all()
            if "id" in each.attributes
        }
        for chart in CHARTS
        for theme in Theme
    ]
    assert sum(map(len, names)) == len(set().union(*names)) > 0


@pytest.mark.parametrize("name", ["<script>\"&'", "{a} {b|c} {value}", "=1+1", "a\\nb"])
def test_a_name_is_written_as_it_is(name: str) -> None:
    """Braces become parentheses, since they would stand for something else."""
    for chart in CHARTS:
        if chart.series and chart.categories:
            named = replace(chart, categories=(name, *chart.categories[1:]))
        elif chart.dots:
            named = replace(chart, dots=(replace(chart.dots[0], name=name), *chart.dots[1:]))
        else:
            continue
        shown = [each.what for each in read_picture(svg_of(named)).texts]
        assert name.replace("{", "(").replace("}", ")") in shown


def test_drawing_is_fast_once_the_engine_is_there() -> None:
    svg_of(CHARTS[0])
    begun = time.process_time()
    for chart in CHARTS:
        svg_of(chart)
    assert (time.process_time() - begun) / len(CHARTS) < 0.2
