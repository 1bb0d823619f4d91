"""A plan with what its tasks are worked out from, and the roles responsible for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.places import Office
from models.plan import Consultation, Move, Plan, Task, TaskKind
from models.scenario import Scenario
from planner.books import Books
from planner.explain.lead_times import covers
from planner.explain.needs import Need, needs

_OWNERS = {
    TaskKind.CONSULTATION: "legal",
    TaskKind.OFFER: "hr",
    TaskKind.ORDER_SEATS: "real_estate",
    TaskKind.OPEN_HIRES: "hr",
    TaskKind.PERMIT: "mobility",
    TaskKind.FILING: "compliance",
    TaskKind.MEASURE: "it_security",
    TaskKind.AGREEMENT: "hr",
    TaskKind.NOTICE: "hr",
    TaskKind.PLACEMENT: "hr",
    TaskKind.HAND_OVER: "hr",
}
"""Role responsible for each kind of task: an assumption on how firms divide the work."""


@dataclass(frozen=True)
class Agenda:
    """A plan with its coefficients, and the moves that need each of its duties."""

    books: Books
    plan: Plan
    needs: tuple[Need, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario that the plan is for."""
        return self.books.scenario

    def office(self, name: str) -> Office:
        """Return an office by its id."""
        return next(each for each in self.scenario.offices if each.id == name)

    def position(self, period: str) -> int:
        """Return the position of a period."""
        return next(each.index for each in self.scenario.periods if each.label == period)

    def starts(self, period: str) -> date:
        """Return the first day of a period."""
        return self.scenario.periods[self.position(period)].starts

    def leaves(self, move: Move) -> int:
        """Return the position of the period on whose first day the posts of a move leave home."""
        hand_over = self.scenario.modes.of(move.mode).overlap_periods
        return min(self.position(move.period) + hand_over, len(self.scenario.periods) - 1)

    def pair(self, move: Move) -> tuple[int, int]:
        """Return the positions of a move's cohort and destination."""
        cohorts = [cohort.id for cohort in self.scenario.cohorts]
        offices = [office.id for office in self.scenario.offices]
        return cohorts.index(move.cohort), offices.index(move.destination)

    def is_consulted(self, move: Move) -> bool:
        """Whether a consultation covers those whom a move makes redundant."""
        return any(covers(self.scenario, talk, move) for talk in self.talks)

    @property
    def talks(self) -> tuple[Consultation, ...]:
        """Consultations of the plan, and those opened before, which may cover its moves too."""
        known = {period.label for period in self.scenario.periods}
        begun = self.scenario.under_way.consultations
        return (*self.plan.consultations, *(each for each in begun if each.period not in known))


def agenda_of(books: Books, plan: Plan) -> Agenda:
    """Return a plan's duties with the moves that need them."""
    return Agenda(books, plan, needs(books, plan))


def task(kind: TaskKind, what: str, count: int, by: date, amount: int = 0) -> Task:
    """Make a task with the role that is responsible for its kind."""
    owner = _OWNERS[kind]
    return Task(kind=kind, what=what, count=count, by=by, owner=owner, amount=amount)
