"""Why posts go where they go: by hand, and where limits shut what else could be done."""

from __future__ import annotations

import json
from typing import Any

import pytest

from models.clash import ClashMember
from models.cost_delta import CostOrder
from models.errors import InputError
from models.explanations import Explanations, OptionKind, Why, WhyOption
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner import api
from planner.analysis.known_plan import cheapest_of
from planner.analysis.why import why
from planner.api import PlanResult
from planner.explain.clash_words import member_words
from planner.verification import verification_of
from tests.support.builders import office, pay, scenario

EXACT = SearchLimits(gap=0.0, deterministic=True)


@pytest.fixture(scope="module")
def tiny() -> PlanResult:
    """The plan of six posts that the tutorial of the scenario works out by hand."""
    return api.plan(api.load("tiny"), ranges=api.RangeUse.IGNORE, stop=api.FixedEffort())


def asked(plan: PlanResult, cohort: str, to: str | None = None) -> Why:
    return why(cheapest_of(plan.scenario, plan.result), cohort, to, EXACT)


def option(answer: Why, kind: OptionKind, name: str = "") -> WhyOption:
    (found,) = (
        each
        for each in answer.ranked
        if each.kind is kind and name in {"", each.destination, each.mode, each.measure}
    )
    return found


def test_staying_costs_what_the_price_list_says(tiny: PlanResult) -> None:
    """Four analysts who stay cost USD 159,165 more in money and 225,180 more in expected loss."""
    answer = asked(tiny, "analysts")
    stay = option(answer, OptionKind.STAY)

    assert answer.posts == 4
    assert stay.delta is not None
    assert (stay.delta.money, stay.delta.expected_loss) == (15_916_500, 22_518_000)
    assert stay.delta.total == sum(each.amount for each in stay.delta.by_rule)
    assert stay.delta.order is CostOrder.DEARER
    assert stay.gap == pytest.approx(0, abs=1e-6)
    assert option(answer, OptionKind.DESTINATION, "bengaluru").in_plan


def test_options_are_ranked_and_those_that_are_shut_come_last(tiny: PlanResult) -> None:
    """What is as planned costs nothing more, so that it is among the first."""
    ranked = asked(tiny, "analysts").ranked
    costs = [0 if each.in_plan else each.delta.total if each.delta else None for each in ranked]
    known = [each for each in costs if each is not None]

    assert known == sorted(known)
    assert costs[len(known) :] == [None] * (len(costs) - len(known))
    assert ranked[0].in_plan


def test_a_budget_that_shuts_an_option_is_named_with_its_amount(tiny: PlanResult) -> None:
    """Four transfers cost more than the USD 170,000 that there are."""
    transfer = option(asked(tiny, "analysts"), OptionKind.MODE, "transfer")

    (limit,) = transfer.shut_by
    assert (limit.rule, limit.limit, limit.amount) == ("budget", "budget", 17_000_000)
    assert transfer.delta is None


def test_a_rule_that_admits_no_move_is_named_with_cohort_and_office() -> None:
    """Analysts may only go to Shanghai: the rule shuts Bengaluru for them."""
    shut = api.load("tiny", settings={"cohorts.analysts.never_to": ["bengaluru"]})
    plan = api.plan(shut, ranges=api.RangeUse.IGNORE, stop=api.FixedEffort())
    answer = asked(plan, "analysts", "bengaluru")

    (only,) = answer.ranked
    (limit,) = only.shut_by
    assert isinstance(limit, ClashMember)
    assert limit.rule == "eligibility"
    assert (limit.subject.cohorts, limit.subject.offices) == (("analysts",), ("bengaluru",))


def test_one_office_alone_is_asked_about_and_the_own_one_stands_for_staying(
    tiny: PlanResult,
) -> None:
    (stay,) = asked(tiny, "analysts", "shanghai").ranked
    (move,) = asked(tiny, "analysts", "bengaluru").ranked

    assert stay.kind is OptionKind.STAY
    assert move.destination == "bengaluru"


@pytest.mark.parametrize(("cohort", "to"), [("analysts", "pune"), ("clerks", None)])
def test_names_that_the_scenario_does_not_have_are_refused(
    tiny: PlanResult, cohort: str, to: str | None
) -> None:
    with pytest.raises(InputError, match="There are: "):
        asked(tiny, cohort, to)


def test_a_result_without_a_plan_is_refused() -> None:
    full = api.load("tiny", settings={"offices.shanghai.seats": 0, "offices.bengaluru.seats": 0})
    none = api.plan(full, ranges=api.RangeUse.IGNORE, stop=api.FixedEffort())

    with pytest.raises(InputError, match="has no plan to explain"):
        cheapest_of(none.scenario, none.result)


def explained(plan: PlanResult) -> PlanResult:
    return api.why(plan, "analysts", stop=api.FixedEffort() | api.Gap(0)).plan


def verified(plan: PlanResult, *path: str | int, value: object) -> tuple[str, ...]:
    """What an audit finds wrong with the answer on analysts, once one of its values is changed."""
    whole = explained(plan).result.explanations.model_dump(mode="json")
    place: Any = whole["why"][0]["ranked"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    changed = Explanations.model_validate_json(json.dumps(whole))
    result = plan.result.model_copy(update={"explanations": changed})
    return verification_of(plan.scenario, result).differences


def test_what_an_answer_says_is_audited_again(tiny: PlanResult) -> None:
    """A cost, an interval, a plan, a name: each is found out."""
    at = [each.kind for each in explained(tiny).result.explanations.why[0].ranked]
    stay = at.index(OptionKind.STAY)

    assert not verification_of(tiny.scenario, explained(tiny).result).differences
    (cost,) = verified(tiny, stay, "delta", "money", value=1)
    assert cost == "a difference in cost in the answer on analysts is not that of its plan"
    (interval,) = verified(tiny, stay, "delta", "low", value=38_434_501)
    assert interval.endswith("lies outside its own interval")
    (plan,) = verified(tiny, stay, "plan", value=None)
    assert plan == "the answer on analysts has a difference in cost without a plan"
    (name,) = verified(tiny, stay, "destination", value="pune")
    assert name == "the answer on analysts names pune, which the scenario does not have"


def test_what_a_wave_is_said_to_cost_is_audited_again(tiny: PlanResult) -> None:
    waved = api.wave(tiny, "2027-Q1", stop=api.FixedEffort() | api.Gap(0)).plan
    assert not verification_of(tiny.scenario, waved.result).differences

    (answer,) = waved.result.explanations.waves
    delta = answer.dropped.delta
    assert delta is not None
    dearer = delta.model_copy(update={"total": delta.total * 10, "high": None})
    forged = answer.model_copy(
        update={"dropped": answer.dropped.model_copy(update={"delta": dearer})}
    )
    changed = waved.result.explanations.model_copy(update={"waves": (forged,)})
    result = waved.result.model_copy(update={"explanations": changed})
    (found,) = verification_of(tiny.scenario, result).differences
    assert found == (
        "a difference in cost in the answer on the wave of 2027-Q1 is not that of its plan"
    )


def test_what_is_asked_of_one_office_takes_its_place_in_the_whole_answer(tiny: PlanResult) -> None:
    """The other options stay, in order; a later answer on everything replaces all."""
    effort = api.FixedEffort() | api.Gap(0)
    whole = explained(tiny)
    one = api.why(whole, "analysts", "shanghai", stop=effort).plan.result.explanations
    (before,), (after,) = whole.result.explanations.why, one.why

    assert [each.kind for each in after.ranked] == [each.kind for each in before.ranked]
    assert after.only is None
    alone = api.why(tiny, "analysts", "shanghai", stop=effort).plan.result.explanations.why[0]
    assert alone.only == "shanghai"
    assert [each.kind for each in alone.ranked] == [OptionKind.STAY]
    assert alone.with_later(before) == before


def test_a_mode_is_shut_by_what_its_destinations_lack(tiny: PlanResult) -> None:
    """Officers speak Mandarin, and nobody who does can be hired in Bengaluru."""
    answer = api.why(tiny, "officers", stop=api.FixedEffort() | api.Gap(0)).plan
    ranked = answer.result.explanations.why[0].ranked
    shut = {each.mode: each.shut_by for each in ranked if each.kind is OptionKind.MODE}

    assert [each.rule for each in shut[Mode.REDUNDANCY]] == ["eligibility"]
    words = member_words(shut[Mode.REDUNDANCY][0], tiny.scenario)
    assert "mandarin speakers cannot be hired there" in words


def test_what_a_cohort_that_stays_costs_is_what_two_independent_plans_differ_by() -> None:
    """One made with a request that its posts stay, the other without."""
    tiny = api.load("tiny")
    kept = api.with_overlay(tiny, api.what_if(tiny, api.WhatIf(keep=("analysts",))))
    exactly = api.FixedEffort() | api.Gap(0)
    free, staying = (
        api.plan(each, ranges=api.RangeUse.IGNORE, stop=exactly) for each in (tiny, kept)
    )
    stay = option(asked(free, "analysts"), OptionKind.STAY)

    assert stay.delta is not None
    assert staying.objective is not None
    assert free.objective is not None
    assert stay.delta.total == staying.objective - free.objective


def test_offices_that_cost_the_same_cannot_be_told_apart() -> None:
    """Pune is Bengaluru under another name: posts that go to one might as well go to the other."""
    twins = scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
            office("pune", "india", "services_in"),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 36500"),
            pay("analyst", "bengaluru", "USD 14600"),
            pay("analyst", "pune", "USD 14600"),
        ),
    )
    plan = api.plan(twins, ranges=api.RangeUse.IGNORE, stop=api.FixedEffort() | api.Gap(0))
    (there,) = {each.destination for each in plan.moves}
    other = "pune" if there == "bengaluru" else "bengaluru"
    found = option(asked(plan, "kyc"), OptionKind.DESTINATION, other)

    assert found.delta is not None
    assert (found.delta.total, found.delta.low, found.delta.high) == (0, 0, 0)
    assert found.delta.order is CostOrder.UNDECIDED
    assert option(asked(plan, "kyc"), OptionKind.STAY).delta is not None
