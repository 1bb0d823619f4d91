"""A result is a value: it prints itself, shows itself as HTML and has its tables as Arrow."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from models.choices import Audience
from models.errors import InputError
from planner import api
from planner.api.papers import PLAN_NAME, briefing_for, paper_for

STOP = api.FixedEffort()


@pytest.fixture(scope="module")
def tiny() -> api.PlanResult:
    return api.plan(api.load("tiny"), stop=STOP, ranges=api.RangeUse.IGNORE)


@pytest.fixture(scope="module")
def full() -> api.PlanResult:
    return api.plan(api.load("tiny", ["full-office"]), stop=STOP, ranges=api.RangeUse.IGNORE)


def test_a_result_prints_what_the_plan_comes_to(full: api.PlanResult) -> None:
    """The scenario with its overlays, the headline, and how well it is proven."""
    lines = str(full).splitlines()

    assert lines[0] == "tiny: Six posts, two offices, worked out by hand (with full-office)"
    assert lines[1].startswith("  Moves 2 posts in ")
    assert "better in all" in str(full)
    assert lines[-1].startswith("  Optimal: ")
    assert repr(full) == str(full)


def test_the_moves_are_an_arrow_table(tiny: api.PlanResult) -> None:
    """Ids, dates, integers of the smallest unit; no sums, so that a column adds up to its sum."""
    moves = tiny.tables["moves"]

    assert moves.num_rows == len(tiny.moves)
    assert sum(moves["heads"].to_pylist()) == sum(move.heads for move in tiny.moves)
    assert moves.schema.field("lands_on").type == pa.date32()
    assert moves.schema.field("one_off").metadata[b"currency"] == b"USD"
    assert moves.schema.field("one_off").metadata[b"minor_digits"] == b"2"


def test_sums_are_left_out_of_tables(tiny: api.PlanResult) -> None:
    """The prices of the plan, rule by rule, add up to what it costs in all."""
    assert sum(tiny.tables["price_list"]["plan"].to_pylist()) == tiny.objective


def test_every_table_can_be_had(tiny: api.PlanResult) -> None:
    """A column of several kinds is text; a name that is not known lists those that are."""
    assert {name: table.num_rows > 0 for name, table in tiny.tables.items()} == dict.fromkeys(
        tiny.tables, True
    )
    figures = {row["figure"]: row["plan"] for row in tiny.tables["summary"].to_pylist()}
    assert figures["Money"] == "916,635.00"
    with pytest.raises(KeyError, match="no table 'move'; there are: summary, moves"):
        tiny.tables["move"]


def test_a_paper_for_the_planner_says_nothing_twice(tiny: api.PlanResult) -> None:
    """The appendix has what the sheets do not: no summary, and no table under a title again."""
    plans = {PLAN_NAME: tiny}

    paper = paper_for(briefing_for(Audience.PLANNER, plans, "Tiny"), plans)

    titles = [table.title for table in paper.tables]
    assert "Summary" not in titles
    assert {"How it was found", "What the rules say"} <= set(titles)
    assert sorted(set(titles)) == sorted(titles)


def test_html_shows_what_names_say_and_does_not_obey_it() -> None:
    """A title that is a script is a text."""
    scenario = api.load("tiny", settings={"title": "<script>alert(1)</script>"})
    shown = api.plan(scenario, stop=STOP, ranges=api.RangeUse.IGNORE)._repr_html_()

    assert "<script" not in shown
    assert "tiny: &lt;script&gt;" in shown
    assert "<table>" in shown


def test_a_scenario_without_a_plan_is_shown_too() -> None:
    """The rules that clash take the place of the headline."""
    scenario = api.load(
        "tiny", settings={"cohorts.analysts.must_stay": "3", "offices.shanghai.seats": "1"}
    )
    found = api.plan(scenario, stop=STOP, ranges=api.RangeUse.IGNORE)

    assert found.plan is None
    assert found.moves == ()
    assert "makes a plan possible" in str(found)
    assert "makes a plan possible" in found._repr_html_()
    assert "clash" in found.tables


@pytest.mark.slow
def test_plans_are_compared_by_the_names_given(
    tiny: api.PlanResult, full: api.PlanResult, tmp_path: Path
) -> None:
    """As values, without a file; the page and the tables have every figure."""
    found = api.compare({"as it is": tiny, "full": full})

    shown = [line.split() for line in str(found).splitlines()]
    dismissals = [each.result.people.dismissals for each in (tiny, full) if each.result.people]
    assert [row[:3] for row in shown if row[:1] == ["as"]] == [["as", "it", "is"]] * 2
    assert [row[-5] for row in shown if row[-1:] == ["2026-12-02"]] == list(map(str, dismissals))
    assert "<td>as it is</td>" in found._repr_html_()
    assert found.tables["decision"].num_rows > len(shown)
    found.write(tmp_path / "c.html")
    assert "as it is" in (tmp_path / "c.html").read_text(encoding="utf-8")


def test_one_plan_cannot_be_compared(tiny: api.PlanResult) -> None:
    with pytest.raises(InputError, match="takes 2 to 5 plans"):
        api.compare({"alone": tiny})


def test_a_result_belongs_to_its_scenario(tiny: api.PlanResult, full: api.PlanResult) -> None:
    with pytest.raises(ValueError, match="not made from this scenario"):
        api.PlanResult(tiny.scenario, full.result)


@pytest.mark.slow
def test_a_result_is_written_and_read_back(tiny: api.PlanResult, tmp_path: Path) -> None:
    tiny.write(tmp_path / "plan.parquet")
    kept = api.read(tmp_path / "plan.parquet")

    assert (kept.scenario, kept.plan) == (tiny.scenario, tiny.plan)
