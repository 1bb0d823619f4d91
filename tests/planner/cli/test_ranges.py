"""``relocate plan --ranges``, and what verify and compare make of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from models.uncertainty import BreakEven
from planner import api
from planner.exports.plan_file import read_plan
from tests.support.commands import Relocate, Run, relocate_here, widest

PAY = "pay.privacy-officer/bengaluru.annual=INR 5840000 (INR 3000000 to INR 90000000)"
ODDS = "cases.inspection.likelihood=0.1 (0.01 to 0.3)"
BUDGET = "budget.total=USD 170000 (USD 140000 to USD 190000)"
WHOLE = "continuity.max_replaced_share=1"
"""Nothing here is about pace: all four analysts may be replaced at once."""
UNASKED = ("plan", "tiny", "--set", WHOLE, "--set", PAY, "--set", ODDS, "--set", BUDGET)
ASKED = (*UNASKED, "--ranges")


def joined(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A plan file with plans made anew at the ends of ranges, and the report of it."""
    folder = tmp_path_factory.mktemp("asked")
    return folder / "a.parquet", relocate_here(folder, *ASKED, "--out", "a.parquet")


@pytest.fixture(scope="module")
def unasked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """The same without plans made anew."""
    folder = tmp_path_factory.mktemp("unasked")
    return folder / "a.parquet", relocate_here(folder, *UNASKED, "--out", "a.parquet")


@pytest.mark.slow
def test_inputs_are_ranked_by_what_they_would_change(asked: tuple[Path, Run]) -> None:
    """Flips first; each with its values, the saving at both ends and where it flips."""
    _, run = asked
    section = run.out.partition("What would change the decision, USD")[2].partition("What it")[0]

    assert run.code == 0
    assert widest(run.out) <= 80
    assert re.search("495,426 +-1,995,520 +above\n.* INR 20.4 m: a", section)
    assert re.search("415,770 +415,770 +below\n.* USD 168 k:", section)
    assert "the worse ends it breaks budget" in joined(section)
    assert re.search("213,108 +866,130 +no", section)
    assert (
        section.index("Privacy officer")
        < section.index("Budget, total")
        < section.index("Personal data provided abroad")
    )
    assert "All inputs off at once: it is better in all by USD" in section
    assert (
        "Budget, total at USD 140 k: a plan made for that is USD 31.4 k worse, with 1 post moved "
        "differently, 1 fewer to Bengaluru" in joined(section)
    )


@pytest.mark.slow
def test_the_plan_is_the_same_with_and_without(here: Relocate) -> None:
    """Inputs are put elsewhere after the plan is made, and change nothing in it."""
    asked = json.loads(here(*ASKED, "--json").out)
    judged = json.loads(here(*UNASKED, "--json").out)
    plain = json.loads(here(*UNASKED, "--no-ranges", "--json").out)

    assert asked["moves"] == judged["moves"] == plain["moves"]
    assert judged["sensitivity"]["base"]["saving"] == plain["saving"]["total"]
    assert (plain["sensitivity"], plain["interval"]) == (None, None)
    assert plain["break_even"] == judged["break_even"]
    assert len(judged["sensitivity"]["inputs"]) == 3
    # Where the plan breaks a rule in most draws there is no interval to lie in.
    interval = judged["interval"]
    assert (interval["low"] is None) == (2 * interval["breaking"] > interval["draws"])
    assert interval["draws"] + interval["left_out"] == 500
    assert asked["interval"] == judged["interval"]


@pytest.mark.slow
def test_plans_are_made_anew_only_where_asked(
    asked: tuple[Path, Run], unasked: tuple[Path, Run]
) -> None:
    """Without the option ends are judged and no more."""
    assert "a plan made for that" in joined(asked[1].out)
    assert "a plan made for that" not in joined(unasked[1].out)
    for _, run in (asked, unasked):
        assert "How sure this is" in run.out
        assert "of 500 draws of the uncertain inputs the plan " in joined(run.out)
        assert (
            "Break-even with staying put: The plan is cheaper at any multiple of the losses"
            in joined(run.out)
        )
        assert "First to flip it: Privacy officer, Bengaluru, annual pay: above INR" in joined(
            run.out
        )


def test_a_scenario_without_ranges_is_told_how_to_write_one(here: Relocate) -> None:
    """It is planned all the same."""
    run = here("plan", "tiny", "--ranges", "--set", "cases.inspection.likelihood=0.1")

    assert run.code == 0
    assert "No input of this scenario has a range" in run.out


def test_an_end_that_does_not_fit_is_told_before_planning(here: Relocate) -> None:
    """With table, row and end; nothing is written."""
    run = here("plan", "tiny", "--ranges", "--set", "cohorts.analysts.posts=4 (4 to 9)")

    assert run.code == 3
    assert "cohorts, analysts, posts.high: does not fit" in joined(run.err)


@pytest.mark.slow
def test_verify_judges_the_ends_again(
    here: Relocate, asked: tuple[Path, Run], tmp_path: Path
) -> None:
    """A file that tells another saving at an end does not hold."""
    file, _ = asked
    kept = read_plan(file)
    scenario, result = kept.scenario, kept.result
    assert result.sensitivity is not None
    first, *others = result.sensitivity.inputs
    judged = first.low.judged.model_copy(update={"total": first.low.judged.total + 1})
    low = first.low.model_copy(update={"judged": judged})
    inputs = (first.model_copy(update={"low": low}), *others)
    forged = result.sensitivity.model_copy(update={"inputs": inputs})
    changed = result.model_copy(update={"sensitivity": forged})
    api.PlanResult(scenario, changed).write(tmp_path / "b.parquet")

    assert "ends of the ranges of 3 inputs, the saving is as" in joined(here("verify", file).out)
    run = here("verify", "b.parquet")
    assert run.code == 3
    assert "a different result for the savings at the ends of the inputs' ranges" in joined(run.out)


@pytest.mark.slow
def test_verify_draws_the_sample_again(
    here: Relocate, unasked: tuple[Path, Run], tmp_path: Path
) -> None:
    """A file whose interval, break-even or cliffs are others does not hold."""
    kept = read_plan(unasked[0])
    scenario, result = kept.scenario, kept.result
    assert result.interval is not None
    interval = result.interval.model_copy(
        update={"below_headline": result.interval.below_headline + 1}
    )
    forged = result.model_copy(
        update={"interval": interval, "break_even": BreakEven(staying_put=2.0)}
    )
    api.PlanResult(scenario, forged).write(tmp_path / "b.parquet")

    run = here("verify", "b.parquet")
    assert run.code == 3
    assert "a different result for the interval of the saving in the sample" in joined(run.out)
    assert "a different result for the multiples of the losses at which the plan" in joined(run.out)


@pytest.mark.slow
def test_a_comparison_says_how_far_the_saving_runs(here: Relocate, asked: tuple[Path, Run]) -> None:
    """Of both plans alike, whether or not they were judged at the ends when they were made."""
    here(*UNASKED, "--no-ranges", "--out", "b.parquet")
    run = here("compare", asked[0], "b.parquet")

    far = "better in all than staying put (4,400 worse to 1,200 better)"
    assert joined(run.out).count(far) == 2
