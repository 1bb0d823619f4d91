"""The multiplier of all losses at which a plan and a baseline cost the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.account import Judgement
from models.baselines import Baseline, Baselines
from models.measures import Measure, MeasureEffect, MeasureKind
from models.plan import Plan
from models.risk import Case, Channel
from models.scenario import Scenario
from models.settings import ExposureCap
from models.uncertainty import BreakEven
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import books_of
from planner.sensitivity.break_even import break_even_of
from tests.support.builders import case, money, move, office, pay, plan, small_scenarios, topic
from tests.support.seeds import examples
from tests.support.uncertain_company import EVERYBODY, company


def break_even(of: Scenario, made: Plan) -> tuple[float | None, float | None]:
    """Against nobody moved, with and without measures."""
    found = found_for(of, made)
    return found.staying_put, found.staying_plus_measures


def found_for(of: Scenario, made: Plan) -> BreakEven:
    books = books_of(of)
    return break_even_of(books, audit(made, books), baselines_of(books))


def dear_bengaluru(**changes: Any) -> Scenario:
    """Ten posts are USD 3,650 a year dearer there, 36,500 in all; the case costs 36,500 a year
    while they are in Shanghai, by heads."""
    of = company(**changes)
    (shanghai, bengaluru) = sorted(of.pay, key=lambda each: each.office, reverse=True)
    pay = (shanghai, bengaluru.model_copy(update={"annual": money("USD 76650")}))
    return company(**{**changes, "pay": pay})


def test_the_multiplier_by_hand() -> None:
    """36,500 more in money for 36,500 less of loss: at once what is assumed. Without measures there
    is no other way to stay."""
    assert break_even(dear_bengaluru(), EVERYBODY) == (1.0, 1.0)
    assert break_even(dear_bengaluru(risk_weight=2.0), EVERYBODY) == (0.5, 0.5)


def test_no_multiplier_where_the_plan_is_cheaper_in_both() -> None:
    """Cheap Bengaluru: it pays at any."""
    assert break_even(company(), EVERYBODY) == (None, None)


def test_no_multiplier_where_the_loss_is_the_same() -> None:
    """Without a case nothing grows with losses."""
    assert break_even(dear_bengaluru(cases=(), topics=()), EVERYBODY) == (None, None)
    assert break_even(dear_bengaluru(), Plan())[0] is None


def zoned(loss: float = 1.0, **changes: Any) -> Scenario:
    """Ten posts cost the same in both places, and a transfer 10,000. A case costs 90,000 a year
    while anyone is in Shanghai; a zone cuts 66 % of it."""
    defaults: dict[str, Any] = {
        "topics": (topic("leak", Channel.PRESENCE, fixed_share=1.0, per_head_share=0.0),),
        "cases": (case("raid", "leak", 0.1, f"USD {round(900_000 * loss)}"),),
        "pay": tuple(pay("analyst", office, "USD 73000") for office in ("shanghai", "bengaluru")),
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", relocation=money("USD 10000")),
        ),
        "measures": (zone(60_000),),
        "effects": (MeasureEffect(measure="zone", case="raid", cut_share=0.66),),
    }
    return company(**{**defaults, **changes})


def zone(set_up: int) -> Measure:
    return Measure(
        id="zone",
        name="zone",
        kind=MeasureKind.RING_FENCE,
        set_up=money(f"USD {set_up}"),
        yearly=money("USD 0"),
    )


def half_way(loss: float = 1.0, set_up: int = 60_000) -> Scenario:
    """Dear Bengaluru, with a zone that cuts 80 %."""
    return dear_bengaluru(
        cases=(case("raid", "leak", 0.1, f"USD {round(365_000 * loss)}"),),
        measures=(zone(set_up),),
        effects=(MeasureEffect(measure="zone", case="raid", cut_share=0.8),),
    )


def test_measures_answer_the_losses() -> None:
    """At the losses assumed no zone pays, and moving costs 100,000 to spare 90,000: 1.11 against
    both. With losses of more than 1.01 times the zone pays, 60,000 to spare 66 % of them: the other
    40,000 of the transfers spare the 30,600 that are left from 1.31 times on."""
    put, plus = break_even(zoned(), plan([move(10)]))

    assert put == pytest.approx(100 / 90, rel=1e-4)
    assert plus == pytest.approx(40 / 30.6, rel=1e-4)


def test_measures_may_pay_again() -> None:
    """Five who move cost 18,250 and spare half of 36,500, from 1 on; at 3.81 times the zone of
    60,000, which spares 80 %, is cheaper again: 41,750 for 30 % of 36,500."""
    found = found_for(half_way(), plan([move(5)]))

    assert found.staying_plus_measures == pytest.approx(1.0, rel=1e-4)
    assert found.measures_pay_again_from == pytest.approx(41_750 / 10_950, rel=1e-4)


def test_measures_may_pay_always() -> None:
    """A zone for 1,000 is cheaper than five who move from losses on that are far below 1."""
    found = found_for(half_way(set_up=1_000), plan([move(5)]))

    assert (found.staying_plus_measures, found.measures_pay_again_from) == (None, None)
    assert found.staying_put == pytest.approx(1.0, rel=1e-4)


def test_a_plan_that_is_staying_put_is_cheaper_than_it_at_no_multiplier() -> None:
    """Though the zone only pays from 2.05 times the losses on: until then both cost the same."""
    assert break_even(half_way(), Plan()) == (None, None)


def test_a_baseline_that_breaks_more_is_not_counted() -> None:
    """A zone for 90,000 never pays, and a cap on the losses as they are asks for it: 10,000 more
    spare what it leaves of them, from 0.33 times on, though doing nothing is cheaper up to 1.11."""
    cap = ExposureCap(total=money("USD 40000"))

    put, plus = break_even(zoned(measures=(zone(90_000),), exposure_cap=cap), plan([move(10)]))

    assert put == pytest.approx(100 / 90, rel=1e-4)
    assert plus == pytest.approx(10 / 30.6, rel=1e-4)


@pytest.mark.parametrize(
    ("of", "heads", "at", "pays_above"),
    [
        (zoned, 10, 40 / 30.6, True),
        (half_way, 5, 1.0, True),
        (half_way, 5, 41_750 / 10_950, False),
    ],
)
def test_beside_the_multiplier_the_other_one_is_cheaper(
    of: Callable[[float], Scenario], heads: int, at: float, pays_above: bool
) -> None:
    """By scenarios with so multiplied losses, and baselines made for them."""
    for factor, pays in ((0.98, not pays_above), (1.02, pays_above)):
        books = books_of(of(at * factor))
        plus = baselines_of(books).staying_plus_measures.judgement

        assert (audit(plan([move(heads)]), books).total < plus.total) == pays


def scaled(each: Case, multiplier: float) -> Case:
    assert each.loss is not None
    amount = round(each.loss.amount * multiplier)
    return each.model_copy(update={"loss": each.loss.model_copy(update={"amount": amount})})


@pytest.mark.slow
@settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
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
        books_of(of), before, Baselines(staying_put=baseline, staying_plus_measures=baseline)
    ).staying_put
    assume(found is not None and found < 1e4)
    assert found is not None
    after, put_after = judged(found)

    assert after.total == pytest.approx(put_after.total, abs=500 * max(1.0, found))
