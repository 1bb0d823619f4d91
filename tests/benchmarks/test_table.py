"""The table, the plot and the page say what was raced, failures included."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks import log, page
from benchmarks.contenders import Contender, Point
from benchmarks.contest import Contest
from benchmarks.plot import plot
from benchmarks.table import GAPS, contradictions, markdown, plain, rows


def raced(
    seed: int,
    *points: Point,
    contender: Contender = Contender.HIGHS,
    failure: str = "",
    stay_put: int = 1200,
) -> Contest:
    """A contest of 100 seconds that peaked at 50 MB."""
    return Contest("9x80x8", seed, contender, 100.0, points, stay_put, 50_000_000, failure)


def test_times_are_medians_and_misses_count() -> None:
    """2, 4 and 9 seconds to 1 %: 4. Only one reached 0.3 %: the median missed it."""
    one = raced(0, Point(2.0, 1000, 991.0), Point(3.0, 1000, 998.0))
    contests = [one, raced(1, Point(4.0, 1000, 990.0)), raced(2, Point(9.0, 1000, 992.0))]

    (row,) = rows(contests)

    assert row[3:8] == ("3", "4.0", "> 100 (1 of 3)", "> 100 (1 of 3)", "> 100")


def test_gaps_are_of_the_cost_and_of_the_saving() -> None:
    """Best 1000, bound 950, staying put 1200: 50 of 1000, and 50 of a saving of up to 250."""
    (row,) = rows([raced(0, Point(9.0, 1000, 950.0))])

    assert row[8:11] == ("5.00%", "20.00%", "50")


def test_failures_are_shown_and_earn_no_time() -> None:
    """A plan that the audit refuses proves nothing, however close its bound."""
    bad = raced(0, Point(2.0, 1000, 1000.0), failure="the audit finds it unlawful: seats")
    none = raced(1, Point(100.0, None, 900.0), failure="no plan")

    (row,) = rows([bad, none])

    assert row[4] == "> 100"
    assert row[9] == "none"
    assert row[11] == "1 of 2: the audit finds it unlawful: seats; 1 of 2: no plan"


def test_what_comes_after_the_limit_comes_too_late() -> None:
    """Overrunning the limit and proving a gap then is a miss."""
    assert raced(0, Point(105.0, 1000, 1000.0)).seconds_to(0.01) == inf


def test_a_bound_above_another_plan_is_told() -> None:
    """One of the two is wrong: HiGHS has 1000, CP-SAT says at least 1010."""
    plan = raced(3, Point(5.0, 1000, 990.0))
    bound = raced(3, Point(5.0, 1011, 1010.0), contender=Contender.CP_SAT)
    elsewhere = raced(4, Point(5.0, 900, 890.0))

    assert contradictions([plan, elsewhere]) == []
    assert contradictions([plan, bound, elsewhere]) == [
        "9x80x8, seed 3: cp_sat says at least 1010, highs has 1000"
    ]


def test_tables_have_a_line_for_each() -> None:
    """On a terminal and on a page: one heading and one line a contender."""
    contests = [raced(0, Point(2.0, 1000, 991.0), contender=each) for each in Contender]

    assert len(plain(rows(contests)).splitlines()) == 1 + len(Contender)
    assert len(markdown(rows(contests)).splitlines()) == 2 + len(Contender)


def test_the_plot_names_every_bar() -> None:
    """Well-formed, one titled bar for each contender and gap; a miss is said to be one."""
    contests = [raced(0, Point(2.0, 1000, 991.0), contender=each) for each in Contender]

    drawing = ET.fromstring(plot(contests))  # noqa: S314 (our own)
    titles = [each.text for each in drawing.iter() if each.tag.endswith("title")]

    assert len(titles) == 1 + len(GAPS) * len(Contender)
    assert "highs: 2.0 s" in titles
    assert "highs: not within the limit" in titles


def test_the_page_is_filled_between_its_marks(tmp_path: Path) -> None:
    """What stands around the results stays, and old results go."""
    path = tmp_path / "page.md"
    path.write_text(f"before\n{page.START}\nold\n{page.END}\nafter\n", encoding="utf-8")

    page.write([raced(0, Point(2.0, 1000, 991.0))], path)

    text = path.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| 9x80x8 | highs | 100 | 1 | 2.0 |" in text
    assert "old" not in text
    assert path.with_suffix(".svg").exists()


def test_a_longer_limit_has_a_line_of_its_own() -> None:
    """A run of half an hour is no seed of those of a minute and a half."""
    short, long = raced(0, Point(9.0, 1000, 950.0)), raced(0, Point(900.0, 990, 960.0))
    lines = rows([short, replace(long, limit_seconds=1800.0)])

    assert [line[2:4] for line in lines] == [("100", "1"), ("1800", "1")]


def test_the_page_has_goals_brackets_and_times_in_the_order_of_the_instances() -> None:
    """Whatever was raced first; goals of what was not raced are there as well."""
    late = replace(raced(0, Point(9.0, 1000, 950.0)), instance="12x1000x8/firm")
    early = replace(late, instance="shanghai-2026", contender=Contender.PLANNER)
    text = page.results([late, early])
    goals, brackets, times = text.split("### ")[1:]

    assert goals.startswith("Goals")
    assert "| 20x2000x12/firm | 2.0% in 300 s | not measured |  |" in goals
    assert brackets.index("shanghai-2026") < brackets.index("12x1000x8/firm")
    assert times.index("shanghai-2026") < times.index("12x1000x8/firm")


def test_the_real_page_has_the_marks() -> None:
    """`--write` finds where to write."""
    text = page.PAGE.read_text(encoding="utf-8")

    assert text.count(page.START) == text.count(page.END) == 1


@pytest.mark.parametrize("points", [(), (Point(1.5, None, None), Point(2.0, 1000, 991.5))])
def test_a_log_gives_back_what_was_raced(tmp_path: Path, points: tuple[Point, ...]) -> None:
    """Contests survive an interruption, equal in all they hold."""
    contests = [raced(0, *points, failure="no plan"), raced(1, contender=Contender.SCIP)]
    path = tmp_path / "deep" / "bench.jsonl"

    assert log.read(path) == []
    for each in contests:
        log.append(path, each)

    assert log.read(path) == contests
