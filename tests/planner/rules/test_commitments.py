"""What has been announced or accepted is done, or put on hold where rules forbid it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.account import Verdict
from models.choices import Solver
from models.errors import InputError
from models.limits import Team, TeamKind
from models.plan import Plan
from models.plan_in_force import Churn, Firmness, MoveInForce
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from models.settings import Budget
from models.workforce import CostOverride, HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.planning import make_plan
from planner.rules.commitments import RULE
from tests.support.builders import cohort, money, move, office, pay, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    found_by,
    judged,
    only,
    violations,
)
from tests.support.limiting import hold, in_force, judged_whole

ANNOUNCED = Firmness.ANNOUNCED


def company(*moves: MoveInForce, frozen: str | None = None, **changes: Any) -> Scenario:
    """The default company with a plan in force that nobody would make anew: Bengaluru is dear."""
    defaults: dict[str, Any] = {
        "pay": (
            pay("analyst", "shanghai", "USD 36500"),
            pay("analyst", "bengaluru", "USD 73000"),
        ),
        "service": (service("kyc", 10, 1, "USD 100"),),
    }
    churn = Churn(frozen_until=frozen)
    return scenario(incumbent=moves, churn=churn, **{**defaults, **changes})


FOUR = in_force(4, period="2027-Q2", standing=ANNOUNCED)


@pytest.mark.parametrize(
    ("standing", "period", "frozen", "fixed"),
    [
        (Firmness.PLANNED, "2027-Q2", None, False),
        (Firmness.ANNOUNCED, "2027-Q2", None, True),
        (Firmness.ACCEPTED, "2027-Q4", None, True),
        (Firmness.PLANNED, "2027-Q2", "2027-Q1", False),
        (Firmness.PLANNED, "2027-Q2", "2027-Q2", True),
        (Firmness.PLANNED, "2027-Q2", "2027-Q4", True),
        (Firmness.PLANNED, "2027-Q2", "2026-Q4", False),
        (Firmness.ANNOUNCED, "2027-Q2", "2027-Q1", True),
    ],
)
def test_what_is_announced_accepted_or_frozen_is_fixed(
    standing: Firmness, period: str, frozen: str | None, fixed: bool
) -> None:
    """A planned move may be dropped unless it lands up to the end of the frozen window."""
    there = company(in_force(4, period=period, standing=standing), frozen=frozen)

    assert bool(violations(judged(there), "commitments")) is fixed


def test_all_that_is_promised_is_done() -> None:
    """Four of four, or five; three are one too few."""
    for heads in (4, 5):
        assert not violations(judged(company(FOUR), [move(heads, period="2027-Q2")]), "commitments")

    broken = only(violations(judged(company(FOUR), [move(3, period="2027-Q2")]), "commitments"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (3, 4, 1, "posts")
    assert (broken.period, broken.law) == ("2027-Q2", False)
    assert (broken.cohorts, broken.offices) == (("kyc",), ("bengaluru",))
    assert broken.words == (
        "committed transfer of kyc to bengaluru, done or on hold, due 2027-Q2 in 2027-Q2: "
        "3, at least 4"
    )


@pytest.mark.parametrize(
    "instead",
    [move(4, period="2027-Q1"), move(4, Mode.REDUNDANCY, "2027-Q2")],
    ids=("early", "mode"),
)
def test_nothing_else_stands_in_for_a_promise(instead: Any) -> None:
    """Four in another quarter or by another mode leave all four undone."""
    assert only(violations(judged(company(FOUR), [instead]), "commitments")).violation == 4


def owed(there: Scenario) -> list[tuple[str | None, int]]:
    """Heads due in each period, as staying put breaks them."""
    return [(each.period, each.violation) for each in violations(judged(there), "commitments")]


def test_promises_are_clipped_to_the_posts_that_exist() -> None:
    """Six and six of ten posts: the later promise is worth four."""
    twice = [in_force(6, period=period, standing=ANNOUNCED) for period in ("2027-Q3", "2027-Q1")]

    assert owed(company(*twice)) == [("2027-Q1", 6), ("2027-Q3", 4)]


@pytest.mark.parametrize(
    ("posts", "from_july", "heads"), [(10, 3, 3), (2, 8, 5), (2, 4, 4), (10, 0, 0)]
)
def test_posts_that_exist_once_the_move_has_left_count(
    posts: int, from_july: int, heads: int
) -> None:
    """Five promised for July: new posts of July can go, posts that end in July cannot."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=from_july)
    there = company(
        in_force(5, period="2027-Q3", standing=ANNOUNCED),
        cohorts=(cohort("kyc", posts=posts),),
        headcount=(july,),
        service=(),
    )

    assert owed(there) == ([("2027-Q3", heads)] if heads else [])
    assert sum(each.heads for each in cheapest(there).moves) == heads


def test_posts_that_end_later_are_no_longer_promised() -> None:
    """Five promised for Q1 of posts that are three from July on: three go and stay."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=3)
    there = company(in_force(5, standing=ANNOUNCED), headcount=(july,))

    assert owed(there) == [("2027-Q1", 3)]
    assert [each.heads for each in cheapest(there).moves] == [3]


def test_a_hand_over_needs_the_posts_it_ends_with() -> None:
    """Landed in Q2 and left in July, when new posts have come: all eight of eight can go."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=8)
    there = company(
        in_force(8, Mode.REDUNDANCY, "2027-Q2", standing=ANNOUNCED),
        cohorts=(cohort("kyc", posts=2),),
        headcount=(july,),
        service=(service("kyc", 2, 1, "USD 100"),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
    )

    assert owed(there) == [("2027-Q2", 8)]
    assert not violations(judged(there, [move(8, Mode.REDUNDANCY, "2027-Q2")]), "posts")


def test_what_is_on_hold_is_told_and_breaks_nothing() -> None:
    """Three done and one on hold are lawful; the one is worth telling."""
    judgement = judged_whole(
        company(FOUR), [move(3, period="2027-Q2")], holds=[hold(1, period="2027-Q2")]
    )
    finding = only(findings(judgement, "commitments"))

    assert judgement.lawful
    assert (finding.verdict, finding.value) == (Verdict.TIGHT, 1)
    assert (finding.limit, finding.violation) == (0, 0)
    assert finding.words == (
        "committed transfer of kyc to bengaluru, on hold, due 2027-Q2 in 2027-Q2: 1, at most 0"
    )


def test_another_move_on_hold_is_no_excuse() -> None:
    """A hold of Q1 leaves the promise of Q2 undone."""
    judgement = judged_whole(company(FOUR), holds=[hold(4, period="2027-Q1")])

    assert only(violations(judgement, "commitments")).violation == 4


@pytest.mark.parametrize(
    "strange", [{"destination": "x"}, {"cohort": "x"}, {"period": "2031-Q1"}], ids=str
)
def test_a_hold_names_what_exists(strange: dict[str, Any]) -> None:
    """An office, cohort or period that the scenario does not have is no hold of it."""
    with pytest.raises(InputError):
        judged_whole(company(FOUR), holds=[hold(1, **strange)])


def test_it_shows_how_much_is_fixed() -> None:
    """Posts and moves, clipped; nothing where all is open."""
    assert RULE.values(company(FOUR, in_force(9, standing=ANNOUNCED))) == ("10 posts in 2 moves",)
    assert RULE.values(company(in_force(4))) == ()
    none_left = (
        in_force(10, standing=ANNOUNCED),
        in_force(4, period="2027-Q3", standing=ANNOUNCED),
    )
    assert RULE.values(company(*none_left)) == ("10 posts in 1 moves",)


def test_it_limits_the_optimiser() -> None:
    """Everyone would stay for the money: four go as promised, and no more; none is only planned."""
    assert cheapest(company(FOUR)).moves == (move(4, period="2027-Q2"),)
    assert not cheapest(company(FOUR)).holds
    assert not cheapest(company(in_force(4, period="2027-Q2"))).moves
    assert_limits_the_optimiser(company(FOUR), "commitments")


def test_a_policy_may_be_switched_off() -> None:
    """Then nobody goes, and nothing is on hold."""
    assert cheapest(company(FOUR, switched_off=("commitments",))) == Plan()


@pytest.mark.parametrize(
    "changes",
    [
        {"cohorts": (cohort("kyc", never_to=("bengaluru",)),)},
        {
            "offices": (
                office("shanghai", "china", "bank_cn"),
                office("bengaluru", "india", "services_in", visa_days=91),
            )
        },
    ],
    ids=("eligibility", "lead_times"),
)
def test_a_move_that_no_rule_admits_is_on_hold(changes: dict[str, Any]) -> None:
    """The cohort may not go there, or the permit comes a day late: all four wait, nobody else."""
    plan = cheapest(company(FOUR, in_force(1, period="2027-Q4", standing=ANNOUNCED), **changes))
    barred = "cohorts" in changes

    assert plan.holds[0] == hold(4, period="2027-Q2")
    assert len(plan.holds) == (2 if barred else 1)
    assert len(plan.moves) == (0 if barred else 1)


def short(**bengaluru: Any) -> dict[str, Any]:
    """Offices of the company with changes of Bengaluru."""
    return {
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", **bengaluru),
        )
    }


@pytest.mark.parametrize("solver", Solver)
@pytest.mark.parametrize(
    ("changes", "done"),
    [
        (short(seats=3), 3),
        (short(seats=0), 0),
        ({"cohorts": (cohort("kyc", exit_barred=9),)}, 1),
        ({**short(relocation=money("USD 1000")), "budget": Budget(total=money("USD 2500"))}, 2),
    ],
    ids=("seats", "no_seats", "exit_barred", "budget"),
)
def test_what_only_rows_forbid_is_done_as_far_as_it_goes(
    changes: dict[str, Any], done: int, solver: Solver
) -> None:
    """Seats for three, for none, one who may leave, cash for two: the rest is on hold, no more."""
    plan = found_by(company(FOUR, **changes), solver).plan
    assert plan is not None

    assert sum(each.heads for each in plan.moves) == done
    assert sum(each.heads for each in plan.holds) == 4 - done


def two_teams(dear: str, seats: int = 2, kyc: int = 2) -> Scenario:
    """All of two cohorts are promised too few seats; one cohort lands there at USD 9,000 a head."""
    heads = {"kyc": kyc, "desk": 2}
    return company(
        *(
            in_force(posts, cohort=name, period="2027-Q2", standing=ANNOUNCED)
            for name, posts in heads.items()
        ),
        **short(seats=seats),
        cohorts=tuple(cohort(name, posts=posts) for name, posts in heads.items()),
        teams=(Team(id="whole", kind=TeamKind.INDIVISIBLE, cohorts=tuple(heads)),),
        service=(),
        costs=(CostOverride(cohort=dear, office="bengaluru", one_off=money("USD 9000")),),
    )


@pytest.mark.parametrize(("dear", "goes"), [("kyc", "desk"), ("desk", "kyc")])
def test_of_as_few_holds_the_cheapest_are_taken(dear: str, goes: str) -> None:
    """Two of four have to wait, since there are seats for two: those whose move is dearer do."""
    plan = cheapest(two_teams(dear))

    assert [(each.cohort, each.heads) for each in plan.moves] == [(goes, 2)]
    assert [(each.cohort, each.heads) for each in plan.holds] == [(dear, 2)]


def test_fewer_on_hold_go_before_cheaper() -> None:
    """Seats for three: three of ``kyc`` go whole at USD 9,000 each and two of ``desk`` wait.

    If two of ``desk`` went for nothing, three of ``kyc`` would have to wait.
    """
    plan = cheapest(two_teams("kyc", seats=3, kyc=3))

    assert [(each.cohort, each.heads) for each in plan.moves] == [("kyc", 3)]
    assert [(each.cohort, each.heads) for each in plan.holds] == [("desk", 2)]


def test_a_plan_with_holds_is_a_plan() -> None:
    """Its status is optimal, the audit finds it lawful, and the hold is among the findings."""
    result = make_plan(company(FOUR, **short(seats=3)), SearchLimits())

    assert result.status is Status.OPTIMAL
    assert result.plan is not None
    assert result.plan.holds == (hold(1, period="2027-Q2"),)
    assert result.judgement is not None
    assert only(findings(result.judgement, "commitments")).verdict is Verdict.TIGHT


def test_holds_are_no_help_where_promises_are_not_at_fault() -> None:
    """Ten sit on eight seats in Shanghai: no plan, with holds or without."""
    crowded = company(
        FOUR,
        offices=(
            office("shanghai", "china", "bank_cn", seats=8),
            office("bengaluru", "india", "services_in"),
        ),
    )

    assert found_by(crowded).status is Status.INFEASIBLE


def test_a_clash_does_not_tell_how_few_have_been_promised() -> None:
    """Four promised posts are not told; six are told as ten."""
    six = company(in_force(6, period="2027-Q2", standing=ANNOUNCED))

    assert RULE.values(company(FOUR)) == ("1 to 5 posts in 1 moves",)
    assert RULE.values(six) == ("10 posts in 1 moves",)
