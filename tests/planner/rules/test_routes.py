"""Personal and important data leaves only on the route that its volume asks for.

The bank's ``kyc`` in Shanghai reaches ``clients``; one who sits in Bengaluru exports it. The
quarters of 2027 start on days 0, 90, 181 and 273.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from models.account import Finding, Verdict
from models.calendar import Horizon
from models.choices import Solver
from models.data import Access, DataClass, ExemptGround
from models.errors import InputError
from models.limits import TeamKind
from models.measures import MeasureEffect
from models.plan_in_force import UnderWay
from models.routes import DataGroup, ExportedToDate, ExportLaw, RouteKind
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.rules.routes.rule import RULE
from tests.support.builders import (
    access,
    cohort,
    jurisdiction,
    money,
    move,
    office,
    pay,
    service,
)
from tests.support.companies import COMPANY_ENTITIES, NONE_OFFERED, ten_regions
from tests.support.companies import exporting as company
from tests.support.duties import (
    Decision,
    china,
    cuts_access,
    data,
    employer,
    export_law,
    file,
    had,
    judge,
    measure,
    population,
    start,
    terms,
)
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    found_by,
    least_in_relaxation,
    only,
    programme_of,
    violations,
)
from tests.support.limiting import team

PERSONAL, SENSITIVE = DataClass.PERSONAL, DataClass.SENSITIVE
CONTRACT, CERTIFICATION = RouteKind.STANDARD_CONTRACT, RouteKind.CERTIFICATION
ASSESSMENT = RouteKind.SECURITY_ASSESSMENT


def two_populations(first: int, second: int, **changes: Any) -> Scenario:
    """``clients`` is about ``retail``, ``letters`` about ``staff``; ``kyc`` reaches both."""
    defaults: dict[str, Any] = {
        "populations": (population("retail", first), population("staff", second)),
        "datasets": (data("clients", "retail"), data("letters", "staff")),
        "access": (access("kyc", "clients"), access("kyc", "letters")),
    }
    return company(**{**defaults, **changes})


def broken(company: Scenario, *decisions: Decision) -> tuple[Finding, ...]:
    """Violations of the rule."""
    return violations(judge(company, *decisions), "routes")


def too_many(company: Scenario, *decisions: Decision) -> list[tuple[int, int | None, str | None]]:
    """Value, limit and period of every violation of the rule."""
    return [(each.value, each.limit, each.period) for each in broken(company, *decisions)]


# ---------------------------------------------------------------- thresholds


@pytest.mark.parametrize(
    ("data_class", "individuals", "route", "limit"),
    [
        (PERSONAL, 99_999, None, None),
        (PERSONAL, 100_000, None, 99_999),
        (PERSONAL, 100_000, CONTRACT, None),
        (PERSONAL, 100_000, CERTIFICATION, None),
        (PERSONAL, 999_999, CONTRACT, None),
        (PERSONAL, 999_999, CERTIFICATION, None),
        (PERSONAL, 1_000_000, CONTRACT, 999_999),
        (PERSONAL, 1_000_000, CERTIFICATION, 999_999),
        (PERSONAL, 1_000_000, ASSESSMENT, None),
        (SENSITIVE, 0, None, None),
        (SENSITIVE, 1, None, 0),
        (SENSITIVE, 1, CONTRACT, None),
        (SENSITIVE, 9_999, CERTIFICATION, None),
        (SENSITIVE, 10_000, CONTRACT, 9_999),
        (SENSITIVE, 10_000, ASSESSMENT, None),
    ],
)
def test_a_figure_belongs_to_the_higher_tier(
    data_class: DataClass, individuals: int, route: RouteKind | None, limit: int | None
) -> None:
    """At 100,000, 1,000,000, one and 10,000 sensitive the next tier is due; one less is fine.

    A certification does as well as a contract. What exceeds is counted in individuals.
    """
    decisions: list[Decision] = [move(1), *([file(route)] if route else [])]
    found = broken(company(individuals, data_class), *decisions)

    if limit is None:
        assert not found
        return
    assert len(found) == 1 + (route is None and individuals >= 1_000_000)
    assert (found[0].value, found[0].limit, found[0].violation) == (individuals, limit, 1)
    assert (found[0].unit, found[0].law, found[0].period) == ("individuals", True, "2027-Q1")


def test_it_says_which_data_of_whom_left_without_what() -> None:
    """The finding names class, handler and what is in force."""
    bare = only(broken(company(), move(1, period="2027-Q2")))
    light = only(broken(company(20_000, SENSITIVE), move(1), file(CONTRACT)))

    assert bare.words == (
        "individuals in personal data that bank_cn has exported since January, without a route in "
        "2027-Q2: 100,000, at most 99,999"
    )
    assert light.words == (
        "individuals in sensitive data that bank_cn has exported since January, under a contract "
        "in 2027-Q1: 20,000, at most 9,999"
    )


@pytest.mark.parametrize(
    ("individuals", "verdict", "headroom"),
    [(79_999, Verdict.KEPT, 20_000), (80_000, Verdict.TIGHT, 19_999), (99_999, Verdict.TIGHT, 0)],
)
def test_living_just_under_a_threshold_is_told(
    individuals: int, verdict: Verdict, headroom: int
) -> None:
    """A fifth of 99,999 is 19,999.8."""
    finding = findings(judge(company(individuals), move(1)), "routes")[0]

    assert (finding.verdict, finding.headroom) == (verdict, headroom)


@pytest.mark.parametrize("data_class", [PERSONAL, SENSITIVE])
def test_a_critical_operator_needs_an_assessment_for_anyone(data_class: DataClass) -> None:
    """One individual is too many for a contract; nobody needs nothing."""

    def critical(individuals: int) -> Scenario:
        return company(
            individuals,
            data_class,
            entities=(
                employer("bank_cn", "china", critical_operator=True),
                employer("services_in", "india"),
            ),
        )

    assert too_many(critical(1), move(1)) == [(1, 0, "2027-Q1")]
    assert too_many(critical(1), move(1), file(CONTRACT)) == [(1, 0, "2027-Q1")]
    assert not broken(critical(1), move(1), file(ASSESSMENT))
    assert not broken(critical(0), move(1))


def test_no_ground_frees_important_data() -> None:
    """A contract with the person frees personal data; important data needs its assessment still."""

    def on(data_class: DataClass) -> Scenario:
        return company(
            law={"exempt_grounds": (ExemptGround.CONTRACT,)},
            datasets=(data("clients", None, data_class),),
            access=(Access(cohort="kyc", dataset="clients", exempt_ground=ExemptGround.CONTRACT),),
        )

    assert not broken(on(DataClass.PERSONAL), move(1))
    assert broken(on(DataClass.IMPORTANT), move(1))


def test_important_data_needs_an_assessment_of_its_own() -> None:
    """On nobody at all; one for personal data does not cover it, and no contract is offered."""
    important = company(datasets=(data("clients", None, DataClass.IMPORTANT),))
    of_its_own = file(ASSESSMENT, group=DataGroup.IMPORTANT)

    bare = only(broken(important, move(1), file(ASSESSMENT)))
    assert bare.words == (
        "periods in which clients leaves without an assessment in 2027-Q1: 1, at most 0"
    )
    assert not broken(important, move(1), of_its_own)
    assert not broken(important)
    found = broken(important, move(1), file(CONTRACT, group=DataGroup.IMPORTANT))
    assert [each.words.split(" in 2027")[0] for each in found] == [
        "periods in which clients leaves without an assessment",
        "standard_contract of bank_cn for important data that the law does not offer",
    ]


def test_an_exempt_access_is_not_counted() -> None:
    """On a ground that the law lists; on another ground it is counted."""

    def on(ground: ExemptGround) -> Scenario:
        return company(
            law={"exempt_grounds": (ExemptGround.EMPLOYEES, ExemptGround.EMERGENCY)},
            access=(Access(cohort="kyc", dataset="clients", exempt_ground=ground),),
        )

    assert not broken(on(ExemptGround.EMPLOYEES), move(1))
    assert not broken(on(ExemptGround.EMERGENCY), move(1))
    assert broken(on(ExemptGround.CONTRACT), move(1))


def test_exemption_is_of_the_access_not_of_the_data() -> None:
    """``kyc`` has a ground and ``ops`` has none: the data is exported once ``ops`` is outside."""
    both = company(
        law={"exempt_grounds": (ExemptGround.EMPLOYEES,)},
        cohorts=(cohort("kyc"), cohort("ops")),
        access=(
            Access(cohort="kyc", dataset="clients", exempt_ground=ExemptGround.EMPLOYEES),
            access("ops", "clients"),
        ),
    )

    assert not broken(both, move(10))
    assert broken(both, move(10), move(1, cohort="ops"))


def test_unknown_access_counts() -> None:
    """Where nobody has said, the data is reached."""
    assert broken(company(access=(access("kyc", "clients", known=False),)), move(1))


@pytest.mark.parametrize(
    "changes",
    [
        {"jurisdictions": (china(exports=None), jurisdiction("india"))},
        {"access": ()},
        {"datasets": (data("clients", "retail", DataClass.NONE),)},
        {"datasets": (data("clients", "retail", entity="services_in", stored_in="india"),)},
    ],
)
def test_what_is_not_regulated_or_not_reached_leaves_freely(changes: dict[str, Any]) -> None:
    """No law, no access, data on nothing regulated, or stored where no law is."""
    assert not broken(company(**changes), move(10))


def test_a_cohort_whose_home_is_abroad_exports_today() -> None:
    """Staying put breaks the law until its access is cut or its posts have come home."""
    abroad = company(
        cohorts=(cohort("support", office="bengaluru", entity="services_in"),),
        access=(access("support", "clients"),),
        measures=(measure("cut"),),
        effects=(cuts_access("cut", "clients"),),
    )

    def back(heads: int, period: str = "2027-Q1") -> Decision:
        return move(
            heads, period=period, cohort="support", origin="bengaluru", destination="shanghai"
        )

    assert too_many(abroad) == [(100_000, 99_999, "2027-Q1")]
    assert broken(abroad, back(9))
    assert not broken(abroad, back(10))
    assert too_many(abroad, back(10, "2027-Q2")) == [(100_000, 99_999, "2027-Q1")]
    assert not broken(abroad, start("cut"))


def test_a_hand_over_is_outside_from_the_landing_on() -> None:
    """The successor reaches the data while the predecessor is still there."""
    assert too_many(company(), move(1, period="2027-Q3")) == [(100_000, 99_999, "2027-Q3")]


# ---------------------------------------------------------------- counting


def test_each_population_counts_once() -> None:
    """Two datasets on the same 60,000 are 60,000; on two populations they are 120,000."""
    same = two_populations(
        60_000, 60_000, datasets=(data("clients", "retail"), data("letters", "retail"))
    )

    assert not broken(same, move(1))
    assert too_many(two_populations(60_000, 60_000), move(1)) == [(120_000, 99_999, "2027-Q1")]
    assert not broken(two_populations(60_000, 39_999), move(1))
    assert broken(two_populations(60_000, 40_000), move(1))


def test_sensitive_data_has_counters_of_its_own() -> None:
    """99,999 in personal data and none in sensitive need nothing, whatever the sum."""
    datasets = (data("clients", "retail"), data("letters", "staff", SENSITIVE))

    assert not broken(two_populations(99_999, 0, datasets=datasets), move(1))
    assert too_many(two_populations(99_999, 1, datasets=datasets), move(1)) == [(1, 0, "2027-Q1")]


EARLIER = (ExportedToDate(entity="bank_cn", population="staff", data_class=PERSONAL),)


@pytest.mark.parametrize(("staff", "lawful"), [(39_999, True), (40_000, False)])
def test_what_was_exported_since_january_counts(staff: int, lawful: bool) -> None:
    """60,000 more make 99,999 or 100,000, though the earlier data is gone."""
    later = company(
        populations=(population("retail", 60_000), population("staff", staff)), exported=EARLIER
    )

    assert (not broken(later, move(1))) == lawful


def test_a_population_exported_before_and_again_counts_once() -> None:
    """The same 60,000."""
    again = ExportedToDate(entity="bank_cn", population="retail", data_class=PERSONAL)

    assert not broken(company(60_000, exported=(again,)), move(1))


def test_what_another_bank_or_another_class_exported_is_another_count() -> None:
    """Staff of the other bank, or sensitive data on staff under a contract for it."""
    populations = (population("retail", 60_000), population("staff", 60_000))
    other = ExportedToDate(entity="other_cn", population="staff", data_class=PERSONAL)
    sensitive = ExportedToDate(entity="bank_cn", population="staff", data_class=SENSITIVE)

    assert not broken(company(populations=populations, exported=(other,)), move(1))
    found = too_many(company(populations=populations, exported=(sensitive,)), move(1))
    assert found == [(60_000, 0, "2027-Q1")]


def year_end(planning_date: date = date(2027, 7, 1), **changes: Any) -> Scenario:
    """Third and fourth quarter of 2027, first and second of 2028."""
    return two_populations(
        60_000,
        60_000,
        planning_date=planning_date,
        cohorts=(cohort("kyc"), cohort("ops")),
        access=(access("kyc", "clients"), access("ops", "letters")),
        measures=(measure("cut"),),
        effects=(cuts_access("cut", "clients"),),
        **changes,
    )


def test_the_count_starts_anew_on_the_first_of_january() -> None:
    """``clients`` is cut off, then ``letters`` leaves: both count in one year, not across two."""

    def after(cut: str, ops: str) -> list[tuple[int, int | None, str | None]]:
        moves = (move(1, period="2027-Q3"), move(1, period=ops, cohort="ops"))
        return too_many(year_end(), *moves, start("cut", cut))

    assert after("2027-Q4", "2027-Q4") == [(120_000, 99_999, "2027-Q4")]
    assert after("2027-Q4", "2028-Q1") == []
    assert after("2028-Q1", "2028-Q1") == []
    assert after("2028-Q2", "2028-Q1") == [(120_000, 99_999, "2028-Q1")]


def test_what_was_exported_before_january_does_not_count_after_it() -> None:
    """60,000 since January 2027 make 120,000 in its last quarter and nothing in the next year."""
    earlier = year_end(exported=EARLIER)
    planned_in_december = year_end(date(2027, 12, 2), exported=EARLIER)

    assert too_many(earlier, move(1, period="2027-Q4")) == [(120_000, 99_999, "2027-Q4")]
    assert not broken(earlier, move(1, period="2028-Q1"))
    assert not broken(planned_in_december, move(1, period="2028-Q1"))


def test_what_has_stopped_needs_no_route() -> None:
    """A million since January without a route; nothing leaves any more, and nothing is broken.

    The first who reaches anything from outside needs an assessment.
    """
    stopped = company(
        1,
        populations=(population("retail", 1), population("staff", 1_000_000)),
        exported=EARLIER,
        measures=(measure("cut"),),
        effects=(cuts_access("cut", "clients"),),
    )

    assert not broken(stopped)
    assert broken(stopped, move(1))
    assert broken(stopped, move(1), file(CONTRACT))
    assert not broken(stopped, move(1), file(ASSESSMENT))
    assert {each.period for each in broken(stopped, move(1), start("cut", "2027-Q2"))} == {
        "2027-Q1"
    }
    assert not broken(stopped, move(1), start("cut"))


# ---------------------------------------------------------------- splitting


def split(**changes: Any) -> Scenario:
    """The bank holds 60,000 and 60,000; the other bank exports the second half for it."""
    return two_populations(
        60_000,
        60_000,
        **{
            "cohorts": (cohort("kyc"), cohort("ops")),
            "datasets": (
                data("clients", "retail"),
                data("copies", "staff", entity="other_cn"),
                data("letters", "staff"),
            ),
            "access": (access("kyc", "clients"), access("ops", "copies")),
            **changes,
        },
    )


def test_volumes_cannot_be_split_between_handlers() -> None:
    """Each handler exports 60,000, all of which the bank holds: it needs a contract for 120,000."""
    both = (move(1), move(1, cohort="ops"))
    found = broken(split(), *both)

    assert [(each.value, each.words.split(" has ")[0]) for each in found] == [
        (120_000, "individuals in personal data that bank_cn")
    ]
    assert not broken(split(), *both, file(CONTRACT))
    assert broken(split(), *both, file(CONTRACT, handler="other_cn"))


def test_a_population_that_only_the_other_holds_is_its_own() -> None:
    """Without ``letters`` the bank has nothing to do with the other's 60,000."""
    apart = split(datasets=split().datasets[:2])

    assert not broken(apart, move(1), move(1, cohort="ops"))


def test_both_exporting_the_same_population_is_no_second_count() -> None:
    """60,000 exported by both are 60,000 for each."""
    same = split(
        datasets=(data("clients", "retail"), data("copies", "retail", entity="other_cn")),
    )

    assert not broken(same, move(1), move(1, cohort="ops"))


def test_a_handler_that_exports_nothing_needs_no_route() -> None:
    """The other exports a million whom the bank holds too, and needs the assessment alone."""
    large = split(populations=(population("retail", 60_000), population("staff", 1_000_000)))
    theirs = file(ASSESSMENT, handler="other_cn")

    assert not broken(large, move(1, cohort="ops"), theirs)
    assert broken(large, move(1), move(1, cohort="ops"), theirs)
    assert not broken(large, move(1), move(1, cohort="ops"), theirs, file(ASSESSMENT))


# ---------------------------------------------------------------- routes


@pytest.mark.parametrize(("lead_days", "missing"), [(90, 0), (91, 1), (120, 30)])
def test_a_route_is_in_force_once_its_lead_has_run(lead_days: int, missing: int) -> None:
    """The second quarter starts on day 90 after the filing."""
    slow = company(law={"standard_contract": terms(lead_days=lead_days)})
    found = broken(slow, move(1, period="2027-Q2"), file(CONTRACT, "2027-Q2"))

    assert [each.violation for each in found] == ([missing] if missing else [])


def test_no_access_comes_before_its_route() -> None:
    """Outside from Q1, the contract from Q2."""
    assert too_many(company(), move(1), file(CONTRACT, "2027-Q2")) == [(100_000, 99_999, "2027-Q1")]


@pytest.mark.parametrize(("valid_days", "over"), [(273, 0), (272, 1)])
def test_a_route_lasts_no_longer_than_it_is_valid(valid_days: int, over: int) -> None:
    """From Q1 it must still be valid on the last day of Q3, its 273rd; up to Q3 181 days do."""
    short = company(law={"standard_contract": terms(valid_days=valid_days)})
    found = broken(short, file(CONTRACT, "2027-Q1", "2027-Q4"))

    assert [each.violation for each in found] == ([over] if over else [])
    assert not broken(short, file(CONTRACT, "2027-Q1", "2027-Q3"))


def test_a_route_that_has_ended_covers_nothing() -> None:
    """Up to Q3; filed again from Q3 on it does."""
    first = file(CONTRACT, "2027-Q1", "2027-Q3")

    assert too_many(company(), move(1), first) == [(100_000, 99_999, "2027-Q3")]
    assert not broken(company(), move(1), first, file(CONTRACT, "2027-Q3"))


def test_one_route_at_a_time() -> None:
    """A contract up to Q3 and an assessment from Q2 overlap; those of two handlers do not."""
    contract = file(CONTRACT, "2027-Q1", "2027-Q3")
    found = broken(company(), contract, file(ASSESSMENT, "2027-Q2"))

    assert len(found) == 2
    assert {each.violation for each in found} == {1}
    assert not broken(company(), contract, file(ASSESSMENT, "2027-Q3"))
    assert not broken(company(), contract, file(ASSESSMENT, group=DataGroup.IMPORTANT))
    assert not broken(company(), contract, file(ASSESSMENT, handler="other_cn"))


@pytest.mark.parametrize(
    "filing",
    [
        file(RouteKind.EXEMPT),
        file(CERTIFICATION),
        file(CONTRACT, handler="services_in"),
    ],
)
def test_only_what_the_law_offers_can_be_filed(filing: Any) -> None:
    """No exemption, no route that the jurisdiction lacks."""
    found = broken(company(law={"certification": None}), filing)

    assert "the law does not offer" in only(found).words


def test_an_instrument_that_is_no_longer_of_any_law_is_no_route_to_file() -> None:
    """The contract of the start outlives the law that it was filed under: all go, none is filed."""
    found = cheapest(
        company(jurisdictions=(china(exports=None), jurisdiction("india")), routes=(had(CONTRACT),))
    )

    assert sum(each.heads for each in found.moves) == 10
    assert not found.routes


def test_no_route_ends_before_it_is_in_force() -> None:
    """That is no plan at all."""
    with pytest.raises(InputError, match="ends a route before it is in force"):
        judge(company(), file(CONTRACT, "2027-Q3", "2027-Q2"))


@pytest.mark.parametrize(
    ("until", "unlawful_in"),
    [
        (None, None),
        (date(2027, 7, 1), "2027-Q3"),
        (date(2027, 6, 30), "2027-Q2"),
        (date(2027, 3, 31), "2027-Q1"),
    ],
)
def test_a_route_of_the_start_counts_until_its_last_day(
    until: date | None, unlawful_in: str | None
) -> None:
    """It covers periods that it is in force to the end of: ``until`` is the first day it is not."""
    found = broken(company(routes=(had(CONTRACT, until),)), move(1))

    assert [each.period for each in found] == ([unlawful_in] if unlawful_in else [])


def test_a_route_of_the_start_is_of_its_entity_and_group() -> None:
    """Another's contract, or the bank's for important data, does not cover ``clients``."""
    other = company(
        routes=(had(CONTRACT, handler="other_cn"), had(ASSESSMENT, group=DataGroup.IMPORTANT))
    )

    assert broken(other, move(1))


def test_a_filing_supersedes_the_route_of_the_start_for_good() -> None:
    """An assessment of the start gives way to a contract in Q2, which ends before Q4."""
    large = company(1_000_000, routes=(had(ASSESSMENT),))
    small = company(routes=(had(ASSESSMENT),))
    contract = file(CONTRACT, "2027-Q2", "2027-Q4")

    assert too_many(large, move(1), contract)[0] == (1_000_000, 999_999, "2027-Q2")
    assert too_many(small, move(1), contract) == [(100_000, 99_999, "2027-Q4")]


# ---------------------------------------------------------------- measures


def guarded(*effects: MeasureEffect) -> Scenario:
    """``kyc`` and ``ops`` both reach ``clients``."""
    return company(
        cohorts=(cohort("kyc"), cohort("ops")),
        access=(access("kyc", "clients"), access("ops", "clients")),
        measures=(measure("cut"), measure("fence")),
        effects=effects,
    )


def test_a_measure_cuts_access_from_its_start_on() -> None:
    """All outside in Q1, cut off in Q2: the year's count remains, and nothing leaves any more."""
    cut = guarded(cuts_access("cut", "clients"))

    assert not broken(cut, move(10), start("cut"))
    assert {each.period for each in broken(cut, move(10), start("cut", "2027-Q2"))} == {"2027-Q1"}
    assert broken(cut, move(10), start("fence"))


def test_a_measure_may_cut_one_cohort_only() -> None:
    """``kyc`` is cut off; ``ops`` exports once one of them is outside."""
    cut = guarded(cuts_access("cut", "clients", "kyc"), cuts_access("fence", "clients", "ops"))
    both = (move(1), move(1, cohort="ops"))

    assert not broken(cut, move(1), start("cut"))
    assert broken(cut, *both, start("cut"))
    assert not broken(cut, *both, start("cut"), start("fence"))


# ---------------------------------------------------------------- prices


PRICED = {
    "standard_contract": terms(set_up=money("USD 1000"), yearly=money("USD 3650")),
    "security_assessment": terms(set_up=money("USD 5000"), yearly=money("USD 7300")),
}
"""USD 10 and USD 20 a day."""


def paid(company: Scenario, *decisions: Decision) -> tuple[int, int]:
    """Amount and one-off cash of the rule, in cents."""
    (line,) = [line for line in judge(company, *decisions).price_list if line.rule == "routes"]
    assert line.unweighted == line.amount
    return line.amount, line.one_off_cash


def test_a_route_costs_once_and_by_the_day_while_it_is_in_force() -> None:
    """From Q2 up to Q4: USD 1,000 + 10 x 183 = USD 2,830; to the end 10 x 275 = USD 3,750."""
    assert paid(company(law=PRICED), file(CONTRACT, "2027-Q2", "2027-Q4")) == (2_830_00, 1_000_00)
    assert paid(company(law=PRICED), file(CONTRACT, "2027-Q2")) == (3_750_00, 1_000_00)
    assert paid(company(law=PRICED)) == (0, 0)


def test_a_route_to_the_end_is_paid_in_the_tail() -> None:
    """Two tail periods of 92 days: USD 1,840 more; up to Q4 nothing more."""
    tail = company(law=PRICED, horizon=Horizon(periods=4, tail_periods=2))

    assert paid(tail, file(CONTRACT, "2027-Q2")) == (5_590_00, 1_000_00)
    assert paid(tail, file(CONTRACT, "2027-Q2", "2027-Q4")) == (2_830_00, 1_000_00)


def test_a_route_is_discounted_and_its_cash_is_not() -> None:
    """At 10 % a year from Q2: 1,000 and 910 at 0.9767729, 920 at 0.9538361, 920 at 0.9311948:
    976.77 + 888.86 + 877.53 + 856.70 = USD 3,599.86, rounded one by one.
    """
    discounted = company(law=PRICED, discount_rate=0.1)

    assert paid(discounted, file(CONTRACT, "2027-Q2")) == (3_599_86, 1_000_00)


def test_a_route_of_the_start_costs_by_the_day_until_it_ends_or_is_superseded() -> None:
    """USD 20 a day: 365, up to 1 July 181, up to an assessment's successor in Q2 90 days.

    The contract from Q2 costs USD 3,750.
    """
    assert paid(company(law=PRICED, routes=(had(ASSESSMENT),))) == (7_300_00, 0)
    ending = company(law=PRICED, routes=(had(ASSESSMENT, date(2027, 7, 1)),))
    assert paid(ending) == (3_620_00, 0)
    superseded = paid(company(law=PRICED, routes=(had(ASSESSMENT),)), file(CONTRACT, "2027-Q2"))
    assert superseded == (1_800_00 + 3_750_00, 1_000_00)


def test_each_filing_is_set_up_anew() -> None:
    """Two contracts one after the other: USD 2,000 + 10 x 365 = USD 5,650."""
    twice = (file(CONTRACT, "2027-Q1", "2027-Q3"), file(CONTRACT, "2027-Q3"))

    assert paid(company(law=PRICED), *twice) == (5_650_00, 2_000_00)


def test_its_figures_are_told_in_words() -> None:
    """Thresholds and routes of the law, each with its source."""
    law = {
        **PRICED,
        "certification": None,
        "security_assessment": terms(lead_days=120, valid_days=1095, yearly=money("USD 7300")),
    }

    thresholds, contract, assessment = RULE.values(company(law=law))
    assert thresholds == (
        "China: contract or certification from 100,000 individuals (1 sensitive), assessment from "
        "1,000,000 individuals (10,000 sensitive), assessment of any important data "
        "(assumption, 2026-12-31, approved by nobody yet: assumption)"
    )
    assert contract == (
        "China, standard_contract: 0 days, USD 1000.00 once, USD 3650.00 a year "
        "(assumption, 2026-12-31, approved by nobody yet: assumption)"
    )
    assert assessment == (
        "China, security_assessment: 120 days, valid 1095 days, USD 0.00 once, USD 7300.00 a year "
        "(assumption, 2026-12-31, approved by nobody yet: assumption)"
    )


# ---------------------------------------------------------------- the optimiser


CRITICAL = (
    employer("bank_cn", "china", critical_operator=True),
    employer("services_in", "india"),
)


@pytest.mark.parametrize(
    ("limited", "landing"),
    [
        (company(99_999), "2027-Q1"),
        (company(100_000, law={**NONE_OFFERED}), None),
        (company(100_000), "2027-Q1"),
        (company(100_000, law={**NONE_OFFERED, "certification": terms(lead_days=91)}), "2027-Q3"),
        (company(999_999, law={**NONE_OFFERED, "standard_contract": terms()}), "2027-Q1"),
        (company(1_000_000, law={**NONE_OFFERED, "standard_contract": terms()}), None),
        (company(1, law={"security_assessment": None}, entities=CRITICAL), None),
        (
            company(1, law={"security_assessment": terms(lead_days=91)}, entities=CRITICAL),
            "2027-Q3",
        ),
        (company(0, SENSITIVE, law=NONE_OFFERED), "2027-Q1"),
        (company(1, SENSITIVE, law=NONE_OFFERED), None),
        (company(9_999, SENSITIVE, law={"security_assessment": None}), "2027-Q1"),
        (company(10_000, SENSITIVE, law={"security_assessment": None}), None),
        (company(10_000, SENSITIVE, law={"security_assessment": terms(lead_days=180)}), "2027-Q3"),
        (company(datasets=(data("clients", None, DataClass.IMPORTANT),)), "2027-Q1"),
        (
            company(
                datasets=(data("clients", None, DataClass.IMPORTANT),),
                law={"security_assessment": None},
            ),
            None,
        ),
    ],
)
def test_it_limits_the_optimiser(limited: Scenario, landing: str | None) -> None:
    """Everyone saves half in Bengaluru, and goes as soon as the route that is due is in force."""
    found = cheapest(limited)

    assert {each.period for each in found.moves} == ({landing} if landing else set())
    if landing != "2027-Q1" or found.routes:
        assert_limits_the_optimiser(limited, "routes")


def test_access_on_an_exempt_ground_does_not_limit_the_optimiser() -> None:
    """A million, no route on offer, and all go."""
    ground = Access(cohort="kyc", dataset="clients", exempt_ground=ExemptGround.EMPLOYEES)
    law = {**NONE_OFFERED, "exempt_grounds": (ExemptGround.EMPLOYEES,)}
    exempt = company(1_000_000, law=law, access=(ground,))

    assert sum(each.heads for each in cheapest(exempt).moves) == 10


@pytest.mark.parametrize("solver", list(Solver))
@pytest.mark.parametrize(("second", "moved"), [(399_999, True), (400_000, False)])
def test_two_populations_at_a_threshold_are_kept_apart_by_one_individual(
    solver: Solver, second: int, moved: bool
) -> None:
    """600,000 and 399,999 go under a contract; one more individual needs an assessment."""
    edge = two_populations(600_000, second, law={"security_assessment": None})
    found = found_by(edge, solver)

    assert found.plan is not None
    assert bool(found.plan.moves) == moved


@pytest.mark.parametrize("solver", list(Solver))
@pytest.mark.parametrize(("last", "moved"), [(9_999_999, True), (10_000_000, False)])
def test_so_are_many_large_ones(solver: Solver, last: int, moved: bool) -> None:
    """All ten are as many as the threshold or one fewer, in a sum of a hundred million."""
    edge = ten_regions(last)
    found = found_by(edge, solver)

    assert found.plan is not None
    assert bool(found.plan.moves) == moved


def test_so_are_any_of_many() -> None:
    """Twelve of ten million, of whom no six may leave: there are 924 ways to take six. Five go."""
    names = [f"region_{i}" for i in range(12)]
    regions = company(
        law={
            **NONE_OFFERED,
            "contract_from_personal": 60_000_000,
            "assessment_from_personal": 60_000_000,
        },
        populations=tuple(population(name, 10_000_000) for name in names),
        datasets=tuple(data(f"on_{name}", name) for name in names),
        cohorts=tuple(cohort(name, posts=1) for name in names),
        access=tuple(access(name, f"on_{name}") for name in names),
    )
    regions = regions.model_copy(update={"horizon": Horizon(periods=1, tail_periods=0)})

    assert len(cheapest(regions).moves) == 5


def test_the_year_before_limits_the_optimiser() -> None:
    """They go when the new year has begun: before, 60,000 more are too many."""
    waiting = two_populations(
        60_000,
        60_000,
        law=NONE_OFFERED,
        planning_date=date(2027, 7, 1),
        exported=EARLIER,
        access=(access("kyc", "clients"),),
    )

    assert {each.period for each in cheapest(waiting).moves} == {"2028-Q1"}
    assert_limits_the_optimiser(waiting, "routes")


def test_splitting_limits_the_optimiser() -> None:
    """One of the two cohorts goes; both would export what the bank may not export alone."""
    both = split(law=NONE_OFFERED)

    assert sum(each.heads for each in cheapest(both).moves) == 10
    assert_limits_the_optimiser(both, "routes")


def test_a_handler_that_exports_nothing_does_not_limit_the_optimiser() -> None:
    """``ops`` exports 60,000 that the bank holds too, of whom the bank exported as many before."""
    apart = split(
        law=NONE_OFFERED,
        cohorts=(cohort("kyc", must_stay=10), cohort("ops")),
        exported=(ExportedToDate(entity="bank_cn", population="retail", data_class=PERSONAL),),
    )

    assert sum(each.heads for each in cheapest(apart).moves) == 10


def test_the_optimiser_files_the_cheapest_route_that_will_do() -> None:
    """A contract at USD 4,000, a certification at 3,000, an assessment at 5,000."""

    def filed(individuals: int, **yearly: Any) -> list[RouteKind]:
        law = {
            "standard_contract": terms(set_up=money("USD 4000"), **yearly),
            "certification": terms(set_up=money("USD 3000")),
            "security_assessment": terms(set_up=money("USD 5000")),
        }
        return [each.route for each in cheapest(company(individuals, law=law)).routes]

    assert filed(99_999) == []
    assert filed(100_000) == [CERTIFICATION]
    assert filed(1_000_000) == [ASSESSMENT]


def test_the_optimiser_renews_what_expires() -> None:
    """Valid for 190 days: filed for two quarters and again for two, USD 100 each."""
    short = company(
        law={
            **NONE_OFFERED,
            "standard_contract": terms(valid_days=190, set_up=money("USD 100")),
        }
    )
    found = cheapest(short)

    assert [(each.period, each.until) for each in found.routes] == [
        ("2027-Q1", "2027-Q3"),
        ("2027-Q3", None),
    ]
    assert judge(short, *found.moves, *found.routes).amount("routes") == 200_00


def test_a_route_of_the_start_is_used_until_it_ends() -> None:
    """A contract until July; then an assessment, whose lead of 200 days is over in Q4 only.

    They may go for the half-year, but would break the law in Q3: they go in Q4.
    """
    ending = company(
        law={**NONE_OFFERED, "security_assessment": terms(lead_days=200)},
        routes=(had(CONTRACT, date(2027, 7, 1)),),
    )
    found = cheapest(ending)

    assert {each.period for each in found.moves} == {"2027-Q4"}
    assert [each.route for each in found.routes] == [ASSESSMENT]
    assert_limits_the_optimiser(ending, "routes")


def test_important_data_that_stays_asks_nothing_of_the_rest() -> None:
    """A contract for nothing is enough for the clients; an assessment costs more than is saved."""
    beside = company(
        law={"security_assessment": terms(set_up=money("USD 900000"))},
        datasets=(data("clients", "retail"), data("ledger", None, DataClass.IMPORTANT)),
    )
    found = cheapest(beside)

    assert sum(each.heads for each in found.moves) == 10
    assert {(each.group, each.route.tier) for each in found.routes} == {
        (DataGroup.PERSONAL, CONTRACT.tier)
    }


def test_each_handler_files_for_its_own_important_data_alone() -> None:
    """Both handlers have some, and ``kyc`` reaches that of the bank: one assessment is filed."""
    two = company(
        law={"security_assessment": terms(set_up=money("USD 1000"))},
        datasets=(
            data("clients", None, DataClass.IMPORTANT),
            data("ledger", None, DataClass.IMPORTANT, entity="other_cn"),
        ),
    )
    found = cheapest(two)

    assert sum(each.heads for each in found.moves) == 10
    assert [(each.entity, each.group) for each in found.routes] == [
        ("bank_cn", DataGroup.IMPORTANT)
    ]


@pytest.mark.parametrize(("operator", "tier"), [("bank_cn", ASSESSMENT), ("other_cn", None)])
def test_the_optimiser_asks_an_assessment_of_the_critical_operator_alone(
    operator: str, tier: RouteKind | None
) -> None:
    """For a single individual, if it is the bank, which is listed last, and not its neighbour."""
    listed = ("other_cn", "bank_cn")
    one = company(
        individuals=1,
        entities=(
            *(employer(each, "china", critical_operator=each == operator) for each in listed),
            employer("services_in", "india"),
        ),
    )
    found = cheapest(one)

    assert sum(each.heads for each in found.moves) == 10
    assert [each.route for each in found.routes] == ([tier] if tier else [])


def test_the_optimiser_cuts_access_where_no_route_is_offered() -> None:
    """A cut at USD 1,000 is worth USD 365,000 of pay."""
    cut = company(
        law=NONE_OFFERED,
        measures=(measure("cut", set_up=money("USD 1000")),),
        effects=(cuts_access("cut", "clients"),),
    )
    found = cheapest(cut)

    assert [each.period for each in found.measures] == ["2027-Q1"]
    assert sum(each.heads for each in found.moves) == 10
    assert_limits_the_optimiser(cut, "routes")


def test_a_hand_over_between_two_offices_abroad_is_no_more_than_an_export() -> None:
    """All ten in Bengaluru hand over to Manila at once: twenty are outside for a quarter."""
    abroad = company(
        cohorts=(cohort("support", office="bengaluru", entity="services_in"),),
        access=(access("support", "clients"),),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
            office("manila", "india", "services_in", relocation=None),
        ),
        pay=(
            pay("analyst", "bengaluru", "USD 73000"),
            pay("analyst", "manila", "USD 7300"),
        ),
        service=(service("support", 10, 1, "USD 0"),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
    )
    found = cheapest(abroad)

    assert [(each.heads, each.period) for each in found.moves] == [(10, "2027-Q1")]
    assert [each.period for each in found.routes] == ["2027-Q1"]


def test_what_leaves_today_without_a_route_must_be_stopped() -> None:
    """Nobody can come home in time and nothing can be filed: there is no plan. A cut frees it."""
    abroad: dict[str, Any] = {
        "law": NONE_OFFERED,
        "cohorts": (cohort("support", office="bengaluru", entity="services_in", must_stay=1),),
        "access": (access("support", "clients"),),
        "measures": (measure("cut"),),
    }

    assert found_by(company(**abroad)).plan is None
    freed = company(**abroad, effects=(cuts_access("cut", "clients"),))
    assert [each.measure for each in cheapest(freed).measures] == ["cut"]


def test_what_the_optimiser_claims_is_what_the_audit_finds() -> None:
    """A route of the start, its successor, tail and discount at once: the same to the cent."""
    law = {
        "standard_contract": terms(
            lead_days=31, valid_days=200, set_up=money("USD 777.77"), yearly=money("USD 333.33")
        ),
        "certification": None,
        "security_assessment": terms(set_up=money("USD 5000.01"), yearly=money("USD 999.99")),
    }
    priced = company(
        law=law,
        discount_rate=0.083,
        horizon=Horizon(periods=4, tail_periods=3),
        routes=(had(CERTIFICATION, date(2027, 7, 1)), had(CONTRACT, handler="other_cn")),
    )
    found = found_by(priced)

    assert found.plan is not None
    assert found.plan.routes
    assert found.claimed == judge(priced, *found.plan.moves, *found.plan.routes).total


def test_a_route_that_has_been_filed_is_in_time() -> None:
    """The contract takes 400 days: filed for Q2, everybody goes then."""
    slow = company(100_000, law={**NONE_OFFERED, "standard_contract": terms(lead_days=400)})
    filed = slow.model_copy(update={"under_way": UnderWay(routes=(file(CONTRACT, "2027-Q2"),))})

    assert broken(slow, move(1, period="2027-Q2"), file(CONTRACT, "2027-Q2"))
    assert not broken(filed, move(1, period="2027-Q2"), file(CONTRACT, "2027-Q2"))
    assert {each.period for each in cheapest(filed).moves} == {"2027-Q2"}
    assert not cheapest(slow).moves


# ---------------------------------------------------------------- the law of the place of the data


def stored_abroad(law: ExportLaw | None, handler: str = "bank_cn", **changes: Any) -> Scenario:
    """Data on 100,000 people, kept in India; ``kyc`` in Shanghai reads it from there."""
    places = (china(), jurisdiction("india", exports=law))
    where = data("clients", "retail", entity=handler, stored_in="india")
    return company(**{"jurisdictions": places, "datasets": (where,), **changes})


NOTHING = {
    "contract_from_personal": None,
    "contract_from_sensitive": None,
    "assessment_from_personal": None,
    "assessment_from_sensitive": None,
}


@pytest.mark.parametrize("handler", ["bank_cn", "services_in"])
def test_the_law_that_counts_is_that_of_the_place_where_data_is_stored(handler: str) -> None:
    """Whoever the handler is: read from Shanghai, data kept in India meets the law of India.

    Those who move to Bengaluru read it where it is.
    """
    asks = stored_abroad(export_law(), handler)
    contract = file(CONTRACT, handler=handler)

    assert too_many(asks)
    assert too_many(asks, contract) == []
    assert too_many(asks, move(10)) == []
    assert too_many(stored_abroad(None, handler)) == []


def test_the_law_of_the_place_offers_the_route_and_says_how_long_it_takes() -> None:
    """China offers a contract at once; India only an assessment, in 31 days."""
    only_assessment = export_law(
        standard_contract=None, certification=None, security_assessment=terms(lead_days=31)
    )
    asks = stored_abroad(only_assessment, cohorts=(cohort("kyc", must_stay=10),))

    assert broken(asks, file(CONTRACT))
    assert [each.value for each in broken(asks, file(ASSESSMENT, "2027-Q1"))] == [0]


def test_the_price_of_a_route_is_that_of_the_place() -> None:
    """USD 500 in China, USD 700 in India, where the data is."""
    places = tuple(
        jurisdiction(name, exports=export_law(standard_contract=terms(set_up=money(price))))
        for name, price in (("china", "USD 500"), ("india", "USD 700"))
    )
    asks = stored_abroad(None, jurisdictions=places)

    assert judge(asks, file(CONTRACT)).amount("routes") == 700_00


def test_no_route_is_needed_where_the_law_has_no_thresholds() -> None:
    """A law with a source that asks for nothing is as good as none, for important data too."""
    free = export_law(**NOTHING, important_needs_assessment=False)
    important = data("clients", None, DataClass.IMPORTANT, stored_in="india")

    assert too_many(stored_abroad(free)) == []
    assert broken(stored_abroad(free, datasets=(important,))) == ()
    asked = export_law(**NOTHING)
    assert broken(stored_abroad(asked, datasets=(important,)))
    assert not cheapest(stored_abroad(free)).routes
    line = RULE.values(stored_abroad(free))[4]
    assert line.startswith("India: no route is needed (")


def test_a_critical_operator_is_assessed_only_where_there_are_assessments() -> None:
    """A law that knows contracts only asks critical operators for a contract as well."""
    critical = (employer("bank_cn", "china", critical_operator=True), *COMPANY_ENTITIES)
    law = export_law(
        contract_from_personal=1,
        assessment_from_personal=None,
        assessment_from_sensitive=None,
        security_assessment=None,
    )
    asks = stored_abroad(law, entities=critical)

    assert too_many(asks, file(CONTRACT)) == []
    assert too_many(asks)


def test_one_handler_cannot_be_under_two_laws() -> None:
    """Its route would have to be of both: it takes its own handler for each place."""
    both = (
        data("clients", "retail"),
        data("files", "retail", stored_in="india"),
    )
    with pytest.raises(InputError, match="its own handler"):
        stored_abroad(export_law(), datasets=both, access=())
    assert stored_abroad(None, datasets=both, access=()).export_places["bank_cn"] == "china"


def test_the_optimiser_files_for_the_place_of_the_data() -> None:
    """The contract of India at its price, and what is claimed is what the audit finds."""
    law = export_law(
        standard_contract=terms(set_up=money("USD 700")),
        certification=None,
        security_assessment=None,
    )
    asks = stored_abroad(law, cohorts=(cohort("kyc", must_stay=10),))
    found = found_by(asks)

    assert found.plan is not None
    assert [each.route for each in found.plan.routes] == [CONTRACT]
    assert judge(asks, *found.plan.routes).total == found.claimed


def test_an_instrument_has_a_name() -> None:
    """And is the firm's own work where no authority gets it."""
    law = export_law(
        standard_contract=terms(name="transfer impact assessment", filed=False, lead_days=40)
    )
    told = RULE.values(company(law={"standard_contract": law.standard_contract}))[1]

    assert told.startswith(
        "China, standard_contract (transfer impact assessment): 40 days, not filed, USD 0"
    )


def test_a_route_that_nothing_needs_is_given_up_where_another_costs_less() -> None:
    """The other bank exports nothing. Its assessment costs USD 7,300; a contract filed on the first
    day ends it for 1,000 + 3,650, and one up to Q2 for 1,000 + 10 x 90 = USD 1,900.

    The audit says so of any plan, so the programme has to find it.
    """
    law, idle_route = {**PRICED, "certification": None}, had(ASSESSMENT, handler="other_cn")
    idle = company(law=law, access=(), routes=(idle_route,))
    short = file(CONTRACT, "2027-Q1", "2027-Q2", handler="other_cn")

    assert not broken(idle, short)
    assert paid(idle, short) == (1_900_00, 1_000_00)
    assert cheapest(idle).routes == (short,)


def test_no_contract_ends_the_assessment_of_important_data() -> None:
    """It would cost USD 1,900 and save USD 7,300 a year, and the law offers none for such data."""
    idle_route = had(ASSESSMENT, group=DataGroup.IMPORTANT, handler="other_cn")
    slow = terms(lead_days=400, yearly=money("USD 7300"))
    law = {**PRICED, "certification": None, "security_assessment": slow}
    idle = company(law=law, access=(), routes=(idle_route,))

    assert broken(
        idle, file(CONTRACT, "2027-Q1", "2027-Q2", group=DataGroup.IMPORTANT, handler="other_cn")
    )
    assert not cheapest(idle).routes


def exported_at_least(there: Scenario, landings: str, at_least: int, **where: int) -> list[float]:
    """[t] least that ``clients`` is exported in fractions, if so much of a column lands abroad."""
    program = programme_of(there)
    columns = next(each for name, each in program.groups.items() if name.startswith(landings))
    where["office"] = [office.id for office in there.offices].index("bengaluru")
    mine = np.logical_and.reduce([columns.index[axis] == at for axis, at in where.items()])
    (landing,) = columns.ids[mine].tolist()
    exported = program.groups["exported clients"].ids.tolist()
    return [least_in_relaxation(program, each, {landing: at_least}) for each in exported]


@pytest.mark.parametrize("kind", [TeamKind.INDIVISIBLE, TeamKind.MINIMUM_BATCH])
def test_a_batch_that_lands_abroad_is_a_whole_export_from_then_on(kind: TeamKind) -> None:
    """Four of ten at least, in July: nothing is exported before, and from then on the data is,
    and not two fifths of it."""
    least = 4 if kind is TeamKind.MINIMUM_BATCH else 0
    there = company(teams=(team(kind, "kyc", minimum=least),))

    lands = "batch" if kind is TeamKind.MINIMUM_BATCH else "team"
    exported = exported_at_least(there, lands, 1, period=2)

    assert exported == pytest.approx([0, 0, 1, 1])


def test_all_vacancies_refilled_abroad_are_a_whole_export_from_then_on() -> None:
    """Two of ten posts are vacant and refilled in January: that more become vacant later makes no
    smaller an export of them."""
    there = company(cohorts=(cohort("kyc", vacant=2, attrition=0.5),))
    refills = MODES.index(Mode.REFILL)
    exported = exported_at_least(there, HEADS, 2, period=0, mode=refills)

    assert exported == pytest.approx([1, 1, 1, 1])


def test_a_route_filed_for_whoever_exports_nothing_costs_and_frees_nobody() -> None:
    """A filing of the other bank is lawful, is paid, and does not cover what the bank exports."""
    filed, priced = file(CONTRACT, handler="other_cn"), company(law=PRICED)

    assert not broken(priced, filed)
    assert paid(priced, filed) == (1_000_00 + 3_650_00, 1_000_00)
    assert broken(priced, move(1), filed)
    assert "other_cn" not in {each.entity for each in cheapest(priced).routes}
