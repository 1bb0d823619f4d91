"""How much of its limits a plan uses."""

from __future__ import annotations

import re

import pytest

from models.compared import LimitUse
from models.limits import Acceptance, QuotaKind, QuotaSpan
from models.plan import Move
from models.scenario import Scenario
from models.settings import Budget
from models.workforce import PlaceKind, ResidualPresence
from planner import api
from planner.audit import audit
from planner.books import books_of
from planner.briefing.limits import limit_uses, priced_uses
from tests.support.any_plan import bundled_plan
from tests.support.builders import cohort, money, move, office, plan, scenario
from tests.support.limiting import quota


def uses(company: Scenario, *moves: Move) -> tuple[LimitUse, ...]:
    return limit_uses(company, audit(plan(moves), books_of(company)))


def use(rule: str, company: Scenario, *moves: Move) -> LimitUse:
    """The one limit of a rule that is told."""
    (found,) = [each for each in uses(company, *moves) if each.rule == rule]
    return found


def with_seats(seats: int) -> Scenario:
    """Ten posts in Shanghai, and so many seats in Bengaluru."""
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", seats=seats),
        )
    )


def with_presence(least: int, *, law: bool = True) -> Scenario:
    """So many of the ten posts must stay in China."""
    lead = ResidualPresence(
        id="lead", name="Security lead", roles=("analyst",), place=PlaceKind.JURISDICTION,
        at="china", posts=least, source="assumption", law=law,
    )  # fmt: skip
    return scenario(presence=(lead,))


def test_a_most_is_used_by_what_there_is() -> None:
    """Six on eight seats."""
    assert use("seats", with_seats(8), move(6)) == LimitUse(
        rule="seats",
        law=False,
        subject="Seats taken at Bengaluru",
        period="2027-Q1",
        used=0.75,
        value=6,
        limit=8,
        unit="seats",
        is_tight=False,
    )


@pytest.mark.parametrize(
    ("least", "leave", "used", "is_tight"),
    [(5, 0, 0.5, False), (5, 4, 5 / 6, False), (5, 5, 1.0, True), (5, 6, 1.25, True)],
)
def test_a_least_is_used_as_far_as_it_is_demanded(
    least: int, leave: int, used: float, is_tight: bool
) -> None:
    """Five of ten, of six, of five, and of four, who are too few."""
    moves = [move(leave)] if leave else []
    found = use("residual_presence", with_presence(least), *moves)

    assert found.subject == "Security lead at China"
    assert found.used == pytest.approx(used)
    assert found.is_tight == is_tight


def test_only_legal_limits_are_tight() -> None:
    assert not use("residual_presence", with_presence(5, law=False), move(5)).is_tight


def test_where_nobody_is_left_every_post_that_is_missing_counts() -> None:
    """Nothing can be a share of nothing."""
    assert use("residual_presence", with_presence(5), move(10)).used == 6.0


def test_a_limit_of_nothing_is_told_only_if_it_is_broken() -> None:
    none = quota(QuotaKind.ARRIVALS, "bengaluru", 0)

    assert "arrivals" not in {each.rule for each in uses(scenario(quotas=(none,)))}
    assert use("arrivals", scenario(quotas=(none,)), move(3)).used == 4.0


def test_a_warning_is_no_limit() -> None:
    """Five accept as planned, of whom four might not: nothing is broken."""
    accepts = Acceptance(cohort="kyc", share=0.5, low=0.1)
    company = scenario(acceptance=(accepts,))
    judgement = audit(plan([move(5)]), books_of(company))

    assert any("at the low value" in each.words for each in judgement.findings)
    assert all(each.used <= 1.0 for each in limit_uses(company, judgement))


@pytest.mark.parametrize(
    ("span", "subject", "period"),
    [
        (QuotaSpan.PERIOD, "Arrivals at Bengaluru in a period", "2027-Q1"),
        (QuotaSpan.CALENDAR_YEAR, "Arrivals at Bengaluru in a calendar year", "2027"),
        (QuotaSpan.HORIZON, "Arrivals at Bengaluru in a horizon", ""),
    ],
)
def test_a_quota_is_told_for_its_span(span: QuotaSpan, subject: str, period: str) -> None:
    company = scenario(quotas=(quota(QuotaKind.ARRIVALS, "bengaluru", 8, span=span),))
    found = use("arrivals", company, move(2))

    assert (found.subject, found.period, found.used) == (subject, period, 0.25)


def test_money_is_an_amount_in_its_smallest_unit() -> None:
    """Two for USD 5,000 each of USD 40,000."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", relocation=money("USD 5000")),
    )
    company = scenario(offices=offices, budget=Budget(total=money("USD 40000")))
    found = use("budget", company, move(2))

    assert (found.subject, found.unit) == ("One-off cash over the horizon", "money")
    assert (found.used, found.value, found.limit) == (0.25, 10_000_00, 40_000_00)


def test_a_cohort_is_told_by_rule_and_office() -> None:
    """Of two in one office, both with too few posts left, that with more of its limit used."""
    company = scenario(cohorts=(cohort("kyc", must_stay=8), cohort("alerts", must_stay=9)))
    found = use("kept_posts", company, move(4), move(2, cohort="alerts"))

    assert (found.subject, found.value, found.limit) == ("Kept posts, Shanghai", 6, 8)
    other = use("kept_posts", company, move(3), move(4, cohort="alerts"))
    assert (other.subject, other.value, other.limit) == ("Kept posts, Shanghai", 6, 9)


def test_the_office_that_a_limit_is_about_goes_before_the_home_of_a_cohort() -> None:
    """Days until people can start in Bengaluru."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", visa_days=45),
    )
    found = use("lead_times", scenario(offices=offices), move(2, period="2027-Q2"))

    assert (found.subject, found.used) == ("Lead times, Bengaluru", 0.5)


def test_the_most_used_is_first_and_law_before_policy() -> None:
    """Five of ten must stay by law and by policy; five of eight may come, on nine seats."""
    whole = with_presence(5).model_copy(
        update={
            "cohorts": (cohort("kyc", must_stay=5),),
            "offices": with_seats(9).offices,
            "quotas": (quota(QuotaKind.VISAS, "india", 8),),
        }
    )

    assert [each.rule for each in uses(whole, move(5))] == [
        "residual_presence",
        "kept_posts",
        "visas",
        "seats",
    ]


@pytest.mark.parametrize("name", api.bundled())
@pytest.mark.parametrize("seed", range(2))
def test_no_cohort_and_no_identifier_is_told(name: str, seed: int) -> None:
    """Whatever a plan breaks."""
    done = bundled_plan(name, seed)
    judgement = audit(done.plan, done.books)
    subjects = [each.subject for each in limit_uses(done.scenario, judgement)]
    told = set(re.findall(r"[\w-]+", " ".join(subjects)))

    assert subjects
    assert not told & {each.id for each in done.scenario.cohorts}
    assert not [word for word in told if "_" in word]


def test_every_broken_limit_is_above_one_and_every_other_is_not() -> None:
    done = bundled_plan("shanghai-2026", 1)
    judgement = audit(done.plan, done.books)
    broken = {each.rule for each in judgement.violations if each.limit is not None}

    assert broken
    assert {each.rule for each in limit_uses(done.scenario, judgement) if each.used > 1} == broken


@pytest.mark.parametrize(
    ("exact", "priced", "told"),
    [(0.5, 0.7, 0.7), (0.99, 1.2, 1.0), (1.3, 1.1, 1.1), (1.3, 0.9, 1.001)],
)
def test_a_limit_on_money_is_used_as_the_priced_plan_does_but_stays_kept_or_broken(
    exact: float, priced: float, told: float
) -> None:
    def uses(used: float, unit: str) -> LimitUse:
        return LimitUse(
            rule="budget", law=False, subject=unit, used=used, unit=unit, is_tight=False
        )

    money, days = priced_uses(
        [uses(exact, "money"), uses(exact, "days")], [uses(priced, "money"), uses(priced, "days")]
    )

    assert (money.used, days.used) == (told, exact)
