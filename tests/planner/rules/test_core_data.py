"""Who can reach core data never leaves the jurisdiction of its store."""

import pytest

from models.account import Verdict
from models.data import DataClass
from models.scenario import Scenario
from tests.support.builders import access, dataset, move, office, pay, scenario
from tests.support.judging import (
    assert_limits_the_optimiser,
    findings,
    judged,
    only,
    violations,
)


def company(data_class: DataClass = DataClass.CORE, *, linked: bool = True) -> Scenario:
    """The default company with an office in Beijing and a dataset stored in China."""
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("beijing", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "beijing", "USD 71000"),
            pay("analyst", "bengaluru", "USD 36500"),
        ),
        datasets=(dataset("maps", data_class),),
        access=(access("kyc", "maps", known=False),) if linked else (),
    )


def test_posts_may_move_inside_the_jurisdiction() -> None:
    """From Shanghai to Beijing core data stays in China."""
    judgement = judged(company(), [move(10, destination="beijing")])

    assert not violations(judgement, "core_data")
    assert only(findings(judgement, "core_data")).verdict is Verdict.KEPT


def test_not_one_post_may_leave_the_jurisdiction() -> None:
    """One post to India is one too many, though nobody knows whether it reads the maps."""
    broken = only(violations(judged(company(), [move(1)]), "core_data"))

    assert (broken.violation, broken.unit, broken.law) == (1, "posts", True)
    assert (broken.cohorts, broken.offices) == (("kyc",), ("bengaluru",))
    assert broken.period == "2027-Q1"
    assert broken.words == (
        "posts of kyc moved to bengaluru that reach maps in 2027-Q1: 1, at most 0"
    )


@pytest.mark.parametrize("data_class", [each for each in DataClass if each is not DataClass.CORE])
def test_other_data_does_not_hold_posts_back(data_class: DataClass) -> None:
    """Only core data does."""
    assert not violations(judged(company(data_class), [move(10)]), "core_data")


def test_posts_without_access_may_leave() -> None:
    """The dataset is there, the cohort cannot reach it."""
    assert not violations(judged(company(linked=False), [move(10)]), "core_data")


def test_it_limits_the_optimiser() -> None:
    """Bengaluru saves most; told of the law, the optimiser goes to Beijing instead."""
    assert_limits_the_optimiser(company(), "core_data")


def test_a_scenario_cannot_switch_it_off() -> None:
    """It is law."""
    without = company().model_copy(update={"switched_off": ("core_data",)})

    assert violations(judged(without, [move(1)]), "core_data")
