"""Inputs left empty that stand for at once or for never, told where they matter."""

from __future__ import annotations

from typing import Any

from models.places import Office
from models.scenario import Scenario
from models.workforce import ServiceBand
from tests.support.builders import cohort, money, office, scenario
from tests.support.lints import changed, look

HOME = office("shanghai", "china", "bank_cn")


def without(one: Office, *fields: str, **given: Any) -> Office:
    """The office as it is read where these fields are empty."""
    kept = {name: getattr(one, name) for name in one.model_fields_set if name not in fields}
    return Office(**(kept | given))


def told(whole: Scenario) -> list[tuple[str, str]]:
    return [(each.row, each.field) for each in look("silent_defaults", whole)]


def at(abroad: Office, home: Office = HOME, vacant: int = 1) -> Scenario:
    return changed(
        scenario(cohorts=(cohort("kyc", vacant=vacant),)),
        offices=(home, abroad),
        service=(ServiceBand(cohort="kyc", posts=9, years=3, monthly_wage=money("USD 20000")),),
    )


ABROAD = without(
    office("bengaluru", "india", "services_in"), "block_lead_days", hiring_days=30, visa_days=60
)
EMPTY = without(ABROAD, "hiring_days", "visa_days", "block_lead_days", max_blocks=0)


def test_leads_that_are_empty_are_at_once_where_somebody_may_come() -> None:
    """Vacancies are filled and people are transferred there; a zero that is written is meant."""
    assert told(at(ABROAD)) == []
    assert told(at(EMPTY)) == [("bengaluru", "hiring_days"), ("bengaluru", "visa_days")]
    assert told(at(without(EMPTY, hiring_days=0, visa_days=0))) == []
    assert told(at(without(EMPTY, "relocation"))) == [("bengaluru", "hiring_days")]
    blocks = {"block_fit_out": money("USD 9"), "block_lease": money("USD 9"), "block_seats": 10}
    assert told(at(without(ABROAD, max_blocks=1, **blocks))) == [("bengaluru", "block_lead_days")]


def test_seats_without_a_break_are_kept_for_ever() -> None:
    leased = without(HOME, lease=money("USD 1000"))
    (remark,) = look("silent_defaults", at(ABROAD, leased))

    assert remark.words.startswith("seats of shanghai are never given up")


def test_a_cohort_without_service_beside_others_is_told() -> None:
    """Only where others at its office have it: else nothing has been forgotten."""
    both = scenario(cohorts=(cohort("kyc"), cohort("aml")))
    offices, band = (
        (HOME, ABROAD),
        ServiceBand(cohort="kyc", posts=10, years=3, monthly_wage=money("USD 20000")),
    )

    assert told(changed(both, offices=offices, service=(band,))) == [("aml", "id")]
    assert told(changed(both, offices=offices, service=())) == []
