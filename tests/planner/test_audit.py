"""The audit: verdicts, findings and prices of any plan, sensible or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.account import Finding, Judgement, Verdict
from models.calendar import Horizon
from models.errors import InputError
from models.plan import MeasureStart, Move, Plan, RouteFiling
from models.risk import Channel
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.settings import Budget
from models.workforce import Mode, PlaceKind, ResidualPresence
from planner.audit import audit, in_units
from planner.books import books_of
from planner.rules import RULES, Check
from tests.support.builders import (
    access,
    block,
    case,
    cohort,
    dataset,
    jurisdiction,
    money,
    move,
    office,
    one_of_each,
    plan,
    scenario,
    service,
    severance,
    small_scenarios,
    topic,
)
from tests.support.judging import do_nothing
from tests.support.seeds import examples

BENGALURU: dict[str, Any] = {"name": "bengaluru", "place": "india", "employer": "services_in"}

PAY_AT_HOME = tuple(rate for rate in scenario().pay if rate.office == "shanghai")


def judge(whole: Scenario, *moves: Move) -> Judgement:
    return audit(plan(moves), books_of(whole))


def only(judgement: Judgement, rule: str) -> Finding:
    """The one finding of a rule."""
    (found,) = (finding for finding in judgement.findings if finding.rule == rule)
    return found


def company(*, law: bool = True, least: int = 5, posts: int = 20, **changes: Any) -> Scenario:
    """Twenty posts, of which a presence of five must remain in China."""
    presence = ResidualPresence(
        id="lead", name="Lead", roles=("analyst",), place=PlaceKind.JURISDICTION, at="china",
        posts=least, source="assumption", law=law,
    )  # fmt: skip
    return scenario(
        **{"cohorts": (cohort("kyc", posts=posts),), "presence": (presence,), **changes}
    )


def with_bengaluru(**changes: Any) -> tuple[Any, ...]:
    return (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", **changes),
    )


# ---------------------------------------------------------------- verdicts


@pytest.mark.parametrize(
    ("least", "leave", "verdict", "violation", "headroom"),
    [
        (5, 0, Verdict.KEPT, 0, 15),
        (5, 14, Verdict.KEPT, 0, 1),
        (5, 15, Verdict.TIGHT, 0, 0),
        (5, 16, Verdict.VIOLATED, 1, 0),
        (5, 20, Verdict.VIOLATED, 5, 0),
        (10, 8, Verdict.KEPT, 0, 2),
        (10, 9, Verdict.TIGHT, 0, 1),
        (10, 10, Verdict.TIGHT, 0, 0),
    ],
)
def test_law_is_tight_with_less_than_a_fifth_to_spare(
    least: int, leave: int, verdict: Verdict, violation: int, headroom: int
) -> None:
    """Of at least ten, twelve leave two to spare, a fifth: kept. Eleven are tight, nine too few."""
    moves = [move(leave)] if leave else []
    found = only(judge(company(least=least), *moves), "residual_presence")

    assert found.verdict is verdict
    assert (found.value, found.limit) == (20 - leave, least)
    assert (found.violation, found.headroom) == (violation, headroom)
    assert found.law


@pytest.mark.parametrize(
    ("leave", "verdict"), [(14, Verdict.KEPT), (15, Verdict.KEPT), (16, Verdict.VIOLATED)]
)
def test_policy_is_kept_to_the_last_unit(leave: int, verdict: Verdict) -> None:
    """The firm's own presence at its limit is no finding of its own, since no law is near."""
    found = only(judge(company(law=False), move(leave)), "residual_presence")

    assert found.verdict is verdict
    assert not found.law


def test_a_finding_names_whom_and_when_it_concerns() -> None:
    """Rule, unit, period, cohorts and a sentence with the figures."""
    found = only(judge(company(), move(16, period="2027-Q3")), "residual_presence")

    assert (found.unit, found.period, found.cohorts) == ("posts", "2027-Q3", ("kyc",))
    assert found.words == "Lead at china in 2027-Q3: 4, at least 5"


def test_a_priced_rule_that_forbids_nothing_says_so() -> None:
    """Pay has a price and no limit; a rule without either edge or price is kept."""
    judgement = do_nothing(scenario())
    pay, data = only(judgement, "run_rate"), only(judgement, "core_data")

    assert (pay.verdict, pay.price) == (Verdict.PRICED, judgement.amount("run_rate"))
    assert (data.verdict, data.price) == (Verdict.KEPT, 0)


def test_every_rule_in_force_has_a_finding() -> None:
    """Nothing goes unsaid, in the order of the list of rules."""
    said = [finding.rule for finding in do_nothing(scenario()).findings]

    assert list(dict.fromkeys(said)) == [rule.name for rule in RULES]


def test_parts_of_a_unit_are_rounded_to_the_side_that_hides_nothing() -> None:
    """Six posts at 0.9 seats take 5.4 of five seats: six, one too many, though it is 0.4."""
    whole = scenario(cohorts=(cohort("kyc", seats_per_head=0.9),), offices=with_bengaluru(seats=5))
    found = only(judge(whole, move(6)), "seats")

    assert (found.value, found.limit, found.violation) == (6, 5, 1)
    assert found.words == "seats taken at bengaluru in 2027-Q1: 6, at most 5"


def test_parts_of_a_least_figure_are_rounded_down_and_of_its_limit_up() -> None:
    """1.5 of at least 2.5 posts are shown as one of three, 1.5 of at most 2.5 as two of two."""
    least = Check(15, 25, "posts kept", at_most=False, scale=10)

    assert in_units(least) == (1, 3)
    assert in_units(replace(least, at_most=True)) == (2, 2)


def test_headroom_is_rounded_down() -> None:
    """Five posts at 0.9 seats take 4.5 of five: half a seat to spare is none."""
    whole = scenario(
        cohorts=(cohort("kyc", posts=5, seats_per_head=0.9),),
        offices=(office("shanghai", "china", "bank_cn", seats=5),),
        pay=PAY_AT_HOME,
    )
    found = only(do_nothing(whole), "seats")

    assert (found.value, found.limit, found.headroom) == (5, 5, 0)
    assert found.verdict is Verdict.KEPT


def test_money_is_worded_in_the_planning_currency() -> None:
    """A budget of USD 100.50 and a package of USD 60 for two."""
    whole = scenario(
        budget=Budget(total=money("USD 100.50")),
        offices=with_bengaluru(relocation=money("USD 60")),
    )
    found = only(judge(whole, move(2)), "budget")

    assert (found.verdict, found.violation) == (Verdict.VIOLATED, 1_950)
    assert found.words == "one-off cash over the horizon: USD 120.00, at most USD 100.50"


# ---------------------------------------------------------------- findings, grouped


def test_a_limit_broken_in_several_periods_is_one_finding_with_the_worst() -> None:
    """Seven of five seats from April, nine from July: one finding, July, four too many."""
    whole = scenario(offices=with_bengaluru(seats=5))
    found = only(judge(whole, move(7, period="2027-Q2"), move(2, period="2027-Q3")), "seats")

    assert (found.period, found.value, found.violation) == ("2027-Q3", 9, 4)
    assert found.offices == ("bengaluru",)


def test_each_subject_has_its_own_finding() -> None:
    """Two cohorts that send away more than they have are two findings of one rule."""
    whole = scenario(cohorts=(cohort("kyc", posts=2), cohort("alerts", posts=3)))
    judgement = judge(whole, move(5), move(5, cohort="alerts"))
    broken = {
        finding.cohorts: finding.violation
        for finding in judgement.violations
        if finding.rule == "posts"
    }

    assert broken == {("kyc",): 3, ("alerts",): 2}


def test_where_all_is_kept_the_closest_edge_speaks() -> None:
    """Of Shanghai, two of 100 seats free, and Bengaluru, three of five, Shanghai is closer."""
    whole = scenario(cohorts=(cohort("kyc", posts=98),), offices=with_bengaluru(seats=5))
    found = only(judge(whole, move(2)), "seats")

    assert found.verdict is Verdict.KEPT
    assert (found.offices, found.headroom) == (("shanghai",), 2)


def test_the_closest_edge_is_so_by_its_share_not_by_its_units() -> None:
    """Of Shanghai five of 100 seats are free, a twentieth; of Bengaluru three of five."""
    whole = scenario(cohorts=(cohort("kyc", posts=95),), offices=with_bengaluru(seats=5))
    found = only(judge(whole, move(2)), "seats")

    assert (found.offices, found.headroom) == (("shanghai",), 5)


def test_an_office_without_blocks_has_no_finding_about_them() -> None:
    """None of none to be had is no edge of anything; one ordered all the same is one too many."""
    books = books_of(scenario(offices=with_bengaluru(seats=5)))
    ordered = audit(plan([], [block("bengaluru", 1)]), books)

    assert only(audit(plan(), books), "seats").words.startswith("seats taken")
    assert [f.words for f in ordered.violations] == ["seat blocks at bengaluru: 1, at most 0"]


# ---------------------------------------------------------------- strangers


@pytest.mark.parametrize(
    ("stranger", "kind"),
    [
        (plan([move(1, cohort="nobody")]), "cohort"),
        (plan([move(1, origin="nobody")]), "office"),
        (plan([move(1, destination="nobody")]), "office"),
        (plan([], [block("nobody", 1)]), "office"),
    ],
)
def test_a_plan_that_names_what_does_not_exist(stranger: Plan, kind: str) -> None:
    """Not judged but refused, with the kind and the name."""
    with pytest.raises(InputError) as refusal:
        audit(stranger, books_of(scenario()))

    (problem,) = refusal.value.problems
    assert problem.message == f"the plan names a {kind} that the scenario does not have"
    assert problem.found == "nobody"


@pytest.mark.parametrize("period", ["2026-Q4", "2028-Q1", "2027-01"])
def test_a_plan_outside_the_calendar(period: str) -> None:
    """Before, after and of another kind than the scenario's periods, in moves and in blocks."""
    for stranger in (plan([move(1, period=period)]), plan([], [block("bengaluru", 1, period)])):
        with pytest.raises(InputError, match=f"names a period .* {period!r}"):
            audit(stranger, books_of(scenario()))


def test_every_name_in_every_kind_of_decision_is_looked_up() -> None:
    """A field of text is a name, in whatever row of a plan, and is refused if nothing has it."""
    books = books_of(scenario())
    for kind, row in one_of_each().items():
        for field, value in row:
            if value is None or type(value) is str:
                changed = row.model_copy(update={field: "nobody"})
                stranger = Plan.model_validate({kind: (changed,)})
                with pytest.raises(InputError, match=r"does not have \(found: 'nobody'\)"):
                    audit(stranger, books)


def test_all_strangers_are_named_at_once() -> None:
    """Three unknown names in one plan are three problems."""
    stranger = plan([move(1, cohort="x", destination="y")], [block("z", 1)])
    with pytest.raises(InputError) as refusal:
        audit(stranger, books_of(scenario()))

    assert [problem.found for problem in refusal.value.problems] == ["x", "y", "z"]


def test_a_measure_that_the_scenario_does_not_offer() -> None:
    """It is refused by name rather than passed over."""
    stranger = Plan(measures=(MeasureStart(measure="masking", period="2027-Q1"),))
    with pytest.raises(InputError, match="names a measure that the scenario does not have"):
        audit(stranger, books_of(scenario()))


def test_a_route_that_no_law_offers() -> None:
    """It is a violation of the routes: Shanghai's jurisdiction has no law on exports here."""
    filing = RouteFiling(
        entity="bank_cn",
        group=DataGroup.PERSONAL,
        route=RouteKind.STANDARD_CONTRACT,
        period="2027-Q2",
    )
    judged = audit(Plan(routes=(filing,)), books_of(scenario()))
    assert [(each.rule, each.violation) for each in judged.violations] == [("routes", 1)]


# ---------------------------------------------------------------- the order of moves


MANY_MOVES = (
    move(2, Mode.TRANSFER, "2027-Q1"),
    move(3, Mode.TRANSFER, "2027-Q2"),
    move(4, Mode.REDUNDANCY, "2027-Q2"),
    move(3, Mode.REFILL, "2027-Q3"),
    move(1, Mode.REFILL, "2027-Q1", cohort="alerts"),
    move(2, Mode.TRANSFER, "2027-Q4", cohort="alerts"),
)


@given(moves=st.permutations(MANY_MOVES))
def test_the_order_of_moves_does_not_matter(moves: list[Move]) -> None:
    """Findings, prices and the account of each move are the same, broken rules and all."""
    whole = company(
        cohorts=(cohort("kyc", vacant=1, attrition=0.3), cohort("alerts", posts=3)),
        service=(service("kyc", 9, 3, "USD 1000"),),
        offices=with_bengaluru(seats=4, relocation=money("USD 7")),
        datasets=(dataset("files"),),
        access=(access("kyc", "files"), access("alerts", "files")),
        topics=(topic("leak", Channel.PRESENCE, per_head_share=0.7, fixed_share=0.3),),
        cases=(case("raid", "leak", 0.1, "USD 777777"),),
    )

    assert judge(whole, *moves) == judge(whole, *MANY_MOVES)


# ---------------------------------------------------------------- switched off


@pytest.mark.parametrize(
    ("rule", "changes", "moves"),
    [
        ("eligibility", {"offices": with_bengaluru(relocation=None)}, [move(1)]),
        ("seats", {"offices": with_bengaluru(seats=0)}, [move(1)]),
        (
            "budget",
            {
                "budget": Budget(total=money("USD 1")),
                "offices": with_bengaluru(relocation=money("USD 2")),
            },
            [move(1)],
        ),
    ],
)
def test_a_policy_that_is_switched_off_is_not_judged(
    rule: str, changes: dict[str, Any], moves: list[Move]
) -> None:
    """Broken while in force; without a finding or a price once switched off."""
    in_force = judge(scenario(**changes), *moves)
    without = judge(scenario(**changes, switched_off=(rule,)), *moves)

    assert [finding.rule for finding in in_force.violations] == [rule]
    assert without.lawful
    assert rule not in {finding.rule for finding in without.findings}
    assert rule not in {line.rule for line in without.price_list}


ALL_RULES = tuple(rule.name for rule in RULES)


@pytest.mark.parametrize(
    ("rule", "changes", "moves"),
    [
        ("residual_presence", {"presence": company().presence}, [move(6)]),
        ("lead_times", {"offices": with_bengaluru(visa_days=10)}, [move(1)]),
        ("kept_posts", {"cohorts": (cohort("kyc", exit_barred=5),)}, [move(6)]),
        ("posts", {}, [move(11)]),
        ("horizon", {}, [move(1, destination="shanghai")]),
        ("vacancies", {}, [move(1, Mode.REFILL)]),
    ],
)
def test_law_and_identities_are_judged_all_the_same(
    rule: str, changes: dict[str, Any], moves: list[Move]
) -> None:
    """Switching everything off leaves what law or arithmetic demands."""
    everything_off = scenario(**changes).model_copy(update={"switched_off": ALL_RULES})
    judgement = judge(everything_off, *moves)

    assert rule in {finding.rule for finding in judgement.violations}


# ---------------------------------------------------------------- prices


def test_the_total_is_the_sum_of_the_price_list() -> None:
    """Each rule that charges has one line; the lines make the objective."""
    judgement = judge(company(), move(3))
    rules = [line.rule for line in judgement.price_list]

    assert judgement.total == sum(line.amount for line in judgement.price_list)
    assert len(set(rules)) == len(rules)
    assert set(rules) == {rule.name for rule in RULES if rule.charges is not None}


def test_staying_put_is_the_plan_of_nothing() -> None:
    """Judged like any plan, from given books or its own, and it may break rules."""
    whole = scenario(offices=(office("shanghai", "china", "bank_cn", seats=9),), pay=PAY_AT_HOME)

    assert do_nothing(whole) == do_nothing(whole, books_of(whole)) == judge(whole)
    assert [finding.rule for finding in do_nothing(whole).violations] == ["seats"]


def test_the_risk_weight_is_in_the_amount_and_not_in_the_unweighted_money() -> None:
    """USD 365,000 at 10 % a year are USD 36,500 a year; at a weight of 2 they count 73,000."""
    exposed: dict[str, Any] = {
        "datasets": (dataset("files"),),
        "access": (access("kyc", "files"),),
        "topics": (topic("inquiry", Channel.PEOPLE),),
        "cases": (case("questioned", "inquiry", 0.1, "USD 365000"),),
    }
    (line,) = (
        line
        for line in do_nothing(scenario(risk_weight=2.0, **exposed)).price_list
        if line.rule == "people_exposure"
    )

    assert (line.amount, line.unweighted, line.one_off_cash) == (7_300_000, 3_650_000, 0)


def test_one_off_cash_is_told_apart_from_other_prices() -> None:
    """Two packages of USD 60: cash; pay: none."""
    judgement = judge(scenario(offices=with_bengaluru(relocation=money("USD 60"))), move(2))
    cash = {line.rule: line.one_off_cash for line in judgement.price_list}

    assert cash["relocation"] == 12_000
    assert cash["run_rate"] == 0


def test_a_move_by_itself() -> None:
    """Two analysts to Bengaluru from July: packages of USD 60, and 184 days at 100 instead of 200
    dollars.
    """
    whole = scenario(
        horizon=Horizon(periods=4, tail_periods=0),
        offices=with_bengaluru(relocation=money("USD 60")),
    )
    (priced,) = judge(whole, move(2, period="2027-Q3")).priced_moves

    assert priced.move == move(2, period="2027-Q3")
    assert (priced.one_off, priced.run_rate_delta, priced.exposure_delta) == (12_000, -3_680_000, 0)


def _no_posts_fall(whole: Scenario) -> bool:
    today = {cohort.id: cohort.posts for cohort in whole.cohorts}
    return all(
        list(counts) == sorted(counts) and counts[0] >= today[name]
        for name, counts in whole.posts.items()
    )


@st.composite
def judged(draw: st.DrawFn) -> tuple[Judgement, Judgement]:
    """A random plan of a random company, sensible or not, and staying put."""
    whole = draw(small_scenarios().filter(_no_posts_fall))
    books = books_of(whole)
    moves = [
        move(
            draw(st.integers(1, 3)),
            draw(st.sampled_from(Mode)),
            draw(st.sampled_from(whole.periods)).label,
            cohort=draw(st.sampled_from(whole.cohorts)).id,
            destination=draw(st.sampled_from(["bengaluru", "dalian"])),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    orders = [block("bengaluru", 1, whole.periods[0].label)] if draw(st.booleans()) else []
    return audit(plan(moves, orders), books), do_nothing(whole, books)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans=judged())
def test_moves_and_blocks_add_up_to_the_difference_from_staying_put(
    plans: tuple[Judgement, Judgement],
) -> None:
    """The account of all moves and the price of blocks, to the cent, for plans of any kind that
    send away no more than there is. (What posts that fall away cost belongs to no single move.)
    """
    judgement, staying = plans
    if any(finding.rule == "posts" for finding in judgement.violations):
        return
    parts = sum(
        each.one_off + each.run_rate_delta + each.exposure_delta for each in judgement.priced_moves
    )

    assert parts + judgement.amount("seats") == judgement.total - staying.total


def test_severance_of_a_redundancy_is_in_its_account() -> None:
    """Two years at USD 1,000 under one wage a year: 2,000 for each of three."""
    whole = scenario(
        jurisdictions=(jurisdiction("china", severance=severance()), jurisdiction("india")),
        service=(service("kyc", 10, 2, "USD 1000"),),
    )
    (priced,) = judge(whole, move(3, Mode.REDUNDANCY)).priced_moves

    assert priced.one_off == 600_000
