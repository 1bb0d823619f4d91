"""The optimiser against a brute force that judges every plan of tiny random companies."""

from functools import cache

import pytest

from models.account import Judgement
from models.choices import Solver
from models.plan import BlockOrder, Move, Plan
from models.result import Status
from models.scenario import Scenario
from models.settings import Budget, ExposureCap
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of
from planner.expanded_plan import expand
from planner.optimizer.optimise import OptimiserResult
from tests.planner.doing_nothing import do_nothing
from tests.planner.rules.every_plan import cheapest_total
from tests.planner.rules.judging import found_by
from tests.planner.rules.tiny_companies import Dice, random_moves, tiny_company
from tests.seeds import seeds

FEW, MANY = range(30), range(1000, 1300)
FEW_PLANS, MANY_PLANS = 400, 1200


def assert_nothing_lawful_is_cheaper(company: Scenario) -> None:
    """What is found is lawful and costs as much as the cheapest lawful plan; or there is none."""
    found, best = found_by(company), cheapest_total(company)
    if best is None:
        assert (found.status, found.plan) == (Status.INFEASIBLE, None)
        return
    judgement = audited(company, found)
    assert judgement.lawful, judgement.violations
    assert judgement.total == best


def audited(company: Scenario, found: OptimiserResult) -> Judgement:
    """What the audit says of what was found."""
    assert found.plan is not None
    return audit(found.plan, books_of(company))


@cache
def larger(seed: int) -> Scenario:
    """One of the many companies."""
    return tiny_company(seed, MANY_PLANS)


def unlimited(seed: int) -> Scenario:
    """The same without limits on money, whose edges lie within the tolerance of solvers."""
    return larger(seed).model_copy(update={"budget": Budget(), "exposure_cap": ExposureCap()})


@pytest.mark.parametrize("seed", seeds(FEW))
def test_no_lawful_plan_is_cheaper_than_the_one_found(seed: int) -> None:
    """Thirty companies of up to four hundred plans each."""
    assert_nothing_lawful_is_cheaper(tiny_company(seed, FEW_PLANS))


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_no_lawful_plan_is_cheaper_than_the_one_found_in_many_companies(seed: int) -> None:
    """Three hundred companies of up to twelve hundred plans each."""
    assert_nothing_lawful_is_cheaper(larger(seed))


@pytest.mark.parametrize("seed", seeds(MANY[:60]))
def test_all_solvers_find_the_same_total_and_the_audit_finds_what_they_claim(seed: int) -> None:
    """HiGHS, SCIP and CP-SAT end with the same money, or all find that no plan exists.

    What a solver claims is what the audit finds, and no less than the solver's bound.
    """
    company = unlimited(seed)
    found = [found_by(company, solver) for solver in Solver]

    assert len({each.status for each in found}) == 1
    for each in found if found[0].plan else ():
        judgement = audited(company, each)
        assert judgement.lawful
        assert judgement.total == each.claimed == found[0].claimed
        assert each.bound is not None
        assert each.bound <= judgement.total


def any_plan(dice: Dice, company: Scenario) -> Plan:
    """Some moves and blocks, lawful or not: too many, too early, incomplete, to nowhere else."""
    every_move = [
        [
            Move(
                cohort=cohort.id,
                origin=cohort.office,
                destination=office.id,
                mode=mode,
                period=period.label,
                heads=1,
            )
            for office in company.offices
            for mode in Mode
            for period in company.periods
        ]
        for cohort in company.cohorts
    ]
    blocks = tuple(
        BlockOrder(office=office.id, period=period.label, blocks=1 + dice.upto(1))
        for office in company.offices
        for period in company.periods
        if dice.in_ten(1)
    )
    return Plan(moves=tuple(random_moves(dice, every_move, 2)), blocks=blocks)


@cache
def any_judgements(seed: int) -> tuple[Judgement, ...]:
    """What the audit says of some plans of any kind."""
    company, dice = larger(seed), Dice(seed)
    books = books_of(company)
    return tuple(audit(any_plan(dice, company), books) for _ in range(10))


@pytest.mark.parametrize("seed", seeds(MANY[:40]))
def test_moves_and_seats_add_up_to_what_a_plan_costs_more_than_staying_put(seed: int) -> None:
    """Each move's one-off, run-rate and exposure, and seats: to the cent, in plans of any kind.

    Posts that fall away where vacancies have been used up belong to no single move.
    """
    company = larger(seed)
    books, baseline = books_of(company), do_nothing(company).total

    for judgement in any_judgements(seed):
        moves = tuple(each.move for each in judgement.priced_moves)
        fallen = of_falls(books, Plan(moves=moves)) - of_falls(books, Plan())
        parts = sum(
            each.one_off + each.run_rate_delta + each.exposure_delta
            for each in judgement.priced_moves
        )
        assert parts + judgement.amount("seats") + fallen == judgement.total - baseline


def of_falls(books: Books, plan: Plan) -> int:
    """What falling posts cost where no vacancy is left: severance, and filling not saved."""
    return sum(
        each.heads
        * int(
            books.costs.severance[each.cohort, each.period]
            + books.costs.filling[each.cohort, done.home(each.cohort).office, each.period]
        )
        for done in (expand(books, plan),)
        for each in done.separations
        if each.cause is None
    )


BROKEN = {
    *("posts", "horizon", "known_costs", "eligibility", "core_data", "kept_posts", "lead_times"),
    *("placements", "vacancies", "residual_presence", "seats", "budget", "exposure_cap"),
}
PAID = {
    *("vacancies", "seats", "run_rate", "relocation", "severance", "hiring", "ramp_up"),
    *("presence_exposure", "people_exposure"),
}
"""Rules that these companies put to the test; the oracles of routes and limits take the others."""


@pytest.mark.slow
def test_among_these_plans_every_rule_is_broken_and_every_price_is_paid() -> None:
    """The companies are varied enough for every rule to matter."""
    judgements = [each for seed in MANY[:40] for each in any_judgements(seed)]

    broken = {finding.rule for each in judgements for finding in each.violations}
    paid = {line.rule for each in judgements for line in each.price_list if line.amount}
    assert broken == BROKEN
    assert paid == PAID


@pytest.mark.slow
def test_the_cheapest_plans_are_of_many_kinds() -> None:
    """Some companies stay, some move by each mode, some buy seats, some can do nothing lawful."""
    kinds: set[str] = set()
    for seed in MANY[:60]:
        plan = found_by(larger(seed)).plan
        if plan is None:
            kinds.add("none")
            continue
        kinds |= {move.mode.value for move in plan.moves}
        kinds |= {"seats"} if plan.blocks else set()
        kinds |= set() if plan.moves else {"stays"}

    # Nobody can be placed in these companies; the oracle of modes redeploys.
    modes = {mode.value for mode in Mode if mode is not Mode.REDEPLOY}
    assert kinds == {"none", "stays", "seats", *modes}
