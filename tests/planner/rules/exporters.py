"""Companies whose moves export data under the routes of China."""

from __future__ import annotations

from typing import Any

from models.data import DataClass
from models.scenario import Scenario
from tests.support.builders import access, jurisdiction, scenario
from tests.support.duties import china, data, employer, export_law, population

COMPANY_ENTITIES = (employer("other_cn", "china"), employer("services_in", "india"))


def company(
    individuals: int = 100_000,
    data_class: DataClass = DataClass.PERSONAL,
    law: dict[str, Any] | None = None,
    **changes: Any,
) -> Scenario:
    """The default company, a second bank in China, and data on so many individuals."""
    defaults: dict[str, Any] = {
        "jurisdictions": (china(exports=export_law(**(law or {}))), jurisdiction("india")),
        "entities": (employer("bank_cn", "china"), *COMPANY_ENTITIES),
        "populations": (population("retail", individuals),),
        "datasets": (data("clients", "retail", data_class),),
        "access": (access("kyc", "clients"),),
    }
    return scenario(**{**defaults, **changes})


NONE_OFFERED: dict[str, Any] = {
    "standard_contract": None,
    "certification": None,
    "security_assessment": None,
}


def ten_regions(last: int) -> Scenario:
    """Nine populations of ten million and a last one, under a threshold of a hundred million."""
    names = [f"region_{i}" for i in range(10)]
    return company(
        law={
            **NONE_OFFERED,
            "contract_from_personal": 100_000_000,
            "assessment_from_personal": 100_000_000,
        },
        populations=tuple(
            population(name, 10_000_000 if name != "region_9" else last) for name in names
        ),
        datasets=tuple(data(f"on_{name}", name) for name in names),
        access=tuple(access("kyc", f"on_{name}") for name in names),
    )
