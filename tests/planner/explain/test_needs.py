"""Which moves need a measure or a route, and which the plan has for its own sake."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.data import Access, DataClass, ExemptGround
from models.measures import MeasureEffect, MeasureKind
from models.plan import MeasureStart, Move, Plan, RouteFiling, Task
from models.risk import Channel
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.explain.needs import needs
from planner.explain.waves import plan_tasks, waves_of
from tests.support.builders import (
    access,
    case,
    cohort,
    jurisdiction,
    money,
    move,
    office,
    one_of_each,
    pay,
    scenario,
    topic,
)
from tests.support.duties import (
    china,
    cuts_access,
    cuts_case,
    data,
    employer,
    export_law,
    file,
    measure,
    start,
    terms,
)

CONTRACT, ASSESSMENT = RouteKind.STANDARD_CONTRACT, RouteKind.SECURITY_ASSESSMENT
WAVES = (move(2, period="2027-Q2"), move(2, period="2027-Q4"))


def company(*effects: MeasureEffect, **changes: Any) -> Scenario:
    """KYC in Shanghai reads ``files``; ledgers read ``books``, and wealth nothing."""
    return scenario(
        **{
            "jurisdictions": (
                china(
                    exports=export_law(
                        standard_contract=terms(lead_days=60, set_up=money("USD 300")),
                        security_assessment=terms(lead_days=90),
                    )
                ),
                jurisdiction("india"),
            ),
            "entities": (employer("bank_cn", "china"), employer("services_in", "india")),
            "offices": (
                office("shanghai", "china", "bank_cn"),
                office("dalian", "china", "bank_cn"),
                office("bengaluru", "india", "services_in"),
                office("delhi", "india", "services_in"),
            ),
            "pay": tuple(
                pay("analyst", name, "USD 36500")
                for name in ("shanghai", "dalian", "bengaluru", "delhi")
            ),
            "cohorts": (
                cohort("kyc"),
                cohort("ledgers"),
                cohort("wealth"),
                cohort("branch", office="delhi", entity="services_in"),
            ),
            "datasets": (data("files"), data("books", data_class=DataClass.IMPORTANT)),
            "access": (
                access("kyc", "files"),
                access("ledgers", "books"),
                access("branch", "files"),
            ),
            "measures": (
                measure(
                    "fence", lead_days=45, set_up=money("USD 800"), kind=MeasureKind.RING_FENCE
                ),
            ),
            "effects": effects,
            **changes,
        }
    )


def split(
    made: Scenario, *decisions: MeasureStart | RouteFiling, moves: tuple[Move, ...] = WAVES
) -> dict[str, list[Task]]:
    """Tasks of measures and routes by wave; the plan's own under ``own``."""
    plan = Plan(
        moves=moves,
        measures=tuple(each for each in decisions if isinstance(each, MeasureStart)),
        routes=tuple(each for each in decisions if isinstance(each, RouteFiling)),
    )
    books = books_of(made)
    found = {wave.period: wave.tasks for wave in waves_of(books, plan)}
    every = {**found, "own": plan_tasks(books, plan)}
    duties = {
        name: [task for task in tasks if task.kind in {"filing", "measure"}]
        for name, tasks in every.items()
    }
    return {name: tasks for name, tasks in duties.items() if tasks}


FENCE = cuts_access("fence", "files")


def test_a_wave_does_not_start_by_the_day_of_a_measure_that_its_moves_do_not_need() -> None:
    """The fence is about ``files``; wealth, which reads nothing, leaves in the same quarter."""
    moves = (move(2, period="2027-Q2", cohort="wealth"),)
    found = split(company(FENCE), start("fence", "2027-Q2"), moves=moves)
    (own,) = found.pop("own")

    assert found == {}
    assert (own.what, own.by) == ("fence", date(2027, 2, 15))
    assert (own.amount, own.owner) == (800_00, "it_security")


@pytest.mark.parametrize(
    ("period", "wave"),
    [("2027-Q2", "2027-Q2"), ("2027-Q1", "2027-Q2"), ("2027-Q4", "2027-Q4"), ("2027-Q3", "own")],
)
def test_an_access_that_is_cut_goes_with_the_first_moves_that_it_is_cut_for(
    period: str, wave: str
) -> None:
    """With the wave on whose day it comes, or before the first one; between two it only carries on

    for those who have landed.
    """
    found = split(company(FENCE), start("fence", period))

    assert list(found) == [wave]
    assert len(found[wave]) == 1


@pytest.mark.parametrize(
    ("effect", "moves"),
    [
        (cuts_access("fence", "files", "ledgers"), WAVES),
        (FENCE, (move(2, period="2027-Q2", destination="dalian"),)),
        (FENCE, (move(2, period="2027-Q2", cohort="branch", origin="delhi"),)),
        (cuts_access("fence", "books"), WAVES),
    ],
)
def test_a_cut_that_concerns_no_move_is_the_plans_own(
    effect: MeasureEffect, moves: tuple[Move, ...]
) -> None:
    """Another cohort's access, a move at home, one from abroad to abroad, another dataset."""
    assert list(split(company(effect), start("fence", "2027-Q2"), moves=moves)) == ["own"]


@pytest.mark.parametrize(
    ("channel", "where", "needed"),
    [
        (Channel.PEOPLE, {}, False),
        (Channel.PEOPLE, {"entity": "services_in", "jurisdiction": "india"}, True),
        (Channel.EXPORT, {}, True),
        (Channel.EXIT, {}, True),
        (Channel.EXIT, {"entity": "services_in", "jurisdiction": "india"}, False),
    ],
)
def test_a_cut_of_a_case_goes_with_the_moves_that_add_to_it(
    channel: Channel, where: dict[str, str], needed: bool
) -> None:
    """Who leaves takes from a case on people at home, and adds to one at the destination, to one

    on exports of what they read, and to one on leaving.
    """
    shares = {"per_head_share": 0.0, "fixed_share": 1.0} if channel is Channel.EXPORT else {}
    made = company(
        cuts_case("fence", "raid", 0.5),
        topics=(topic("leak", channel, **shares),),
        cases=(case("raid", "leak", 0.1, "USD 9000", **where),),
    )

    assert list(split(made, start("fence", "2027-Q2"))) == ["2027-Q2" if needed else "own"]


def test_a_cut_of_a_case_on_leaving_is_due_when_people_leave() -> None:
    """They land in the second quarter and leave in the third, with the fence: it is their task."""
    made = company(
        cuts_case("fence", "raid", 0.5),
        topics=(topic("leak", Channel.EXIT),),
        cases=(case("raid", "leak", 0.1, "USD 9000"),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
    )
    moves = (move(2, Mode.REDUNDANCY, "2027-Q2"),)

    assert list(split(made, start("fence", "2027-Q3"), moves=moves)) == ["2027-Q2"]
    assert list(split(made, start("fence", "2027-Q4"), moves=moves)) == ["own"]


def test_a_route_goes_with_the_moves_whose_data_it_is_for() -> None:
    """``files`` leaves on the contract for personal data, ``books`` on the assessment."""
    moves = (move(2, period="2027-Q2"), move(2, period="2027-Q4", cohort="ledgers"))
    contract = file(CONTRACT, "2027-Q2")
    assessment = file(ASSESSMENT, "2027-Q2", group=DataGroup.IMPORTANT)
    found = split(company(), contract, assessment, moves=moves)

    assert {name: [(t.what, t.by, t.amount) for t in tasks] for name, tasks in found.items()} == {
        "2027-Q2": [("bank_cn/personal/standard_contract", date(2027, 1, 31), 300_00)],
        "2027-Q4": [("bank_cn/important/security_assessment", date(2027, 1, 1), 0)],
    }


@pytest.mark.parametrize(
    ("filing", "effects"),
    [
        (file(CONTRACT, "2027-Q2", handler="services_in"), ()),
        (file(ASSESSMENT, "2027-Q2", group=DataGroup.IMPORTANT), ()),
        (file(CONTRACT, "2027-Q1", until="2027-Q2"), ()),
        (file(CONTRACT, "2027-Q3"), ()),
        (file(CONTRACT, "2027-Q2"), (cuts_access("always", "files"),)),
    ],
)
def test_a_route_for_what_no_move_sends_is_the_plans_own(
    filing: RouteFiling, effects: tuple[MeasureEffect, ...]
) -> None:
    """Another handler's, another group's, over before the landing, a renewal between two waves,

    or for data whose access is cut.
    """
    made = company(*effects, measures=(measure("always", in_force=True),))

    assert list(split(made, filing)) == ["own"]


def test_an_exempt_access_needs_no_route_and_may_be_cut() -> None:
    """Law frees it of the route on a ground that holds there; the loss of its case may be cut."""
    exempt = Access(cohort="kyc", dataset="files", exempt_ground=ExemptGround.CONTRACT)
    freed = china(exports=export_law(exempt_grounds=(ExemptGround.CONTRACT,)))
    places = (freed, jurisdiction("india"))
    made = company(FENCE, access=(exempt,), jurisdictions=places)

    assert list(split(made, file(CONTRACT, "2027-Q2"))) == ["own"]
    assert list(split(made, start("fence", "2027-Q2"))) == ["2027-Q2"]
    assert list(split(company(FENCE, access=(exempt,)), file(CONTRACT, "2027-Q2"))) == ["2027-Q2"]


def test_redeploying_people_off_the_data_is_for_hr() -> None:
    made = company(FENCE, measures=(measure("fence", kind=MeasureKind.REDEPLOYMENT),))

    assert [task.owner for task in split(made, start("fence", "2027-Q2"))["2027-Q2"]] == ["hr"]


def test_every_decision_besides_moves_is_a_duty() -> None:
    """But for seats given up and moves on hold, for which nothing has to be done."""
    others = {
        kind: (row,)
        for kind, row in one_of_each().items()
        if kind not in {"moves", "holds", "releases"}
    }
    found = needs(books_of(company()), Plan.model_validate(others))

    assert {need.duty for need in found} == {row for (row,) in others.values()}
