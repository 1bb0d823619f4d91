"""The kind of limit that a consultation is: how it reads, and what could give."""

from __future__ import annotations

from collections.abc import Iterator

from models.readable import counted
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, falling


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
    places = {each.id: each.mass_redundancy for each in limit.scenario.jurisdictions}
    for entity in limit.scenario.entities:
        law = places[entity.jurisdiction]
        if entity.id in limit.member.subject.entities and law is not None:
            path = f"jurisdictions.{entity.jurisdiction}.mass_redundancy.consultation_days"
            yield falling(path, law.consultation_days, "1 day", law=True)


CONSULTATION = LimitKind("consultation", _words, gives=_sooner)
