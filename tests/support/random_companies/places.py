"""Random jurisdictions and their laws, employers, offices and how moves are made."""

from __future__ import annotations

from typing import Any

from models.data import ExemptGround
from models.labour import Agreement, Dispute, MassRedundancy, PartYear, Severance, SigningWindow
from models.limits import QuotaKind
from models.places import Jurisdiction, Office
from models.routes import ExportLaw, RouteTerms
from models.settings import Labour
from models.workforce import ModePolicies, ModePolicy, Service
from tests.support.builders import ASSUMED, jurisdiction, office, severance
from tests.support.duties import employer, export_law, redundancy_law, terms
from tests.support.random_companies.draw import (
    CURRENCIES,
    EMPLOYERS,
    PLACES,
    STARTS,
    Dice,
    Draw,
    Feature,
)


def places(draw: Draw) -> dict[str, Any]:
    """Tables and settings of places."""
    dice = draw.dice
    return {
        "jurisdictions": tuple(_jurisdiction(draw, place) for place in CURRENCIES),
        "entities": tuple(
            employer(
                name,
                place,
                critical_operator=draw.has(Feature.ROUTES) and dice.in_ten(1),
                other_staff=dice.one_of((0, 0, 3, 17)),
            )
            for name, place in EMPLOYERS.items()
        ),
        "offices": tuple(_office(draw, name) for name in draw.offices),
        "modes": _modes(draw),
        "labour": Labour(consult_before_hiring=dice.in_ten(6), agreements_only=dice.in_ten(2))
        if draw.has(Feature.REDUNDANCY_LAW)
        else Labour(),
    }


def _modes(draw: Draw) -> ModePolicies:
    dice = draw.dice
    learning = ModePolicy(ramp_up_months=dice.one_of((0.0, 3.0)), ramp_up_loss=0.35)
    overlap = dice.one_of((0, 0, 1))
    return ModePolicies(
        transfer=learning.model_copy(
            update={"asking_days": dice.one_of((0, 0, 31)), "service": dice.one_of(tuple(Service))}
        ),
        redundancy=ModePolicy(overlap_periods=overlap, ramp_up_months=4.0, ramp_up_loss=0.5),
        refill=learning,
        redeploy=learning.model_copy(update={"overlap_periods": dice.one_of((0, 0, 1))}),
    )


def _office(draw: Draw, name: str) -> Office:
    dice, (place, who) = draw.dice, PLACES[name]
    usual = 3 if draw.has(Feature.PLACEMENTS) else 9 if draw.scarce else 7
    packages = {QuotaKind.REDUNDANCIES: 1, QuotaKind.VISAS: 10, None: usual}.get(draw.scarce, usual)
    return office(
        name,
        place,
        who,
        **_seats(draw, name),
        skills=("audit",) if dice.in_ten(7) else (),
        licences=("bank",) if dice.in_ten(7) else (),
        visa_days=dice.one_of((0, 0, 0, 31, 90, 120)),
        hiring_days=dice.one_of((0, 0, 31, 90, 120)),
        visa=draw.amount(name, 3) if dice.in_ten(4) else None,
        relocation=draw.amount(name, 12) if dice.in_ten(packages) else None,
        domestic_relocation=draw.amount(name, 5) if dice.in_ten(9 if draw.scarce else 7) else None,
        hiring_share=dice.one_of((0.0, 0.21)),
    )


def _seats(draw: Draw, name: str) -> dict[str, Any]:
    """Room enough and free of charge, but where seats or leases matter."""
    dice, found = draw.dice, dict[str, Any](seats=100)
    if draw.has(Feature.LEASES):
        found["lease"] = draw.amount(name, 12)
        if dice.in_ten(4):
            found |= {"seats": 3, "lease_break": dice.one_of((*STARTS, None))}
    if draw.has(Feature.SEATS):
        # Where a quota is to bind, scarce seats would often bind before it.
        abroad = (100, 100, 4, 2, 0) if draw.scarce else (100, 3, 1, 0)
        found["seats"] = min(
            found["seats"], dice.one_of((100, 4) if name == "shanghai" else abroad)
        )
        if dice.in_ten(5):
            found |= {
                "block_seats": dice.one_of((1, 2, 3)),
                "max_blocks": dice.one_of((1, 1, 2)),
                "block_fit_out": draw.amount(name, 6),
                "block_lease": draw.amount(name, 6),
                "block_lead_days": dice.one_of((0, 90)),
            }
    return found


def _jurisdiction(draw: Draw, name: str) -> Jurisdiction:
    dice = draw.dice
    lawful = draw.has(Feature.ROUTES) and dice.in_ten(9 if name == "china" else 3)
    consults = draw.has(Feature.REDUNDANCY_LAW) and name == "china" and dice.in_ten(7)
    return jurisdiction(
        name,
        severance=_severance(dice, CURRENCIES[name], signs=draw.has(Feature.REDUNDANCY_LAW)),
        protected_share=dice.one_of((0.0, 0.0, 0.3)),
        exit_barred_share=dice.one_of((0.0, 0.0, 0.0, 0.3)),
        exports=_exports(dice) if lawful else None,
        mass_redundancy=_mass_redundancy(dice) if consults else None,
    )


def _severance(dice: Dice, currency: str, *, signs: bool) -> Severance:
    """With disputes and agreements, where people may sign."""
    windows = (
        SigningWindow(months=dice.one_of((1.0, 6.0)), share=0.7),
        SigningWindow(months=dice.one_of((0.0, 1.0)), share=0.3),
    )
    dispute = Dispute(disputed=0.5, lost=dice.one_of((0.2, 1.0)), provenance=ASSUMED)
    agreement = Agreement(
        windows=windows,
        capped=dice.in_ten(5),
        days=dice.one_of((0, 0, 30, 60)),
        protected_sign=dice.one_of((0.0, 0.5)),
        provenance=ASSUMED,
    )
    return severance(
        months_per_year=dice.one_of((0.5, 1.0)),
        part_year=dice.one_of(tuple(PartYear)),
        minimum_months=dice.one_of((0.0, 0.0, 2.0)),
        wage_cap=dice.amount(currency, 9) if dice.in_ten(4) else None,
        years_cap=12.0 if dice.in_ten(4) else None,
        years_cap_only_above_wage_cap=dice.in_ten(5),
        total_cap=dice.amount(currency, 60) if dice.in_ten(3) else None,
        notice_months=dice.one_of((0.0, 1.0, 2.0)),
        notice_days=dice.one_of((0, 0, 30, 90, 91)),
        dispute=dispute if signs and dice.in_ten(5) else None,
        agreement=agreement if signs and dice.in_ten(5) else None,
    )


def _mass_redundancy(dice: Dice) -> MassRedundancy:
    return redundancy_law(
        heads=dice.one_of((1, 2, 2, 3)),
        share=dice.one_of((None, None, 0.1, 0.5, 0.67)),
        window_days=dice.one_of((1, 31, 90, 91, 92, 93, 400)),
        consultation_days=dice.one_of((0, 0, 31, 92)),
        consultation=dice.amount("CNY", 9),
        covers_days=dice.one_of((0, 31, 92, 400)),
        notice=dice.in_ten(5),
    )


def _exports(dice: Dice) -> ExportLaw:
    grounds = (ExemptGround.EMPLOYEES, ExemptGround.CONTRACT)
    never = dict.fromkeys(("contract_from_personal", "assessment_from_sensitive"))
    return export_law(
        **(never if dice.in_ten(2) else {}),
        important_needs_assessment=dice.in_ten(8),
        exempt_remaining_share=dice.one_of((0.0, 0.2, 0.6, 1.0)),
        standard_contract=_terms(dice) if dice.in_ten(6) else None,
        certification=_terms(dice) if dice.in_ten(6) else None,
        security_assessment=_terms(dice),
        exempt_grounds=grounds[: dice.upto(2)],
    )


def _terms(dice: Dice) -> RouteTerms | None:
    if dice.in_ten(2):
        return None
    return terms(
        lead_days=dice.one_of((0, 0, 0, 1, 31, 92, 93)),
        valid_days=dice.one_of((None, None, 90, 92, 93, 1000)),
        set_up=dice.amount("CNY", 15),
        yearly=dice.amount("USD", 15),
        remaining_share=dice.one_of((0.0, 0.37, 0.8, 1.0)),
    )
