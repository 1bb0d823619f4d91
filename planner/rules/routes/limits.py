"""The kind of limit that regulated exports are: how it reads, and what could give."""

from __future__ import annotations

from collections.abc import Iterator

from models.routes import RouteKind
from planner.rules.limit_kind import LimitKind
from planner.rules.measures import begun_earlier
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, sooner


def _words(limit: NamedLimit) -> str:
    return f"regulated data of {limit.entities} leaves only under the route that its volume needs"


def _sooner(limit: NamedLimit) -> Iterator[Negotiable]:
    """Routes filed, and measures begun, some days earlier."""
    scenario, handlers = limit.scenario, limit.member.subject.entities
    laws = {each.id: each.exports for each in scenario.jurisdictions}
    for place in dict.fromkeys(scenario.export_places[entity] for entity in handlers):
        law = laws[place]
        for route in RouteKind:
            terms = law.terms(route) if law is not None else None
            if terms is not None:
                path = f"jurisdictions.{place}.exports.{route.value}.lead_days"
                yield sooner(scenario, path, terms.lead_days)
    yield from begun_earlier(scenario)


EXPORTS = LimitKind("exports", _words, gives=_sooner)
