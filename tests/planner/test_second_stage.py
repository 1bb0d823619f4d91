"""Of plans that cost the same, the one with the fewest dismissals: by hand and by brute force."""

from __future__ import annotations

from functools import cache
from threading import Event

import pytest

from models.choices import Solver
from models.limits import Acceptance
from models.plan import Plan
from models.result import Result, Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner.books import books_of
from planner.cli.report import report
from planner.expanded_plan import expand
from planner.optimizer.state import SearchHooks
from planner.planning import make_plan
from planner.second_stage import Demands, band_of, demands_of, seconds_for, seconds_kept
from planner.value import people_of
from planner.verification import verification_of
from tests.support.builders import money, move, office, scenario, service
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

EXACT = SearchLimits(gap=0.0)


def with_indifference(company: Scenario, share: float) -> Scenario:
    return company.model_copy(update={"indifference": share})


Asks = tuple[int, int, int]


@cache
def lawful_plans(seed: int) -> tuple[tuple[int, Asks], ...]:
    """Total of each lawful plan with fewest posts on hold, and what it asks of people.

    That is dismissals, moves of people, and rows.
    """
    every, found = tiny_company(seed, 400), []
    for plan, judgement in every.lawful():
        asked = demands_of(plan, every.books)
        on_hold = sum(hold.heads for hold in plan.holds)
        found.append((on_hold, judgement.total, (asked.dismissals, asked.to_move, asked.moves)))
    fewest = min((on_hold for on_hold, _, _ in found), default=0)
    return tuple((total, asks) for on_hold, total, asks in found if on_hold == fewest)


def asks_of(result: Result, company: Scenario) -> Asks:
    assert result.plan is not None
    asked = demands_of(result.plan, books_of(company))
    return asked.dismissals, asked.to_move, asked.moves


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5])
@pytest.mark.parametrize("seed", seeds(range(30)))
def test_no_lawful_plan_within_the_band_asks_less(seed: int, share: float) -> None:
    """Thirty companies of up to four hundred plans: dismissals, then people, then moves."""
    company = with_indifference(tiny_company(seed, 400).scenario, share)
    result, every = make_plan(company, EXACT), lawful_plans(seed)
    if not every:
        assert result.plan is None
        return
    best = min(total for total, _ in every)
    band = band_of(share, result.better_baseline.judgement.total - best)
    fewest = min(asks for total, asks in every if total <= best + band)

    assert asks_of(result, company) == fewest
    assert result.objective is not None
    assert best <= result.objective <= best + band
    assert result.gap == 0.0
    assert verification_of(company, result).differences == ()


def with_packages(amount: str, **changes: object) -> Scenario:
    """Ten posts that pay USD 36,500 less a year in Bengaluru; who is sent there has a package.

    To dismiss ten in Shanghai and hire ten in Bengaluru costs nothing and saves 365,000: a
    hundredth of it is 3,650.
    """
    bengaluru = office("bengaluru", "india", "services_in", relocation=money(amount))
    return scenario(
        offices=(office("shanghai", "china", "bank_cn"), bengaluru),
        service=(service("kyc", 10, 0, "USD 6000"),),
        **changes,
    )


@pytest.mark.parametrize("solver", Solver)
@pytest.mark.parametrize(
    ("package", "dismissed", "cost"),
    [
        ("USD 0", 0, 0),
        ("USD 365", 0, 365_000),
        ("USD 365.01", 1, 9 * 36_501),
        ("USD 1200", 7, 360_000),
        ("USD 3650.01", 10, 0),
    ],
)
def test_fewer_are_dismissed_as_far_as_the_indifference_goes(
    solver: Solver, package: str, dismissed: int, cost: int
) -> None:
    """So many packages fit into 3,650, to the cent, whoever finds the cheapest plan."""
    result = make_plan(with_packages(package), SearchLimits(solver=solver, gap=0.0))
    told = result.second_stage

    assert told is not None
    assert (told.band, told.cost) == (365_000, cost)
    assert (told.dismissals_after, told.transferred_after) == (dismissed, 10 - dismissed)
    assert result.judgement is not None
    assert result.objective == result.judgement.total == 73_000_000 - 36_500_000 + cost
    assert (result.status, result.bound, result.gap) == (Status.OPTIMAL, 36_500_000, 0.0)


@pytest.mark.parametrize(("in_force", "chosen"), [(36_500_000, False), (36_500_001, True)])
def test_nothing_is_chosen_where_a_plan_in_force_is_proven_to_stay(
    in_force: int, *, chosen: bool
) -> None:
    """The cheapest plan costs 365,000: another of that cost stays, a dearer one does not."""
    result = make_plan(with_packages("USD 1200"), EXACT, cost_in_force=in_force)

    assert (result.second_stage is not None) == chosen
    assert result.plan is not None


def test_who_is_indifferent_to_nothing_gives_nothing_away_but_ties() -> None:
    """With no package both ways cost the same; with one of a cent all are dismissed."""
    free, dear = (
        make_plan(with_packages(package, indifference=0.0), EXACT).second_stage
        for package in ("USD 0", "USD 0.01")
    )

    assert free is not None
    assert dear is not None
    assert (free.dismissals_after, free.cost, free.band) == (0, 0, 0)
    assert (dear.dismissals_after, dear.cost, dear.band) == (10, 0, 0)


def test_people_count_who_move_and_not_who_has_to_be_asked_for_that() -> None:
    """Three transfer, for whom six are asked since half accept; two are dismissed."""
    company = with_packages("USD 0", acceptance=(Acceptance(cohort="kyc", share=0.5, low=0.5),))
    books = books_of(company)
    moves = Plan(moves=(move(3), move(2, Mode.REDUNDANCY)))

    assert people_of(expand(books, moves)).asked_to_move == 6
    assert demands_of(moves, books) == Demands(dismissals=2, to_move=3, moves=2)


def test_nothing_is_given_away_where_nothing_is_saved() -> None:
    """A share of a loss is no allowance."""
    assert band_of(0.01, -1_000_000) == 0
    assert band_of(0.01, 1_000_099) == 10_000


@pytest.mark.parametrize(
    ("limit", "spent", "first", "second"),
    [
        (60.0, 60.0, 48.0, 0.0),
        (60.0, 5.0, 48.0, 5.0),
        (60.0, 30.0, 48.0, 12.0),
        (4.0, 0.5, 2.0, 2.0),
    ],
)
def test_both_stages_together_keep_the_time_limit(
    limit: float, spent: float, first: float, second: float
) -> None:
    """A fifth of the time is kept for the second, and it takes no longer than the first did."""
    assert limit - seconds_kept(limit) == first
    assert seconds_for(SearchLimits(seconds=limit), spent) == second


@pytest.mark.parametrize("seed", seeds(range(3), quick=1))
def test_a_plan_of_effort_is_the_same_every_time(seed: int) -> None:
    """Twice the same result, whatever the machine does meanwhile."""
    company = tiny_company(seed, 300).scenario
    limits = SearchLimits(gap=0.0, deterministic=True)

    assert make_plan(company, limits) == make_plan(company, limits)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 0, 2])
def test_its_lanes_find_what_one_call_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programmes that are too large for one call are looked through in parts."""
    monkeypatch.setattr("planner.optimizer.lexicographic.SMALL", 0)
    limits = SearchLimits(gap=0.0, deterministic=seed > 0, seed=seed)
    result = make_plan(with_packages("USD 1200"), limits)

    assert result.second_stage is not None
    assert result.second_stage.dismissals_after == 7


def test_whoever_ends_the_search_keeps_the_cheapest_plan() -> None:
    """Ended before it begins: the second stage has nothing to say, the first stage its plan."""
    stop = Event()
    stop.set()
    result = make_plan(with_packages("USD 365"), EXACT, hooks=SearchHooks(stop=stop))

    assert result.second_stage is not None
    assert (result.second_stage.dismissals_after, result.second_stage.cost) == (10, 0)


def test_it_is_told_what_was_chosen() -> None:
    """One sentence of the report."""
    company = with_packages("USD 1200")
    words = " ".join(report(make_plan(company, EXACT), company).split())

    assert (
        "Of plans that cost the same within USD 3.65 k, the one with the fewest dismissals: "
        "7 instead of 10 (USD 3.60 k more)." in words
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"dismissals_after": 6},
            "the second stage counts other dismissals, transfers or moves than the plan has",
        ),
        (
            {"dismissals_before": 6},
            "the second stage has more dismissals, transfers or moves, and costs no less",
        ),
        ({"band": 400_000}, "the band of the second stage is not the indifference"),
        ({"cost": 365_001}, "the second stage costs 365001 more, and 365000 is the most"),
    ],
)
def test_a_second_stage_that_tells_something_else_is_found_out(
    changes: dict[str, int], words: str
) -> None:
    """Each figure of it follows from the plan and the scenario."""
    company = with_packages("USD 1200")
    result = make_plan(company, EXACT)
    assert result.second_stage is not None
    told = result.second_stage.model_copy(update=changes)
    differences = verification_of(
        company, result.model_copy(update={"second_stage": told})
    ).differences

    assert any(each.startswith(words) for each in differences)
