"""The public face refuses what it would otherwise ignore."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from models.scenario import Scenario
from planner import api


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("core_data", "is law, an identity or a price and cannot be switched off"),
        ("run_rate", "is law, an identity or a price and cannot be switched off"),
        ("budgte", "is not a rule of this model"),
    ],
)
def test_only_policies_can_be_switched_off(name: str, why: str) -> None:
    """Law, prices and misspelt names are told, each with the policies that could be."""
    with pytest.raises(InputError) as caught:
        api.load("tiny", settings={"switched_off": name})

    (problem,) = caught.value.problems
    assert (problem.field, problem.found, problem.message) == ("switched_off", name, why)
    assert "budget" in problem.next_step


def test_a_policy_can_be_switched_off() -> None:
    """Tiny without its budget: the rule no longer speaks, and nothing else changes."""
    checked = api.check(api.load("tiny", settings={"switched_off": "budget"}))
    judged = checked.staying_put.judgement

    assert "budget" not in {finding.rule for finding in judged.findings}
    assert "core_data" in {finding.rule for finding in judged.findings}


@pytest.mark.parametrize("until", [date(2026, 11, 30), date(9999, 12, 31)])
def test_a_history_is_played_to_a_day_that_it_has(tmp_path: Path, until: date) -> None:
    """Tiny begins on 1 December 2026; a day before that, or in eight thousand years, is a slip."""
    event = (
        '{"type":"budget_set","id":"b","programme":"tiny","recorded_at":"2026-12-05","limit":null}'
    )
    (tmp_path / "e.jsonl").write_text(f"{event}\n", encoding="utf-8")
    with pytest.raises(InputError, match="until: is outside the days that can be played"):
        api.replay(api.load("tiny"), tmp_path / "e.jsonl", until=until)


UNTYPED: Any = api
"""As it looks to who has no type checker."""


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: UNTYPED.plan("tiny"), "a Scenario is needed, not 'tiny': use api.load"),
        (lambda: UNTYPED.check("tiny"), "a Scenario is needed"),
        (lambda: UNTYPED.change("tiny", {}), "a Scenario is needed"),
        (lambda: UNTYPED.load("tiny", overlays="inspection"), "overlays are a list of names"),
        (lambda: UNTYPED.load("tiny", {"risk_weight": 2}), "settings are given by name"),
        (lambda: UNTYPED.load("tiny", settings=["a=b"]), "settings are values by path"),
        (lambda: UNTYPED.plan(api.load("tiny"), stop=60), "MaxRuntime"),
        (lambda: UNTYPED.MaxRuntime(60) | 0.1, "MaxRuntime"),
        (lambda: UNTYPED.compare(["a.parquet"]), "plans are given by name"),
    ],
)
def test_a_value_of_another_type_is_refused_with_the_right_one(
    call: Callable[[], object], words: str
) -> None:
    """What a newcomer tries first, and no attribute of a string."""
    with pytest.raises(TypeError, match=words):
        call()


def test_a_scenario_prints_itself_in_a_line() -> None:
    """What it is called, how much there is and for when; in a notebook nothing of it is obeyed."""
    scenario = api.load("tiny", settings={"title": "<b>"})

    assert str(scenario) == (
        "tiny: <b>; 6 posts in 2 cohorts, 2 offices, 2027-Q1 to 2027-Q2, in USD"
    )
    assert repr(scenario) == f"<Scenario {scenario}>"
    assert "&lt;b&gt;" in scenario._repr_html_()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (api.check, "staying_put=Baseline(total="),
        (api.rules, "RuleCard('budget', 'policy', in_force=True)"),
        (api.signals, "<Signals on 2026-"),
    ],
)
def test_what_a_notebook_echoes_fits_a_screen(
    call: Callable[[Scenario], object], words: str
) -> None:
    """Not every field of every row."""
    shown = repr(call(api.load("shanghai-2026")))

    assert words in shown
    assert len(shown) < 4000


def test_a_new_figure_takes_the_range_along_whatever_has_been_asked_of_the_scenario() -> None:
    """Also once the scenario has been hashed, as every plan for it does."""
    tiny = api.load("tiny")
    assert [each.row for each in tiny.ranges] == ["inspection"]
    assert tiny.hash

    assert api.change(tiny, {"cases.inspection.likelihood": 0.3}).ranges == ()
