"""A limit beside its scenario, with the names of what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from models.base import Frozen
from models.clash import ClashMember
from models.money import Money
from models.places import Office
from models.scenario import Scenario
from models.tables import row_key
from models.workforce import Cohort

RowT = TypeVar("RowT", bound=Frozen)


@dataclass(frozen=True)
class NamedLimit:
    """A limit beside its scenario."""

    member: ClashMember
    scenario: Scenario
    number: Callable[[int], str] = "{:,}".format
    """How a count of posts or people is written; small ones may have to be masked."""

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

    def row_of(self, rows: Sequence[RowT]) -> RowT:
        """The row of its table that the limit is."""
        subject = self.member.subject
        return next(each for each in rows if "/".join(row_key(subject.table, each)) == subject.row)

    @property
    def cohort(self) -> Cohort:
        """The cohort that it is about."""
        mine = self.member.subject.cohorts[0]
        return next(each for each in self.scenario.cohorts if each.id == mine)

    @property
    def offices(self) -> list[Office]:
        """The offices that it is about."""
        mine = self.member.subject.offices
        return [each for each in self.scenario.offices if each.id in mine]

    @property
    def office(self) -> Office:
        """The office that it is about."""
        return self.offices[0]

    @property
    def home(self) -> str:
        """Name of the office where the cohort is."""
        return self.office_name(self.cohort.office)

    def office_name(self, office: str) -> str:
        """Name of an office."""
        return next(each.name for each in self.scenario.offices if each.id == office)

    @property
    def entities(self) -> str:
        """Names of the employers or handlers."""
        names = {each.id: each.name for each in self.scenario.entities}
        return listed([names[each] for each in self.member.subject.entities])

    @property
    def when(self) -> str:
        """The periods."""
        periods = self.member.subject.periods
        labels = [each.label for each in self.scenario.periods]
        if len(periods) < len(labels) or len(labels) == 1:
            return f" in {_spans(periods, labels)}" if periods else ""
        return " in every period"


def listed(names: Sequence[str]) -> str:
    """Names one after another, with ``and`` before the last."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _spans(periods: Sequence[str], labels: Sequence[str]) -> str:
    """Periods, those after each other as ``2027-Q1 to 2027-Q3``."""
    spans: list[list[str]] = []
    for label in periods:
        if spans and labels.index(spans[-1][-1]) + 1 == labels.index(label):
            spans[-1].append(label)
        else:
            spans.append([label])
    return listed([each[0] if len(each) == 1 else f"{each[0]} to {each[-1]}" for each in spans])
