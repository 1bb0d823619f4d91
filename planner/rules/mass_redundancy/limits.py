"""The kind of limit that a consultation is: how it reads, and what could give."""

from __future__ import annotations

from collections.abc import Iterator

from models.readable import counted
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, sooner


def _words(limit: NamedLimit) -> str:
    homes = {each.id: each.jurisdiction for each in limit.scenario.entities}
    laws = {each.id: each.mass_redundancy for each in limit.scenario.jurisdictions}
    law = laws[homes[limit.member.subject.entities[0]]]
    if law is None:
        return f"{limit.entities} consults before mass redundancies"
    return (
        f"{limit.entities} consults for {counted(law.consultation_days, 'day')} before "
        f"{limit.number(law.heads)} people or more are made redundant"
    )


def _sooner(limit: NamedLimit) -> Iterator[Negotiable]:
    """A consultation opened some days earlier."""
    scenario = limit.scenario
    places = {each.id: each for each in scenario.jurisdictions}
    for entity in scenario.entities:
        place = places[entity.jurisdiction]
        law, agreement = place.mass_redundancy, place.severance.agreement
        if entity.id in limit.member.subject.entities and law is not None:
            path = f"jurisdictions.{place.id}.mass_redundancy.consultation_days"
            # It ends before people are asked to sign, hires are opened, and seats are ordered.
            before = [each.hiring_days for each in scenario.offices]
            before += [each.block_lead_days for each in scenario.offices]
            before += [agreement.days] if agreement is not None else []
            yield sooner(scenario, path, law.consultation_days, before)


CONSULTATION = LimitKind("consultation", _words, gives=_sooner)
