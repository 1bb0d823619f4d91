"""Expected loss case by case adds up to that of the plan."""

from __future__ import annotations

from typing import Any

import pytest

from models.outlook import CaseLoss
from models.plan import MeasureStart
from models.risk import Channel
from models.scenario import Scenario
from planner import api
from planner.audit import audit
from planner.books import books_of
from planner.briefing.cases import case_losses
from planner.expanded_plan import expand
from tests.support.any_plan import bundled_plan
from tests.support.builders import case, entity, move, office, plan, topic
from tests.support.companies import exposed


@pytest.mark.parametrize("name", api.bundled())
def test_cases_add_up_to_the_expected_loss(name: str) -> None:
    """All cases of the scenario, in its order, each with a name of its own."""
    done = bundled_plan(name)
    losses = case_losses(done)

    assert sum(each.amount for each in losses) == audit(done.plan, done.books).expected_loss
    assert [each.case for each in losses] == [each.id for each in done.scenario.cases]
    assert len({each.name for each in losses}) == len(losses)


def company(**changes: Any) -> Scenario:
    """A fine of USD 100 a day while anyone is there; a raid of USD 10 a day for each person."""
    topics = (
        topic("leak", Channel.PRESENCE, fixed_share=1.0, per_head_share=0.0),
        topic("inquiry", Channel.PEOPLE),
    )
    cases = (
        case("fine", "leak", 0.1, "USD 365000"),
        case("raid", "inquiry", 0.1, "USD 365000"),
    )
    return exposed(**{"risk_weight": 2.5, "topics": topics, "cases": cases, **changes})


def test_a_case_that_a_plan_rids_itself_of_stays_with_nothing() -> None:
    """Half of the people leave in July, then nobody is left; the weight of risk is no matter."""
    books = books_of(company())
    gone = plan([move(5, period="2027-Q3"), move(5, period="2027-Q4")])

    assert _amounts(case_losses(expand(books, plan()))) == {"fine": 365, "raid": 365}
    assert _amounts(case_losses(expand(books, gone))) == {"fine": 181 + 92, "raid": 181 + 46}
    at_once = plan([move(10)])
    assert _amounts(case_losses(expand(books, at_once))) == {"fine": 0, "raid": 0}


def test_a_measure_cuts_its_case_alone() -> None:
    """Masking takes 60 % of the fine off from July on: 181 days, and 40 % of 184."""
    started = plan().model_copy(
        update={"measures": (MeasureStart(measure="masking", period="2027-Q3"),)}
    )

    cut = case_losses(expand(books_of(company()), started))
    assert _amounts(cut) == {"fine": 254.6, "raid": 365}


def test_names_tell_the_topic_the_employer_and_a_place_that_is_not_its_own() -> None:
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "bank_cn"),
    )
    cases = (
        case("fine", "leak", 0.1, "USD 365000"),
        case("abroad", "leak", 0.1, "USD 365000", jurisdiction="india"),
        case("again", "leak", 0.1, "USD 365000"),
    )
    entities = (entity("bank_cn", "china").model_copy(update={"name": "The bank"}),)
    whole = company(offices=offices, cases=cases, entities=entities)
    losses = case_losses(expand(books_of(whole), plan()))

    assert {each.case: each.name for each in losses} == {
        "fine": "leak, The bank (fine)",
        "again": "leak, The bank (again)",
        "abroad": "leak, The bank, India",
    }


def _amounts(losses: tuple[CaseLoss, ...]) -> dict[str, float]:
    """In hundreds of dollars."""
    return {each.case: each.amount / 100_00 for each in losses}
