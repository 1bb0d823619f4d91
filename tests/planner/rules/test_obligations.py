"""Obligations: what it certainly costs to keep people, systems or exported data in a place.

One obligation: USD 1,000 once and USD 3,650 a year, so USD 10 a day. The quarters of 2027 have 90,
91, 92 and 92 days. Ten posts of ``kyc`` in Shanghai can reach the personal data of ``clients``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from models.account import Verdict
from models.calendar import Horizon
from models.data import DataClass, ExemptGround
from models.errors import InputError
from models.obligations import ObligationAbout
from models.plan import Plan
from models.scenario import Scenario
from models.settings import Budget
from models.signals import Stage
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.audit import audit
from planner.books import books_of
from planner.lint.best_case import least_cost
from planner.rules.obligations import RULE
from tests.support.builders import (
    access,
    cohort,
    jurisdiction,
    matter,
    money,
    move,
    office,
    pay,
    scenario,
    service,
    signal,
)
from tests.support.duties import china, data, export_law, judge, obligation, population
from tests.support.judging import (
    assert_moves_the_optimum,
    cheapest,
    cheapest_without,
    findings,
    found_by,
    judged,
    only,
)
from tests.support.lints import subject

POSTS, SYSTEM, EXPORTED = ObligationAbout
SET_UP, DAY = 1_000_00, 10_00
YEAR = 365 * DAY
PRICE: dict[str, Any] = {"set_up": money("USD 1000"), "yearly": money("USD 3650")}


def company(
    about: ObligationAbout = POSTS, told: dict[str, Any] | None = None, **changes: Any
) -> Scenario:
    """The default company with one obligation, and export law under whose thresholds it stays."""
    free = export_law(contract_from_personal=100_000)
    defaults: dict[str, Any] = {
        "jurisdictions": (china(exports=free), jurisdiction("india")),
        "populations": (population("retail", 1_000),),
        "datasets": (data("clients", "retail", mlps_level=3),),
        "access": (access("kyc", "clients"),),
        "obligations": (obligation("audits", about, **{**PRICE, **(told or {})}),),
    }
    return scenario(**{**defaults, **changes})


def owed(told: Scenario, *moves: Any) -> int:
    """What a plan of some moves owes under the rule."""
    return judged(told, list(moves)).amount("obligations")


# ---------------------------------------------------------------- while there is what it is about


def test_whoever_stays_pays_once_and_by_the_year() -> None:
    """USD 1,000 and 365 days at USD 10: 4,650; two tail quarters of 92 days add 1,840."""
    assert owed(company()) == SET_UP + YEAR
    tail = Horizon(periods=4, tail_periods=2)
    assert owed(company(horizon=tail)) == SET_UP + YEAR + 184 * DAY


def test_the_last_to_leave_ends_it() -> None:
    """Nine gone at once and one from July: two quarters, 181 days, and nothing in the tail."""
    whole = company(horizon=Horizon(periods=4, tail_periods=2))

    assert owed(whole, move(9), move(1, period="2027-Q3")) == SET_UP + 181 * DAY
    assert owed(whole, move(9)) == SET_UP + YEAR + 184 * DAY
    assert owed(whole, move(10)) == 0


def test_posts_without_access_or_in_another_place_are_no_matter() -> None:
    """Nobody who can reach the data, another class of data, another employer, another place."""
    assert owed(company(access=())) == 0
    assert owed(company(told={"data_classes": (DataClass.IMPORTANT,)})) == 0
    assert owed(company(told={"entity": "services_in"})) == 0
    assert owed(company(told={"jurisdiction": "india"})) == 0


def test_arrivals_bring_it_about() -> None:
    """India asks the same of the services company: from July on, 184 days, for one who lands."""
    india = company(told={"entity": "services_in", "jurisdiction": "india"})

    assert owed(india, move(1, period="2027-Q3")) == SET_UP + 184 * DAY


def test_in_a_hand_over_the_post_is_still_there() -> None:
    """Ten redundancies land in January and leave in April: one quarter."""
    whole = company(
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        service=(service("kyc", 10, 1, "USD 1000"),),
    )

    assert owed(whole, move(10, Mode.REDUNDANCY)) == SET_UP + 90 * DAY


@pytest.mark.parametrize(
    ("about", "held"),
    [
        ({"mlps_level": 3}, True),
        ({"mlps_level": 4}, False),
        ({"dataset": "clients", "data_classes": ()}, True),
        ({"data_classes": (DataClass.SENSITIVE,)}, False),
        ({"jurisdiction": "india"}, False),
        ({"entity": "services_in"}, False),
    ],
)
def test_a_system_is_there_in_every_plan(about: dict[str, Any], *, held: bool) -> None:
    """Whoever moves, the data is stored where it is; at its level and above, and of its class."""
    whole = company(SYSTEM, about)

    assert owed(whole) == owed(whole, move(10)) == (SET_UP + YEAR if held else 0)


def test_exports_cost_while_data_leaves() -> None:
    """From April on one works in Bengaluru: 275 days. At home, or on an exempt ground, nothing."""
    whole = company(EXPORTED)
    exempt = company(
        EXPORTED,
        jurisdictions=(
            china(exports=export_law(exempt_grounds=(ExemptGround.CONTRACT,))),
            jurisdiction("india"),
        ),
        access=(
            access("kyc", "clients").model_copy(update={"exempt_ground": ExemptGround.CONTRACT}),
        ),
    )

    assert owed(whole) == 0
    assert owed(whole, move(1, period="2027-Q2")) == SET_UP + 275 * DAY
    assert owed(exempt, move(1, period="2027-Q2")) == 0


def test_it_is_set_up_once() -> None:
    """Six leave China, and six others arrive at its bank in July: paid once.

    Two cohorts: one leaves at once, the other comes from Bengaluru to Shanghai.
    """
    whole = company(
        cohorts=(
            cohort("kyc", posts=6),
            cohort("alerts", posts=6, entity="services_in", office="bengaluru"),
        ),
        access=(access("kyc", "clients"), access("alerts", "clients")),
        discount_rate=0.0,
        horizon=Horizon(periods=4, tail_periods=0),
    )
    comes = move(6, period="2027-Q3", cohort="alerts", origin="bengaluru", destination="shanghai")

    assert owed(whole, move(6)) == 0
    assert owed(whole, move(6), comes) == SET_UP + 184 * DAY
    late = move(6, period="2027-Q2")
    assert owed(whole, late, comes) == SET_UP + 90 * DAY + 184 * DAY


# ---------------------------------------------------------------- when it is due


@pytest.mark.parametrize(
    ("due_from", "days"),
    [
        (date(2026, 1, 1), 365),
        (date(2027, 1, 1), 365),
        (date(2027, 1, 2), 275),
        (date(2027, 4, 1), 275),
        (date(2027, 10, 1), 92),
    ],
)
def test_it_is_due_in_quarters_that_begin_on_its_day_or_later(due_from: date, days: int) -> None:
    """A duty of the second of January is owed from April on."""
    assert owed(company(told={"due_from": due_from})) == SET_UP + days * DAY


def test_what_is_first_due_after_the_horizon_costs_nothing() -> None:
    """Not in the tail either, which is priced as the last quarter is."""
    late = company(told={"due_from": date(2027, 10, 2)}, horizon=Horizon(periods=4, tail_periods=8))

    assert owed(late) == 0


def test_set_up_is_discounted_to_the_day_it_is_paid() -> None:
    """At 10 % a year USD 1,000 on 1 April, day 90, are 1,000 / 1.1^(90/365) = USD 976.77."""
    told = company(told={"due_from": date(2027, 4, 1), "yearly": money("USD 0")}, discount_rate=0.1)

    assert owed(told) == 976_77


def test_what_is_in_force_is_only_kept_up() -> None:
    """Set up and paid for: USD 10 a day, whatever day it was due from."""
    assert owed(company(told={"in_force": True, "due_from": date(2027, 10, 1)})) == YEAR


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ({"stage": Stage.DRAFT}, 0),
        ({"stage": Stage.ADOPTED, "effective_from": date(2027, 7, 1)}, 184),
        ({"stage": Stage.IN_FORCE}, 365),
        ({"stage": Stage.CAMPAIGN}, 365),
        ({"stage": Stage.IN_FORCE, "recorded_at": "2027-01-02"}, 0),
        ({"stage": Stage.IN_FORCE, "approved_at": None}, 0),
        ({"stage": Stage.IN_FORCE, "retracted_at": "2026-12-01"}, 0),
    ],
)
def test_a_matter_makes_it_due_once_it_has_come_so_far(told: dict[str, Any], days: int) -> None:
    """In force or further, as known and approved on the planning date; adopted law from its day."""
    waiting = company(
        told={"matter": "audits-law", "stage": Stage.IN_FORCE},
        matters=(matter("audits-law"),),
        signals=(signal("one", "audits-law", **told),),
    )

    assert owed(waiting) == (SET_UP + days * DAY if days else 0)


def test_without_a_signal_its_matter_has_not_come_so_far() -> None:
    """Nothing known, nothing due."""
    told = {"matter": "audits-law", "stage": Stage.RUMOUR}

    assert owed(company(told=told, matters=(matter("audits-law"),))) == 0


# ---------------------------------------------------------------- what kind of money


def test_it_is_money_and_no_expected_loss_and_not_of_the_budget() -> None:
    """Weighed by no risk weight, in no cash, under a budget of nothing; in staying put as well."""
    whole = company(risk_weight=3.0, budget=Budget(total=money("USD 0")))
    judgement = audit(Plan(), books_of(whole))
    (line,) = (each for each in judgement.price_list if each.rule == "obligations")

    assert judgement.lawful
    assert (line.amount, line.unweighted, line.one_off_cash) == (SET_UP + YEAR,) * 2 + (0,)
    assert not line.expected
    assert judgement.expected_loss == 0


def test_set_up_is_told_as_a_one_off() -> None:
    """Beside the moves, since it belongs to none of them."""
    (row,) = (each for each in judge(company()).common_costs if each.rule == "obligations")

    assert (row.one_off, row.run_rate, row.exposure) == (SET_UP, YEAR, 0)


def test_it_says_what_it_costs() -> None:
    """Its finding carries the sentence and the amount."""
    finding = only(findings(judge(company()), "obligations"))

    assert (finding.verdict, finding.price, finding.unit) == (
        Verdict.PRICED,
        SET_UP + YEAR,
        "money",
    )
    assert finding.words == RULE.sentence


def test_its_figures_are_told_in_words() -> None:
    """What it is about, when it is due, what it costs, who says so."""
    told = company(told={"due_from": date(2027, 4, 1)})
    met = company(SYSTEM, {"in_force": True, "data_classes": (), "mlps_level": 3})
    awaited = company(
        EXPORTED,
        {"matter": "law", "stage": Stage.IN_FORCE, "dataset": "clients"},
        matters=(matter("law"),),
    )

    (words,) = RULE.values(told)
    assert words == (
        "audits (bank_cn, china): USD 1000.00 once, USD 3650.00 a year while there are posts with "
        "access to personal; due from 2027-04-01 (unverified: assumption)"
    )
    assert "systems with data of level 3 or more; set up already" in RULE.values(met)[0]
    assert (
        "exports of clients, personal; due once law is at the stage in_force"
        in RULE.values(awaited)[0]
    )


# ---------------------------------------------------------------- what it decides


@pytest.mark.parametrize("about", [POSTS, EXPORTED])
def test_it_moves_the_optimum(about: ObligationAbout) -> None:
    """USD 36,500 more in Bengaluru are worth less than an obligation of USD 400,000 in China.

    An obligation on exports keeps those at home whose move would save less than it costs.
    """
    dear = {"set_up": money("USD 400000"), "yearly": money("USD 0")}
    dearer_there = (
        pay("analyst", "shanghai", "USD 36500"),
        pay("analyst", "bengaluru", "USD 73000"),
    )
    whole = company(about, dear, **({"pay": dearer_there} if about is POSTS else {}))

    assert sum(each.heads for each in cheapest(whole).moves) == (10 if about is POSTS else 0)
    assert_moves_the_optimum(whole, "obligations")


def test_the_optimiser_exports_and_pays_where_that_saves_more() -> None:
    """Ten posts go at once and owe USD 4,650 for the year; what is claimed is what is found."""
    whole = company(EXPORTED)
    found = found_by(whole)

    assert found.plan is not None
    assert sum(each.heads for each in found.plan.moves) == 10
    judgement = judged(whole, found.plan.moves)
    assert judgement.amount("obligations") == SET_UP + YEAR
    assert found.claimed == judgement.total


def test_exports_of_data_that_it_is_not_about_owe_nothing() -> None:
    """Dear for sensitive data, which nobody outside reaches: ten posts go all the same."""
    dear = {"set_up": money("USD 900000"), "data_classes": (DataClass.SENSITIVE,)}
    whole = company(
        EXPORTED,
        dear,
        datasets=(data("clients", "retail"), data("health", "retail", DataClass.SENSITIVE)),
    )
    found = found_by(whole)

    assert found.plan is not None
    assert sum(each.heads for each in found.plan.moves) == 10
    assert found.claimed == judged(whole, found.plan.moves).total


def test_a_programme_without_routes_does_without_obligations_on_exports() -> None:
    """A search for a clash leaves rules out; without routes nothing says what leaves."""
    dear = company(EXPORTED, {"set_up": money("USD 900000")})

    assert not cheapest(dear).moves
    assert sum(each.heads for each in cheapest_without(dear, "routes").moves) == 10


def test_a_system_decides_nothing() -> None:
    """It costs the same in every plan."""
    with_it, without = company(SYSTEM, PRICE), company(obligations=())

    assert cheapest(with_it) == cheapest(without)


def test_a_system_that_is_due_later_is_set_up_at_the_price_of_that_day() -> None:
    """Due from 1 July, 181 days on, at 10 % a year: USD 1,000 / 1.1 ** (181 / 365) are 953.84, for
    the optimiser too.
    """
    whole = company(
        SYSTEM, {"due_from": date(2027, 7, 1), "yearly": money("USD 0")}, discount_rate=0.1
    )

    assert owed(whole) == 953_84
    assert cheapest(whole) == cheapest(company(obligations=(), discount_rate=0.1))


def test_what_has_been_set_up_is_paid_for_though_it_is_needed_no_longer() -> None:
    """All go to Bengaluru as soon as their permits are there, on 1 April: 90 days and the whole
    set-up, for the optimiser too.
    """
    permits = company(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", visa_days=90),
        )
    )

    assert cheapest(permits).moves == (move(10, period="2027-Q2"),)
    assert owed(permits, move(10, period="2027-Q2")) == SET_UP + 90 * DAY


def test_no_office_is_called_too_dear_that_an_obligation_would_pay_for() -> None:
    """USD 36,500 a year dearer for each post; USD 400,000 that the last to leave would spare."""
    dearer_there = (
        pay("analyst", "shanghai", "USD 36500"),
        pay("analyst", "bengaluru", "USD 73000"),
    )
    dear = {"set_up": money("USD 400000"), "yearly": money("USD 0")}
    with_it, without = (
        company(POSTS, dear, pay=dearer_there),
        company(obligations=(), pay=dearer_there),
    )

    assert (least_cost(subject(without)) > 0).all()
    assert (least_cost(subject(with_it)) < 0).any()


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"data_classes": ()}, "what is it about"),
        ({"matter": "law"}, "go together"),
        ({"stage": Stage.DRAFT}, "go together"),
        ({"matter": "law", "stage": Stage.DRAFT, "due_from": date(2027, 1, 1)}, "give either"),
    ],
)
def test_a_row_is_about_something_at_one_time(told: dict[str, Any], words: str) -> None:
    """Refused by the type."""
    with pytest.raises(ValidationError, match=words):
        obligation("audits", POSTS, **told)


@pytest.mark.parametrize(
    "told",
    [
        {"entity": "nobody"},
        {"jurisdiction": "nowhere"},
        {"dataset": "nothing"},
        {"matter": "nothing", "stage": Stage.DRAFT},
        {"yearly": money("KRW 5")},
    ],
)
def test_it_names_what_is_there(told: dict[str, Any]) -> None:
    """Refused by the scenario."""
    with pytest.raises(InputError, match=r"is not among|rate table"):
        company(told=told)
