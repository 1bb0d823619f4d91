"""What binds: known answers by kind of limit, and every plan of tiny companies."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest

from models.binding import Binding, LimitWorth, ProvenWorth
from models.limits import QuotaKind, QuotaSpan
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.settings import Budget
from planner.analysis.known_plan import cheapest_of
from planner.analysis.worth import binding_of
from planner.api import change
from planner.audit import audit
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import make_plan
from planner.scenario_files.assignments import SettingValue
from tests.support.builders import cohort, money, office, pay, scenario, service
from tests.support.every_plan import EveryPlan
from tests.support.limiting import quota
from tests.support.random_companies.company import KINDS, tiny_company
from tests.support.seeds import seeds

EXACT = SearchLimits(gap=0.0)

SHANGHAI = office("shanghai", "china", "bank_cn")

PAY = (pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 36500"))
"""Each day in Bengaluru costs 100 less."""

A_YEAR = 36_500_00
"""What one post saves that is there from the first day."""


def binding(company: Scenario, hooks: SearchHooks = NO_HOOKS) -> Binding:
    known = cheapest_of(company, make_plan(company, EXACT))
    return binding_of(known, EXACT, hooks)


def worth_of(found: Binding, path: str) -> LimitWorth:
    return next(each for each in found.limits if each.change.path == path)


def assert_worth(worth: LimitWorth, exactly: int) -> None:
    """The worth is known to the last cent."""
    assert (worth.gain, worth.least, worth.most) == (exactly, exactly, exactly)
    assert worth.worth is (ProvenWorth.SOMETHING if exactly else ProvenWorth.NOTHING)


def seated(seats: int) -> Scenario:
    """Ten posts of which each is cheaper in Bengaluru, as far as there are seats."""
    bengaluru = office("bengaluru", "india", "services_in", seats=seats)
    return scenario(offices=(SHANGHAI, bengaluru), pay=PAY)


def test_a_seat_is_worth_what_one_post_saves_that_sits_on_it() -> None:
    """Five of ten sit in Bengaluru; a sixth saves its pay of a year."""
    found = binding(seated(5))

    seat = worth_of(found, "offices.bengaluru.seats")
    assert_worth(seat, A_YEAR)
    assert (seat.change.before, seat.change.after, seat.change.step) == ("5", "6", "1 seat")
    assert seat.limit.subject.offices == ("bengaluru",)
    assert seat.delta is not None
    assert {part.rule: part.amount for part in seat.delta.by_rule} == {"run_rate": -A_YEAR}
    assert seat.estimate == A_YEAR
    assert found.searched_on == 0
    assert found.limits[0] == seat


def test_a_limit_that_the_plan_is_not_at_is_not_listed() -> None:
    """Twelve seats for ten posts."""
    assert not [e for e in binding(seated(12)).limits if "bengaluru" in e.change.path]


def test_a_limit_that_the_plan_is_at_may_be_worth_nothing() -> None:
    """Nobody wants to leave the ten seats in Shanghai, and nobody wants an eleventh."""
    shanghai = office("shanghai", "china", "bank_cn", seats=10)
    found = binding(scenario(offices=(shanghai, office("bengaluru", "india", "services_in"))))

    assert_worth(worth_of(found, "offices.shanghai.seats"), 0)


def test_a_post_less_that_must_stay() -> None:
    """Downwards, which is looser: the fewer must stay, the more save."""
    found = binding(scenario(cohorts=(cohort("kyc", must_stay=4),), pay=PAY))

    stay = worth_of(found, "cohorts.kyc.must_stay")
    assert_worth(stay, A_YEAR)
    assert stay.change.after == "3"


def test_ten_people_more_of_a_quota() -> None:
    """Of twenty, five may arrive in all; ten more do, and another ten would not all be there."""
    cap = quota(QuotaKind.ARRIVALS, "bengaluru", 5, span=QuotaSpan.HORIZON)
    found = binding(scenario(cohorts=(cohort("kyc", posts=20),), pay=PAY, quotas=(cap,)))

    more = worth_of(found, "quotas.cap.heads")
    assert_worth(more, 10 * A_YEAR)
    assert (more.change.after, more.change.step) == ("15", "10 posts")


def test_a_month_of_a_budget() -> None:
    """12,000 for four quarters pay for twelve packages, and a month of it for one.

    Severance is dearer than a package.
    """
    company = scenario(
        offices=(
            SHANGHAI,
            office("bengaluru", "india", "services_in", relocation=money("USD 1000")),
        ),
        cohorts=(cohort("kyc", posts=20),),
        service=(service("kyc", 20, 10, "USD 6000"),),
        pay=PAY,
        budget=Budget(total=money("USD 12000")),
    )

    month = worth_of(binding(company), "budget.total")
    assert month.change.step == "USD 1000"
    assert_worth(month, A_YEAR - 1000_00)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(range(6), quick=1))
def test_each_worth_is_the_difference_of_the_best_of_all_plans(seed: int, kind: str) -> None:
    """Of a tiny company, as it is and with the unit; whatever gains with one more is listed."""
    company = tiny_company(seed, 300, kind).scenario
    before = best(company)
    if before is None or company.incumbent:
        return
    found = binding(company)

    for each in found.limits:
        after = best(changed(company, each.change.path, each.change.after))
        assert after is not None
        assert_worth(each, max(0, before - after))
    listed = {each.change.path for each in found.limits}
    for place in company.offices:
        path = f"offices.{place.id}.seats"
        after = best(changed(company, path, str(place.seats + 1)))
        assert path in listed or (after is not None and after >= before)


def changed(company: Scenario, path: str, value: SettingValue) -> Scenario:
    return change(company, {path: value})


def best(company: Scenario) -> int | None:
    """The least total of all lawful plans."""
    return min((audit.total for _, audit in EveryPlan(company).lawful()), default=None)


def test_what_more_searching_gains_is_no_worth_of_a_limit() -> None:
    """From a plan in which nobody moves: five posts more are no gain of a sixth seat."""
    known = cheapest_of(seated(5), make_plan(seated(5), EXACT))
    nobody = audit(Plan(), known.books)
    found = binding_of(
        replace(known, found=replace(known.found, plan=Plan(), judgement=nobody, bound=None)), EXACT
    )

    assert found.searched_on == 5 * A_YEAR
    assert_worth(worth_of(found, "offices.bengaluru.seats"), A_YEAR)


def test_what_was_not_tried_says_so() -> None:
    """Stopped before it begins."""
    stop = Event()
    stop.set()
    found = binding(seated(5), SearchHooks(stop=stop))

    assert {each.worth for each in found.limits} == {ProvenWorth.UNKNOWN}
