"""How much of its limits a plan uses, the most used first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from models.account import Finding, Judgement, is_close
from models.compared import LimitUse
from models.limits import QuotaSpan
from models.scenario import Scenario
from planner.wording.labels import rule_words
from planner.wording.names import distinct_names, entity_names, office_names, role_names

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_IN_BRACKETS = re.compile(r" \(([^()]*)\)")
_YEAR = len("2027")
_LEAST = 0.001
"""By how much a broken limit is told to be broken at least."""


def limit_uses(scenario: Scenario, judgement: Judgement) -> tuple[LimitUse, ...]:
    """Limits that a plan comes near or breaks, as its audit found, the most used first.

    Left out are limits of zero that are kept, and warnings, which break no limit. What is limited
    for a cohort is told by rule and office; of limits in the same words the most used is told.
    """
    names = _names(scenario)
    used: dict[str, LimitUse] = {}
    for finding in judgement.findings:
        each = _use(scenario, finding, names)
        if each is not None and (each.subject not in used or used[each.subject].used < each.used):
            used[each.subject] = each
    return tuple(sorted(used.values(), key=lambda each: (-each.used, not each.law)))


def priced_uses(exact: Iterable[LimitUse], priced: Iterable[LimitUse]) -> tuple[LimitUse, ...]:
    """Limits that a plan uses, those on money by the share that the plan uses that is priced.

    A limit that is kept stays kept, and a broken one broken.
    """
    shares = {(each.rule, each.subject): each.used for each in priced}
    return tuple(
        each.model_copy(update={"used": _share_told(each.used, shares[each.rule, each.subject])})
        if each.unit == "money" and (each.rule, each.subject) in shares
        else each
        for each in exact
    )


def _share_told(exact: float, priced: float) -> float:
    return max(priced, 1.0 + _LEAST) if exact > 1.0 else min(priced, 1.0)


def _use(scenario: Scenario, finding: Finding, names: Mapping[str, str]) -> LimitUse | None:
    limit = finding.limit
    if limit is None or not (limit or finding.violation):
        return None
    used = _share(finding, limit)
    if used > 1.0 and not finding.violation:
        return None
    return LimitUse(
        rule=finding.rule,
        law=finding.law,
        subject=_subject(scenario, finding, names),
        period=_when(scenario, finding),
        used=used,
        value=finding.value,
        limit=limit,
        unit=finding.unit,
        is_tight=finding.law and is_close(finding.headroom or 0, limit),
    )


def _share(finding: Finding, limit: int) -> float:
    """Share of a limit that is used: of what is demanded to what is there, if it is a least.

    A share of zero or less has no size; each unit beyond it counts as a whole limit.
    """
    exceeds = finding.value > limit
    is_most = exceeds if not finding.headroom else not exceeds
    used, of = (finding.value, limit) if is_most else (limit, finding.value)
    return used / of if of > 0 else 1.0 + used - of


def _subject(scenario: Scenario, finding: Finding, names: Mapping[str, str]) -> str:
    """What is limited, without its period and figures, by names, and without any cohort."""
    words = finding.words.rpartition(": ")[0].removesuffix(f" in {finding.period}")
    homes = {cohort.id: cohort.office for cohort in scenario.cohorts}
    if homes.keys() & set(_IDENTIFIER.findall(words)):
        offices = finding.offices or {homes[cohort] for cohort in finding.cohorts}
        places = (names[each.id] for each in scenario.offices if each.id in offices)
        return ", ".join((rule_words(finding.rule), *places))
    ids = {
        row.id for table in (scenario.quotas, scenario.teams, scenario.requests) for row in table
    }
    words = _IN_BRACKETS.sub(lambda found: "" if found[1] in ids else found[0], words)
    words = _IDENTIFIER.sub(lambda found: names.get(found[0], found[0]), words).replace("_", " ")
    return words[:1].upper() + words[1:]


def _when(scenario: Scenario, finding: Finding) -> str:
    """Period of a finding; of a quota that counts over a longer span, its calendar year or none."""
    period, quoted = finding.period or "", set(_IN_BRACKETS.findall(finding.words))
    spans = {quota.span for quota in scenario.quotas if quota.id in quoted}
    if QuotaSpan.HORIZON in spans:
        return ""
    return period[:_YEAR] if QuotaSpan.CALENDAR_YEAR in spans else period


def _names(scenario: Scenario) -> dict[str, str]:
    """Names by id of all that limits are about; an id of two things stands for the last of them."""
    tables = (scenario.datasets, scenario.measures, scenario.jurisdictions)
    named = [distinct_names((row.id, row.name) for row in table) for table in tables]
    found: dict[str, str] = {}
    for each in (role_names(scenario), *named, entity_names(scenario), office_names(scenario)):
        found |= each
    return found
