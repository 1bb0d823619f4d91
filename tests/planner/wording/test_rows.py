"""Rows of tables by the names of what is in them, not by their identifiers."""

from __future__ import annotations

import pytest

from models.base import Frozen
from models.limits import Acceptance, QuotaKind
from models.risk import Channel
from planner.exports.comparison import moves_by_plan
from planner.wording.fields import field_words
from planner.wording.rows import row_words
from tests.planner.exports.ranged import COMPANY
from tests.support.builders import base_rate, case, cohort, scenario, signal, topic
from tests.support.exported_company import result
from tests.support.limiting import quota

TAX = cohort("tax").model_copy(update={"name": "Tax desk"})
CHANGED = scenario(
    cohorts=(cohort("kyc"), cohort("aml"), TAX),
    topics=(topic("leak", Channel.PRESENCE).model_copy(update={"name": "Leak of data"}),),
    cases=(case("fine", "leak", 0.1, "USD 5"),),
)


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("cohorts", cohort("kyc"), "analyst in Shanghai (kyc)"),
        ("cohorts", TAX, "Tax desk"),
        ("cases", case("fine", "leak", 0.1, "USD 5"), "Leak of data, bank_cn"),
        ("base_rates", base_rate("peers", 1, 75.0), "Leak of data, banks"),
        ("quotas", quota(QuotaKind.ARRIVALS, "bengaluru", 5), "Arrivals, Bengaluru"),
        ("quotas", quota(QuotaKind.VISAS, "india", 5), "Visas, India"),
        ("acceptance", Acceptance(cohort="tax", office="bengaluru", share=0.5, low=0.2),
         "Tax desk, Bengaluru"),
        ("signals", signal("note", "m1").model_copy(update={"about": "A raid"}), "A raid"),
    ],
)  # fmt: skip
def test_a_row_is_named_as_people_would(table: str, row: Frozen, words: str) -> None:
    assert row_words(CHANGED, table, row) == words


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("modes.refill.ramp_up_loss", "vacancies filled elsewhere, output lost in ramp-up"),
        ("exports.standard_contract.lead_days",
         "data exports, standard contract, lead time in days"),
        ("severance.agreement.windows.2.months",
         "severance, by agreement, signing window 2, extra monthly wages"),
        ("risk_weight", "risk weight"),
    ],
)  # fmt: skip
def test_a_field_is_said_in_words(field: str, words: str) -> None:
    assert field_words("settings", field) == words


def test_moves_of_plans_name_cohorts_as_people_would() -> None:
    made = moves_by_plan({"Plan": (result(COMPANY), COMPANY)})

    assert {row[1] for row in made.rows} == {
        "Analyst in 上海 Shanghai (kyc)",
        "Analyst in 上海 Shanghai (fraud)",
    }
