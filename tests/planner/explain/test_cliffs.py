"""What pays only if the last one goes: figures worked out by hand on ten posts.

Ten posts cost USD 73,000 a year in Shanghai and 36,500 in Bengaluru. One case is expected to cost
0.1 x USD 365,000 a year: four tenths of it while anyone is there, half by heads, a tenth after.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from models.data import DataClass
from models.limits import Acceptance, Team, TeamKind
from models.obligations import Obligation, ObligationAbout
from models.plan import Plan
from models.risk import Channel
from models.scenario import Scenario
from models.uncertainty import Cliff
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from planner.explain.cliffs import cliffs_of
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    money,
    move,
    pay,
    plan,
    scenario,
    service,
    topic,
)

CENTS = 100
EVERYBODY = plan([move(7), move(3, Mode.REDUNDANCY, period="2027-Q2")])
SAVING = 300_000 * CENTS


def company(loss: str = "USD 3650000", **changes: Any) -> Scenario:
    leak = topic("leak", Channel.PRESENCE, fixed_share=0.4, per_head_share=0.5, tail_share=0.1)
    defaults: dict[str, Any] = {
        "datasets": (dataset("files"),),
        "access": (access("kyc", "files"),),
        "topics": (leak,),
        "cases": (case("raid", "leak", 0.1, loss),),
    }
    return scenario(**{**defaults, **changes})


def cliffs(of: Scenario, made: Plan = EVERYBODY, saving: int = SAVING) -> tuple[Cliff, ...]:
    books = books_of(of)
    return cliffs_of(books, made, audit(made, books).total, saving)


def test_what_falls_when_the_last_one_goes_and_what_one_who_stays_costs() -> None:
    """From April on, 275 days: 365,000 a year x (0.4 - 0.1 + 0.5 / 10) x 275 / 365 of the case's
    loss is there for one; who stays costs also USD 36,500 a year more, less USD 1,000 of severance
    for the three months served by then."""
    (found,) = cliffs(company(service=(service("kyc", 10, 0, "USD 4000"),)))
    falls = 365_000 * 0.35 * 275 / 365

    assert abs(found.falls_by - falls * CENTS) < 500
    assert abs(found.one_stays - (falls + 36_500 * 275 / 365 - 1_000) * CENTS) < 500
    assert (found.case, found.heads, found.transferred, found.cohorts) == ("raid", 10, 7, ("kyc",))
    assert (found.broken, found.kept, found.teams) == ((), 0, ())


def test_what_it_hangs_on() -> None:
    """Two holders who are kept, a team that moves whole: one who stays breaks it."""
    of = company(
        cohorts=(cohort("kyc", protected=1, exit_barred=1),),
        acceptance=(Acceptance(cohort="kyc", share=1.0, low=0.5),),
        teams=(Team(id="desk", kind=TeamKind.INDIVISIBLE, cohorts=("kyc",)),),
    )
    (found,) = cliffs(of, plan([move(10)]))

    assert (found.transferred, found.kept, found.teams) == (10, 2, ("desk",))
    assert "teams" in found.broken


def test_a_fall_of_a_tenth_of_the_saving_is_none() -> None:
    """More than that is; and where nothing is saved, every fall."""
    (found,) = cliffs(company(), saving=0)

    assert cliffs(company(), saving=10 * found.falls_by) == ()
    assert len(cliffs(company(), saving=10 * found.falls_by - 1)) == 1
    assert len(cliffs(company(), saving=-1)) == 1


def test_no_cliff_where_somebody_stays_or_nobody_goes() -> None:
    """One left at home, or everybody."""
    assert cliffs(company(), plan([move(9)])) == ()
    assert cliffs(company(), plan()) == ()


def test_the_largest_fall_comes_first() -> None:
    """Of two cases on the same posts."""
    both = (
        case("minor", "leak", 0.1, "USD 1000000"),
        case("major", "leak", 0.1, "USD 9000000"),
    )

    assert [each.case for each in cliffs(company(cases=both), saving=1)] == ["major", "minor"]


def separate(**changes: Any) -> Obligation:
    """USD 100,000 once and 365,000 a year while anyone in China can reach personal data."""
    defaults: dict[str, Any] = {
        "id": "separate",
        "name": "separate access",
        "entity": "bank_cn",
        "jurisdiction": "china",
        "about": ObligationAbout.POSTS_WITH_ACCESS,
        "data_classes": (DataClass.PERSONAL,),
        "set_up": money("USD 100000"),
        "yearly": money("USD 365000"),
        "source": "assumption",
    }
    return Obligation(**{**defaults, **changes})


def obliged(*obligations: Obligation, **changes: Any) -> Scenario:
    """No case; ten posts that cost USD 36,500 a year in Shanghai and 60,000 in Bengaluru."""
    annual = {"shanghai": "USD 36500", "bengaluru": "USD 60000"}
    prices = tuple(pay("analyst", office, amount) for office, amount in annual.items())
    return company(**{"cases": (), "pay": prices, "obligations": obligations, **changes})


def test_an_obligation_that_ends_with_the_last_one() -> None:
    """Within one year: one who stays costs 100,000 and 365,000, less the 23,500 by which a post is
    dearer in Bengaluru."""
    (found,) = cliffs(obliged(separate()), plan([move(10)]))

    assert found.falls_by == 465_000 * CENTS
    assert found.one_stays == 441_500 * CENTS
    assert (found.case, found.obligation, found.heads, found.transferred) == (
        None,
        "separate",
        10,
        10,
    )


def test_what_was_set_up_does_not_come_back() -> None:
    """The last three go in April: one who stays costs the yearly sum of 275 days more."""
    (found,) = cliffs(obliged(separate()), plan([move(7), move(3, period="2027-Q2")]))

    assert abs(found.falls_by - 365_000 * CENTS * 275 / 365) < 500


def test_an_obligation_that_no_move_ends_is_no_cliff() -> None:
    """One stays; it is about a system; or it is not due within the horizon."""
    of_system = separate(about=ObligationAbout.SYSTEM)
    later = separate(due_from=date(2030, 1, 1))

    assert cliffs(obliged(separate()), plan([move(9)])) == ()
    assert cliffs(obliged(of_system), plan([move(10)])) == ()
    assert cliffs(obliged(later), plan([move(10)]), saving=0) == ()


def test_cases_and_obligations_stand_in_one_order() -> None:
    """By what falls: 465,000 for certain before 127,750 of an expected loss."""
    of = obliged(separate(), cases=(case("raid", "leak", 0.1, "USD 3650000"),))
    found = cliffs(of, plan([move(10)]), saving=0)

    assert [each.case or each.obligation for each in found] == ["separate", "raid"]
