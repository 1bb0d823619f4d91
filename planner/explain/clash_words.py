"""A clash in words: its members in the scenario's own names, and what would have to give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.clash import Clash, ClashMember, Relaxation, ValueChange
from models.limits import QuotaSpan, Team, TeamKind
from models.money import Money
from models.readable import counted
from models.scenario import Scenario
from models.workforce import PlaceKind
from planner.books import books_of
from planner.formulation.sets import sets_of
from planner.rules import RULES

CountWords = Callable[[int], str]
"""How a count of posts or people is written; small ones may have to be masked."""


def clash_words(clash: Clash) -> str:
    """What is known of limits that cannot all be kept, in a sentence."""
    if not clash.members:
        return "Time ran out before it was known which limits clash."
    if not clash.irreducible:
        return "These limits clash. Time ran out: the list may be longer than necessary."
    if len(clash.members) == 1:
        return "This limit cannot be kept."
    return (
        f"These {len(clash.members)} limits clash. Without any one of them, the others can be kept."
    )


def relaxations_words(clash: Clash) -> str:
    """What the relaxations are, in a sentence; empty if nothing was looked for."""
    if clash.relaxations:
        words = "Any one of these changes makes a plan possible, and no smaller step does"
        if not all(each.least for each in clash.relaxations):
            words += ", except where it says `at most`"
        more = "" if clash.complete else " Time ran out before all others were tried."
        return f"{words}.{more}"
    if not clash.complete:
        return "Time ran out before it was known what would make a plan possible."
    return "No change of what can give in these limits makes a plan possible."


def member_words(
    member: ClashMember, scenario: Scenario, number: CountWords = "{:,}".format
) -> str:
    """A member of a clash as a sentence without its full stop."""
    if member.words:
        return member.words
    words = LIMIT_WORDS[member.limit](_Told(member, scenario, number))
    return f"{words} (law)" if member.law else words


def relaxation_words(relaxation: Relaxation) -> str:
    """The changes of a relaxation, as they would be given with ``--set``."""
    changes = " and ".join(map(_change_words, relaxation.changes))
    most = "" if relaxation.least else "at most: "
    return f"{most}{changes}" + (_LAW if relaxation.law else "")


_LAW = " (not for the firm alone: an earlier start or filing, an authority, or another date)"


def _change_words(change: ValueChange) -> str:
    if not change.after and change.path.count(".") == 1:
        return f"{change.path} taken out"
    return f"{change.path} {change.after or 'empty'} instead of {change.before or 'empty'}"


@dataclass(frozen=True)
class _Told:
    """A member beside its scenario, with the names of things."""

    member: ClashMember
    scenario: Scenario
    number: CountWords

    @property
    def amount(self) -> str:
        """The amount: a count, possibly masked, or money."""
        amount = self.member.amount or 0
        if self.member.unit == self.scenario.currency:
            return str(Money(currency=self.scenario.currency, amount=amount))
        return self.number(amount)

    def count(self, noun: str) -> str:
        """The amount with its noun."""
        return f"{self.amount} {noun if self.member.amount == 1 else f'{noun}s'}"

    @property
    def cohort(self) -> str:
        """The cohort; posts are named by it."""
        return ", ".join(self.member.subject.cohorts)

    @property
    def home(self) -> str:
        """Office where the cohort is."""
        mine = self.member.subject.cohorts[0]
        office = next(each.office for each in self.scenario.cohorts if each.id == mine)
        return self.office(office)

    def office(self, name: str) -> str:
        """Name of an office."""
        return next(each.name for each in self.scenario.offices if each.id == name)

    @property
    def offices(self) -> str:
        """Names of the offices of the subject."""
        return _listed([self.office(each) for each in self.member.subject.offices])

    @property
    def entity(self) -> str:
        """Name of the employer or handler."""
        names = {each.id: each.name for each in self.scenario.entities}
        return _listed([names[each] for each in self.member.subject.entities])

    @property
    def when(self) -> str:
        """The periods."""
        periods = self.member.subject.periods
        labels = [each.label for each in self.scenario.periods]
        if len(periods) < len(labels) or len(labels) == 1:
            return f" in {_spans(periods, labels)}" if periods else ""
        return " in every period"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _spans(periods: Sequence[str], labels: Sequence[str]) -> str:
    """Periods, those after each other as ``2027-Q1 to 2027-Q3``."""
    spans: list[list[str]] = []
    for label in periods:
        if spans and labels.index(spans[-1][-1]) + 1 == labels.index(label):
            spans[-1].append(label)
        else:
            spans.append([label])
    return _listed([each[0] if len(each) == 1 else f"{each[0]} to {each[-1]}" for each in spans])


def _seats(told: _Told) -> str:
    office = next(e for e in told.scenario.offices if e.id == told.member.subject.offices[0])
    words = f"{office.name} has {told.count('seat')}{told.when}"
    if not office.max_blocks:
        return f"{words} and can add none"
    days = office.block_lead_days
    ready = [
        each.label
        for each in told.scenario.periods
        if (each.starts - told.scenario.planning_date).days >= days
    ]
    first = ready[0] if ready else "after the horizon"
    return f"{words}; blocks of {counted(office.block_seats, 'seat')} can be used from {first}"


def _blocks(told: _Told) -> str:
    office = next(e for e in told.scenario.offices if e.id == told.member.subject.offices[0])
    blocks = counted(office.max_blocks, "block")
    return f"{office.name} can add {blocks} of {counted(office.block_seats, 'seat')} at most"


_QUOTAS = {
    "arrivals": "{} takes in at most {} posts in a {}",
    "departures": "from {} at most {} posts leave in a {}",
    "visas": "at most {1} people transfer into {0} in a {2}",
    "redundancies": "in {} at most {} people are made redundant in a {}",
    "people_at_risk": "in {} at most {} posts at risk are filled in a {}",
}


def _quota(told: _Told) -> str:
    quota = next(each for each in told.scenario.quotas if each.id == told.member.subject.row)
    names = {each.id: each.name for each in told.scenario.jurisdictions}
    names |= {each.id: each.name for each in told.scenario.offices}
    span = {
        QuotaSpan.PERIOD: told.scenario.horizon.period.value,
        QuotaSpan.CALENDAR_YEAR: "calendar year",
        QuotaSpan.HORIZON: "whole horizon",
    }[quota.span]
    words = _QUOTAS[quota.kind].format(names[quota.at], told.amount, span)
    since = f" from {quota.effective_from} on" if quota.effective_from else ""
    if quota.span is not QuotaSpan.PERIOD:
        return f"{words}{since}"
    return f"{words}{since},{told.when}"


def _presence(told: _Told) -> str:
    row = next(each for each in told.scenario.presence if each.id == told.member.subject.row)
    places = {
        PlaceKind.OFFICE: {each.id: each.name for each in told.scenario.offices},
        PlaceKind.ENTITY: {each.id: each.name for each in told.scenario.entities},
        PlaceKind.JURISDICTION: {each.id: each.name for each in told.scenario.jurisdictions},
    }
    place = places[row.place][row.at]
    return f"{row.name}: at least {told.count('post')} at {place}{told.when}"


def _share(told: _Told) -> str:
    share, function = told.member.amount, told.member.subject.row
    return f"at most {share}% of the posts of {function} are new to their place{told.when}"


def _acceptance(told: _Told) -> str:
    cohort, _, office = told.member.subject.row.partition("/")
    row = next(
        each
        for each in told.scenario.acceptance
        if each.cohort == cohort and (each.office or "") == office
    )
    to = f" to {told.office(office)}" if office else ""
    return f"{row.share:.0%} of {cohort} accept a transfer{to}"


_TEAMS: Mapping[TeamKind, str] = {
    TeamKind.INDIVISIBLE: "each cohort moves whole or stays",
    TeamKind.TOGETHER: "all move together or stay",
    TeamKind.APART: "no two land at one office",
}


def _request(told: _Told) -> str:
    request = next(e for e in told.scenario.requests if e.id == told.member.subject.row)
    return f"asked for: {request.wish(told.number)}"


def _team(told: _Told) -> str:
    team: Team = next(each for each in told.scenario.teams if each.id == told.member.subject.row)
    how = _TEAMS.get(team.kind) or f"at least {told.number(team.minimum)} posts land together"
    return f"team {team.id} ({', '.join(team.cohorts)}): {how}"


def _shut_out(told: _Told) -> str:
    """Where posts may not go, by the rule; with a lead time, when they may land there."""
    subject = told.member.subject
    if told.member.rule == "eligibility":
        return f"posts of {told.cohort} may not move to {told.offices}"
    if told.member.rule == "core_data":
        return f"posts of {told.cohort} reach core data and stay out of {told.offices}"
    first = [
        f"{told.office(each)} {_earliest(told.scenario, subject.cohorts[0], each)}"
        for each in subject.offices
    ]
    return f"asking, permits, hiring and notice: posts of {told.cohort} land at {_listed(first)}"


def _earliest(scenario: Scenario, cohort: str, office: str) -> str:
    sets = sets_of(books_of(scenario))
    c = [each.id for each in scenario.cohorts].index(cohort)
    o = [each.id for each in scenario.offices].index(office)
    admits = next(rule.admits for rule in RULES if rule.name == "lead_times")
    mask = admits(sets)[c, o] if admits is not None else None
    periods = [] if mask is None else mask.any(axis=0).nonzero()[0].tolist()
    return f"from {scenario.periods[periods[0]].label} on" if periods else "after the horizon"


def _consultation(told: _Told) -> str:
    homes = {each.id: each.jurisdiction for each in told.scenario.entities}
    laws = {each.id: each.mass_redundancy for each in told.scenario.jurisdictions}
    law = laws[homes[told.member.subject.entities[0]]]
    if law is None:
        return f"{told.entity} consults before mass redundancies"
    return (
        f"{told.entity} consults for {counted(law.consultation_days, 'day')} before "
        f"{told.number(law.heads)} people or more are made redundant"
    )


LIMIT_WORDS: Mapping[str, Callable[[_Told], str]] = {
    "must_stay": lambda told: (
        f"{told.count('post')} of {told.cohort} must stay at {told.home}{told.when}"
    ),
    "must_go": lambda told: (
        f"{told.count('post')} of {told.cohort} must have left {told.home} by "
        f"{told.scenario.periods[-1].label}"
    ),
    "protected": lambda told: f"{told.count('holder')} in {told.cohort} may not be dismissed",
    "exit_barred": lambda told: (
        f"{told.count('holder')} in {told.cohort} may not leave the country"
    ),
    "neither": lambda told: (
        f"of {told.amount} protected holders in {told.cohort} some can neither be dismissed nor "
        "sent abroad"
    ),
    "presence": _presence,
    "request": _request,
    "quota": _quota,
    "seats": _seats,
    "max_blocks": _blocks,
    "max_share": _share,
    "max_replaced_share": lambda told: (
        f"hires replace at most {told.member.amount}% of {told.cohort} at a time{told.when}"
    ),
    "acceptance": _acceptance,
    "team": _team,
    "budget": lambda told: f"one-off cash of the whole programme stays within {told.amount}",
    "fiscal_year": lambda told: (
        f"one-off cash of fiscal year {told.member.subject.fiscal_year} stays within {told.amount}"
    ),
    "exposure_cap": lambda told: f"expected loss stays within {told.amount}",
    "shut_out": _shut_out,
    "started": lambda _: "a move that is in time only since it was started moves no more posts",
    "consultation": _consultation,
    "exports": lambda told: (
        f"regulated data of {told.entity} leaves only under the route that its volume needs"
    ),
}
"""Words by the name of the limit."""
