"""The family of benchmark scenarios is lawful, reproducible, and has something of every rule."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from benchmarks.family import Kind, Size, scenario_of
from models.data import DataClass
from models.limits import QuotaKind, TeamKind
from models.plan import Plan
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner import api
from planner.audit import audit
from planner.books import books_of
from planner.formulation.program import Program
from planner.formulation.sets import Sets, sets_of
from planner.formulation.variables import HEADS, conceivable
from planner.planning import make_plan
from planner.rules import RULES, Rule, rules_of
from planner.rules.compose import compose
from planner.rules.routes.export_columns import exporters
from tests.support.seeds import seeds

ROOT = Path(__file__).parents[2]
SMALL = Size.read("5x24x6")


def programme(scenario: Scenario) -> tuple[Sets, Program]:
    """The scenario by position and as arrays."""
    sets = sets_of(books_of(scenario))
    return sets, compose(sets, rules_of(scenario))


@pytest.fixture(scope="module")
def with_incumbent() -> tuple[Sets, Program]:
    """A small member of the family with a plan in force."""
    return programme(scenario_of(SMALL, 0, with_incumbent=True))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_say(rule: Rule, with_incumbent: tuple[Sets, Program]) -> None:
    """Each rule has rows or prices, or bars moves that could be thought of."""
    sets, program = with_incumbent
    priced = rule.name in program.prices and bool(np.any(program.prices[rule.name]))
    barring = rule.admits is not None and bool(np.any(conceivable(sets) & ~rule.admits(sets)))
    everywhere = rule.name == "horizon" and not conceivable(sets).all()

    assert rule.name in program.rules or priced or barring or everywhere


def test_only_the_variant_has_a_plan_in_force() -> None:
    """Without an incumbent all rules but commitments and churn have their say."""
    _, program = programme(scenario_of(SMALL, 0))
    silent = {"commitments", "churn"} - set(program.rules)

    assert silent == {"commitments", "churn"}


@pytest.mark.parametrize("seed", seeds(range(5), quick=1))
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("size", ["4x20x4", "5x24x6", "9x80x8"])
def test_staying_put_is_lawful(size: str, kind: Kind, seed: int) -> None:
    """Nothing is violated where nobody moves: it is what rivals are given to start from."""
    books = books_of(scenario_of(Size.read(size), seed, kind))

    assert audit(Plan(), books).violations == ()


def test_it_has_the_shape_that_was_asked_for() -> None:
    """Offices, cohorts, quarters; seven of ten cohorts in Shanghai; three exporters in one law.

    Japan, Malaysia and Singapore have a law of exports each, which the branch there is under.
    """
    scenario = scenario_of(Size.read("9x80x8"), 3)
    homes = Counter(cohort.office for cohort in scenario.cohorts)

    assert (len(scenario.offices), len(scenario.cohorts), len(scenario.periods)) == (9, 80, 8)
    assert homes["shanghai"] == 56
    assert {cohort.posts for cohort in scenario.cohorts} <= set(range(3, 61))
    assert {entity for entity, _ in exporters(scenario)} == {
        "china-services",
        "china-bank",
        "china-securities",
        "japan-branch",
        "malaysia-branch",
        "singapore-branch",
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Kind.FIRM, Kind.FIRM_RULES])
def test_a_firm_has_few_destinations_and_less_access_and_is_else_the_same(kind: Kind) -> None:
    """Three or four offices a cohort where an open company has nine, regulated data for six
    cohorts of ten in place of eight, one cohort in forty that moves whole in place of one in four;
    the same offices, posts and pay.
    """
    size = Size.read("12x200x8")
    open_, firm = scenario_of(size, 0), scenario_of(size, 0, kind)

    assert {len(cohort.only_to) for cohort in firm.cohorts} == {3, 4}
    assert mean_destinations(open_) > 8
    assert 2.5 < mean_destinations(firm) < 4
    assert share_with_regulated_data(open_) == pytest.approx(0.77, abs=0.03)
    assert share_with_regulated_data(firm) == pytest.approx(0.6, abs=0.03)
    assert (indivisible(open_), indivisible(firm)) == (50, 5)
    assert (firm.offices, firm.pay) == (open_.offices, open_.pay)
    assert [cohort.posts for cohort in firm.cohorts] == [c.posts for c in open_.cohorts]


def mean_destinations(scenario: Scenario) -> float:
    """Offices that a cohort may move to by any mode, on average."""
    sets, program = programme(scenario)
    heads = program.groups[HEADS].index
    ways = np.unique(heads["cohort"] * len(scenario.offices) + heads["office"])
    return len(ways) / len(sets.home)


def share_with_regulated_data(scenario: Scenario) -> float:
    """Share of the cohorts that reach data of a class, not exempt."""
    regulated = {d.id for d in scenario.datasets if d.data_class is not DataClass.NONE}
    reach = {
        each.cohort
        for each in scenario.access
        if each.dataset in regulated and each.exempt_ground is None
    }
    return len(reach) / len(scenario.cohorts)


def indivisible(scenario: Scenario) -> int:
    """Cohorts that move whole or not at all by themselves."""
    return sum(len(team.cohorts) for team in scenario.teams if team.kind is TeamKind.INDIVISIBLE)


@pytest.mark.slow
def test_the_newer_rules_have_a_say() -> None:
    """Departures bind below the posts of the mainland, duties of each exporter cost money, most
    redeployments are into another role, and people leave by agreement.
    """
    size = Size.read("9x80x8")
    firm, ruled = (scenario_of(size, 0, kind) for kind in (Kind.FIRM, Kind.FIRM_RULES))
    most = {
        scenario: next(q.heads for q in scenario.quotas if q.kind is QuotaKind.DEPARTURES)
        for scenario in (firm, ruled)
    }
    (_, plain), (_, program) = programme(firm), programme(ruled)
    roles = [(row.role_from, row.role_to) for row in ruled.substitutes]

    assert most[ruled] < most[firm] / 4
    assert len({each.entity for each in ruled.obligations}) == 3
    assert program.prices["obligations"].sum() > 4 * plain.prices["obligations"].sum() > 0
    assert sum(before != after for before, after in roles) == 2 * len(ruled.roles)
    assert ruled.labour.agreements_only


def test_a_plan_in_force_is_drawn_for_open_companies_only() -> None:
    with pytest.raises(ValueError, match="open companies"):
        scenario_of(SMALL, 0, Kind.FIRM, with_incumbent=True)


@pytest.mark.slow
def test_the_plans_of_small_ones_use_every_mode_and_arrive_in_china() -> None:
    """Between two of them posts transfer, are hired for, refilled and redeployed; in each some come
    from abroad to the mainland.
    """
    modes: set[Mode] = set()
    for seed in (2, 5):
        scenario = scenario_of(SMALL, seed)
        inland = {office.id for office in scenario.offices if office.jurisdiction == "china"}

        result = make_plan(scenario, SearchLimits(gap=0.02, seconds=60))

        assert result.status is Status.OPTIMAL
        assert result.plan is not None
        modes |= {move.mode for move in result.plan.moves}
        assert any(m.destination in inland and m.origin not in inland for m in result.plan.moves)
        assert result.plan.blocks
        assert result.plan.measures
    assert modes == set(Mode)


def test_a_seed_says_everything() -> None:
    """The same size and seed are the same scenario, another seed is another."""
    assert scenario_of(SMALL, 7).hash == scenario_of(SMALL, 7).hash
    assert scenario_of(SMALL, 7).hash != scenario_of(SMALL, 8).hash


@pytest.mark.slow
def test_a_file_of_another_process_is_the_same_scenario(tmp_path: Path) -> None:
    """The command writes a file that the planner reads back as the scenario, to the hash."""
    file = tmp_path / "member.json"
    command = [sys.executable, "-m", "benchmarks.family", str(SMALL), str(file), "--seed", "7"]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "12345"})

    assert api.load(file).hash == scenario_of(SMALL, 7).hash


@pytest.mark.parametrize("text", ["12x200", "x", "3x20x4", "4x19x4", "4x20x3", "-4x20x4"])
def test_a_size_is_written_in_one_way(text: str) -> None:
    """What is no size, or too small for every rule to have a say, is refused."""
    with pytest.raises(ValueError, match=r"no size|smaller"):
        Size.read(text)
