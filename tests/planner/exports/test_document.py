"""The document for machines says all of a result, always under the same keys."""

import json

import pytest

from models.plan import Plan
from models.result import Result, Status
from planner.exports.document import document
from tests.support.exported_company import MOVES, no_plan, result, scenario

KEYS = (
    *("note", "status", "objective", "bound", "gap", "gap_of_saving", "saving"),
    *("people", "cash_by_fiscal_year", "second_stage"),
    *("currency", "minor_digits", "seed", "solver", "versions", "asked_gap"),
    *("time_limit_seconds", "scenario", "scenario_hash", "overlays", "requests", "programme"),
    *("planning_date", "wall_seconds", "moves", "common_costs", "placements", "measures"),
    *("routes", "blocks"),
    *(
        "consultations",
        "releases",
        "holds",
        "waves",
        "plan_tasks",
        "price_list",
        "baselines",
        "baseline",
        "findings",
        "sensitivity",
        *("interval", "break_even", "fallback", "cliffs"),
        "clash",
        "explanations",
    ),
)
COMPANY = scenario()


def test_every_kind_of_decision_has_a_key() -> None:
    """As the field of a plan is called."""
    assert set(Plan.model_fields) <= set(KEYS)


@pytest.mark.parametrize("made", [result(COMPANY), no_plan(COMPANY)])
def test_the_keys_never_change(made: Result) -> None:
    """With a plan and without one: the same keys in the same order, and JSON takes them all."""
    made_of = document(made, COMPANY)

    assert tuple(made_of) == KEYS
    assert json.loads(json.dumps(made_of, allow_nan=False)) == made_of


def test_amounts_are_integers_of_the_smallest_unit() -> None:
    """The parts of the price list add up to the objective, and a move has its own part."""
    made_of = document(result(COMPANY), COMPANY)

    assert made_of["objective"] == 3_215_000_000 == sum(x["amount"] for x in made_of["price_list"])
    assert made_of["baseline"]["total"] - made_of["objective"] == made_of["saving"]["total"]
    assert made_of["minor_digits"] == 2
    assert made_of["moves"][0] == {
        "cohort": "kyc",
        "origin": "sha",
        "destination": "sin",
        "mode": "transfer",
        "period": "2027-Q1",
        "heads": 9,
        "one_off": 900_000,
        "run_rate_delta": 450_000,
        "exposure_delta": -2_250_000,
    }


def test_without_a_plan_lists_are_empty_and_numbers_null() -> None:
    """What does not exist is not made up; staying put and the clash are still told."""
    made_of = document(no_plan(COMPANY), COMPANY)

    assert [made_of[k] for k in ("objective", "bound", "gap", "gap_of_saving", "saving")] == [
        None
    ] * 5
    for name in ("moves", "measures", "routes", "blocks", "consultations", "waves", "findings"):
        assert made_of[name] == []
    assert made_of["baseline"]["total"] == 4_200_000_000
    assert [each["rule"] for each in made_of["clash"]["members"]] == ["exposure_cap", "seats"]
    assert made_of["clash"]["irreducible"] is True
    assert made_of["clash"]["relaxations"] == []


@pytest.mark.parametrize("changes", [{"status": Status.INVALID}, {"judgement": None}])
def test_a_plan_without_an_audit_is_not_shown(changes: dict[str, object]) -> None:
    """A plan that failed its audit, or had none, stays out of every list and number."""
    made_of = document(result(COMPANY, MOVES, **changes), COMPANY)

    assert (made_of["moves"], made_of["objective"], made_of["gap"]) == ([], None, None)
