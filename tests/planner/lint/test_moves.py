"""Cohorts that cannot move anywhere, and offices that are never worth their cost."""

from __future__ import annotations

from typing import Any

import pytest

from models.limits import Acceptance, Continuity, Quota, QuotaKind, Team, TeamKind
from models.places import Office
from models.plan_in_force import Churn, MoveInForce
from models.risk import Channel
from models.routes import ExportLaw
from models.scenario import Scenario
from models.settings import Budget
from models.workforce import Cohort, Mode
from tests.support.builders import (
    ASSUMED,
    access,
    case,
    cohort,
    dataset,
    jurisdiction,
    money,
    office,
    pay,
    role,
    scenario,
    topic,
)
from tests.support.lints import changed, look, rows


def there(**changes: Any) -> tuple[Office, Office]:
    return (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", **changes),
    )


NO_TRANSFERS = there(relocation=None)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"roles": (role("analyst", licences=("dealing",)),)}, "eligibility excludes bengaluru"),
        ({"pay": scenario().pay[1:]}, "known_costs excludes bengaluru"),
        ({"offices": there(visa_days=2000, hiring_days=2000)}, "lead_times"),
        ({"offices": NO_TRANSFERS}, "known_costs, eligibility, vacancies exclude bengaluru"),
        ({"budget": Budget(total=money("USD 5")), "offices": there(relocation=money("USD 9"))},
         "budget"),
        ({"acceptance": (Acceptance(cohort="kyc", share=0.05, low=0.0),)}, "acceptance"),
        ({"quotas": (Quota(id="q", kind=QuotaKind.ARRIVALS, at="bengaluru", heads=0,
                           source="assumption"),)}, "arrivals"),
        ({"teams": (Team(id="all", kind=TeamKind.INDIVISIBLE, cohorts=("kyc",)),),
          "continuity": Continuity(max_share=0.2, max_replaced_share=1.0)},
         "teams, vacancies, continuity"),
        ({"teams": (Team(id="six", kind=TeamKind.MINIMUM_BATCH, cohorts=("kyc",), minimum=11),)},
         "teams"),
    ],
)  # fmt: skip
def test_a_cohort_that_cannot_move_anywhere_and_why(changes: dict[str, Any], rules: str) -> None:
    """One or more rules exclude the only other office, by themselves or together."""
    (remark,) = look("stranded_cohorts", scenario(**changes))

    assert remark.row == "kyc"
    assert rules in remark.words


@pytest.mark.parametrize(
    ("languages", "home_bound", "told"),
    [((), False, ["analyst"]), (("english",), False, []), (("mandarin",), False, []),
     ((), True, [])],
)  # fmt: skip
def test_an_office_that_lists_no_languages_takes_no_hires(
    languages: tuple[str, ...], home_bound: bool, told: list[str]
) -> None:
    """Told where a role needs one and may go there; an office that lists others lacks it."""
    home, other = there(languages=languages)
    offices = home.model_copy(update={"languages": ("mandarin",)}), other
    kyc = cohort("kyc", only_to=("shanghai",) if home_bound else ())
    company = scenario(
        offices=offices, roles=(role("analyst", languages=("mandarin",)),), cohorts=(kyc,)
    )

    assert rows("unhireable_roles", company) == told


@pytest.mark.parametrize(
    "kyc",
    [
        cohort("kyc"),
        cohort("kyc", only_to=("shanghai",), never_to=("bengaluru",)),
        cohort("kyc", must_stay=10),
        cohort("kyc", posts=0),
    ],
)
def test_a_cohort_that_can_go_or_is_meant_to_stay(kyc: Cohort) -> None:
    """Its own office alone in only_to, or all posts in must_stay, says that it stays."""
    assert look("stranded_cohorts", scenario(cohorts=(kyc,))) == []


def test_vacancies_are_a_way() -> None:
    """Where nobody can be transferred, an open requisition can be filled there."""
    (closed,) = look("stranded_cohorts", scenario(offices=NO_TRANSFERS))
    vacant = scenario(offices=NO_TRANSFERS, cohorts=(cohort("kyc", vacant=1),))

    assert closed.row == "kyc"
    assert look("stranded_cohorts", vacant) == []


def test_one_office_alone_is_told_once() -> None:
    """As in a folder that was just made of a roster, whatever the number of cohorts."""
    alone = changed(
        scenario(cohorts=(cohort("kyc"), cohort("aml"))),
        offices=there()[:1],
        pay=scenario().pay[1:],
    )
    (remark,) = look("stranded_cohorts", alone)

    assert (remark.table, remark.words) == (
        "offices",
        "no post can move: there is no other office",
    )


def test_teams_kept_apart_shut_the_home_of_another() -> None:
    """The only other office is where those sit whom the cohort must not meet."""
    apart = Team(id="apart", kind=TeamKind.APART, cohorts=("kyc", "ops"))
    ops = cohort("ops", entity="services_in", office="bengaluru", only_to=("bengaluru",))
    (remark,) = look("stranded_cohorts", scenario(cohorts=(cohort("kyc"), ops), teams=(apart,)))

    assert remark.row == "kyc"
    assert "teams" in remark.words


def test_nothing_is_said_where_no_plan_exists() -> None:
    """More must go than may: then every cohort could be called stranded, and the clash is news."""
    kept = Quota(id="q", kind=QuotaKind.ARRIVALS, at="bengaluru", heads=0, source="assumption")
    clash = scenario(cohorts=(cohort("kyc", must_go=3), cohort("alerts")), quotas=(kept,))

    assert look("stranded_cohorts", clash) == []


def dear(annual: str = "USD 99000", **changes: Any) -> Scenario:
    """Bengaluru at a dearer pay than Shanghai's USD 73,000."""
    lines = (scenario().pay[1], pay("analyst", "bengaluru", annual))
    return changed(scenario(pay=lines), **changes)


def risky(company: Scenario, likelihood: float, *, fixed: float = 0.0, **kyc: Any) -> Scenario:
    """Ten posts with client files, and a case of a million about them."""
    return changed(
        company,
        cohorts=(cohort("kyc", **kyc), *company.cohorts[1:]),
        datasets=(dataset("files"),),
        access=(access("kyc", "files"),),
        topics=(topic("leak", Channel.PRESENCE, fixed_share=fixed, per_head_share=1.0 - fixed),),
        cases=(case("raid", "leak", likelihood, "USD 1000000"),),
    )


def test_an_office_that_is_dearer_in_every_case() -> None:
    """From the last quarter on, 92 days at USD 26,000 a year more: USD 6,553."""
    (remark,) = look("costly_offices", dear())

    assert remark.row == "bengaluru"
    assert "kyc by transfer in 2027-Q4" in remark.words
    assert "USD 6,553 more" in remark.words
    assert look("costly_offices", dear("USD 60000")) == []


def test_what_leaving_saves_counts_in_full() -> None:
    """A tenth of a million by ten heads is USD 10,000 a year; with 30,000 the move pays."""
    assert rows("costly_offices", risky(dear(), 0.1)) == ["bengaluru"]
    assert rows("costly_offices", risky(dear(), 0.3)) == []


def test_a_fixed_share_counts_only_if_the_place_can_be_emptied() -> None:
    """USD 50,000 a year are fixed: one post may save it all, unless a post has to stay."""
    assert rows("costly_offices", risky(dear(), 0.1, fixed=0.5)) == []
    assert rows("costly_offices", risky(dear(), 0.1, fixed=0.5, must_stay=1)) == ["bengaluru"]


def test_a_seat_that_can_be_given_up_counts() -> None:
    """A seat of USD 30,000 a year is worth more than the dearer pay."""
    here, abroad = there()
    leased = here.model_copy(update={"lease": money("USD 30000")})
    broken = leased.model_copy(update={"lease_break": scenario().planning_date})

    assert rows("costly_offices", dear(offices=(leased, abroad))) == ["bengaluru"]
    assert rows("costly_offices", dear(offices=(broken, abroad))) == []


def test_a_block_that_home_can_spare_counts_whole() -> None:
    """One post less may spare a block of USD 30,000, were it the one that fills it."""
    here, abroad = there()
    growing = here.model_copy(
        update={
            "block_seats": 50,
            "max_blocks": 1,
            "block_fit_out": money("USD 30000"),
            "block_lease": money("USD 1"),
        }
    )

    assert rows("costly_offices", dear(offices=(growing, abroad))) == []


@pytest.mark.parametrize(("planned", "found"), [(True, []), (False, ["bengaluru"])])
def test_a_move_of_the_plan_in_force_spares_its_churn(planned: bool, found: list[str]) -> None:
    """USD 7,000 for not moving as planned are more than the USD 6,553 that the move costs."""
    old = MoveInForce(
        cohort="kyc", destination="bengaluru", mode=Mode.TRANSFER, period="2027-Q4", heads=1
    )
    company = dear(churn=Churn(per_head=money("USD 7000")), incumbent=(old,) if planned else ())

    assert rows("costly_offices", company) == found


@pytest.mark.parametrize(("lawful", "found"), [(True, []), (False, ["shanghai"])])
def test_nothing_is_claimed_where_a_move_could_end_an_export(
    lawful: bool, found: list[str]
) -> None:
    """Analysts in India reach files in China: at home in China they export nothing any more."""
    law = ExportLaw(
        contract_from_personal=100,
        contract_from_sensitive=10,
        assessment_from_personal=1000,
        assessment_from_sensitive=100,
        provenance=ASSUMED,
    )
    company = scenario(
        jurisdictions=(
            jurisdiction("china", exports=law if lawful else None),
            jurisdiction("india"),
        ),
        cohorts=(cohort("kyc", entity="services_in", office="bengaluru"),),
        datasets=(dataset("files"),),
        access=(access("kyc", "files"),),
    )

    assert rows("costly_offices", company) == found
