"""A refill needs a vacancy, and a vacancy that is not refilled away is filled where it is.

Filling one vacancy in Shanghai costs a hire of 20 % of USD 73,000, USD 14,600, and three months of
ramp-up at half output, USD 73,000 x 3/12 x 0.5 = USD 9,125: USD 23,725 together.
"""

from datetime import date
from typing import Any

import pytest

from models.calendar import Horizon
from models.limits import TeamKind
from models.money import Money
from models.plan import Move
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.formulation.rule_bounds import ModeLandings
from planner.formulation.sets import MODES, sets_of
from planner.formulation.variables import HEADS
from planner.rules.vacancies.rule import bounds
from planner.rules.vacancies.supply import whole_vacancies
from tests.support.builders import cohort, money, move, office, pay, scenario
from tests.support.judging import (
    assert_limits_the_optimiser,
    assert_moves_the_optimum,
    cheapest,
    findings,
    judged,
    least_in_relaxation,
    only,
    programme_of,
    relaxed,
    violations,
)
from tests.support.limiting import team

ABROAD = ("bengaluru", "manila")


def company(
    kyc: dict[str, Any], relocation: Money | None = None, hiring_days: int = 0, **changes: Any
) -> Scenario:
    """The default company where hires cost 20 % here and 10 % there; without transfers."""
    defaults: dict[str, Any] = {
        "modes": ModePolicies(refill=ModePolicy(ramp_up_months=3.0, ramp_up_loss=0.5)),
        "offices": (
            office("shanghai", "china", "bank_cn", hiring_share=0.2),
            office(
                "bengaluru",
                "india",
                "services_in",
                hiring_share=0.1,
                relocation=relocation,
                hiring_days=hiring_days,
            ),
        ),
        "cohorts": (cohort("kyc", **kyc),),
    }
    return scenario(**{**defaults, **changes})


def growing(**changes: Any) -> Scenario:
    """Ten posts that become thirteen in April."""
    april = HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=13)
    return company({}, headcount=(april,), **changes)


def refill(heads: int, period: str = "2027-Q1") -> Move:
    """Posts refilled in Bengaluru."""
    return move(heads, Mode.REFILL, period)


def too_many(company: Scenario, *moves: Move) -> list[tuple[str | None, int]]:
    """Period and number of refills beyond the vacancies, where there are any."""
    found = violations(judged(company, moves), "vacancies")
    return [(finding.period, finding.violation) for finding in found]


def test_vacancies_open_at_the_start_can_be_refilled() -> None:
    """Two of ten posts are vacant: two refills fit, a third finds no vacancy."""
    two = company({"vacant": 2})

    assert not violations(judged(two, [refill(2)]), "vacancies")
    broken = only(violations(judged(two, [refill(3)]), "vacancies"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (3, 2, 1, "posts")
    assert (broken.cohorts, broken.offices) == (("kyc",), ("shanghai",))
    assert broken.words == "vacancies of kyc refilled elsewhere or taken in 2027-Q1: 3, at most 2"


@pytest.mark.parametrize(
    ("window", "refilled"), [(0, []), (1, ["2027-Q2"]), (3, ["2027-Q2", "2027-Q4"])]
)
def test_a_vacancy_stays_open_for_the_window(window: int, refilled: list[str]) -> None:
    """Open from Q1 on: with a window of w periods the last refill is w periods later."""
    two = company({"vacant": 2}, refill_window_periods=window)

    for period in ("2027-Q2", "2027-Q4"):
        expected = [] if period in refilled else [(period, 2)]
        assert too_many(two, refill(2, period)) == expected


def test_a_vacancy_is_refilled_once() -> None:
    """Two vacancies and a window: one refill in Q1 leaves one for Q2."""
    two = company({"vacant": 2})

    assert too_many(two, refill(1), refill(1, "2027-Q2")) == []
    assert too_many(two, refill(1), refill(2, "2027-Q2")) == [("2027-Q2", 1)]


def test_the_oldest_vacancy_is_used_first() -> None:
    """Two vacant at the start, three new in April, window of one period.

    Two refills in Q2 use the two old vacancies, so that the three new ones are open until Q3;
    used the other way round, the old ones would have closed and one refill would find none.
    """
    both = growing(cohorts=(cohort("kyc", vacant=2),))

    assert too_many(both, refill(2, "2027-Q2"), refill(3, "2027-Q3")) == []
    assert too_many(both, refill(2, "2027-Q2"), refill(4, "2027-Q3")) == [("2027-Q3", 1)]
    assert too_many(both, refill(6, "2027-Q2")) == [("2027-Q2", 1)]


def test_new_posts_are_vacancies() -> None:
    """Three new posts in April: three refills then, none before."""
    assert too_many(growing(), refill(3, "2027-Q2")) == []
    assert too_many(growing(), refill(4, "2027-Q2")) == [("2027-Q2", 1)]
    assert too_many(growing(), refill(1)) == [("2027-Q1", 1)]


def test_attrition_of_those_at_home_opens_vacancies_in_the_next_period() -> None:
    """A hundred posts, 10 % a year: 0.1 x 90/365 = 0.0247 of each leave in Q1, 2.47 in all.

    Two refills in Q2, not three. In Q3 another 0.1 x 91/365 = 0.0249 of each, 2.49: unused, both
    make 4.96 within a window of one period, four refills; with no window only two.
    """
    hundred = {"posts": 100, "attrition": 0.1}

    assert too_many(company(hundred), refill(1)) == [("2027-Q1", 1)]
    assert too_many(company(hundred), refill(2, "2027-Q2")) == []
    assert too_many(company(hundred), refill(3, "2027-Q2")) == [("2027-Q2", 1)]
    assert too_many(company(hundred), refill(4, "2027-Q3")) == []
    assert too_many(company(hundred), refill(5, "2027-Q3")) == [("2027-Q3", 1)]
    at_once = company(hundred, refill_window_periods=0)
    assert too_many(at_once, refill(2, "2027-Q3")) == []
    assert too_many(at_once, refill(3, "2027-Q3")) == [("2027-Q3", 1)]


@pytest.mark.parametrize(("left_at_home", "refills"), [(81, 2), (80, 1)])
def test_attrition_is_counted_in_ten_thousandths(left_at_home: int, refills: int) -> None:
    """0.0247 of each of 81 make 2.0007 refills, of 80 only 1.976: one."""
    hundred = scenario(cohorts=(cohort("kyc", posts=100, attrition=0.1),))
    gone = move(100 - left_at_home)

    assert too_many(hundred, gone, refill(refills, "2027-Q2")) == []
    assert too_many(hundred, gone, refill(refills + 1, "2027-Q2")) == [("2027-Q2", 1)]


def test_filling_at_home_is_priced_in_staying_put_too() -> None:
    """Two vacancies filled in Shanghai: 2 x USD 23,725 = USD 47,450."""
    assert judged(company({"vacant": 2})).amount("vacancies") == 47_450_00


def test_a_refill_saves_the_filling_at_home() -> None:
    """One of two vacancies is refilled away: USD 23,725 is left, and it is the refill's share."""
    judgement = judged(company({"vacant": 2}), [refill(1)])

    assert judgement.amount("vacancies") == 23_725_00


def test_new_posts_are_filled_at_a_price() -> None:
    """Three new posts in April: 3 x USD 23,725 = USD 71,175.

    At 10 % a year each is USD 23,725 / 1.1^(90/365) = USD 23,173.94 on 1 April.
    """
    assert judged(growing()).amount("vacancies") == 71_175_00
    assert judged(growing(discount_rate=0.1)).amount("vacancies") == 3 * 23_173_94


def test_replacing_who_leaves_is_priced_where_they_work() -> None:
    """Attrition of 10 % costs USD 2,372.50 a post and year in Shanghai: USD 585.00 in 90 days.

    In Bengaluru a hire costs 0.1 x USD 36,500 and learning 0.125 x USD 73,000, the dearer pay,
    together USD 12,775: USD 322.00 in 92 days.
    Ten posts staying for the year: USD 23,725. Ten transferred in July: 10 x (585.00 + 591.50) +
    10 x (322.00 + 322.00) = USD 18,205.
    """
    leaving = company({"attrition": 0.1}, relocation=money("USD 0"))

    assert judged(leaving).amount("vacancies") == 23_725_00
    judgement = judged(leaving, [move(10, period="2027-Q3")])
    assert judgement.amount("vacancies") == 18_205_00
    (priced,) = judgement.priced_moves
    assert priced.run_rate_delta == (18_205_00 - 23_725_00) + 10 * (18_400_00 - 36_800_00)


def test_replacing_goes_on_in_the_tail() -> None:
    """Two tail periods of 92 days add 2 x 10 x USD 598.00 to USD 23,725: USD 35,685."""
    with_tail = company({"attrition": 0.1}, horizon=Horizon(periods=4, tail_periods=2))

    assert judged(with_tail).amount("vacancies") == 35_685_00


def test_its_price_stands_in_the_finding() -> None:
    """Two vacancies filled at home: kept, at USD 47,450; no one-off cash of the programme."""
    judgement = judged(company({"vacant": 2}), [refill(1)])

    assert only(findings(judgement, "vacancies")).price == 23_725_00
    (line,) = [line for line in judgement.price_list if line.rule == "vacancies"]
    assert line.one_off_cash == 0


@pytest.mark.parametrize(
    "short",
    [
        company({"vacant": 2}),
        company({"posts": 100, "attrition": 0.1}),
        growing(),
        company({"vacant": 2}, refill_window_periods=0),
    ],
)
def test_it_limits_the_optimiser(short: Scenario) -> None:
    """Bengaluru costs half, so a solver that is not told refills there what is not vacant."""
    assert_limits_the_optimiser(short, "vacancies")


@pytest.mark.parametrize(
    ("short", "refilled"),
    [
        (company({"vacant": 2}), {"2027-Q1": 2}),
        (growing(), {"2027-Q2": 3}),
        (company({"posts": 100, "attrition": 0.1}), {"2027-Q2": 2, "2027-Q3": 2, "2027-Q4": 3}),
        (company({"posts": 50, "attrition": 0.1}, hiring_days=150), {"2027-Q3": 2, "2027-Q4": 1}),
        (company({"vacant": 2}, hiring_days=90), {"2027-Q2": 2}),
        (company({"vacant": 2}, hiring_days=90, refill_window_periods=0), {}),
    ],
)
def test_the_optimiser_refills_all_that_it_may(short: Scenario, refilled: dict[str, int]) -> None:
    """At half the pay it refills what is vacant, what is new and what attrition leaves.

    Of a hundred 2.47 leave in Q1: two refills in Q2. Of the 98 then at home 2.44 leave, with the
    0.47 before them 2.91: two in Q3. Of 96 then at home 2.42 leave, with 0.91 before: three in Q4.
    Of fifty 1.23 leave in Q1 and 1.25 in Q2; where hires start in Q3 two are refilled then, and one
    of the 0.48 and 1.21 after them in Q4, although 2.46 open in these two quarters alone.
    Where hires take a quarter, a vacancy of Q1 is refilled in Q2 within the window, or never.
    """
    assert {each.period: each.heads for each in cheapest(short).moves} == refilled


def test_a_relaxation_refills_whole_vacancies_over_several_periods() -> None:
    """2.5 of a hundred leave in Q1 and in Q2: no more than four are refilled up to Q3, not 4.9.

    In the year 7.4 leave. A row that takes away 0.4 of them is not worth its while.
    """
    program, reply = relaxed(company({"posts": 100, "attrition": 0.1}))
    heads = program.groups[HEADS]
    assert reply.solution is not None
    early = reply.solution[heads.ids[heads.index["period"] < 3]]

    assert early.sum() == pytest.approx(4)
    assert {(a, b): int(whole[0]) for a, b, whole in whole_vacancies(program.sets)} == {
        (0, 1): 2,
        (0, 2): 4,
        (0, 3): -1,
        (1, 2): 4,
        (1, 3): -1,
        (2, 3): -1,
    }


def test_it_says_how_many_refills_there_can_be_at_most() -> None:
    """Two vacancies at the start and three in April, each open for two quarters."""
    both = growing(cohorts=(cohort("kyc", vacant=2),))
    (bound,) = bounds(sets_of(books_of(both)))

    assert isinstance(bound, ModeLandings)
    assert bound.mode is Mode.REFILL
    assert bound.so_far.tolist() == [[2, 5, 5, 5]]
    assert bound.at_once.tolist() == [[2, 5, 3, 0]]


@pytest.mark.parametrize(
    ("refills", "landing", "least"),
    [
        ({("kyc", 0): 2}, 0, 1),
        ({("kyc", 0): 1}, 0, 1 / 2),
        ({("kyc", 1): 2}, 1, 2 / 5),
        ({("kyc", 0): 2, ("kyc", 1): 3}, 1, 1),
        ({("desk", 0): 4}, 0, 0),
    ],
)
def test_a_part_of_a_batch_refills_no_more_than_a_part_of_the_vacancies(
    refills: dict[tuple[str, int], int], landing: int, least: float
) -> None:
    """Two of the start and three of April, in batches of two or more: least of a batch that lands.

    Once the two are refilled only the three are left, all of which need a whole batch. What is
    refilled of another cohort needs none.
    """
    teams = company(
        {},
        cohorts=(cohort("desk", vacant=4), cohort("kyc", vacant=2)),
        headcount=growing().headcount,
        teams=(team(TeamKind.MINIMUM_BATCH, "kyc", minimum=2),),
    )
    program = programme_of(teams)
    heads, batches = program.groups[HEADS], program.groups["batch bound kyc"]
    named = [each.id for each in teams.cohorts]
    at_least = {
        int(
            heads.ids[(heads.index["cohort"] == named.index(who)) & (heads.index["period"] == t)][0]
        ): n
        for (who, t), n in refills.items()
    }
    (lands,) = batches.ids[batches.index["period"] == landing].tolist()

    assert least_in_relaxation(program, lands, at_least) == pytest.approx(least, abs=1e-6)


def test_a_batch_refills_in_the_period_in_which_it_lands() -> None:
    """Two vacancies, two at least: both are refilled at once, at half the pay."""
    batch = company({"vacant": 2}, teams=(team(TeamKind.MINIMUM_BATCH, "kyc", minimum=2),))

    assert {each.period: each.heads for each in cheapest(batch).moves} == {"2027-Q1": 2}


def test_a_batch_at_another_office_is_none_of_those_that_refill_here() -> None:
    """Both vacancies are refilled in Bengaluru, for which the batch of Manila would not do; of ten
    who are transferred two are no more than a fifth."""
    free = money("USD 0")
    two = scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", relocation=free),
            office("manila", "india", "services_in", relocation=free),
        ),
        pay=tuple(pay("analyst", each, "USD 73000") for each in ("shanghai", *ABROAD)),
        cohorts=(cohort("kyc", vacant=2),),
        teams=(team(TeamKind.MINIMUM_BATCH, "kyc", minimum=2),),
    )
    program = programme_of(two)
    heads, batches = program.groups[HEADS], program.groups["batch bound kyc"]
    here = [each.id for each in two.offices].index("bengaluru")
    (lands,) = batches.ids[(batches.index["office"] == here) & (batches.index["period"] == 0)]
    at = (heads.index["office"] == here) & (heads.index["period"] == 0)

    for mode, least in ((Mode.REFILL, 1), (Mode.TRANSFER, 2 / 10)):
        (column,) = heads.ids[at & (heads.index["mode"] == MODES.index(mode))].tolist()
        found = least_in_relaxation(program, int(lands), {column: 2})
        assert found == pytest.approx(least, abs=1e-6), mode


def test_what_a_vacancy_costs_here_moves_it_there() -> None:
    """A post costs USD 1,000 more in Bengaluru, and filling it USD 7,000 less: it goes there."""
    dearer = company(
        {"vacant": 2},
        pay=(pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 74000")),
    )

    assert sum(each.heads for each in cheapest(dearer).moves) == 2
    assert_moves_the_optimum(dearer, "vacancies")
