"""Companies with something to decide: what data leave, what is leased, what measures cut."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.data import DataClass
from models.risk import Channel
from models.scenario import Scenario
from tests.support.builders import access, case, jurisdiction, money, office, pay, scenario, topic
from tests.support.duties import china, cuts_case, data, employer, export_law, measure, population

COMPANY_ENTITIES = (employer("other_cn", "china"), employer("services_in", "india"))


def exporting(
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
    return exporting(
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


def leasing(seats: int = 10, breaks: date | None = date(2027, 4, 1), **changes: Any) -> Scenario:
    """Ten posts on so many seats in Shanghai, each USD 10 a day, to be given up from April on."""
    return scenario(
        offices=(
            office(
                "shanghai",
                "china",
                "bank_cn",
                seats=seats,
                lease=money("USD 3650"),
                lease_break=breaks,
            ),
            office("bengaluru", "india", "services_in"),
        ),
        **changes,
    )


MASKING: dict[str, Any] = {"set_up": money("USD 1000"), "yearly": money("USD 3650")}


def exposed(channel: Channel = Channel.PRESENCE, **changes: Any) -> Scenario:
    """The default company with one case, which ``masking`` cuts by 60 % and ``devices`` by 25 %."""
    whole = "fixed_share" if channel in {Channel.PRESENCE, Channel.EXPORT} else "per_head_share"
    shares = {"fixed_share": 0.0, "per_head_share": 0.0, whole: 1.0}
    defaults: dict[str, Any] = {
        "jurisdictions": (china(), jurisdiction("india")),
        "populations": (population("retail", 1_000),),
        "datasets": (data("clients", "retail"),),
        "access": (access("kyc", "clients"),),
        "topics": (topic("leak", channel, **shares),),
        "cases": (case("fine", "leak", 0.1, "USD 365000"),),
        "measures": (measure("masking", **MASKING), measure("devices")),
        "effects": (cuts_case("masking", "fine", 0.6), cuts_case("devices", "fine", 0.25)),
    }
    return scenario(**{**defaults, **changes})


def crowded() -> Scenario:
    """Ten posts that cost a tenth in Bengaluru, which has seats for five."""
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", seats=5),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 100000"),
            pay("analyst", "bengaluru", "USD 10000"),
        ),
    )
