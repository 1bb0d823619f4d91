"""Tasks against the audit, which shares no code with them: all cash once, and the same talks."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Horizon
from models.labour import Agreement, SigningWindow
from models.plan import Plan
from models.plan_in_force import UnderWay
from models.routes import RouteKind
from models.scenario import Scenario
from models.settings import Labour
from models.workforce import CostOverride, Mode, ModePolicies, ModePolicy, Service
from planner.audit import audit
from planner.books import books_of
from planner.expanded_plan import expand
from planner.explain.agenda import agenda_of
from planner.explain.waves import plan_tasks, waves_of
from planner.rules.mass_redundancy.coverage import is_consulted
from tests.support.builders import (
    ASSUMED,
    block,
    cohort,
    entity,
    jurisdiction,
    money,
    move,
    office,
    scenario,
    service,
    severance,
)
from tests.support.duties import (
    china,
    consult,
    export_law,
    file,
    measure,
    redundancy_law,
    start,
    terms,
)

PAID_WITH_TASKS = frozenset(
    {
        *("relocation", "hiring", "severance", "seats", "measures", "routes", "mass_redundancy"),
        *("listed_costs", "placements", "run_rate"),
    }
)
"""Rules whose cash is committed by something that is done."""

AGREEMENT = Agreement(windows=(SigningWindow(months=2.0, share=1.0),), days=45, provenance=ASSUMED)


def company(*, agreement: bool = False, **changes: Any) -> Scenario:
    """Two cohorts in Shanghai, one in Dalian; a listed figure; everything has its price."""
    law = severance(notice_days=30, notice_months=1.0, agreement=AGREEMENT if agreement else None)
    talks = redundancy_law(heads=4, consultation=money("USD 9000"), covers_days=95)
    route = terms(set_up=money("USD 300"))
    blocks: dict[str, Any] = {
        "block_seats": 3,
        "max_blocks": 9,
        "block_fit_out": money("USD 5000"),
        "block_lease": money("USD 1000"),
        "block_lead_days": 70,
    }
    return scenario(
        **{
            "jurisdictions": (
                china(
                    severance=law,
                    mass_redundancy=talks,
                    exports=export_law(standard_contract=route),
                ),
                jurisdiction("india"),
            ),
            "entities": (entity("bank_cn", "china"), entity("services_in", "india")),
            "offices": (
                office("shanghai", "china", "bank_cn", **blocks),
                office(
                    "bengaluru",
                    "india",
                    "services_in",
                    hiring_share=0.2,
                    hiring_days=40,
                    relocation=money("USD 9000"),
                    visa=money("USD 700"),
                    **blocks,
                ),
            ),
            "cohorts": (cohort("kyc"), cohort("alerts")),
            "service": (service("kyc", 10, 5, "USD 4000"), service("alerts", 10, 2, "USD 3000")),
            "costs": (CostOverride(cohort="alerts", office="bengaluru", one_off=money("USD 50")),),
            "measures": (measure("fence", set_up=money("USD 800")),),
            "modes": ModePolicies(
                transfer=ModePolicy(service=Service.PAID),
                redundancy=ModePolicy(overlap_periods=1),
            ),
            **changes,
        }
    )


LABELS = ("2027-Q1", "2027-Q2", "2027-Q3")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any decisions, lawful or not, each at most once."""
    every_move = list(product(Mode, LABELS, ("kyc", "alerts")))
    moved = draw(st.lists(st.sampled_from(every_move), unique=True, max_size=5))
    places = list(product(("shanghai", "bengaluru"), LABELS))
    ordered = draw(st.lists(st.sampled_from(places), unique=True, max_size=3))
    talks = draw(st.lists(st.sampled_from((*LABELS, "2027-Q4")), unique=True, max_size=2))
    begun = draw(st.lists(st.sampled_from(LABELS), max_size=1))
    filed = draw(st.lists(st.sampled_from(LABELS), max_size=1))
    return Plan(
        moves=tuple(move(draw(st.integers(1, 3)), *each) for each in moved),
        blocks=tuple(block(place, 2, label) for place, label in ordered),
        measures=tuple(start("fence", label) for label in begun),
        routes=tuple(file(RouteKind.STANDARD_CONTRACT, label) for label in filed),
        consultations=tuple(consult(label) for label in talks),
    )


@given(plans(), st.booleans())
def test_every_cash_that_something_done_commits_is_told_by_one_task(
    plan: Plan, agreement: bool
) -> None:
    """The sum over the tasks of all waves and the plan's own is what the rules charge in cash, and

    the lease of blocks: what seats cost beyond cash, since nothing is discounted here.
    """
    books = books_of(company(agreement=agreement))
    tasks = [task for wave in waves_of(books, plan) for task in wave.tasks]
    told = sum(task.amount for task in (*tasks, *plan_tasks(books, plan)))
    lines = audit(plan, books).price_list

    cash = sum(line.one_off_cash for line in lines if line.rule in PAID_WITH_TASKS)
    leases = sum(line.amount - line.one_off_cash for line in lines if line.rule == "seats")

    assert told == cash + leases


@given(plans())
def test_a_stop_after_the_last_step_costs_all_that_the_tasks_commit(plan: Plan) -> None:
    """Costs of a stop only ever rise, from the last safe one on."""
    for wave in waves_of(books_of(company()), plan):
        costs = [cost.amount for cost in wave.stop_costs]
        assert costs == sorted(costs)
        assert costs[-1] == sum(task.amount for task in wave.tasks)
        assert wave.stop_costs[0].after == wave.last_safe_stop
        assert wave.start_by == min(task.by for task in wave.tasks)


@pytest.mark.parametrize("hold", [True, False])
@pytest.mark.parametrize("today", [date(2026, 10, 1), date(2027, 1, 1)])
@given(
    plans(),
    st.lists(st.sampled_from(("2026-Q4", *LABELS)), unique=True, max_size=1),
    st.booleans(),
)
def test_talks_cover_whom_the_rule_says_they_cover(
    today: date, hold: bool, plan: Plan, begun: list[str], agreement: bool
) -> None:
    """In time before the hires or not, under way or not."""
    under_way = UnderWay(consultations=tuple(consult(label) for label in begun))
    made = company(
        agreement=agreement,
        planning_date=today,
        horizon=Horizon(periods=6, tail_periods=0),
        labour=Labour(consult_before_hiring=hold),
        under_way=under_way,
    )
    done = expand(books_of(made), plan)
    agenda = agenda_of(done.books, plan)
    moved = dict(zip(done.landings, plan.moves, strict=True))

    for each in done.separations:
        if each.cause is not None:
            assert agenda.is_consulted(moved[each.cause]) == is_consulted(done, each)
