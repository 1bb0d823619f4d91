"""A scenario built row by row: what is filled in, and what is wrong told by table and row."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import InputError
from models.money import Money
from models.scenario import Scenario
from models.tables import TABLE_KEYS
from models.workforce import PayRate
from planner import api
from planner.scenario_files import load
from tests.support.builders import cohort, default_company, jurisdiction, scenario


def three_offices() -> api.ScenarioBuilder:
    """Three offices in as few lines as they need."""
    return (
        api.ScenarioBuilder("asia", planning_date="2026-12-01", currency="USD")
        .rate("CNY", "0.14")
        .rate("INR", "0.0115")
        .rate("SGD", "0.77")
        .office("shanghai", jurisdiction="china", seats=60, pay={"analyst": "CNY 500000"})
        .office("singapore", jurisdiction="singapore", seats=12, pay={"analyst": "SGD 110000"})
        .office("bengaluru", jurisdiction="india", seats=40, pay={"analyst": "INR 2400000"})
        .cohort("kyc", role="analyst", office="shanghai", posts=40, vacant=4)
        .dataset("clients", stored_in="china", data_class="personal", reached_by=["kyc"])
    )


def test_what_is_named_is_filled_in() -> None:
    """Roles and employers by their ids, jurisdictions with the law that ships with the planner."""
    scenario = three_offices().build()

    assert (scenario.name, scenario.programme) == ("asia", "asia")
    assert scenario.planning_date == date(2026, 12, 1)
    assert [each.id for each in scenario.roles] == ["analyst"]
    assert [each.id for each in scenario.entities] == [
        *("company-china", "company-india", "company-singapore"),
    ]
    assert scenario.cohorts[0].entity == "company-china"
    assert scenario.access[0].dataset == "clients"
    shared = {each.id: each for each in load("shanghai-2026").jurisdictions}
    assert all(each == shared[each.id] for each in scenario.jurisdictions)


def test_a_built_scenario_can_be_planned_and_changed() -> None:
    """It is a scenario like any other."""
    scenario = three_offices().build()
    found = api.plan(scenario, stop=api.FixedEffort(), ranges=api.RangeUse.IGNORE)
    fewer = api.change(scenario, {"offices.bengaluru.seats": 10})

    assert found.plan is not None
    assert {each.id: each.seats for each in fewer.offices}["bengaluru"] == 10


def test_values_may_have_their_types() -> None:
    """Dates, money and groups of settings."""
    built = (
        api.ScenarioBuilder(
            "x",
            planning_date=date(2026, 12, 1),
            currency="SGD",
            programme="asia",
            horizon={"periods": 2},
        )
        .office("singapore", jurisdiction="singapore", seats=1, entity="bank")
        .row("entities", id="bank", name="Bank", jurisdiction="singapore")
        .row("pay", role="a", office="singapore", annual=Money(currency="SGD", amount=100))
        .cohort("k", role="a", office="singapore", posts=1)
        .build()
    )

    assert (built.programme, len(built.periods)) == ("asia", 2)
    assert built.pay[0].annual.amount == 100
    assert [each.id for each in built.entities] == ["bank"]


def test_records_are_taken_as_they_are() -> None:
    """The company of most tests, whose laws are its own: nothing of it is written out and read."""
    settings = {name: value for name, value in default_company().items() if name not in TABLE_KEYS}
    records = [row for name in TABLE_KEYS for row in default_company().get(name, ())]
    builder = api.ScenarioBuilder(**settings).add(*records)

    assert builder.build() == Scenario(**default_company())
    assert builder.build().cohorts[0] is records[-1]


def test_records_and_texts_go_together() -> None:
    """A record is read like the texts beside it, and what it names is filled in, too."""
    built = (
        three_offices()
        .add(PayRate(role="clerk", office="singapore", annual=Money(currency="SGD", amount=100)))
        .add(cohort("desk", role="clerk", office="singapore", entity="company-singapore", posts=2))
        .build()
    )

    assert {each.id: each.posts for each in built.cohorts} == {"kyc": 40, "desk": 2}
    assert [each.id for each in built.roles] == ["analyst", "clerk"]
    assert built.pay[-1].annual == Money(currency="SGD", amount=100)


def test_records_that_do_not_fit_together_are_named() -> None:
    """By table and row, as rows of texts are."""
    with pytest.raises(InputError) as caught:
        scenario(cohorts=(cohort("kyc", only_to=("mars",)),))

    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.field) == ("cohorts", "kyc", "only_to")
    assert (problem.found, "bengaluru" in problem.next_step) == ("mars", True)


def test_a_setting_is_no_second_place_for_a_table() -> None:
    """Neither of the two is ignored in silence."""
    cohorts = (cohort("kyc"),)
    builder = api.ScenarioBuilder("x", planning_date="2026-12-01", currency="USD", cohorts=cohorts)
    with pytest.raises(InputError, match="cohorts: is also in cohorts"):
        builder.add(*cohorts, jurisdiction("china")).build()


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Each with its table, its row and the nearest name."""
    with pytest.raises(InputError) as caught:
        (
            api.ScenarioBuilder("x", planning_date="2026-12-01", currency="USD")
            .office("a", jurisdiction="chna", seats=-3, pay={"r": 73000}, sets=3)
            .cohort("k", role="r", office="a", posts="many")  # type: ignore[arg-type]
            .build()
        )

    problems = {(each.file, each.row, each.field): each for each in caught.value.problems}
    assert set(problems) == {
        ("settings", "", "jurisdictions"),
        ("offices", "a", "seats"),
        ("offices", "a", "sets"),
        ("pay", "entry 1", "annual"),
        ("cohorts", "k", "posts"),
    }
    assert "'china'" in problems["settings", "", "jurisdictions"].next_step
    assert "'seats'" in problems["offices", "a", "sets"].next_step


def test_tables_without_rows_are_named_as_tables() -> None:
    """There are no files here, so none is asked for."""
    with pytest.raises(InputError) as caught:
        api.ScenarioBuilder("x", planning_date="2026-12-01", currency="USD").build()

    text = str(caught.value)
    assert "cohorts: has no rows. Give at least one row" in text
    assert "or add some in jurisdictions." in text
    assert ".csv" not in text
    assert ".yaml" not in text


def test_a_mistake_in_a_call_is_told_where_it_is_made() -> None:
    """A table or an office that there is not, an id given twice."""
    builder = three_offices()
    with pytest.raises(InputError, match="is not a table"):
        builder.row("office", id="x")
    with pytest.raises(InputError, match="is in offices already"):
        builder.office("shanghai", jurisdiction="china", seats=1)
    with pytest.raises(InputError, match="is in cohorts already"):
        builder.add(cohort("kyc"))
    with pytest.raises(TypeError, match="a row of a table is needed"):
        builder.add(Money(currency="USD", amount=1))
    with pytest.raises(InputError, match="has not been added"):
        builder.cohort("late", role="analyst", office="tokyo", posts=1)


def test_law_cannot_be_switched_off() -> None:
    """As with files: nothing is ignored in silence."""
    builder = api.ScenarioBuilder(
        "x", planning_date="2026-12-01", currency="SGD", switched_off="core_data"
    )
    builder.office("singapore", jurisdiction="singapore", seats=1, pay={"a": "SGD 1"})
    with pytest.raises(InputError, match="cannot be switched off"):
        builder.cohort("k", role="a", office="singapore", posts=1).build()
