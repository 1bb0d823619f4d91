"""So many separations that they must be consulted on first.

Forty people of the bank in Shanghai; a consultation is due from twenty separations within ninety
days and takes thirty. The quarters of 2027 start on days 0, 90, 181 and 273.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from models.account import Verdict
from models.incumbent import UnderWay
from models.labour_law import MassRedundancy
from models.limits import QuotaKind, QuotaSpan
from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.formulation.readback import CONSULTATIONS
from planner.formulation.sets import sets_of
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.rules.mass_redundancy import RULE
from tests.builders import cohort, jurisdiction, money, move, office, pay, scenario, service
from tests.planner.rules.duties import (
    Decision,
    consult,
    employer,
    judge,
    redundancy_law,
    separated,
)
from tests.planner.rules.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    found_by,
    only,
    violations,
)
from tests.planner.rules.limiting import quota

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

    assert broken(company(law), *ten_and_ten) == ([(20, 19, 1, "2027-Q2")] if together else [])


def test_the_window_rolls() -> None:
    """Nine in each quarter: within 181 days two quarters count together, within 182 three do.

    The first three start on days 0, 90 and 181, the last three within 183.
    """
    law = redundancy_law(window_days=181)
    each = [redundant(9, f"2027-Q{quarter}") for quarter in (1, 2, 3, 4)]

    assert not broken(company(law), *each)
    assert broken(company(redundancy_law(window_days=182)), *each) == [(27, 19, 8, "2027-Q3")]


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
    """Forty in Q2 with a consultation; one in Q3 does not cover Q2."""
    assert not broken(company(), redundant(40, "2027-Q2"), consult("2027-Q2"))
    assert broken(company(), redundant(40, "2027-Q2"), consult("2027-Q3")) == [
        (40, 19, 21, "2027-Q2")
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
    """The second quarter starts on day 90."""
    law = redundancy_law(consultation_days=days)
    found = broken(company(law), redundant(20, "2027-Q2"), consult("2027-Q2"))

    assert found == ([(90, 91, missing, "2027-Q2")] if missing else [])


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
        "separations of bank_cn without a consultation in 2027-Q1: 20, at most 19"
    )
    assert RULE.values(company(redundancy_law(share=0.1)))[0] == (
        "bank_cn: consultation from 4 separations in 90 days, 30 days before, USD 0.00 "
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
