"""So many separations that they must be consulted on first.

Forty people of the bank in Shanghai; a consultation is due from twenty separations within ninety
days and takes thirty. The quarters of 2027 start on days 0, 90, 181 and 273.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np
import pytest

from models.account import Verdict
from models.calendar import Horizon
from models.labour import Agreement, MassRedundancy, SigningWindow
from models.limits import QuotaKind, QuotaSpan
from models.places import Jurisdiction
from models.plan import Move
from models.plan_in_force import UnderWay
from models.scenario import Scenario
from models.settings import Labour
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.audit import audit
from planner.books import books_of
from planner.formulation.decisions import plan_of, values_of
from planner.formulation.sets import MODES, sets_of
from planner.formulation.variables import HEADS
from planner.optimizer.job import Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import solve
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.rules.mass_redundancy.consultations import CONSULTATIONS
from planner.rules.mass_redundancy.rule import RULE
from tests.support.builders import (
    cohort,
    jurisdiction,
    money,
    move,
    office,
    pay,
    scenario,
    service,
    severance,
)
from tests.support.duties import (
    Decision,
    consult,
    decided,
    employer,
    judge,
    redundancy_law,
    separated,
)
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    found_by,
    only,
    relaxed,
    violations,
)
from tests.support.limiting import quota
from tests.support.seeds import seeds

START = date(2027, 1, 1)


def company(
    law: MassRedundancy | None = None, posts: int = 40, other_staff: int = 0, **changes: Any
) -> Scenario:
    """Two banks in China, with ``kyc`` and ``ops`` in Shanghai and Beijing, and Bengaluru."""
    defaults: dict[str, Any] = {
        "jurisdictions": (
            jurisdiction("china", mass_redundancy=law or redundancy_law()),
            jurisdiction("india"),
        ),
        "entities": (
            employer("bank_cn", "china", other_staff=other_staff),
            employer("other_cn", "china"),
            employer("services_in", "india"),
        ),
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("beijing", "china", "other_cn"),
            office("bengaluru", "india", "services_in", relocation=None),
        ),
        "pay": tuple(
            pay("analyst", name, "USD 36500" if name == "bengaluru" else "USD 73000")
            for name in ("shanghai", "beijing", "bengaluru")
        ),
        "cohorts": (
            cohort("kyc", posts=posts, only_to=("bengaluru",)),
            cohort("ops", office="beijing", entity="other_cn", posts=40, only_to=("bengaluru",)),
        ),
        "service": (service("kyc", posts, 1, "USD 0"), service("ops", 40, 1, "USD 0")),
    }
    return scenario(**{**defaults, **changes})


def hires_in(days: int, **changes: Any) -> Scenario:
    """The company, where a hire in Bengaluru takes some days."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("beijing", "china", "other_cn"),
        office("bengaluru", "india", "services_in", relocation=None, hiring_days=days),
    )
    return company(offices=offices, **changes)


def redundant(heads: int, period: str = "2027-Q1", cohort: str = "kyc") -> Move:
    """So many redundancies, each a redundancy at home."""
    origin = "shanghai" if cohort == "kyc" else "beijing"
    return move(heads, Mode.REDUNDANCY, period, cohort, origin=origin)


def broken(company: Scenario, *decisions: Decision) -> list[tuple[int, int, int, str | None]]:
    """Value, limit, violation and period of every violation of the rule."""
    found = violations(judge(company, *decisions), "mass_redundancy")
    return [(each.value, each.limit or 0, each.violation, each.period) for each in found]


def test_the_figure_itself_is_a_mass_redundancy() -> None:
    """Nineteen are not, twenty are; twenty-five are six too many without a consultation."""
    assert not broken(company(), redundant(19))
    assert broken(company(), redundant(20)) == [(20, 19, 1, "2027-Q1")]
    assert broken(company(), redundant(25)) == [(25, 19, 6, "2027-Q1")]


@pytest.mark.parametrize(
    ("other_staff", "share", "line"),
    [
        (60, 0.1, 10),
        (55, 0.1, 10),
        (65, 0.1, 11),
        (160, 0.1, 20),
        (170, 0.1, 20),
        (0, 0.07, 3),
        (0, 0.01, 1),
        (0, None, 20),
    ],
)
def test_so_is_a_share_of_the_people_there(
    other_staff: int, share: float | None, line: int
) -> None:
    """10 % of a hundred are ten; of 95 and 105 they are 9.5 and 10.5, reached by 10 and 11 heads.

    Of two hundred and more the count of twenty comes first; 7 % of forty are 2.8, 1 % 0.4.
    """
    law = redundancy_law(share=share)

    if line > 1:
        assert not broken(company(law, other_staff=other_staff), redundant(line - 1))
    assert broken(company(law, other_staff=other_staff), redundant(line)) == [
        (line, line - 1, 1, "2027-Q1")
    ]


def test_a_vacancy_and_people_abroad_are_no_staff_there() -> None:
    """Of forty posts ten are vacant; twenty people of the bank in Bengaluru are not in China.

    10 % of thirty are three.
    """
    smaller = company(
        redundancy_law(share=0.1),
        cohorts=(
            cohort("kyc", posts=40, vacant=10),
            cohort("seconded", posts=20, office="bengaluru"),
        ),
        service=(service("kyc", 30, 1, "USD 0"),),
    )

    assert not broken(smaller, redundant(2))
    assert broken(smaller, redundant(3)) == [(3, 2, 1, "2027-Q1")]


@pytest.mark.parametrize(("window", "together"), [(90, False), (91, True), (182, True)])
def test_separations_on_days_closer_than_the_window_count_together(
    window: int, together: bool
) -> None:
    """Ten on day 0 and ten on day 90: within 91 days of each other, not within 90."""
    law = redundancy_law(window_days=window)
    ten_and_ten = (redundant(10), redundant(10, "2027-Q2"))

    found = [] if not together else [(20, 19, 1, "2027-Q1")]
    assert broken(company(law), *ten_and_ten) == found


def test_the_window_rolls() -> None:
    """Nine in each quarter: within 181 days two quarters count together, within 182 three do.

    The first three start on days 0, 90 and 181, the last three within 183. The window is told by
    its first separation that no consultation covers.
    """
    law = redundancy_law(window_days=181)
    each = [redundant(9, f"2027-Q{quarter}") for quarter in (1, 2, 3, 4)]

    assert not broken(company(law), *each)
    assert broken(company(redundancy_law(window_days=182)), *each) == [(27, 19, 8, "2027-Q1")]


@pytest.mark.parametrize(("days_ago", "counts"), [(1, True), (89, True), (90, False)])
def test_past_separations_count(days_ago: int, counts: bool) -> None:
    """Five within the window leave room for fourteen; those on its ninetieth day do not count."""
    past = company(separations=(separated(START - timedelta(days=days_ago), 5),))

    assert not broken(past, redundant(14))
    assert broken(past, redundant(15)) == ([(20, 19, 1, "2027-Q1")] if counts else [])


def test_past_separations_forbid_nothing_by_themselves() -> None:
    """Thirty last month: staying put is lawful, one more needs a consultation."""
    past = company(separations=(separated(date(2026, 12, 1), 30),))

    assert not broken(past)
    assert broken(past, redundant(1)) == [(31, 19, 12, "2027-Q1")]
    assert not broken(past, redundant(1, "2027-Q2"))


def test_a_consultation_covers_its_period() -> None:
    """Forty in Q2 with a consultation; one in Q3 does not cover Q2, and is about nobody."""
    assert not broken(company(), redundant(40, "2027-Q2"), consult("2027-Q2"))
    assert broken(company(), redundant(40, "2027-Q2"), consult("2027-Q3")) == [
        (40, 19, 21, "2027-Q2"),
        (0, 20, 20, "2027-Q3"),
    ]


def test_a_later_tranche_of_the_same_whole_is_consulted_on_too() -> None:
    """Twenty in Q2 with a consultation: within the window not one more may go without one."""
    law = redundancy_law(window_days=180)
    covered = (redundant(20, "2027-Q2"), consult("2027-Q2"))

    assert broken(company(law), *covered, redundant(1, "2027-Q3")) == [(21, 19, 2, "2027-Q3")]
    assert not broken(company(law), *covered, redundant(1, "2027-Q3"), consult("2027-Q3"))
    assert not broken(company(redundancy_law(window_days=90)), *covered, redundant(19, "2027-Q3"))


@pytest.mark.parametrize(("days", "missing"), [(90, 0), (91, 1)])
def test_a_consultation_takes_its_time(days: int, missing: int) -> None:
    """The second quarter starts on day 90; who leaves too soon for it is not covered."""
    law = redundancy_law(consultation_days=days)
    found = broken(company(law), redundant(20, "2027-Q2"), consult("2027-Q2"))

    late = [(20, 19, 1, "2027-Q2"), (90, 91, 1, "2027-Q2")]
    assert found == (late if missing else [])


@pytest.mark.parametrize("consulted_first", [True, False])
def test_no_tranche_hides_beside_a_consulted_one(*, consulted_first: bool) -> None:
    """Nineteen unconsulted, thirty-six consulted within the window: unlawful in both orders.

    All fifty-five count for the nineteen, whether the consultation comes after them or before; and
    thirty-six are lawful by themselves, as nineteen are.
    """
    law = redundancy_law(window_days=180)
    quarters = ("2027-Q2", "2027-Q3") if consulted_first else ("2027-Q3", "2027-Q2")
    consulted, bare = redundant(36, quarters[0]), redundant(19, quarters[1])
    large = company(law, posts=60)

    assert broken(large, consulted, consult(quarters[0]), bare) == [(55, 19, 36, quarters[1])]
    assert not broken(large, consulted, consult(quarters[0]))
    assert not broken(large, bare)
    far = company(redundancy_law(window_days=90), posts=60)
    assert not broken(far, consulted, consult(quarters[0]), bare)


def test_past_separations_lie_in_windows_that_begin_with_them() -> None:
    """Ten on 1 December, five on 1 January, five on 1 April: within 122 days all count together.

    From 1 December to 1 April are 121 days. Of two windows around January the fuller one counts.
    """
    both = (redundant(5), redundant(5, "2027-Q2"))

    def in_window(days: int) -> Scenario:
        past = (separated(date(2026, 12, 1), 10),)
        return company(redundancy_law(window_days=days), separations=past)

    assert not broken(in_window(121), *both)
    assert broken(in_window(122), *both) == [(20, 19, 1, "2027-Q1")]


@pytest.mark.parametrize(("days", "covered"), [(90, False), (91, True)])
def test_a_consultation_covers_its_days_and_is_paid_once(days: int, covered: bool) -> None:
    """Q3 starts 91 days after Q2; what goes before the consultation is not covered."""
    law = redundancy_law(
        window_days=180, covers_days=days, consultation=money("USD 5000"), consultation_days=0
    )
    plan = (redundant(15, "2027-Q2"), redundant(15, "2027-Q3"), consult("2027-Q2"))

    assert broken(company(law), *plan) == ([] if covered else [(30, 19, 11, "2027-Q3")])
    assert judge(company(law), *plan).amount("mass_redundancy") == 5_000_00
    before = (redundant(1), redundant(20, "2027-Q2"), consult("2027-Q2"))
    assert broken(company(law), *before) == [(21, 19, 2, "2027-Q1")]


@pytest.mark.parametrize(("hiring", "late"), [(60, False), (61, True)])
def test_a_consultation_runs_before_hires_are_opened(hiring: int, late: bool) -> None:
    """Landing on day 90, hired for from day 30 on: a consultation of thirty days is in time.

    With one more day of hiring it is not, whenever the predecessors leave; a firm that only looks
    at the day they leave would say it is.
    """
    slow = hires_in(hiring)
    plan = (redundant(25, "2027-Q2"), consult("2027-Q2"))

    assert broken(slow, *plan) == ([(25, 19, 6, "2027-Q2")] if late else [])
    assert not broken(hires_in(hiring, labour=Labour(consult_before_hiring=False)), *plan)
    assert not broken(hires_in(hiring), redundant(25, "2027-Q3"), consult("2027-Q3"))


def test_a_hand_over_does_not_make_a_consultation_early() -> None:
    """Landed in Q2 and gone in Q3, 181 days away: the hires count, and are opened on day 29."""
    hand_over = ModePolicies(redundancy=ModePolicy(overlap_periods=1))
    plan = (redundant(25, "2027-Q2"), consult("2027-Q3"))

    assert not broken(hires_in(60, modes=hand_over), *plan)
    assert broken(hires_in(61, modes=hand_over), *plan) == [(25, 19, 6, "2027-Q3")]


def signing_in(days: int) -> tuple[Jurisdiction, ...]:
    """China, where people have some days to sign; talks take thirty."""
    terms = Agreement(
        windows=(SigningWindow(months=1.0, share=1.0),),
        days=days,
        provenance=redundancy_law().provenance,
    )
    law = severance(agreement=terms)
    china = jurisdiction("china", mass_redundancy=redundancy_law(), severance=law)
    return china, jurisdiction("india")


@pytest.mark.parametrize("careful", [True, False])
@pytest.mark.parametrize(("days", "late"), [(60, False), (61, True)])
def test_nobody_is_asked_to_sign_before_the_consultation_has_run(
    days: int, late: bool, careful: bool
) -> None:
    """Leaving on day 90, asked on day 30 at the latest: a consultation of thirty days is in time.

    It is the hearing that counts, whatever the firm holds of hires.
    """
    slow = company(jurisdictions=signing_in(days), labour=Labour(consult_before_hiring=careful))
    plan = (redundant(25, "2027-Q2"), consult("2027-Q2"))

    assert broken(slow, *plan) == ([(25, 19, 6, "2027-Q2")] if late else [])


def test_posts_that_fall_away_leave_agreements_what_time_is_left() -> None:
    """On day 90, whatever is done: thirty days of consultation, and sixty of the 61 to sign."""
    falls = HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=15)
    shrinks = company(jurisdictions=signing_in(61), headcount=(falls,))

    assert not broken(shrinks, consult("2027-Q2"))


@pytest.mark.parametrize(
    ("blocks", "lead", "late"), [(1, 60, False), (1, 61, True), (0, 61, False), (0, 900, False)]
)
def test_a_consultation_runs_before_seats_are_ordered(blocks: int, lead: int, late: bool) -> None:
    """Landing on day 90 in seats that are ordered on day 30 at the latest; hired for in a day.

    Where no block can be had the lead of one is nothing to wait for.
    """
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("beijing", "china", "other_cn"),
        office(
            "bengaluru",
            "india",
            "services_in",
            relocation=None,
            hiring_days=1,
            block_seats=40 * blocks,
            max_blocks=blocks,
            block_fit_out=money("USD 0"),
            block_lease=money("USD 0"),
            block_lead_days=lead,
        ),
    )
    grows = company(offices=offices)
    plan = (redundant(25, "2027-Q2"), consult("2027-Q2"))

    assert broken(grows, *plan) == ([(25, 19, 6, "2027-Q2")] if late else [])
    careless = company(offices=offices, labour=Labour(consult_before_hiring=False))
    assert not broken(careless, *plan)
    one_whole = priced(redundancy_law(window_days=400), offices=offices)
    quarter = "2027-Q3" if late else "2027-Q2"
    assert {each.period for each in cheapest(one_whole).moves} == {quarter}


@pytest.mark.parametrize("heads", [19, 20])
def test_there_is_nothing_to_consult_on_below_the_line(heads: int) -> None:
    """Twenty are a mass redundancy, nineteen are not; one that was opened before may go on."""
    plan = (redundant(heads, "2027-Q2"), consult("2027-Q2"))

    assert broken(company(), *plan) == ([(19, 20, 1, "2027-Q2")] if heads < 20 else [])
    opened = UnderWay(consultations=(consult("2027-Q2"),))
    assert not broken(company(under_way=opened), *plan)


def test_what_a_consultation_is_about() -> None:
    """Those that it covers, and those closer than the window to the first of them.

    Q3 starts 91 days after Q2 and 92 before Q4; of the past, those of the last day of 2026 are 90
    days before Q2. Ten of another employer are none of them.
    """
    quarters = [redundant(10, f"2027-Q{quarter}") for quarter in (2, 3)]

    def undue(talk: str, *moves: Move, days: int, **changes: Any) -> list[int]:
        law = redundancy_law(window_days=days, covers_days=changes.pop("covers_days", 0))
        found = violations(judge(company(law, **changes), *moves, consult(talk)), "mass_redundancy")
        return [each.value for each in found if "a consultation of" in each.words]

    assert undue("2027-Q2", *quarters, days=91) == [10]
    assert undue("2027-Q2", *quarters, days=92) == []
    assert undue("2027-Q3", *quarters, days=91) == [10]
    assert undue("2027-Q3", *quarters, days=92) == []
    assert undue("2027-Q2", *quarters, days=1, covers_days=90) == [10]
    assert undue("2027-Q2", *quarters, days=1, covers_days=91) == []
    assert undue("2027-Q3", *quarters, days=1, covers_days=400) == [10]
    past = (separated(date(2026, 12, 31), 10), separated(date(2026, 12, 31), 9, "other_cn"))
    assert undue("2027-Q2", quarters[0], days=91, separations=past) == [10]
    assert undue("2027-Q2", quarters[0], days=92, separations=past) == []
    fewer = (separated(date(2026, 12, 31), 9), separated(date(2026, 12, 31), 9, "other_cn"))
    assert undue("2027-Q2", quarters[0], days=92, separations=fewer) == [19]
    others = redundant(10, "2027-Q2", "ops")
    assert undue("2027-Q2", quarters[0], others, days=1) == [10]


@pytest.mark.parametrize("heads", [2, 3])
def test_the_optimiser_buys_no_consultation_below_the_line(heads: int) -> None:
    """Statute is five wages cheaper than to sign, but three of the line of three are needed."""
    terms = Agreement(
        windows=(SigningWindow(months=5.0, share=1.0),), provenance=redundancy_law().provenance
    )
    law = redundancy_law(heads=3, consultation_days=0, consultation=money("USD 1000"))
    few = company(
        law,
        jurisdictions=(
            jurisdiction("china", mass_redundancy=law, severance=severance(agreement=terms)),
            jurisdiction("india"),
        ),
        cohorts=(cohort("kyc", posts=heads, must_go=heads, only_to=("bengaluru",)),),
        service=(service("kyc", heads, 1, "USD 3000"),),
        labour=Labour(agreements_only=False),
        horizon=Horizon(periods=2, tail_periods=0),
    )

    assert bool(cheapest(few).consultations) == (heads == 3)


@pytest.mark.parametrize("vacant", [0, 1])
def test_no_vacancy_stays_open_to_bring_a_consultation_about(vacant: int) -> None:
    """Three posts fall. Where one of them is vacant two people leave, below the threshold."""
    law = redundancy_law(heads=3, consultation_days=0)
    shrinking = company(
        law,
        cohorts=(cohort("kyc", posts=9, vacant=vacant, only_to=("bengaluru",)),),
        headcount=(HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=6),),
        service=(service("kyc", 9 - vacant, 1, "USD 0"),),
        horizon=Horizon(periods=2, tail_periods=0),
        refill_window_periods=4,
    )
    programme = compose(sets_of(books_of(shrinking)), rules_of(shrinking))
    lower, upper = programme.lower.copy(), programme.upper.copy()
    upper[programme.groups[HEADS].ids] = 0
    lower[programme.groups[CONSULTATIONS].ids[1]] = 1

    assert (solve(mip_of(programme), Job(lower, upper)).solution is None) == (vacant == 1)


@pytest.mark.parametrize("vacant", [0, 1])
def test_no_vacancy_lapses_to_bring_a_consultation_about(vacant: int) -> None:
    """One post opens in Q2, one is refilled abroad in it, three fall in Q3; each lapses after Q+1.

    Where a post was vacant before, it is the one that is refilled: the newer one is still open in
    Q3 and two people leave, below the threshold. Otherwise three do.
    """
    changing = company(
        redundancy_law(heads=3, consultation_days=0),
        cohorts=(cohort("kyc", posts=9, vacant=vacant, only_to=("bengaluru",)),),
        headcount=(
            HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=10),
            HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=7),
        ),
        service=(service("kyc", 9 - vacant, 1, "USD 0"),),
        horizon=Horizon(periods=3, tail_periods=0),
        refill_window_periods=1,
    )
    programme = compose(sets_of(books_of(changing)), rules_of(changing))
    lower, upper = programme.lower.copy(), programme.upper.copy()
    heads = programme.groups[HEADS]
    refill = (heads.index["mode"] == MODES.index(Mode.REFILL)) & (heads.index["period"] == 1)
    upper[heads.ids] = lower[heads.ids] = refill
    lower[programme.groups[CONSULTATIONS].ids[2]] = 1

    assert (solve(mip_of(programme), Job(lower, upper)).solution is None) == (vacant == 1)


def test_a_consultation_that_has_been_opened_covers_hires_under_way() -> None:
    """Opened before, it is in time for whoever it covers."""
    opened = UnderWay(consultations=(consult("2027-Q2"),))
    plan = (redundant(25, "2027-Q2"), consult("2027-Q2"))

    assert broken(hires_in(61), *plan)
    assert not broken(hires_in(61, under_way=opened), *plan)


def test_a_consultation_of_the_past_goes_on_covering() -> None:
    """Opened for the separations of 1 October 2026, it covers 182 days: to 1 April 2027."""
    law = redundancy_law(covers_days=182)
    opened = company(law, under_way=UnderWay(consultations=(consult("2026-Q4"),)))

    assert not broken(opened, redundant(40, "2027-Q2"))
    assert broken(opened, redundant(20, "2027-Q3")) == [(20, 19, 1, "2027-Q3")]
    assert broken(company(law), redundant(20, "2027-Q2"))


def test_each_employer_counts_its_own() -> None:
    """Nineteen of each bank are no mass redundancy; a consultation of one is none of the other."""
    both = (redundant(20), redundant(20, cohort="ops"))

    assert not broken(company(), redundant(19), redundant(19, cohort="ops"))
    assert len(broken(company(), *both)) == 2
    in_time = company(redundancy_law(consultation_days=0))
    assert len(broken(in_time, *both, consult(who="other_cn"))) == 1
    assert not broken(in_time, *both, consult(who="other_cn"), consult())


def test_past_separations_are_those_of_the_employer() -> None:
    """Five of the other bank do not count."""
    past = company(separations=(separated(date(2026, 12, 1), 5, "other_cn"),))

    assert not broken(past, redundant(19))
    assert broken(past, redundant(15, cohort="ops"))


def test_a_hand_over_separates_when_it_ends() -> None:
    """Who lands elsewhere in Q1 leaves in Q2, when last month's ten count no more."""
    hand_over = company(
        separations=(separated(date(2026, 12, 1), 10),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
    )

    assert not broken(hand_over, redundant(19))
    assert broken(hand_over, redundant(20)) == [(20, 19, 1, "2027-Q2")]


def test_only_a_redundancy_is_a_separation() -> None:
    """Forty who transfer, or vacancies filled elsewhere, are made redundant by nobody."""
    transfers = company(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("beijing", "china", "other_cn"),
            office("bengaluru", "india", "services_in"),
        )
    )

    assert not broken(transfers, move(40))
    assert not broken(transfers, move(25, Mode.REFILL))


def test_no_consultation_where_no_law_asks_for_one() -> None:
    """Without a law all forty may be made redundant at once."""
    free = company(jurisdictions=(jurisdiction("china"), jurisdiction("india")))

    assert not broken(free, redundant(40))


@pytest.mark.parametrize(
    ("heads", "verdict", "headroom"),
    [(15, Verdict.KEPT, 4), (16, Verdict.TIGHT, 3), (19, Verdict.TIGHT, 0)],
)
def test_living_just_under_the_line_is_told(heads: int, verdict: Verdict, headroom: int) -> None:
    """A fifth of nineteen is 3.8: four to spare are enough, three are tight."""
    finding = only(findings(judge(company(), redundant(heads)), "mass_redundancy"))

    assert (finding.verdict, finding.headroom, finding.law) == (verdict, headroom, True)


def test_each_consultation_costs() -> None:
    """Two at USD 5,000, of which all is one-off cash."""
    law = redundancy_law(consultation=money("USD 5000"))
    judgement = judge(company(law), consult("2027-Q2"), consult("2027-Q3"))

    (line,) = [line for line in judgement.price_list if line.rule == "mass_redundancy"]
    assert (line.amount, line.unweighted, line.one_off_cash) == (10_000_00, 10_000_00, 10_000_00)


def test_a_consultation_is_discounted_and_its_cash_is_not() -> None:
    """At 10 % a year on day 90: USD 5,000 / 1.1^(90/365) = USD 4,883.86."""
    discounted = company(redundancy_law(consultation=money("USD 5000")), discount_rate=0.1)

    (line,) = [
        line
        for line in judge(discounted, consult("2027-Q2")).price_list
        if line.rule == "mass_redundancy"
    ]
    assert (line.amount, line.one_off_cash) == (4_883_86, 5_000_00)


def test_it_says_what_was_counted_and_where_the_line_is() -> None:
    """The finding names the employer; each employer's line is told with its source."""
    finding = only(violations(judge(company(), redundant(20)), "mass_redundancy"))

    assert finding.unit == "separations"
    assert finding.words == (
        "separations of bank_cn within 90 days of one without a consultation in 2027-Q1: 20, "
        "at most 19"
    )
    assert RULE.values(company(redundancy_law(share=0.1)))[0] == (
        "bank_cn: consultation from 4 separations in 90 days, 30 days before hires are opened "
        "or seats ordered, USD 0.00, covers 0 days "
        "(assumption, 2026-12-31, approved by nobody yet: assumption)"
    )


# ---------------------------------------------------------------- the optimiser


def priced(law: MassRedundancy, **changes: Any) -> Scenario:
    """The company without the other bank's people."""
    return company(
        law,
        cohorts=(cohort("kyc", posts=40, only_to=("bengaluru",)),),
        service=(service("kyc", 40, 1, "USD 0"),),
        **changes,
    )


DEAR = {"consultation": money("USD 9000000")}


@pytest.mark.parametrize(
    ("changes", "heads"),
    [
        ({}, {1: 19, 2: 19, 3: 2}),
        ({"window_days": 91}, {1: 19, 3: 19, 4: 2}),
        ({"window_days": 182}, {1: 19, 4: 19}),
        ({"share": 0.1}, {1: 3, 2: 3, 3: 3, 4: 3}),
        ({"share": 0.07}, {1: 2, 2: 2, 3: 2, 4: 2}),
    ],
)
def test_it_limits_the_optimiser(changes: dict[str, Any], heads: dict[int, int]) -> None:
    """Everyone saves half from the first day on; no more than the line lets go without talks.

    Within 91 days the first and second quarters count together, within 182 the third does too;
    10 % of forty are four, 7 % of them 2.8.
    """
    limited = priced(redundancy_law(**{**DEAR, **changes}))

    found = {each.period: each.heads for each in cheapest(limited).moves}
    assert found == {f"2027-Q{quarter}": number for quarter, number in heads.items()}
    assert_limits_the_optimiser(limited, "mass_redundancy")


def test_past_separations_limit_the_optimiser() -> None:
    """Thirty last month: nobody in Q1, nineteen in each quarter after."""
    past = priced(redundancy_law(**DEAR), separations=(separated(date(2026, 12, 1), 30),))

    assert [each.heads for each in cheapest(past).moves] == [19, 19, 2]
    assert cheapest(past).moves[0].period == "2027-Q2"
    assert_limits_the_optimiser(past, "mass_redundancy")


@pytest.mark.parametrize(("days_ago", "first"), [(89, 14), (90, 19)])
def test_past_separations_count_in_the_optimiser_up_to_the_window(
    days_ago: int, first: int
) -> None:
    """Five of 89 days ago leave room for fourteen; five of ninety days ago do not count."""
    past = priced(
        redundancy_law(**DEAR), separations=(separated(START - timedelta(days=days_ago), 5),)
    )

    assert cheapest(past).moves[0].heads == first


def test_the_optimiser_consults_where_it_pays() -> None:
    """Thirty days are over in Q2: nineteen leave in Q1, and the rest in Q2 with talks or in part.

    The 21 others save USD 100 a day each. Without talks nineteen of them leave in Q2 and two wait
    for Q3, 91 days: USD 18,200 for two. Talks for a dollar less are held, for a dollar more not.
    """

    def talks(amount: str) -> list[str]:
        found = cheapest(priced(redundancy_law(consultation=money(amount))))
        return [each.period for each in found.consultations]

    assert talks("USD 18199") == ["2027-Q2"]
    assert talks("USD 18201") == []


def test_what_the_optimiser_claims_is_what_the_audit_finds() -> None:
    """Talks at a discount: the same to the cent."""
    held = priced(redundancy_law(consultation=money("USD 777.77")), discount_rate=0.083)
    found = found_by(held)

    assert found.plan is not None
    assert found.plan.consultations
    assert found.claimed == judge(held, *found.plan.moves, *found.plan.consultations).total


def test_talks_that_have_been_opened_are_in_time() -> None:
    """They take 400 days: opened for Q2 they cover it, and all leave at once."""
    slow = priced(redundancy_law(consultation_days=400))
    opened = slow.model_copy(update={"under_way": UnderWay(consultations=(consult("2027-Q2"),))})

    assert broken(slow, redundant(20, "2027-Q2"), consult("2027-Q2"))
    assert not broken(opened, redundant(20, "2027-Q2"), consult("2027-Q2"))
    assert cheapest(opened).consultations == (consult("2027-Q2"),)


def test_no_row_lets_more_leave_than_the_quota_of_redundancies() -> None:
    """Three may leave in the horizon: no consultation stands for more, which loosens fractions."""
    capped = company(quotas=(quota(QuotaKind.REDUNDANCIES, "china", 3, span=QuotaSpan.HORIZON),))
    for given, most in ((company(), 40), (capped, 3)):
        programme = compose(sets_of(books_of(given)), rules_of(given))
        talks = np.isin(programme.columns, programme.groups[CONSULTATIONS].ids)
        mine = programme.row_rule[programme.rows] == programme.rules.index(RULE.name)
        assert -programme.values[talks & mine].min() == most


def test_the_optimiser_consults_in_time() -> None:
    """Hires of 61 days for Q2 leave no room for thirty of consultation: it waits for Q3.

    Nineteen leave in Q1 and nineteen in Q2 without talks; the two others are too few for them.
    With a consultation that has been opened everyone leaves in Q2.
    """
    dear = {"consultation": money("USD 1")}
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("beijing", "china", "other_cn"),
        office("bengaluru", "india", "services_in", relocation=None, hiring_days=61),
    )
    slow = priced(redundancy_law(**dear, window_days=400), offices=offices)
    opened = slow.model_copy(update={"under_way": UnderWay(consultations=(consult("2027-Q2"),))})

    assert [(each.period, each.heads) for each in cheapest(slow).moves] == [("2027-Q3", 40)]
    assert [(each.period, each.heads) for each in cheapest(opened).moves] == [("2027-Q2", 40)]
    assert_limits_the_optimiser(slow, "mass_redundancy")


def test_the_optimiser_pays_once_for_what_one_consultation_covers() -> None:
    """A quota of fifteen in each quarter: one consultation covers Q2 to Q4 for less than three.

    Within 400 days all count together; without talks nineteen leave in all.
    """
    quarterly = quota(QuotaKind.REDUNDANCIES, "china", 15)
    talks = {"consultation": money("USD 10000"), "window_days": 400}

    def held(days: int) -> tuple[list[str], int]:
        law = redundancy_law(**talks, covers_days=days, consultation_days=0)
        found = cheapest(priced(law, quotas=(quarterly,)))
        leaving = sum(each.heads for each in found.moves)
        return [each.period for each in found.consultations], leaving

    assert held(400) == (["2027-Q1"], 40)
    assert held(0) == (["2027-Q1", "2027-Q2", "2027-Q3"], 40)


def test_a_past_consultation_frees_the_optimiser() -> None:
    """It covers Q1 and Q2: everyone leaves at once, and nothing is paid."""
    law = redundancy_law(**DEAR, covers_days=182)
    opened = priced(law, under_way=UnderWay(consultations=(consult("2026-Q4"),)))

    assert [(each.period, each.heads) for each in cheapest(opened).moves] == [("2027-Q1", 40)]


def test_a_fraction_of_a_consultation_does_not_go_far() -> None:
    """Thirty must go in two quarters of one window, eighteen at most in each: 36 could, 19 may.

    So 11 of the 17 heads beyond the line ask for as much of a consultation, which covers both.
    """
    law = redundancy_law(**DEAR, window_days=182, covers_days=91, consultation_days=0)
    leaving = priced(
        law,
        horizon=Horizon(periods=2, tail_periods=0),
        quotas=(quota(QuotaKind.REDUNDANCIES, "china", 18),),
    ).model_copy(update={"cohorts": (cohort("kyc", posts=40, must_go=30, only_to=("bengaluru",)),)})
    programme, reply = relaxed(leaving)

    assert reply.solution is not None
    talks = reply.solution[programme.groups[CONSULTATIONS].ids].sum()
    assert talks == pytest.approx(11 / 17)


@pytest.mark.slow
@pytest.mark.parametrize("window", seeds([91, 400, 60, 182], quick=1))
@pytest.mark.parametrize(("covers", "signing"), [(0, 0), (91, 0), (91, 60)])
def test_rows_let_exactly_the_lawful_plans_through(window: int, covers: int, signing: int) -> None:
    """Every count of up to three leaving in each quarter, with every set of consultations.

    A line of three, one separation last December: the programme has a solution for a plan exactly
    where the audit finds it lawful. So no row, implied ones included, cuts off a lawful plan.
    Where people have 60 days to sign none leaves in the first quarter, and talks of 60 days are in
    time for those of the third alone: four counts in each, and four sets of talks.
    """
    law = redundancy_law(heads=3, window_days=window, covers_days=covers, consultation_days=60)
    china, india = signing_in(signing)
    few = company(
        posts=9,
        jurisdictions=(china.model_copy(update={"mass_redundancy": law}), india),
        cohorts=(cohort("kyc", posts=9, only_to=("bengaluru",)),),
        service=(service("kyc", 9, 1, "USD 0"),),
        separations=(separated(date(2026, 12, 1), 1),),
        horizon=Horizon(periods=3, tail_periods=0),
    )
    books = books_of(few)
    programme = compose(sets_of(books), rules_of(few))
    arrays = mip_of(programme)
    labels, judged_plans = [period.label for period in few.periods], 0
    decided_ids = np.concatenate([columns.ids for columns, _ in programme.decisions])
    for heads in product(range(4), repeat=3):
        for held in product((False, True), repeat=3):
            moves = [redundant(n, q) for n, q in zip(heads, labels, strict=True) if n]
            talks = [consult(q) for q, yes in zip(labels, held, strict=True) if yes]
            plan = decided(*moves, *talks)
            wanted = values_of(programme, plan)
            if plan_of(programme, wanted) != plan:
                continue
            lower, upper = arrays.lower.copy(), arrays.upper.copy()
            lower[decided_ids] = upper[decided_ids] = wanted[decided_ids]
            reply = solve(arrays, Job(lower, upper))
            assert (reply.solution is not None) == audit(plan, books).lawful, plan
            judged_plans += 1
    assert judged_plans == 4**3 if signing else judged_plans > 200
