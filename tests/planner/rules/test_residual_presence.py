"""Posts that must be filled at a place, whoever moves."""

from typing import Any

import pytest

from models.account import Verdict
from models.scenario import Scenario
from models.workforce import PlaceKind, ResidualPresence
from planner.rules.residual_presence import RULE
from tests.support.builders import cohort, move, office, pay, role, scenario
from tests.support.duties import data
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)


def requirement(posts: int, **changes: Any) -> ResidualPresence:
    """So many analysts in the office of Shanghai."""
    defaults = {
        "id": "officer",
        "name": "Information-protection officer",
        "roles": ("analyst",),
        "place": PlaceKind.OFFICE,
        "at": "shanghai",
        "posts": posts,
        "source": "assumption",
    }
    return ResidualPresence(**{**defaults, **changes})


def company(*presence: ResidualPresence, **changes: Any) -> Scenario:
    """Ten analysts in Shanghai, two in Bengaluru, five clerks in Shanghai, an office in Beijing."""
    places = ("shanghai", "beijing", "bengaluru")
    annual = {"shanghai": "USD 73000", "beijing": "USD 71000", "bengaluru": "USD 36500"}
    defaults = {
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("beijing", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
        ),
        "roles": (role("analyst"), role("clerk")),
        "pay": tuple(pay(who, at, annual[at]) for who in ("analyst", "clerk") for at in places),
        "cohorts": (
            cohort("clerks", role="clerk", posts=5),
            cohort("kyc"),
            cohort("support", office="bengaluru", entity="services_in", posts=2),
        ),
        "presence": presence,
    }
    return scenario(**{**defaults, **changes})


def test_as_many_as_required_must_remain() -> None:
    """Six of ten may leave where four are required; with the seventh, one is missing."""
    four = company(requirement(4))

    assert not violations(judged(four, [move(6)]), "residual_presence")
    broken = only(violations(judged(four, [move(7, period="2027-Q3")]), "residual_presence"))
    assert (broken.value, broken.limit, broken.violation) == (3, 4, 1)
    assert (broken.unit, broken.law, broken.period) == ("posts", True, "2027-Q3")
    assert broken.cohorts == ("kyc",)
    assert broken.words == "Information-protection officer at shanghai in 2027-Q3: 3, at least 4"


def test_only_the_roles_named_count() -> None:
    """Five clerks remain in Shanghai and are no analysts; named, they count."""
    clerks_count = requirement(4, roles=("analyst", "clerk"))

    assert violations(judged(company(requirement(4)), [move(10)]), "residual_presence")
    assert not violations(judged(company(clerks_count), [move(10)]), "residual_presence")


@pytest.mark.parametrize(
    ("place", "at", "remaining"),
    [
        (PlaceKind.OFFICE, "shanghai", 3),
        (PlaceKind.OFFICE, "beijing", 4),
        (PlaceKind.OFFICE, "bengaluru", 5),
        (PlaceKind.ENTITY, "bank_cn", 7),
        (PlaceKind.ENTITY, "services_in", 5),
        (PlaceKind.JURISDICTION, "china", 7),
        (PlaceKind.JURISDICTION, "india", 5),
    ],
)
def test_those_who_stay_and_those_who_arrive_count_at_the_place(
    place: PlaceKind, at: str, remaining: int
) -> None:
    """Of ten in Shanghai four go to Beijing and three to Bengaluru, where two are already."""
    moves = [move(4, destination="beijing"), move(3)]

    enough = company(requirement(remaining, place=place, at=at))
    too_many = company(requirement(remaining + 1, place=place, at=at))

    assert judged(enough, moves).lawful
    broken = only(violations(judged(too_many, moves), "residual_presence"))
    assert (broken.value, broken.limit) == (remaining, remaining + 1)


def test_an_entity_counts_those_it_employs_and_not_those_who_sit_with_it() -> None:
    """Two of Shanghai's analysts are employed from India: the bank employs eight."""
    cohorts = (
        cohort("kyc", posts=8),
        cohort("seconded", entity="services_in", posts=2),
    )

    def kept(place: PlaceKind, at: str, posts: int) -> bool:
        presence = (requirement(posts, place=place, at=at),)
        return judged(company(cohorts=cohorts, presence=presence)).lawful

    assert kept(PlaceKind.OFFICE, "shanghai", 10)
    assert kept(PlaceKind.ENTITY, "bank_cn", 8)
    assert not kept(PlaceKind.ENTITY, "bank_cn", 9)
    assert kept(PlaceKind.ENTITY, "services_in", 2)


@pytest.mark.parametrize(
    ("moved", "verdict"), [(4, Verdict.KEPT), (5, Verdict.TIGHT), (6, Verdict.VIOLATED)]
)
def test_a_requirement_of_law_is_tight_within_a_fifth(moved: int, verdict: Verdict) -> None:
    """Five required: six are exactly a fifth above, five are none above, four are too few."""
    judgement = judged(company(requirement(5)), [move(moved)])

    assert only(findings(judgement, "residual_presence")).verdict is verdict


def test_a_requirement_of_policy_is_never_tight() -> None:
    """Five required by policy, five left: kept."""
    judgement = judged(company(requirement(5, law=False)), [move(5)])

    assert only(findings(judgement, "residual_presence")).verdict is Verdict.KEPT


@pytest.mark.parametrize(
    ("place", "at"),
    [
        (PlaceKind.OFFICE, "shanghai"),
        (PlaceKind.OFFICE, "beijing"),
        (PlaceKind.ENTITY, "bank_cn"),
        (PlaceKind.JURISDICTION, "china"),
    ],
)
def test_it_limits_the_optimiser(place: PlaceKind, at: str) -> None:
    """Everyone in Bengaluru is cheapest; the optimiser keeps four where they must be.

    For Beijing, where nobody is today, it sends four there at once, which takes no lead.
    """
    assert_limits_the_optimiser(company(requirement(4, place=place, at=at)), "residual_presence")


def test_the_optimiser_counts_those_whom_an_entity_employs() -> None:
    """Two of Shanghai's ten analysts are employed from India: of the bank's eight four stay."""
    mixed = company(
        requirement(4, place=PlaceKind.ENTITY, at="bank_cn"),
        cohorts=(
            cohort("kyc", posts=8, only_to=("bengaluru",)),
            cohort("seconded", entity="services_in", posts=2, only_to=("bengaluru",)),
        ),
    )

    assert {each.cohort: each.heads for each in cheapest(mixed).moves} == {"kyc": 4, "seconded": 2}


def test_its_figures_are_told_in_words() -> None:
    """Each requirement of the scenario is one line."""
    lines = RULE.values(company(requirement(4), requirement(1, id="lead", law=False)))

    assert lines == (
        "Information-protection officer: at least 1 at shanghai (analyst); policy: assumption",
        "Information-protection officer: at least 4 at shanghai (analyst); law: assumption",
    )


def run_by(level: int | None, stored_in: str = "china", **changes: Any) -> Scenario:
    """Four operators of a cloud must be in China; its system has a level and a place."""
    operators = requirement(4, id="operators", name="Cloud operators", dataset="cloud", **changes)
    cloud = data("cloud", entity="services_in", mlps_level=level, stored_in=stored_in)
    return company(operators, datasets=(cloud,))


@pytest.mark.parametrize(
    ("level", "due"), [(None, False), (1, False), (2, True), (3, True), (5, True)]
)
def test_operators_of_a_system_must_be_there_from_level_two_on(
    level: int | None, due: bool
) -> None:
    """Seven of ten leave: too few operators of a protected system, enough of any other."""
    found = violations(judged(run_by(level), [move(7)]), "residual_presence")

    assert [(each.value, each.limit) for each in found] == ([(3, 4)] if due else [])


@pytest.mark.parametrize(
    ("place", "at"),
    [
        (PlaceKind.OFFICE, "shanghai"),
        (PlaceKind.ENTITY, "bank_cn"),
        (PlaceKind.JURISDICTION, "china"),
    ],
)
def test_operators_must_be_there_only_while_the_system_is(place: PlaceKind, at: str) -> None:
    """Stored in China their place is there; stored in India nobody is asked to be in China."""
    here, elsewhere = (run_by(3, stored_in, place=place, at=at) for stored_in in ("china", "india"))

    assert violations(judged(here, [move(7)]), "residual_presence")
    assert not violations(judged(elsewhere, [move(7)]), "residual_presence")


def test_a_protected_system_limits_the_optimiser_and_another_does_not() -> None:
    """Four of ten stay with the system; with one of level 1, or stored elsewhere, none does.

    Two more may leave for two who come: that costs the same.
    """

    def fewer(company: Scenario) -> int:
        moves = [each for each in cheapest(company).moves if each.cohort != "clerks"]
        came = sum(each.heads for each in moves if each.destination == "shanghai")
        return sum(each.heads for each in moves) - 2 * came

    assert fewer(run_by(2)) == 6
    assert_limits_the_optimiser(run_by(2), "residual_presence")
    assert (fewer(run_by(1)), fewer(run_by(2, "india"))) == (10, 10)


def test_the_system_is_told_in_words() -> None:
    """What they run, beside roles, place and source."""
    (line,) = RULE.values(run_by(2))

    assert line == (
        "Cloud operators: at least 4 at shanghai (analyst); while cloud is there at level 2 or "
        "more; law: assumption"
    )
