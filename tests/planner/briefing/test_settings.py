"""In what the scenarios of plans differ, in words."""

from __future__ import annotations

from datetime import date

import pytest

from models.named import NamedPlan
from models.plan_in_force import UnderWay
from models.result import Result
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.settings import Budget, FiscalYearBudget
from models.workforce import Role
from planner.briefing.settings import setting_changes
from planner.planning import make_plan
from tests.support.builders import (
    block,
    cohort,
    jurisdiction,
    matter,
    money,
    office,
    pay,
    role,
    scenario,
    service,
    signal,
)
from tests.support.duties import china, export_law


@pytest.fixture(scope="module")
def result() -> Result:
    """Of any plan: what is told are its overlays."""
    return make_plan(scenario(), SearchLimits(seconds=5.0))


def told(result: Result, *scenarios: Scenario) -> list[tuple[str, ...]]:
    """What differs, with the values."""
    plans = [NamedPlan(f"plan {n}", each, result) for n, each in enumerate(scenarios)]
    return [(each.what, *each.values) for each in setting_changes(plans)]


def test_plans_of_one_scenario_differ_in_nothing(result: Result) -> None:
    assert told(result, scenario()) == []
    assert told(result, scenario(), scenario()) == []


def test_settings_are_told_in_words_and_never_as_json(result: Result) -> None:
    """A year is written as such, an empty setting as not set."""
    years = tuple(
        FiscalYearBudget(fiscal_year=2027 + n, limit=money(f"USD {n + 1}000000")) for n in (0, 1)
    )
    changed = scenario(
        risk_weight=1.5,
        discount_rate=0.075,
        pay_year=2026,
        first_act=date(2027, 4, 1),
        budget=Budget(total=money("USD 7000000"), by_fiscal_year=years),
        switched_off=("people_at_risk", "pace"),
        under_way=UnderWay(blocks=(block("bengaluru", 1200),)),
    )

    assert told(result, scenario(), changed) == [
        ("First act", "not set", "2027-04-01"),
        ("Discount rate", "0%", "7.5%"),
        ("Risk weight", "1", "1.5"),
        ("Pay year", "not set", "2026"),
        ("Budget, total", "not set", "USD 7.00 m"),
        (
            "Budget, by fiscal year",
            "not set",
            "fiscal year 2027, limit USD 1.00 m; fiscal year 2028, limit USD 2.00 m",
        ),
        ("Under way, blocks", "not set", "office bengaluru, period 2027-Q1, blocks 1,200"),
        ("Switched off", "not set", "people at risk, pace"),
    ]


def test_rows_of_tables_are_told_by_name_and_field(result: Result) -> None:
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", seats=12),
    )
    dearer = (
        pay("analyst", "shanghai", "USD 73000"),
        pay("analyst", "bengaluru", "USD 41000"),
    )
    changed = scenario(offices=offices, pay=dearer, cohorts=(cohort("kyc", at_risk=True),))

    assert told(result, scenario(), changed) == [
        ("Offices: Bengaluru, seats", "100", "12"),
        ("Pay: analyst, Bengaluru, annual pay", "USD 36.5 k", "USD 41.0 k"),
        ("Cohorts: analyst in Shanghai, at risk", "no", "yes"),
    ]


def test_every_change_says_which_table_or_setting_it_is_in(result: Result) -> None:
    """What a board may see of it hangs on that."""
    changed = scenario(
        budget=Budget(total=money("USD 7000000")),
        cohorts=(cohort("kyc", at_risk=True), cohort("new", posts=1)),
        service=(service("kyc", 10, 5, "USD 4000"),),
    )
    plans = [NamedPlan(str(n), each, result) for n, each in enumerate((scenario(), changed))]

    assert [each.table for each in setting_changes(plans)] == [
        "budget",
        "cohorts",
        "cohorts",
        "service",
    ]


def test_amounts_that_look_alike_in_short_are_told_in_full(result: Result) -> None:
    one, other = (scenario(budget=Budget(total=money(f"USD 70000{n}0"))) for n in (0, 1))

    assert told(result, one, other) == [("Budget, total", "USD 7,000,000.00", "USD 7,000,010.00")]


def test_a_row_that_only_some_have_is_there_or_not_there(result: Result) -> None:
    report = scenario(
        matters=(matter("leak-law"),),
        signals=(signal("leak-report", "leak-law"),),
        topics=(),
    )

    assert told(result, scenario(), report, scenario()) == [
        ("Matters: leak-law", "not there", "there", "not there"),
        ("Signals: leak-report", "not there", "there", "not there"),
    ]


def test_many_rows_of_a_table_are_counted(result: Result) -> None:
    """So are many figures of one row."""
    many = tuple(role(f"role_{n}") for n in range(9))
    changed = scenario(roles=(role("analyst"), *many))
    law = scenario(jurisdictions=(china(exports=export_law()), jurisdiction("india")))

    assert told(result, scenario(), changed) == [("9 rows of Roles differ", "", "")]
    ((what, *values),) = told(result, scenario(), law)
    assert what.startswith("Jurisdictions: China: ")
    assert what.endswith(" figures differ")
    assert values == ["", ""]


def test_wages_of_people_are_only_counted(result: Result) -> None:
    known = scenario(service=(service("kyc", 10, 5, "USD 4000"),))
    raised = scenario(service=(service("kyc", 10, 5, "USD 4321"),))

    assert told(result, known, raised) == [("2 rows of Service differ", "", "")]
    assert told(result, scenario(), raised) == [("1 row of Service differs", "", "")]


def test_remarks_are_no_settings(result: Result) -> None:
    """Neither names nor titles decide anything, and however many differ, they are not counted."""
    one, other = (
        scenario(
            title=word,
            roles=(role("analyst"), *(Role(id=f"role_{n}", name=f"{word} {n}") for n in range(9))),
        )
        for word in ("Some", "Others")
    )

    assert told(result, one, other) == []


def test_long_values_are_cut(result: Result) -> None:
    ordered = tuple(block("bengaluru", 1, f"2027-Q{n}") for n in (1, 2, 3, 4))
    noted = scenario(under_way=UnderWay(blocks=ordered))
    ((_, _, value),) = told(result, scenario(), noted)

    assert value.startswith("office bengaluru, period 2027-Q1, blocks 1; office bengaluru, ")
    assert value.endswith(" …")
    assert len(value) <= 120


def test_what_was_laid_over_each_scenario_comes_first() -> None:
    """A setting is told with its value, unless that is a list; none is told where all are alike."""
    base = make_plan(scenario(), SearchLimits(seconds=5.0))

    def plan(name: str, of: Scenario, *overlays: str) -> NamedPlan:
        record = base.provenance.model_copy(update={"overlays": overlays})
        return NamedPlan(name, of, base.model_copy(update={"provenance": record}))

    one, other = scenario(), scenario(risk_weight=2.0)
    first, *rest = setting_changes(
        [
            plan("a", one),
            plan("b", other, "inspection", "risk_weight=2"),
            plan("c", one, 'budget.by_fiscal_year=[{"fiscal_year": 2027}]'),
        ]
    )

    assert first.what == "Laid over the scenario"
    assert first.values == (
        "as it is",
        "inspection; risk weight 2",
        "budget by fiscal year changed",
    )
    assert [each.what for each in rest] == ["Risk weight"]
    alike = setting_changes([plan("a", one, "inspection"), plan("b", other, "inspection")])
    assert [each.what for each in alike] == ["Risk weight"]
