"""Teams move whole, in batches, together, or never to one office."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from models.limits import QuotaKind, Team, TeamKind
from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import books_of
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import sets_of
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.rules.teams.binaries import landing_name, team_binaries
from planner.rules.teams.rule import RULE
from tests.support.builders import cohort, money, move, office, pay, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    judged,
    only,
    relaxed,
    violations,
)
from tests.support.limiting import quota, team

ALERTS = cohort("alerts", posts=3)
INDIAN: dict[str, Any] = {"office": "bengaluru", "entity": "services_in"}


def company(*teams: Team, seats: int = 100, **changes: Any) -> Scenario:
    """Four posts of ``kyc`` and three of ``alerts``; Manila costs more than Bengaluru."""
    defaults: dict[str, Any] = {
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", seats=seats),
            office("manila", "india", "services_in", seats=seats),
        ),
        "pay": (
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("analyst", "manila", "USD 40000"),
        ),
        "cohorts": (cohort("kyc", posts=4), ALERTS),
        "service": (service("kyc", 4, 1, "USD 100"), service("alerts", 3, 1, "USD 100")),
    }
    return scenario(teams=teams, **{**defaults, **changes})


INDIVISIBLE = team(TeamKind.INDIVISIBLE, "kyc")
BATCH = team(TeamKind.MINIMUM_BATCH, "kyc", minimum=3)
TOGETHER = team(TeamKind.TOGETHER, "kyc", "alerts")
APART = team(TeamKind.APART, "kyc", "alerts")


def said(teams: Team, *moves: Move) -> list[tuple[str, int]]:
    """Words and violation of each finding on a plan that breaks the rule."""
    broken = violations(judged(company(teams), moves), "teams")
    return [(finding.words, finding.violation) for finding in broken]


@pytest.mark.parametrize(
    "moves",
    [[], [move(4)], [move(4, Mode.REDUNDANCY, "2027-Q3")], [move(1), move(3, Mode.REDUNDANCY)]],
)
def test_an_indivisible_team_stays_or_moves_whole(moves: list[Move]) -> None:
    """Nobody, or all four on one day to one office, by one mode or by two."""
    assert said(INDIVISIBLE, *moves) == []


def test_an_indivisible_team_leaves_nobody_behind() -> None:
    """Three of four go: three without the rest."""
    broken = only(violations(judged(company(INDIVISIBLE), [move(3)]), "teams"))

    assert (broken.value, broken.limit, broken.violation, broken.unit) == (3, 0, 3, "posts")
    assert (broken.cohorts, broken.law) == (("kyc",), False)
    assert broken.words == (
        "posts of kyc that move without the rest of the cohort (bound): 3, at most 0"
    )


@pytest.mark.parametrize("second", [move(2, destination="manila"), move(2, period="2027-Q2")])
def test_an_indivisible_team_goes_to_one_office_on_one_day(second: Move) -> None:
    """Two and two: all four are split, and there is one place or day too many."""
    assert said(INDIVISIBLE, move(2), second) == [
        ("posts of kyc that move without the rest of the cohort (bound): 4, at most 0", 4),
        ("further destinations or days of kyc (bound): 1, at most 0", 1),
    ]


def test_each_cohort_of_an_indivisible_team_is_whole_for_itself() -> None:
    """``kyc`` may go where ``alerts`` do not."""
    assert said(team(TeamKind.INDIVISIBLE, "kyc", "alerts"), move(4)) == []


@pytest.mark.parametrize(
    "moves",
    [
        [move(3)],
        [move(4)],
        [move(2), move(1, Mode.REFILL)],
        [move(3, Mode.REDUNDANCY)],
        [move(3), move(1, Mode.REDUNDANCY)],
        [move(3, Mode.REDUNDANCY), move(1, Mode.REFILL)],
    ],
)
def test_a_batch_is_no_smaller_than_its_minimum(moves: list[Move]) -> None:
    """Three of minimum three, four, or three by two modes on one day; dismissals by themselves."""
    assert said(BATCH, *moves) == []


@pytest.mark.parametrize(("dismissed", "others"), [(1, 2), (2, 2), (2, 1)])
def test_nobody_is_dismissed_to_fill_up_a_batch(dismissed: int, others: int) -> None:
    """Two refills and a redundancy are three, but neither kind is a batch by itself."""
    moves = [move(others, Mode.REFILL), move(dismissed, Mode.REDUNDANCY)]
    assert said(BATCH, *moves) == [
        ("posts of kyc in one batch to bengaluru in 2027-Q1: 2, at least 3", 1)
    ]


def test_a_batch_below_the_minimum_is_said_where_and_when() -> None:
    """Two land where three are the least; three and one on two days break it with the one."""
    broken = only(violations(judged(company(BATCH), [move(2, period="2027-Q2")]), "teams"))
    assert (broken.value, broken.limit, broken.violation) == (2, 3, 1)
    assert (broken.offices, broken.cohorts, broken.period) == (("bengaluru",), ("kyc",), "2027-Q2")
    assert broken.words == "posts of kyc in one batch to bengaluru in 2027-Q2: 2, at least 3"

    two_days = [move(3), move(1, period="2027-Q3")]
    assert [violation for _, violation in said(BATCH, *two_days)] == [2]


@pytest.mark.parametrize(
    "moves",
    [[], [move(4), move(3, cohort="alerts")], [move(4), move(3, Mode.REDUNDANCY, cohort="alerts")]],
)
def test_cohorts_stay_or_go_together(moves: list[Move]) -> None:
    """All seven on one day to one office, whatever the mode, or nobody."""
    assert said(TOGETHER, *moves) == []


@pytest.mark.parametrize(
    "others",
    [
        [],
        [move(3, cohort="alerts", period="2027-Q2")],
        [move(3, cohort="alerts", destination="manila")],
    ],
)
def test_cohorts_that_go_together_do_not_part(others: list[Move]) -> None:
    """``alerts`` stay, go a quarter later or go elsewhere: one way too many."""
    assert said(TOGETHER, move(4), *others) == [
        ("further ways that its cohorts go (bound): 1, at most 0", 1)
    ]


def test_cohorts_that_go_together_go_whole() -> None:
    """Two of three ``alerts`` go: they lack the third."""
    assert said(TOGETHER, move(4), move(2, cohort="alerts")) == [
        ("posts of alerts that move without the rest of the cohort (bound): 2, at most 0", 2)
    ]


def test_a_cohort_without_posts_holds_nobody_back() -> None:
    """Where ``alerts`` have no posts, ``kyc`` goes for itself, in plan and optimum."""
    empty = company(
        TOGETHER,
        cohorts=(cohort("kyc", posts=4), cohort("alerts", posts=0)),
        service=(service("kyc", 4, 1, "USD 100"),),
    )

    assert not violations(judged(empty, [move(4)]), "teams")
    assert [each.heads for each in cheapest(empty).moves] == [4]


def test_cohorts_apart_land_at_two_offices() -> None:
    """Each at its own; at one office they meet even if a year lies between their landings."""
    manila = move(3, cohort="alerts", destination="manila")
    assert said(APART, move(4), manila) == []
    assert said(APART, move(1), move(1, destination="manila")) == []

    later = move(1, cohort="alerts", period="2027-Q4")
    broken = only(violations(judged(company(APART), [move(1), later]), "teams"))
    assert (broken.value, broken.limit, broken.violation) == (1, 0, 1)
    assert broken.cohorts == ("kyc", "alerts")
    assert broken.words == "offices where kyc and alerts meet (bound): 1, at most 0"


def test_no_cohort_lands_where_one_it_is_kept_from_is_at_home() -> None:
    """``alerts`` at home in Bengaluru keep ``kyc`` from there, even if they leave it."""
    at_home = company(APART, cohorts=(cohort("kyc", posts=4), cohort("alerts", posts=3, **INDIAN)))
    leave = move(3, cohort="alerts", origin="bengaluru", destination="manila")

    for moves in ([move(1)], [leave, move(1, period="2027-Q4")]):
        assert only(violations(judged(at_home, moves), "teams")).violation == 1
    assert not violations(judged(at_home, [move(4, destination="manila")]), "teams")


def test_two_that_share_a_home_part_only_on_leaving() -> None:
    """Both in Shanghai break nothing, nor does one alone in Bengaluru."""
    assert said(APART) == []
    assert said(APART, move(4)) == []


def test_every_pair_of_three_is_kept_apart() -> None:
    """All three in Bengaluru: three pairs meet."""
    three = company(
        team(TeamKind.APART, "kyc", "alerts", "ledgers"),
        cohorts=(cohort("kyc", posts=4), ALERTS, cohort("ledgers", posts=1)),
    )
    moves = [move(1, cohort=name) for name in ("kyc", "alerts", "ledgers")]

    assert len(violations(judged(three, moves), "teams")) == 3


def test_it_shows_its_teams() -> None:
    """Members and kind, and the minimum where there is one."""
    assert RULE.values(company(TOGETHER)) == ("bound: kyc, alerts together",)
    assert RULE.values(company(BATCH)) == ("bound: kyc minimum_batch of 3",)


APART_AT_HOME = company(
    APART,
    cohorts=(cohort("kyc", posts=4), cohort("alerts", posts=3, must_stay=3, **INDIAN)),
)


@pytest.mark.parametrize(
    ("bound", "destinations"),
    [
        (company(INDIVISIBLE, seats=3, cohorts=(cohort("kyc", posts=4),), service=()), set()),
        (company(BATCH, seats=2, cohorts=(cohort("kyc", posts=4),), service=()), set()),
        (company(TOGETHER, seats=6), set()),
        (company(APART), {("kyc", "bengaluru"), ("alerts", "manila")}),
        (APART_AT_HOME, {("kyc", "manila")}),
    ],
    ids=("indivisible", "batch", "together", "apart", "apart_at_home"),
)
def test_it_limits_the_optimiser(bound: Scenario, destinations: set[tuple[str, str]]) -> None:
    """Seats for three take a part of four, for two less than a batch, for six not all seven.

    Untold, solvers send what fits; told, nobody goes. Those apart meet in Bengaluru, the cheapest
    place, unless told: then the smaller cohort goes to Manila, or the one not at home there.
    """
    assert {(each.cohort, each.destination) for each in cheapest(bound).moves} == destinations
    assert_limits_the_optimiser(bound, "teams")


def test_a_whole_team_moves_by_several_modes_at_once() -> None:
    """Of four one may not be made redundant; a transfer costs USD 9,000, a redundancy USD 100.

    The optimum transfers one and redundancies for three, in one landing of four.
    """
    mixed = company(
        INDIVISIBLE,
        cohorts=(cohort("kyc", posts=4, protected=1),),
        service=(service("kyc", 4, 1, "USD 100"),),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", relocation=money("USD 9000")),
        ),
        pay=(pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 36500")),
    )

    assert [(each.mode, each.heads) for each in cheapest(mixed).moves] == [
        (Mode.TRANSFER, 1),
        (Mode.REDUNDANCY, 3),
    ]
    assert not violations(judged(mixed, cheapest(mixed).moves), "teams")


def test_no_batch_stands_for_more_than_an_office_takes_in() -> None:
    """Four posts, and Bengaluru takes in three at a time: a batch there is of three at most."""
    capped = company(BATCH, quotas=(quota(QuotaKind.ARRIVALS, "bengaluru", 3),))
    programme = compose(sets_of(books_of(capped)), rules_of(capped))
    batches = next(each for name, each in programme.groups.items() if name.startswith("batch"))
    mine = programme.row_rule[programme.rows] == programme.rules.index(RULE.name)
    offices = [each.id for each in capped.offices]
    for at, most in (("bengaluru", 3), ("manila", 4)):
        there = batches.ids[batches.index["office"] == offices.index(at)]
        entered = mine & np.isin(programme.columns, there)
        assert -programme.values[entered].min() == most


@pytest.mark.parametrize(
    ("kind", "quota_heads", "somewhere"),
    [
        (INDIVISIBLE, 3, {"manila"}),
        (INDIVISIBLE, 4, {"bengaluru", "manila"}),
        (TOGETHER, 6, {"manila"}),
        (TOGETHER, 7, {"bengaluru", "manila"}),
    ],
)
def test_no_part_of_a_team_lands_where_the_whole_cannot(
    kind: Team, quota_heads: int, somewhere: set[str]
) -> None:
    """Four posts of a cohort, seven of two together: where fewer arrive, not even a fraction."""
    capped = company(kind, quotas=(quota(QuotaKind.ARRIVALS, "bengaluru", quota_heads),))
    program, _ = relaxed(capped)
    team = next(each for name, each in program.groups.items() if name.startswith("team"))
    open_ = team.index["office"][program.upper[team.ids] > 0]

    assert {capped.offices[o].id for o in open_} - {"shanghai"} == somewhere


@pytest.mark.parametrize("kind", [TeamKind.INDIVISIBLE, TeamKind.TOGETHER, TeamKind.MINIMUM_BATCH])
def test_only_batches_may_land_again(kind: TeamKind) -> None:
    """A team that moves whole lands in one office and period: no two of its binaries are 1."""
    least = 2 if kind is TeamKind.MINIMUM_BATCH else 0
    cohorts = ("kyc", "aml") if kind is TeamKind.TOGETHER else ("kyc",)
    whole = scenario(
        cohorts=tuple(map(cohort, cohorts)), teams=(team(kind, *cohorts, minimum=least),)
    )
    builder = ProgramBuilder(sets_of(books_of(whole)))
    index = {"office": np.array([1]), "period": np.array([1])}
    builder.declare(landing_name(whole.teams[0], "kyc"), index, 0, 1, integer=True)
    landing = team_binaries(builder)[0][0]

    assert landing.once is (kind is not TeamKind.MINIMUM_BATCH)
