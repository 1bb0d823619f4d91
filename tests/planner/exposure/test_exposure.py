"""Exposure: whom a case is about, and what it is expected to cost, against figures by hand.

The company is that of the builders: four quarters of 2027 with 90, 91, 92 and 92 days. A case of
10 % a year and a loss of USD 365,000 is expected to cost USD 100 a day. Figures are in cents.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from models.calendar import Horizon
from models.data import DataClass
from models.risk import Case, Channel
from models.workforce import HeadcountStep
from planner.exposure import ExposureBook, exposure_book, readings, with_other_risks
from planner.exposure.book import CaseFile
from planner.sensitivity.changed_cases import changed_cases
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    entity,
    matter,
    office,
    pay,
    rate,
    scenario,
    signal,
    topic,
)

A_HUNDRED_A_DAY = case("raid", "leak", 0.1, "USD 365000")
LEAK = topic("leak", Channel.PRESENCE, fixed_share=0.4, per_head_share=0.5, tail_share=0.1)


def book(**changes: Any) -> ExposureBook:
    """The default company, whose cohort reaches personal data that one case is about."""
    defaults: dict[str, Any] = {
        "datasets": (dataset("files"),),
        "access": (access("kyc", "files"),),
        "topics": (LEAK,),
        "cases": (A_HUNDRED_A_DAY,),
    }
    return exposure_book(scenario(**{**defaults, **changes}))


def only_case(**changes: Any) -> CaseFile:
    (found,) = book(**changes).cases
    return found


# ---------------------------------------------------------------- coefficients


def test_expected_loss_is_likelihood_by_days_by_loss() -> None:
    """USD 100 a day: 40 % while anyone is there, 50 % over ten heads, 10 % once nobody is."""
    found = only_case()

    assert found.fixed[0].tolist() == [360_000, 364_000, 368_000, 368_000, 0]
    assert found.per_head[0].tolist() == [45_000, 45_500, 46_000, 46_000, 0]
    assert found.tail[0].tolist() == [90_000, 91_000, 92_000, 92_000, 0]


def test_the_tail_goes_on_at_the_last_rates() -> None:
    """Three tail quarters of 92 days each: USD 27,600, and 40, 5 and 10 % of it."""
    found = only_case(horizon=Horizon(periods=4, tail_periods=3))

    assert found.fixed[0][-1] == 1_104_000
    assert found.per_head[0][-1] == 138_000
    assert found.tail[0][-1] == 276_000


def test_losses_are_converted_and_discounted_before_they_are_rounded() -> None:
    """CNY 1,000,000 at 0.145 and 10 % a year are USD 14,500: by 91 days from day 90 on, at 5 %,
    14,500 x 91 / 365 x 1.05 ** (-90 / 365) = 3,571.84, of which 40 % are 1,428.74.
    """
    found = only_case(
        rates=(rate("CNY", "0.145"),),
        discount_rate=0.05,
        cases=(case("raid", "leak", 0.1, "CNY 1000000"),),
    )
    expected = 1_450_000 * 91 / 365 * 1.05 ** (-90 / 365)

    assert found.fixed[0][1] == round(expected * 0.4)
    assert found.fixed[0][1] == 142_874


def test_each_coefficient_is_rounded_once() -> None:
    """USD 1.00 a year over three heads: 90 days are 24.66 cents, half of it 12.33, a third 4.11."""
    found = only_case(
        cohorts=(cohort("kyc", posts=3),), cases=(case("raid", "leak", 0.1, "USD 10"),)
    )

    assert found.fixed[0].tolist() == [10, 10, 10, 10, 0]
    assert found.per_head[0].tolist() == [4, 4, 4, 4, 0]


def test_the_risk_weight_multiplies_what_enters_the_objective() -> None:
    """At a weight of 1.5 the fixed USD 3,600 of the first quarter weigh 5,400; the money stays."""
    weighing = book(risk_weight=1.5)
    (found,) = weighing.cases

    assert weighing.weighted(found.fixed[0]).tolist() == [540_000, 546_000, 552_000, 552_000, 0]
    assert found.fixed[0][0] == 360_000


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_weights_of_nothing_and_one(weight: float) -> None:
    """A weight of 0 leaves nothing in the objective, of 1 the money as it is."""
    weighing = book(risk_weight=weight)
    (found,) = weighing.cases

    assert weighing.weighted(found.fixed[0]).tolist() == [int(weight * x) for x in found.fixed[0]]


def test_weighted_coefficients_are_rounded_to_the_nearest_unit() -> None:
    """0.3 of 1, 3, 5 and 9 are 0.3, 0.9, 1.5 and 2.7: halves go to the even neighbour."""
    weighted = ExposureBook((), 0.3).weighted(np.array([1, 3, 5, 9]))

    assert weighted.tolist() == [0, 1, 2, 3]


def test_cases_answer_to_their_channel() -> None:
    """Each case goes through the one channel of its topic."""
    both = book(
        topics=(LEAK, topic("inquiry", Channel.PEOPLE)),
        cases=(A_HUNDRED_A_DAY, case("questioned", "inquiry", 0.1, "USD 1")),
    )

    assert [found.id for found in both.of(Channel.PRESENCE)] == ["raid"]
    assert [found.id for found in both.of(Channel.PEOPLE)] == ["questioned"]


# ---------------------------------------------------------------- reference heads


def test_the_reference_is_the_most_that_staying_put_would_have() -> None:
    """Ten now, fourteen from July, twelve from October: fourteen heads carry the whole share.

    Half of USD 9,000 over fourteen heads is 321.43 a head in the first quarter.
    """
    found = only_case(
        headcount=(
            HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=14),
            HeadcountStep(cohort="kyc", effective_from=date(2027, 10, 1), posts=12),
        )
    )

    assert found.reference == 14
    assert found.per_head[0][0] == 32_143


def test_the_reference_adds_up_cohorts_before_it_takes_the_most() -> None:
    """One cohort shrinks from ten to two as the other grows from two to six: twelve, then eight.

    The most of each would make sixteen.
    """
    found = only_case(
        cohorts=(cohort("kyc"), cohort("alerts", posts=2)),
        access=(access("kyc", "files"), access("alerts", "files")),
        headcount=(
            HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=2),
            HeadcountStep(cohort="alerts", effective_from=date(2027, 4, 1), posts=6),
        ),
    )

    assert found.reference == 12


def test_a_case_about_nobody_refers_to_one_head() -> None:
    """Where nobody can ever be concerned, the reference says nothing."""
    found = only_case(access=())

    assert found.reference == 1
    assert found.per_head[0][0] == 450_000


def test_where_nobody_is_there_today_all_who_are_concerned_are_the_reference() -> None:
    """Ten of kyc and five of alerts sit in Shanghai; the case is about Bengaluru."""
    found = only_case(
        cohorts=(cohort("kyc"), cohort("alerts", posts=5), cohort("cooks", posts=70)),
        access=(access("kyc", "files"), access("alerts", "files")),
        cases=(case("raid", "leak", 0.1, "USD 1", jurisdiction="india", entity="services_in"),),
    )

    assert not found.residents
    assert found.sites == {"bengaluru"}
    assert (found.reference, found.most_heads) == (15, 15 * 0.6 // 0.5)


@pytest.mark.parametrize(
    ("fixed", "per_head", "most"),
    [(0.4, 0.5, 12), (0.5, 0.5, 10), (0.0, 1.0, 10), (0.0, 0.3, 33), (0.7, 0.3, 10), (0.4, 0, 10)],
)
def test_heads_count_up_to_one_loss(fixed: float, per_head: float, most: int) -> None:
    """Ten heads carry the per-head share; as many more count as fit beside the fixed share."""
    found = only_case(
        topics=(topic("leak", Channel.PRESENCE, fixed_share=fixed, per_head_share=per_head),)
    )

    assert found.most_heads == most
    if per_head:
        assert fixed + per_head * most / found.reference <= 1 + 1e-9
        assert fixed + per_head * (most + 1) / found.reference > 1


# ---------------------------------------------------------------- whom it is about


def test_whoever_reaches_data_of_the_topics_classes_is_concerned() -> None:
    """Personal data is what the topic is about; core data and none are not."""
    found = only_case(
        cohorts=tuple(cohort(name) for name in ("kyc", "engineers", "cooks", "idle")),
        datasets=(
            dataset("files"),
            dataset("designs", DataClass.CORE),
            dataset("menus", DataClass.NONE),
        ),
        access=(access("kyc", "files"), access("engineers", "designs"), access("cooks", "menus")),
    )

    assert found.concerned == {"kyc"}


def test_a_topic_may_be_about_several_classes() -> None:
    """Sensitive and personal data together concern whoever reaches either."""
    found = only_case(
        topics=(
            topic("leak", Channel.PEOPLE, data_classes=(DataClass.PERSONAL, DataClass.SENSITIVE)),
        ),
        cohorts=(cohort("kyc"), cohort("clinic")),
        datasets=(dataset("files"), dataset("records", DataClass.SENSITIVE)),
        access=(access("kyc", "files"), access("clinic", "records")),
    )

    assert found.concerned == {"kyc", "clinic"}


def test_unknown_access_counts() -> None:
    """Where nobody has said who reaches the data, those who might are concerned."""
    assert only_case(access=(access("kyc", "files", known=False),)).concerned == {"kyc"}


OFFICES = (
    office("shanghai", "china", "bank_cn"),
    office("dalian", "china", "services_cn"),
    office("hongkong", "hongkong", "bank_cn"),
    office("bengaluru", "india", "services_in"),
)


def spread(**changes: Any) -> CaseFile:
    """Cohorts of several entities at several offices, all of whom reach the data."""
    cohorts = (
        cohort("at_home"),
        cohort("other_entity", entity="services_cn"),
        cohort("abroad", office="hongkong"),
        cohort("guests", office="dalian"),
        cohort("far_away", office="bengaluru", entity="services_in"),
    )
    return only_case(
        jurisdictions=tuple(
            scenario().jurisdictions[0].model_copy(update={"id": name})
            for name in ("china", "hongkong", "india")
        ),
        entities=(
            entity("bank_cn", "china"),
            entity("services_cn", "china"),
            entity("services_in", "india"),
        ),
        offices=OFFICES,
        pay=tuple(pay("analyst", place.id, "USD 1") for place in OFFICES),
        cohorts=cohorts,
        access=tuple(access(each.id, "files") for each in cohorts),
        **changes,
    )


def test_residents_work_for_the_entity_in_the_jurisdiction() -> None:
    """The bank's people in China count, at whichever office there; those of other employers or in
    Hong Kong do not, though they reach the data.
    """
    found = spread()

    assert found.residents == {"at_home", "guests"}
    assert found.reference == 20
    assert len(found.concerned) == 5


def test_arrivals_count_at_the_entitys_own_offices_in_the_jurisdiction() -> None:
    """Who arrives in Dalian works for another entity, who arrives in Hong Kong sits elsewhere."""
    assert spread().sites == {"shanghai"}


def test_a_case_of_another_entity_has_its_own_residents_and_sites() -> None:
    """The same topic for the service company."""
    found = spread(cases=(case("raid", "leak", 0.1, "USD 1", entity="services_cn"),))

    assert found.residents == {"other_entity"}
    assert found.sites == {"dalian"}


# ---------------------------------------------------------------- other risks


def fine(likelihood: float, loss: str) -> Case:
    """A case in India."""
    return case("fine", "leak", likelihood, loss, entity="services_in", jurisdiction="india")


@pytest.mark.parametrize(
    "change",
    [
        {"cases": (A_HUNDRED_A_DAY, fine(0.2, "USD 730000"))},
        {"cases": (A_HUNDRED_A_DAY, fine(0.1, "USD 365000"))},
        {"matters": (matter("law", 0.7, jurisdiction="india"),)},
        {"signals": ()},
    ],
    ids=["loss", "likelihood", "severity", "signals"],
)
def test_with_other_risks_only_the_cases_that_change_are_worked_out_anew(
    change: dict[str, Any],
) -> None:
    parts: dict[str, Any] = {
        "datasets": (dataset("files"),),
        "access": (access("kyc", "files"),),
        "topics": (LEAK,),
        "cases": (A_HUNDRED_A_DAY, fine(0.2, "USD 365000")),
        "matters": (matter("law", jurisdiction="india"),),
        "signals": (signal("draft", "law"),),
    }
    before, after = scenario(**parts), scenario(**{**parts, **change})
    known = exposure_book(before)

    found = with_other_risks(known, before, after, readings(before))

    raid = next(at for at, each in enumerate(known.cases) if each.id == "raid")
    assert found.cases[raid] is known.cases[raid]
    assert changed_cases(known, found) == {"fine"}
    assert not changed_cases(exposure_book(after), found)
    assert not changed_cases(exposure_book(after, like=readings(before)), found)
