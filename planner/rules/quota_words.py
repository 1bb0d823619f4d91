"""A quota as a limit: how it reads, and what could give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.limits import OFFICE_QUOTAS, QuotaKind, QuotaSpan
from models.scenario import Scenario
from planner.rules.limit_kind import LimitKind, Place
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, Setting, rising
from planner.rules.quotas import QUOTA

UNIT = 10
"""Posts or people of which people ask what they are worth."""


def quota_kind(sentence: str) -> LimitKind:
    """The kind of limit that quotas of a rule are.

    Parameters
    ----------
    sentence
        What such a quota says, with ``{at}``, ``{heads}`` and ``{span}``.
    """
    return LimitKind(QUOTA, lambda limit: _words(limit, sentence), amount=_heads, gives=_looser)


def _heads(scenario: Scenario, place: Place) -> int:
    return scenario.quotas[place["quotas"]].heads


def _words(limit: NamedLimit, sentence: str) -> str:
    scenario, quota = limit.scenario, limit.row_of(limit.scenario.quotas)
    names = {each.id: each.name for each in scenario.jurisdictions}
    names |= {each.id: each.name for each in scenario.offices}
    span = {
        QuotaSpan.PERIOD: scenario.horizon.period.value,
        QuotaSpan.CALENDAR_YEAR: "calendar year",
        QuotaSpan.HORIZON: "whole horizon",
    }[quota.span]
    words = sentence.format(at=names[quota.at], heads=limit.amount, span=span)
    since = f" from {quota.effective_from} on" if quota.effective_from else ""
    return f"{words}{since}" + (f",{limit.when}" if quota.span is QuotaSpan.PERIOD else "")


def _looser(limit: NamedLimit) -> Iterator[Negotiable]:
    """More heads; for a quota of the law, a later day from which it applies."""
    scenario, quota = limit.scenario, limit.row_of(limit.scenario.quotas)
    if not quota.law:
        posts = quota.kind in OFFICE_QUOTAS | {QuotaKind.PEOPLE_AT_RISK}
        most = sum(max(each) for each in scenario.posts.values())
        one, many = ("post", "posts") if posts else ("person", "people")
        more = rising(f"quotas.{quota.id}.heads", quota.heads, most, f"1 {one}")
        yield replace(more, unit=UNIT, unit_words=f"{UNIT} {many}")
        return
    path, since = f"quotas.{quota.id}.effective_from", quota.effective_from
    starts = [each.starts for each in scenario.periods if since is None or each.starts > since]
    days = [since, *starts[since is None :], scenario.periods[-1].ends]

    def later(n: int) -> Setting:
        day = days[n]
        return path, day.isoformat() if day is not None else None

    yield Negotiable(len(days) - 1, f"1 {scenario.horizon.period}", later, law=True)
