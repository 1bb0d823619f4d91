"""What a person made redundant is due, worked by hand.

All service is counted to the day on which the post leaves home.
"""

from datetime import date
from typing import Any

import pytest

from models.account import Verdict
from models.labour import Agreement, Dispute, MassRedundancy, PartYear, SigningWindow
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.settings import Budget, Labour
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy, ServiceBand
from planner.books import books_of
from planner.planning import make_plan
from planner.rules.severance import RULE
from tests.support.builders import (
    ASSUMED,
    cohort,
    jurisdiction,
    money,
    move,
    office,
    rate,
    scenario,
    service,
    severance,
)
from tests.support.duties import Decision, consult, judge, redundancy_law
from tests.support.judging import assert_moves_the_optimum, cheapest, findings, judged, only
from tests.support.limiting import listed

CHINA: dict[str, Any] = {
    "months_per_year": 1.0,
    "part_year": PartYear.HALF_STEPS,
    "wage_cap": money("USD 5000"),
    "years_cap": 12.0,
    "years_cap_only_above_wage_cap": True,
    "notice_months": 1.0,
    "notice_days": 30,
}
"""One wage a year in half-year steps; above three times the local wage (here USD 5,000) that much
counts, for at most twelve years; one month, uncapped, where there is no time for notice."""

HONG_KONG: dict[str, Any] = {
    "months_per_year": 2 / 3,
    "wage_cap": money("USD 3000"),
    "total_cap": money("USD 24000"),
}
"""Two thirds of a wage of at most USD 3,000 for each year, pro rata; at most USD 24,000."""


def company(rule: dict[str, Any], *bands: ServiceBand, **changes: Any) -> Scenario:
    """The default company under one severance law."""
    defaults: dict[str, Any] = {
        "jurisdictions": (
            jurisdiction("china", severance=severance(**rule)),
            jurisdiction("india"),
        ),
        "cohorts": (cohort("kyc", posts=sum(band.posts for band in bands)),),
        "service": bands,
    }
    return scenario(**{**defaults, **changes})


def due(rule: dict[str, Any], years: int, months: int, wage: str, period: str = "2027-Q1") -> int:
    """Cents due to one person with some service at the planning date."""
    one = company(rule, service("kyc", 1, years, wage, months=months))
    return judged(one, [move(1, Mode.REDUNDANCY, period)]).amount("severance")


@pytest.mark.parametrize(
    ("years", "months", "wages"),
    [(0, 0, 0), (0, 1, 0.5), (0, 5, 0.5), (0, 6, 1), (3, 0, 3), (3, 5, 3.5), (3, 6, 4), (3, 11, 4)],
)
def test_half_year_steps(years: int, months: int, wages: float) -> None:
    """Less than six months count as half a year, six or more as a whole; one wage is for notice.

    Three years and five months at USD 4,000: 3.5 x 4,000 + 4,000 = USD 18,000.
    """
    assert due(CHINA, years, months, "USD 4000") == round((wages + 1) * 4_000_00)


def test_a_wage_at_the_cap_is_not_capped() -> None:
    """USD 5,000 is the cap: twenty years count, (20 + 1) x 5,000 = USD 105,000."""
    assert due(CHINA, 20, 0, "USD 5000") == 105_000_00


def test_a_wage_above_the_cap_counts_up_to_it_and_for_twelve_years() -> None:
    """USD 9,000, twenty years: 12 x 5,000 + 9,000 for notice, which knows no cap: USD 69,000."""
    assert due(CHINA, 20, 0, "USD 9000") == 69_000_00


def test_a_wage_above_the_cap_and_fewer_years() -> None:
    """USD 5,000.01, eleven years and six months: 12 x 5,000 + 5,000.01 = USD 65,000.01."""
    assert due(CHINA, 11, 6, "USD 5000.01") == 65_000_01


def test_a_cap_on_years_for_everyone() -> None:
    """Where it is not only for high wages, twelve years are the most: 12 x 4,000 = USD 48,000."""
    rule = {"years_cap": 12.0}

    assert due(rule, 12, 0, "USD 4000") == 48_000_00
    assert due(rule, 13, 0, "USD 4000") == 48_000_00


def test_service_pro_rata_and_full_years_only() -> None:
    """Three years and seven months at USD 6,000: 43/12 x 6,000 = USD 21,500; or 3 x 6,000."""
    assert due({"part_year": PartYear.PRO_RATA}, 3, 7, "USD 6000") == 21_500_00
    assert due({"part_year": PartYear.IGNORED}, 3, 7, "USD 6000") == 18_000_00


def test_a_cap_on_the_total() -> None:
    """Two thirds of USD 3,000 are USD 2,000 a year: eleven years USD 22,000, twelve USD 24,000.

    Thirteen years are USD 24,000 too; at USD 1,500, USD 1,000 a year, USD 13,000.
    """
    assert due(HONG_KONG, 11, 0, "USD 4000") == 22_000_00
    assert due(HONG_KONG, 12, 0, "USD 4000") == 24_000_00
    assert due(HONG_KONG, 13, 0, "USD 4000") == 24_000_00
    assert due(HONG_KONG, 13, 0, "USD 1500") == 13_000_00


def test_notice_comes_on_top_of_the_cap_on_the_total() -> None:
    """USD 24,000 and one wage of USD 4,000."""
    assert (
        due({**HONG_KONG, "notice_months": 1.0, "notice_days": 7}, 13, 0, "USD 4000") == 28_000_00
    )


@pytest.mark.parametrize(
    ("period", "cents"),
    [
        ("2027-Q1", 16_000_00),
        ("2027-Q2", 18_000_00),
        ("2027-Q3", 20_000_00),
        ("2027-Q4", 20_000_00),
    ],
)
def test_service_grows_until_the_departure(period: str, cents: int) -> None:
    """Three years on 1 January, USD 4,000: on 1 April half a year more, on 1 July a whole.

    (3 + 1) x 4,000, (3.5 + 1) x 4,000, (4 + 1) x 4,000, and no step until a year has passed.
    """
    assert due(CHINA, 3, 0, "USD 4000", period) == cents


def test_service_grows_by_full_months_from_the_planning_date() -> None:
    """From 15 February to 1 April is one full month: 3 11/12 years become four, not more."""
    one = company(
        {"part_year": PartYear.IGNORED},
        service("kyc", 1, 3, "USD 4000", months=11),
        planning_date=date(2027, 2, 15),
    )
    short = company(
        {"part_year": PartYear.IGNORED},
        service("kyc", 1, 3, "USD 4000", months=10),
        planning_date=date(2027, 2, 15),
    )

    assert judged(one, [move(1, Mode.REDUNDANCY, "2027-Q2")]).amount("severance") == 16_000_00
    assert judged(short, [move(1, Mode.REDUNDANCY, "2027-Q2")]).amount("severance") == 12_000_00


def test_a_hand_over_ends_with_the_severance() -> None:
    """Landed in Q1, gone on 1 April: 3.5 x 4,000 = USD 14,000, owed in Q2.

    The ninety days of the hand-over leave room for the notice, which is not paid for then. At 10 %
    a year that is 14,000 / 1.1^(90/365) = USD 13,674.82.
    """
    hand_over = company(
        CHINA,
        service("kyc", 1, 3, "USD 4000"),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
    )
    discounted = hand_over.model_copy(update={"discount_rate": 0.1})

    assert judged(hand_over, [move(1, Mode.REDUNDANCY)]).amount("severance") == 14_000_00
    judgement = judged(discounted, [move(1, Mode.REDUNDANCY)])
    assert judgement.amount("severance") == 13_674_82
    assert judgement.priced_moves[0].one_off == 13_674_82
    (line,) = [line for line in judgement.price_list if line.rule == "severance"]
    assert line.one_off_cash == 14_000_00


def test_the_price_of_a_post_is_the_mean_of_its_cohort() -> None:
    """Six posts with two years and four with seven, at USD 4,000 and USD 6,000, no notice:
    (6 x 8,000 + 4 x 42,000) / 10 = USD 21,600; three posts USD 64,800.
    """
    mixed = company({}, service("kyc", 6, 2, "USD 4000"), service("kyc", 4, 7, "USD 6000"))

    assert judged(mixed, [move(3, Mode.REDUNDANCY)]).amount("severance") == 64_800_00


def test_wages_and_caps_in_other_currencies() -> None:
    """JPY 1,000,000 at 0.0067 is USD 6,700; capped at CNY 30,000 x 0.14 = USD 4,200 for 2 years."""
    abroad = company(
        {"wage_cap": money("CNY 30000"), "notice_months": 1.0, "notice_days": 30},
        service("kyc", 1, 2, "JPY 1000000"),
        rates=(rate("JPY", "0.0067"), rate("CNY", "0.14")),
    )

    judgement = judged(abroad, [move(1, Mode.REDUNDANCY)])

    assert judgement.amount("severance") == 2 * 4_200_00 + 6_700_00


def test_the_law_of_the_home_jurisdiction_counts() -> None:
    """A post of Bengaluru leaves under the law of India: two wages a year, not China's one."""
    moved_back = company(
        {},
        service("kyc", 1, 3, "USD 4000"),
        jurisdictions=(
            jurisdiction("china"),
            jurisdiction("india", severance=severance(months_per_year=2.0)),
        ),
        cohorts=(cohort("kyc", posts=1, office="bengaluru", entity="services_in"),),
    )
    back = move(1, Mode.REDUNDANCY, destination="shanghai", origin="bengaluru")

    assert judged(moved_back, [back]).amount("severance") == 24_000_00


@pytest.mark.parametrize("mode", [Mode.TRANSFER, Mode.REFILL])
def test_nobody_else_is_due_severance(mode: Mode) -> None:
    """Who transfers stays employed, and a vacancy has no holder."""
    vacant = company({}, service("kyc", 8, 3, "USD 4000"), cohorts=(cohort("kyc", vacant=2),))
    judgement = judged(vacant, [move(2, mode)])

    assert judgement.amount("severance") == 0
    assert judgement.priced_moves[0].one_off == 0


def test_it_says_what_it_costs_and_by_which_formula() -> None:
    """Its finding carries the amount; the formula of each jurisdiction is one line."""
    one = company({**CHINA, "total_cap": money("USD 90000")}, service("kyc", 1, 3, "USD 4000"))
    finding = only(findings(judged(one, [move(1, Mode.REDUNDANCY)]), "severance"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 16_000_00, "money")
    assert finding.words == RULE.sentence
    assert RULE.values(one)[0] == (
        "China: 1 monthly wages a year of service, 1 where there is no time for notice of 30 days, "
        "wage up to USD 5000.00, at most USD 90000.00 (assumption, 2026-12-31, approved by nobody "
        "yet: assumption)"
    )


@pytest.mark.parametrize(("years", "gone"), [(9, 1), (10, 0)])
def test_severance_beyond_the_saving_keeps_the_post(years: int, gone: int) -> None:
    """A post saves USD 36,500 in the year; nine years at USD 4,000 cost USD 36,000, ten 40,000."""
    hires_only = office("bengaluru", "india", "services_in", relocation=None)
    one = company(
        {"part_year": PartYear.IGNORED},
        service("kyc", 1, years, "USD 4000"),
        offices=(office("shanghai", "china", "bank_cn"), hires_only),
    )

    assert len(cheapest(one).moves) == gone


def test_the_optimiser_prices_severance_on_the_day_of_departure() -> None:
    """A hand-over from Q1 ends in Q2, when one wage of USD 1,000 is due for half a year: USD 500.

    The hand-over costs USD 9,100 and the post saves USD 100 a day for the 275 days after it.
    """
    hires_only = office("bengaluru", "india", "services_in", relocation=None)
    hand_over = company(
        {"part_year": PartYear.HALF_STEPS},
        service("kyc", 1, 0, "USD 1000"),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        offices=(office("shanghai", "china", "bank_cn"), hires_only),
    )

    moves = cheapest(hand_over).moves

    assert [each.period for each in moves] == ["2027-Q1"]
    assert judged(hand_over, moves).amount("severance") == 500_00


def test_it_moves_the_optimum() -> None:
    """Who is not told of USD 40,000 makes the post redundant for a saving of USD 36,500."""
    hires_only = office("bengaluru", "india", "services_in", relocation=None)
    one = company(
        {},
        service("kyc", 1, 10, "USD 4000"),
        offices=(office("shanghai", "china", "bank_cn"), hires_only),
    )

    assert_moves_the_optimum(one, "severance")


def test_a_listed_figure_stands_in_its_place() -> None:
    """Where ``kyc`` has a figure of its own in Bengaluru, severance is part of it."""
    one = company({}, service("kyc", 1, 10, "USD 4000"), costs=(listed(one_off=money("USD 1")),))

    assert judged(one, [move(1, Mode.REDUNDANCY)]).amount("severance") == 0


# ---------------------------------------------------------------- notice


@pytest.mark.parametrize(
    ("overlap", "days", "wages"), [(0, 1, 1), (0, 0, 0), (1, 90, 0), (1, 91, 1), (2, 181, 0)]
)
def test_notice_is_paid_for_where_the_hand_over_leaves_no_room(
    overlap: int, days: int, wages: int
) -> None:
    """Landed in Q1: a hand-over of one quarter has 90 days, of two 181; USD 4,000 a wage."""
    rule = {"months_per_year": 0.0, "notice_months": 1.0, "notice_days": days}
    one = company(
        rule,
        service("kyc", 1, 3, "USD 4000"),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=overlap)),
    )

    assert judged(one, [move(1, Mode.REDUNDANCY)]).amount("severance") == wages * 4_000_00


def test_no_notice_is_paid_for_where_law_gives_no_month() -> None:
    """Thirty days of notice and nothing in their place."""
    assert due({"months_per_year": 0.0, "notice_days": 30}, 3, 0, "USD 4000") == 0


# ---------------------------------------------------------------- agreements, consultations


def agreement(*windows: tuple[float, float], **changes: Any) -> Agreement:
    """Months and share of each window."""
    terms = tuple(SigningWindow(months=months, share=share) for months, share in windows)
    return Agreement(windows=terms, provenance=ASSUMED, **changes)


def dispute(disputed: float, lost: float) -> Dispute:
    return Dispute(disputed=disputed, lost=lost, provenance=ASSUMED)


DISMISSES = Labour(agreements_only=False)
"""Whoever was consulted on may be dismissed by statute, though an agreement could be had."""


def programme(rule: dict[str, Any], posts: int = 3, heads: int = 20, **changes: Any) -> Scenario:
    """Three people with ten years at USD 4,000; a consultation covers half a year for nothing."""
    rule = {"part_year": PartYear.IGNORED, **rule}
    return company(
        rule,
        service("kyc", posts, 10, "USD 4000"),
        **{
            "jurisdictions": (
                jurisdiction(
                    "china",
                    severance=severance(**rule),
                    mass_redundancy=redundancy_law(heads=heads, covers_days=90, notice=False),
                ),
                jurisdiction("india"),
            ),
            **changes,
        },
    )


def paid(company: Scenario, *decisions: Decision) -> tuple[int, int]:
    """Dollars of severance, and of cash."""
    (line,) = [x for x in judge(company, *decisions).price_list if x.rule == "severance"]
    assert not line.amount % 100
    return line.amount // 100, line.one_off_cash // 100


def test_whoever_can_sign_does() -> None:
    """0.7 x 6 + 0.2 x 3 + 0.1 = 4.9 wages beyond ten: 14.9 x 4,000 = USD 59,600; no notice."""
    terms = agreement((6.0, 0.7), (3.0, 0.2), (1.0, 0.1))
    signed = programme({"notice_months": 1.0, "notice_days": 30, "agreement": terms})

    assert paid(signed, move(1, Mode.REDUNDANCY)) == (59_600, 59_600)


def test_disputes_cost_the_amount_for_service_once_more() -> None:
    """Half dispute, four tenths of them win: 1.2 x 40,000, and a month for notice, uncontested."""
    contested = programme({"notice_months": 1.0, "notice_days": 30, "dispute": dispute(0.5, 0.4)})

    assert paid(contested, move(1, Mode.REDUNDANCY)) == (52_000, 52_000)


@pytest.mark.parametrize(
    ("months", "lost", "dollars"), [(4.9, 1.0, 59_600), (5.0, 1.0, 60_000), (5.1, 1.0, 60_000)]
)
def test_a_consultation_opens_the_cheaper_way(months: float, lost: float, dollars: int) -> None:
    """Half of all dispute and win: 1.5 x 40,000 = USD 60,000, against 10 and some wages to sign.

    Where the firm dismisses at all.
    """
    either = programme(
        {"agreement": agreement((months, 1.0)), "dispute": dispute(0.5, lost)}, labour=DISMISSES
    )
    leaves = move(1, Mode.REDUNDANCY, "2027-Q2")

    assert paid(either, leaves, consult("2027-Q2")) == (dollars, dollars)
    assert paid(either, leaves) == (round(40_000 + months * 4_000), round(40_000 + months * 4_000))


@pytest.mark.parametrize(("capped", "words"), [(True, "with the caps"), (False, "without caps")])
def test_it_says_what_is_signed_for(capped: bool, words: str) -> None:
    """The terms of an agreement, and what disputes make of those who do not sign."""
    terms = agreement((6.0, 0.75), (3.0, 0.25), capped=capped, days=45, protected_sign=0.2)
    signed = programme({"agreement": terms, "dispute": dispute(0.5, 0.4)})
    yet = "(assumption, 2026-12-31, approved by nobody yet: assumption)"

    _, by_agreement, without, *_ = RULE.values(signed)

    assert by_agreement == (
        f"China, by agreement: wages for service {words}, +6 for 75%, +3 for 25%, within 45 days; "
        f"20% of the protected sign {yet}"
    )
    assert without == (
        "China, without an agreement: 50% are disputed, 40% of them lost, which doubles the amount "
        f"{yet}"
    )


def test_where_both_ways_cost_the_same_people_sign() -> None:
    """Five wages beyond ten, or half of ten for disputes: USD 60,000, and a signature ends it.

    Where nine in ten are lost, dismissing costs 4.5 wages beyond ten, and nobody is asked.
    """

    def by_statute(lost: float) -> bool:
        rule = {"agreement": agreement((5.0, 1.0)), "dispute": dispute(0.5, lost)}
        return bool(books_of(programme(rule, labour=DISMISSES)).costs.by_statute[0, 0])

    assert not by_statute(1.0)
    assert by_statute(0.9)


def consulting(rule: dict[str, Any], law: MassRedundancy, **changes: Any) -> Scenario:
    """The programme under another law on consultations."""
    law_of_china = severance(**rule, part_year=PartYear.IGNORED)
    places = (
        jurisdiction("china", severance=law_of_china, mass_redundancy=law),
        jurisdiction("india"),
    )
    return programme(rule, jurisdictions=places, **changes)


@pytest.mark.parametrize(("notice", "wages"), [(True, 11), (False, 10)])
def test_notice_after_a_consultation_is_a_matter_of_law(*, notice: bool, wages: int) -> None:
    """Ten wages, and one for notice where law gives it to those who were consulted on as well."""
    rule = {"notice_months": 1.0, "notice_days": 30}
    talked = consulting(rule, redundancy_law(notice=notice))
    leaves = move(1, Mode.REDUNDANCY, "2027-Q2")

    assert paid(talked, leaves, consult("2027-Q2")) == (wages * 4_000, wages * 4_000)
    assert paid(talked, leaves) == (44_000, 44_000)
    still = "still" if notice else "not"
    assert RULE.values(talked)[1].startswith(f"China: notice is {still} due after a consultation (")


@pytest.mark.parametrize(
    ("days", "notice", "wages"), [(90, True, 10), (91, True, 11), (91, False, 10)]
)
def test_notice_of_falling_posts_after_a_consultation(
    days: int, wages: int, *, notice: bool
) -> None:
    """Three posts fall on day 90: ninety days of notice are served, ninety-one are not."""
    rule = {"notice_months": 1.0, "notice_days": days}
    falling = consulting(
        rule,
        redundancy_law(heads=3, notice=notice),
        headcount=(HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=0),),
    )

    assert paid(falling, consult("2027-Q2")) == (3 * wages * 4_000, 3 * wages * 4_000)
    assert cheapest(falling).consultations == (consult("2027-Q2"),)


def test_posts_that_fall_on_the_first_day_are_consulted_on_too() -> None:
    """Three posts fall as the horizon begins, so none of them is a post of any period.

    Each is due ten wages of USD 4,000, and an eleventh for notice unless consulted on.
    """
    falling = consulting(
        {"notice_months": 1.0, "notice_days": 91},
        redundancy_law(heads=3, consultation_days=0, notice=False),
        planning_date=date(2026, 11, 15),
        headcount=(HeadcountStep(cohort="kyc", effective_from=date(2027, 1, 1), posts=0),),
    )

    found = make_plan(falling, SearchLimits(deterministic=True))

    assert found.status is Status.OPTIMAL
    assert found.plan is not None
    assert found.plan.consultations == (consult("2027-Q1"),)
    assert paid(falling, consult("2027-Q1")) == (120_000, 120_000)
    assert paid(falling) == (132_000, 132_000)


def test_a_statute_with_notice_may_be_dearer_than_to_sign() -> None:
    """Half a wage more to sign than by statute without notice, half less than with it."""
    rule = {"notice_months": 1.0, "notice_days": 30, "agreement": agreement((0.5, 1.0))}
    leaves = (move(1, Mode.REDUNDANCY, "2027-Q2"), consult("2027-Q2"))

    for notice, dollars in ((True, 42_000), (False, 40_000)):
        law = redundancy_law(notice=notice)
        assert paid(consulting(rule, law, labour=DISMISSES), *leaves) == (dollars, dollars)


def test_no_notice_is_paid_for_after_a_consultation() -> None:
    """Ten wages and one for notice; those ten alone for whoever a consultation covers."""
    rule = {"notice_months": 1.0, "notice_days": 30}
    three = [move(1, Mode.REDUNDANCY, f"2027-Q{quarter}") for quarter in (2, 3, 4)]

    assert paid(programme(rule), *three) == (132_000, 132_000)
    assert paid(programme(rule), *three, consult("2027-Q2")) == (128_000, 128_000)
    lasting = consulting(rule, redundancy_law(covers_days=91, notice=False))
    assert paid(lasting, *three, consult("2027-Q2")) == (124_000, 124_000)


def test_nobody_is_dismissed_where_the_firm_only_signs() -> None:
    """Statute would be cheaper by five wages; the firm does not go that way unless it says so."""
    rule = {"agreement": agreement((5.0, 1.0))}
    leaves = (move(1, Mode.REDUNDANCY, "2027-Q2"), consult("2027-Q2"))

    assert paid(programme(rule, labour=DISMISSES), *leaves) == (40_000, 40_000)
    assert paid(programme(rule), *leaves) == (60_000, 60_000)


def test_a_listed_figure_knows_no_consultation() -> None:
    """USD 1 all told, whichever way."""
    rule = {"agreement": agreement((5.0, 1.0))}
    one = programme(rule, costs=(listed(one_off=money("USD 1")),))

    assert paid(one, move(1, Mode.REDUNDANCY, "2027-Q2"), consult("2027-Q2")) == (0, 0)
    hires_only = office("bengaluru", "india", "services_in", relocation=None)
    leaving = programme(
        rule,
        costs=one.costs,
        offices=(office("shanghai", "china", "bank_cn"), hires_only),
        cohorts=(cohort("kyc", posts=3, must_go=3),),
    )
    found = cheapest(leaving)
    assert sum(each.heads for each in found.moves) == 3
    assert not found.consultations


@pytest.mark.parametrize(("talks", "holds"), [("USD 68999", True), ("USD 69001", False)])
def test_the_optimiser_consults_where_leaving_gets_cheaper(talks: str, holds: bool) -> None:
    """Three people, five wages each: USD 60,000 is what a consultation may save.

    They must leave; to stay is dearer than any of it. Without one the third waits for ninety days,
    to stay below the line of three: USD 9,000 more.
    """
    rule = {"part_year": PartYear.IGNORED, "agreement": agreement((5.0, 1.0))}
    places = (
        jurisdiction(
            "china",
            severance=severance(**rule),
            mass_redundancy=redundancy_law(heads=3, consultation=money(talks), consultation_days=0),
        ),
        jurisdiction("india"),
    )
    hires_only = office("bengaluru", "india", "services_in", relocation=None)
    leaving = programme(
        rule,
        jurisdictions=places,
        offices=(office("shanghai", "china", "bank_cn"), hires_only),
        cohorts=(cohort("kyc", posts=3, must_go=3),),
        labour=DISMISSES,
    )

    found = cheapest(leaving)

    assert bool(found.consultations) == holds
    quarters = {"2027-Q1"} if holds else {"2027-Q1", "2027-Q2"}
    assert {each.period for each in found.moves} == quarters


def test_the_optimiser_counts_the_cash_of_a_consultation() -> None:
    """Fifteen wages each are USD 180,000; consulted on, ten are USD 120,000, which is all there is.

    Less than the saving of nobody moving, so that they go within the budget.
    """
    rule = {"part_year": PartYear.IGNORED, "agreement": agreement((5.0, 1.0))}
    hires_only = office("bengaluru", "india", "services_in", relocation=None)
    tight = programme(
        rule,
        heads=3,
        offices=(office("shanghai", "china", "bank_cn"), hires_only),
        cohorts=(cohort("kyc", posts=3, must_go=3),),
        budget=Budget(total=money("USD 120000")),
        labour=DISMISSES,
    )

    found = cheapest(tight)

    assert found.consultations
    assert paid(tight, *found.moves, *found.consultations) == (120_000, 120_000)
    assert judge(tight, *found.moves).violations
