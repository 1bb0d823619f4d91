"""The multiplier of all losses at which a plan and a baseline cost the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.account import Judgement
from models.baselines import Baseline, Baselines
from models.plan import Plan
from models.risk import Case
from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of
from planner.explain.break_even import break_even_of
from tests.builders import money, move, plan, small_scenarios
from tests.planner.test_sensitivity import EVERYBODY, company


def break_even(of: Scenario, made: Plan) -> tuple[float | None, float | None]:
    """Against nobody moved, and against five moved in the place of measures."""
    books = books_of(of)
    put, plus = (Baseline(plan=p, judgement=audit(p, books)) for p in (Plan(), plan([move(5)])))
    found = break_even_of(
        audit(made, books), Baselines(staying_put=put, staying_plus_measures=plus)
    )
    return found.staying_put, found.staying_plus_measures


def dear_bengaluru(**changes: Any) -> Scenario:
    """Ten posts are USD 3,650 a year dearer there, 36,500 in all; the case costs 36,500 a year
    while they are in Shanghai, by heads."""
    of = company(**changes)
    (shanghai, bengaluru) = sorted(of.pay, key=lambda each: each.office, reverse=True)
    pay = (shanghai, bengaluru.model_copy(update={"annual": money("USD 76650")}))
    return company(**{**changes, "pay": pay})


def test_the_multiplier_by_hand() -> None:
    """36,500 more in money for 36,500 less of loss: at once what is assumed. The half that is
    left of both is the same against five moved."""
    assert break_even(dear_bengaluru(), EVERYBODY) == (1.0, 1.0)
    assert break_even(dear_bengaluru(risk_weight=2.0), EVERYBODY) == (0.5, 0.5)


def test_no_multiplier_where_the_plan_is_cheaper_in_both() -> None:
    """Cheap Bengaluru: it pays at any."""
    assert break_even(company(), EVERYBODY) == (None, None)


def test_no_multiplier_where_the_loss_is_the_same() -> None:
    """Without a case nothing grows with losses."""
    assert break_even(dear_bengaluru(cases=(), topics=()), EVERYBODY) == (None, None)
    assert break_even(dear_bengaluru(), Plan())[0] is None


def scaled(each: Case, multiplier: float) -> Case:
    assert each.loss is not None
    amount = round(each.loss.amount * multiplier)
    return each.model_copy(update={"loss": each.loss.model_copy(update={"amount": amount})})


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios(), heads=st.integers(1, 3))
def test_with_losses_so_multiplied_both_cost_the_same(of: Scenario, heads: int) -> None:
    """By full audits, to within the rounding of coefficients."""
    parts: dict[str, Any] = {name: getattr(of, name) for name in Scenario.model_fields}
    made = plan([move(heads, cohort=of.cohorts[0].id, period=of.periods[-1].label)])

    def judged(multiplier: float) -> tuple[Judgement, Judgement]:
        cases = tuple(scaled(each, multiplier) for each in of.cases)
        books = books_of(Scenario(**{**parts, "cases": cases}))
        return audit(made, books), audit(Plan(), books)

    before, put = judged(1.0)
    baseline = Baseline(plan=Plan(), judgement=put)
    found = break_even_of(
        before, Baselines(staying_put=baseline, staying_plus_measures=baseline)
    ).staying_put
    assume(found is not None and found < 1e4)
    assert found is not None
    after, put_after = judged(found)

    assert after.total == pytest.approx(put_after.total, abs=500 * max(1.0, found))
