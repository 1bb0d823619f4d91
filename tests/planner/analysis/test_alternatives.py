"""Alternatives: by hand, and what holds of them in any tiny company."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from models.analysis import Aspect
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.analysis.alternatives import MOST_ALTERNATIVES, alternatives_of
from planner.analysis.changes import heads_by_place, truly_differ
from planner.audit import audit
from planner.books import books_of
from planner.planning import find_cheapest
from tests.planner.analysis.every_priced import every_priced
from tests.support.builders import cohort, money, office, pay, scenario, service
from tests.support.seeds import seeds

EXACT = SearchLimits(gap=0.0)


def two_places(dearer: str) -> Scenario:
    """Ten posts that pay USD 36,500 less a year in Bengaluru and in Pune, where a move costs more.

    Everything else is free: the cheapest plan sends all to Bengaluru.
    """
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
            office("pune", "india", "services_in", relocation=money(dearer)),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("analyst", "pune", "USD 36500"),
        ),
        service=(service("kyc", 10, 1, "USD 6000"),),
        indifference=0.0,
    )


@pytest.mark.parametrize(("within", "elsewhere"), [(0.01, 3), (0.02, 6), (0.05, 10)])
def test_as_many_land_elsewhere_as_the_slack_pays_for(within: float, elsewhere: int) -> None:
    """A package of 1,200 for each; the plan costs 365,000, so 1% pays for three, 2% for six.

    To dismiss somebody costs 6,000, so that all are transferred.
    """
    company = two_places("USD 1200")
    found = alternatives_of(company, EXACT, MOST_ALTERNATIVES, within)

    assert found.best is not None
    assert found.best.total == 36_500_000
    assert found.most == 36_500_000 + int(within * 36_500_000)
    other = [each for each in found.alternatives if each.aspect is Aspect.OTHER_DESTINATIONS]
    assert heads_by_place(other[0].plan)["kyc", "pune"] == elsewhere
    assert other[0].change.posts == elsewhere
    assert other[0].total == 36_500_000 + 120_000 * elsewhere


@pytest.mark.parametrize("within", [0.0, 0.05, 0.3])
@pytest.mark.parametrize("seed", seeds(range(15), quick=3))
def test_alternatives_are_lawful_within_the_slack_and_truly_differ(
    seed: int, within: float
) -> None:
    """Audited, from the best and from each other; what all share is part of each."""
    company = every_priced(seed).scenario
    found = alternatives_of(company, EXACT, 5, within)
    if found.best is None:
        assert (found.status, found.alternatives) == (Status.INFEASIBLE, ())
        return

    assert found.most is not None
    for each in found.alternatives:
        judgement = audit(each.plan, books_of(company))
        assert judgement.lawful, judgement.violations
        assert judgement.total == each.total <= found.most
    plans = [found.best, *found.alternatives]
    assert all(truly_differ(*pair) for pair in combinations(plans, 2))
    for move in found.shared.moves:
        assert move.heads == min(
            heads_by_place(each.plan)[move.cohort, move.destination] for each in plans
        )


@pytest.mark.parametrize(
    ("aspect", "figure"),
    [
        (Aspect.FEWER_POSTS, "posts"),
        (Aspect.FEWER_DISMISSALS, "dismissals"),
        (Aspect.LESS_CASH, "one_off_cash"),
    ],
)
@pytest.mark.parametrize("seed", seeds(range(15), quick=3))
def test_no_lawful_plan_within_the_slack_goes_further(
    seed: int, aspect: Aspect, figure: str
) -> None:
    """Against all plans of tiny companies, where the first such alternative is found."""
    every = every_priced(seed)
    found = alternatives_of(every.scenario, EXACT, MOST_ALTERNATIVES, 0.3)
    assert (found.best is None) == (not every.plans)
    for each in found.alternatives:
        if each.aspect is aspect and found.most is not None:
            figures = [getattr(p, figure) for p in every.plans if p.total <= found.most]
            assert getattr(each, figure) <= min(figures) + (100 if figure == "one_off_cash" else 0)


def test_none_gives_up_more_than_half_of_what_is_saved() -> None:
    """Staying costs 730,000 and the plan 365,000: half of what it saves is 182,500."""
    found = alternatives_of(two_places("USD 18000"), EXACT, MOST_ALTERNATIVES, 1.0)

    assert found.best is not None
    assert found.saved == 36_500_000
    assert found.most == 36_500_000 + 18_250_000
    assert found.alternatives
    assert all(each.total <= found.most for each in found.alternatives)


def test_a_cheaper_plan_takes_the_place_of_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first search ends with nobody moved; what is found after it is cheaper."""
    company = two_places("USD 1200")
    staying = find_cheapest(company, SearchLimits(gap=0.0))
    baseline = staying.baselines.of(staying.baselines.better)
    found = replace(staying.found, plan=baseline.plan, judgement=baseline.judgement, solution=None)
    early = replace(staying, found=found, status=Status.FEASIBLE)
    monkeypatch.setattr("planner.analysis.alternatives.find_cheapest", lambda *_: early)
    others = alternatives_of(company, EXACT, MOST_ALTERNATIVES, 0.05)

    assert others.best is not None
    assert others.best.total < baseline.judgement.total
    assert all(each.total >= others.best.total for each in others.alternatives)
    assert others.saved == baseline.judgement.total - others.best.total


def test_without_slack_only_plans_of_the_same_cost_are_alternatives() -> None:
    """Pune for nothing is another destination, Pune for a cent is not."""
    free, dearer = (alternatives_of(two_places(f"USD {p}"), EXACT, 3, 0.0) for p in ("0", "0.01"))

    assert [each.aspect for each in free.alternatives] == [Aspect.OTHER_DESTINATIONS]
    assert dearer.alternatives == ()


def test_a_fixed_effort_gives_the_same_alternatives_every_time() -> None:
    limits = SearchLimits(gap=0.0, deterministic=True)
    first, second = (alternatives_of(every_priced(2).scenario, limits) for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("number", "within", "words"),
    [(0, 0.02, "1 to 10"), (11, 0.02, "1 to 10"), (3, -0.1, "0 to 1")],
)
def test_numbers_outside_are_refused(number: int, within: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        alternatives_of(scenario(cohorts=(cohort("kyc"),)), EXACT, number, within)
