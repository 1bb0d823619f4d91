"""Pay that grows and people who leave by office and year: figures worked by hand.

The default company pays USD 200 a day in Shanghai and USD 100 in Bengaluru; it is planned on
2027-01-01, for the four quarters of 2027 with 90, 91, 92 and 92 days and 2028-Q1 with 91.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from models.calendar import Horizon
from models.errors import InputError
from models.labour import LabourMarketYear
from models.plan import Plan
from models.ranges import Range
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.audit import audit
from planner.books import books_of
from planner.costs import CostBook, cost_book
from planner.scenario_files import load
from planner.sensitivity import PlanAndBaselines, judge_at_ends, judge_of, uncertain_inputs
from tests.support.builders import cohort, move, office, plan, scenario, service
from tests.support.judging import cheapest, judged
from tests.support.scenario_folders import scenario_folder

BENGALURU, SHANGHAI = 0, 1


def market(office_name: str, year: int, **figures: Any) -> LabourMarketYear:
    """One row, from nowhere."""
    return LabourMarketYear(office=office_name, year=year, source="assumption", **figures)


def company(*rows: LabourMarketYear, **changes: Any) -> Scenario:
    """The default company over five quarters."""
    defaults: dict[str, Any] = {
        "horizon": Horizon(periods=5, tail_periods=0),
        "labour_market": rows,
    }
    return scenario(**{**defaults, **changes})


def costs(*rows: LabourMarketYear, **changes: Any) -> CostBook:
    """Its cost book."""
    return cost_book(company(*rows, **changes))


# ---------------------------------------------------------------- pay


def test_pay_grows_on_the_first_of_january_where_it_is_said_to() -> None:
    """10 % in Shanghai in 2028: 91 days at USD 220 are 20,020; Bengaluru stays at 9,100.

    That the year of the plan saw 50 % is in the pay that the tables state.
    """
    grown = costs(
        market("shanghai", 2027, wage_growth=0.5), market("shanghai", 2028, wage_growth=0.1)
    )

    assert grown.run_rate[0, SHANGHAI, :5].tolist() == [
        18_000_00, 18_200_00, 18_400_00, 18_400_00, 20_020_00,
    ]  # fmt: skip
    assert grown.run_rate[0, BENGALURU, 3:5].tolist() == [9_200_00, 9_100_00]


def test_the_last_year_given_carries_on() -> None:
    """Only 2026 is known: 10 % in 2028 and in 2029, so 91 x 220 and 90 x 242 in first quarters.

    A row that tells of attrition alone says nothing of pay.
    """
    grown = costs(
        market("shanghai", 2026, wage_growth=0.1),
        market("shanghai", 2028, attrition=0.1),
        horizon=Horizon(periods=9, tail_periods=0),
    )

    assert grown.run_rate[0, SHANGHAI, [4, 8]].tolist() == [20_020_00, 21_780_00]


def test_before_the_first_year_given_pay_stands_still() -> None:
    """Growth from 2029 on does not reach 2028."""
    grown = costs(market("shanghai", 2029, wage_growth=0.1))

    assert grown.run_rate[0, SHANGHAI, 4] == 18_200_00


def test_pay_goes_on_growing_in_the_tail() -> None:
    """Five tail quarters of 92 days after 2027: four in 2028 at USD 220, one in 2029 at USD 242.

    92 x (4 x 220 + 242) = 103,224.
    """
    grown = costs(
        market("shanghai", 2026, wage_growth=0.1), horizon=Horizon(periods=4, tail_periods=5)
    )

    assert grown.run_rate[0, SHANGHAI, 4] == 103_224_00


def test_pay_may_be_stated_for_another_year() -> None:
    """Stated for 2026, pay has grown by 10 % when 2027 begins: 90 days at USD 220 are 19,800.

    So a planning date that passes into January does not take the growth away.
    """
    rows = (market("shanghai", 2026, wage_growth=0.1),)

    assert costs(*rows, pay_year=2026).run_rate[0, SHANGHAI, 0] == 19_800_00
    late = costs(*rows, planning_date=date(2026, 12, 31))
    assert late.run_rate[0, SHANGHAI, 0] == 19_800_00


def test_what_goes_by_pay_grows_with_it() -> None:
    """On 2028-01-01, 10 % up: a hire 0.2 x 40,150 = 8,030; half of six months of 80,300 lost,
    20,075; filling both, 28,105; a wage of USD 1,000 for each of two years, 2,200.
    """
    grown = costs(
        market("shanghai", 2028, wage_growth=0.1),
        market("bengaluru", 2028, wage_growth=0.1),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", hiring_share=0.2),
        ),
        modes=ModePolicies(refill=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.5)),
        service=(service("kyc", 10, 1, "USD 1000"),),
    )

    assert grown.hiring[0, BENGALURU, 3:].tolist() == [7_300_00, 8_030_00]
    assert grown.hiring_cash[0, BENGALURU, 4] == 8_030_00
    assert grown.ramp_up[0, BENGALURU, list(Mode).index(Mode.REFILL), 4] == 20_075_00
    assert grown.filling[0, BENGALURU, 4] == 28_105_00
    assert grown.severance[0, 4] == 2_200_00
    assert grown.severance_cash[0, 4] == 2_200_00


def test_growth_turns_the_plan() -> None:
    """Bengaluru at half the pay is worth moving to; with pay there doubled each year it is not.

    One quarter of 2027, four of 2028 and four of 2029, by the tail: 100 + 4 x 200 + 4 x 400 =
    2,500 there, 9 x 200 = 1,800 here.
    """
    late = {"planning_date": date(2027, 10, 1), "horizon": Horizon(periods=1, tail_periods=8)}

    assert cheapest(company(**late)).moves
    assert not cheapest(company(market("bengaluru", 2026, wage_growth=1.0), **late)).moves


# ---------------------------------------------------------------- attrition


def leaving(*rows: LabourMarketYear, **changes: Any) -> Scenario:
    """A tenth leaves in a year; a hire costs a fifth of a year's pay in both offices."""
    return company(
        *rows,
        cohorts=(cohort("kyc", attrition=0.1),),
        offices=(
            office("shanghai", "china", "bank_cn", hiring_share=0.2),
            office("bengaluru", "india", "services_in", hiring_share=0.2),
        ),
        **changes,
    )


def test_who_has_arrived_leaves_as_people_do_there() -> None:
    """30 % of USD 7,300 a year are 540 in 90 days and 552 in 92; a tenth at home 360 and 368.

    The rate of the home office says nothing of those whose cohort says how they leave.
    """
    book = cost_book(
        leaving(market("bengaluru", 2027, attrition=0.3), market("shanghai", 2027, attrition=0.9))
    )

    assert book.replacing[0, BENGALURU, [0, 3]].tolist() == [540_00, 552_00]
    assert book.replacing[0, SHANGHAI, [0, 3]].tolist() == [360_00, 368_00]
    assert book.leavers[0, 0] == 247


def test_attrition_goes_by_year_and_the_cohort_s_own_holds_until_it_is_given() -> None:
    """A tenth until 2027, as at home; 30 % in 2028, and on through the tail.

    USD 7,300 x 0.1 are USD 2 a day, x 0.3 are 6: 92 x 2 = 184; 91 x 6 = 546; 2 x 546 in the tail.
    """
    book = cost_book(
        leaving(
            market("bengaluru", 2028, attrition=0.3), horizon=Horizon(periods=5, tail_periods=2)
        )
    )

    assert book.replacing[0, BENGALURU, 3:].tolist() == [184_00, 546_00, 1_092_00]


def test_the_audit_charges_it() -> None:
    """Ten in Bengaluru for the five quarters, 456 days at USD 6 each: 27,360."""
    whole = leaving(market("bengaluru", 2027, attrition=0.3))

    assert judged(whole, [move(10)]).amount("vacancies") == 27_360_00


# ---------------------------------------------------------------- rows


def test_a_row_says_something() -> None:
    """An office and a year alone are no row."""
    with pytest.raises(ValidationError, match="attrition, wage_growth or both"):
        market("shanghai", 2027)


def test_a_year_of_an_office_stands_once_and_the_office_is_there() -> None:
    """Two rows of one year, and one of nowhere."""
    row = market("shanghai", 2027, attrition=0.1)
    with pytest.raises(InputError, match="repeats the key"):
        company(row, row)
    with pytest.raises(InputError, match="is not among the offices"):
        company(market("atlantis", 2027, attrition=0.1))


def test_files_hold_ranges_of_it(tmp_path: Path) -> None:
    """A cell holds base and ends, as everywhere."""
    rows = (
        "office,year,attrition,wage_growth,source\nshanghai,2026,,0.05 (0.04 to 0.06),assumption\n"
    )
    read = load(scenario_folder(tmp_path, labour_market__csv=rows))

    assert [row.wage_growth for row in read.labour_market] == [0.05]
    assert [(each.table, each.row, each.field, each.low, each.high) for each in read.ranges] == [
        ("labour_market", "shanghai/2026", "wage_growth", "0.04", "0.06")
    ]


def test_a_range_of_growth_moves_the_saving() -> None:
    """Ten posts for 91 days of 2028: at 0 to 20 % in Shanghai they cost 182,000 to 218,400."""
    whole = company(
        market("shanghai", 2028, wage_growth=0.1),
        ranges=(
            Range(
                table="labour_market", row="shanghai/2028", field="wage_growth", low="0", high="0.2"
            ),
        ),
    )
    inputs = uncertain_inputs(whole)
    judge = judge_of(whole, PlanAndBaselines(plan([move(10)]), Plan(), Plan()), inputs)
    (found,) = judge_at_ends(judge, inputs).inputs
    base = audit(Plan(), books_of(whole)).total - audit(plan([move(10)]), books_of(whole)).total

    assert base == 456 * 10 * 100_00 + 91 * 10 * 20_00
    assert found.swing == 2 * 18_200_00
