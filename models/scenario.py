"""The scenario: one complete planning instance."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import Annotated, Final, Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from models.account import Remark
from models.base import Factor, Frozen, Id, Share, Tags, Text
from models.base_rates import BaseRate
from models.calendar import Horizon, Period, calendar
from models.data import Access, Dataset, Population
from models.errors import ContradictionError
from models.flaws import flaws
from models.labour import LabourMarketYear
from models.limits import Acceptance, Continuity, Quota, Separations, Team
from models.measures import Measure, MeasureEffect
from models.money import CurrencyCode, Money, Rate
from models.obligations import Obligation
from models.places import Entity, Jurisdiction, Office
from models.plan_in_force import Churn, MoveInForce, UnderWay
from models.ranges import Range
from models.requests import Request
from models.risk import Case, Inspection, Loss, LossPart, Topic
from models.routes import ExportedToDate, RouteInForce, group_of
from models.settings import Budget, ExposureCap, Labour
from models.signals import Matter, Signal, SignalWeights
from models.tables import TABLE_KEYS, row_key
from models.workforce import (
    Cohort,
    CostOverride,
    HeadcountStep,
    ModePolicies,
    PayRate,
    ResidualPresence,
    Role,
    ServiceBand,
    Substitute,
)

FORMAT: Final = 1
"""Version of the scenario format that this release writes."""


class Scenario(Frozen):
    """One planning instance: posts, places, costs, risks, limits and settings.

    The rows of a table are sorted by key. Two scenarios with the same content are therefore equal
    and have the same hash, in whatever order their files list the rows.
    """

    format: Literal[1] = FORMAT
    name: Id
    title: Text = ""
    programme: Id
    """The joint relocation effort that is planned together."""
    planning_date: date
    first_act: date | None = None
    """Nothing new is started before this day, and lead times count from it; what is under way goes
    on. Empty for the planning date."""
    currency: CurrencyCode
    """Planning currency: every price is in its smallest unit."""
    horizon: Horizon = Horizon()
    discount_rate: Share = 0.0
    """Yearly rate, compounded from the planning date."""
    risk_weight: Factor = 1.0
    """Weight of one unit of expected loss against one unit of cost."""
    pay_year: Annotated[int, Field(ge=2000, le=2300)] | None = None
    """Calendar year of the pay in the tables; empty for that of the planning date."""
    indifference: Share = 0.01
    """Share of the saving. Plans whose costs differ by no more count as equally good, and the one
    with the fewest dismissals is chosen."""
    budget: Budget = Budget()
    exposure_cap: ExposureCap = ExposureCap()
    signal_weights: SignalWeights = SignalWeights()
    floor_heads: Annotated[int, Field(ge=1, le=100)] = 5
    """Counts from 1 to this one could identify people. Papers for a board, recommendations, notices
    and what `watch` and `replay` show mask them; working files hold exact figures."""
    refill_window_periods: Annotated[int, Field(ge=0, le=60)] = 1
    """Number of periods for which a vacancy stays open before it is filled at home."""
    modes: ModePolicies = ModePolicies()
    labour: Labour = Labour()
    continuity: Continuity = Continuity()
    churn: Churn = Churn()
    under_way: UnderWay = UnderWay()
    switched_off: Tags = ()
    """Policy rules that are switched off in this scenario; law cannot be switched off."""

    rates: tuple[Rate, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = Field(min_length=1)
    entities: tuple[Entity, ...] = Field(min_length=1)
    offices: tuple[Office, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)
    pay: tuple[PayRate, ...] = Field(min_length=1)
    labour_market: tuple[LabourMarketYear, ...] = ()
    cohorts: tuple[Cohort, ...] = Field(min_length=1)
    headcount: tuple[HeadcountStep, ...] = ()
    service: tuple[ServiceBand, ...] = ()
    presence: tuple[ResidualPresence, ...] = ()
    populations: tuple[Population, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    access: tuple[Access, ...] = ()
    topics: tuple[Topic, ...] = ()
    losses: tuple[Loss, ...] = ()
    loss_parts: tuple[LossPart, ...] = ()
    base_rates: tuple[BaseRate, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    cases: tuple[Case, ...] = ()
    matters: tuple[Matter, ...] = ()
    signals: tuple[Signal, ...] = ()
    measures: tuple[Measure, ...] = ()
    effects: tuple[MeasureEffect, ...] = ()
    routes: tuple[RouteInForce, ...] = ()
    exported: tuple[ExportedToDate, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    teams: tuple[Team, ...] = ()
    acceptance: tuple[Acceptance, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    quotas: tuple[Quota, ...] = ()
    separations: tuple[Separations, ...] = ()
    costs: tuple[CostOverride, ...] = ()
    requests: tuple[Request, ...] = ()
    incumbent: tuple[MoveInForce, ...] = ()
    ranges: tuple[Range, ...] = ()

    _overlays: tuple[str, ...] = PrivateAttr(default=())
    _remarks: tuple[Remark, ...] = PrivateAttr(default=())

    @field_validator(*TABLE_KEYS)
    @classmethod
    def _in_the_order_of_keys(cls, rows: tuple[Frozen, ...], at: ValidationInfo) -> object:
        table = at.field_name or ""
        return tuple(sorted(rows, key=lambda row: row_key(table, row)))

    @model_validator(mode="after")
    def _whole(self) -> Scenario:
        found = flaws(self)
        if found:
            raise ContradictionError(
                "; ".join(str(flaw) for flaw in found),
                "; ".join(flaw.without_figures for flaw in found),
            )
        return self

    def __str__(self) -> str:
        posts = sum(cohort.posts for cohort in self.cohorts)
        return (
            f"{self.name}: {self.title or 'a scenario'}; {posts:,} posts in {len(self.cohorts)} "
            f"cohorts, {len(self.offices)} offices, {self.periods[0].label} to "
            f"{self.periods[-1].label}, in {self.currency}"
        )

    def __repr__(self) -> str:
        return f"<Scenario {self}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scenario):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in Scenario.model_fields)

    def __hash__(self) -> int:
        return hash(self.hash)

    def model_copy(
        self, *, update: Mapping[str, object] | None = None, deep: bool = False
    ) -> Scenario:
        """A copy, without validation; what has been worked out of the old content stays behind."""
        changed = super().model_copy(update=update, deep=deep)
        if update:
            for name in set(changed.__dict__) - set(Scenario.model_fields):
                del changed.__dict__[name]
        return changed

    @property
    def overlays(self) -> tuple[str, ...]:
        """Changes applied: names of overlays, then settings as ``key=value``, in order.

        A record for people; it is not part of the content, the hash or any file.
        """
        return self._overlays

    def with_overlay_names(self, *names: str) -> Scenario:
        """The same scenario, with these names added to its record of changes."""
        changed: Scenario = self.model_copy()
        changed._overlays = (*self._overlays, *names)
        return changed

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What people should know of how the files were read.

        A record for people, like `overlays`.
        """
        return self._remarks

    def with_remarks(self, *remarks: Remark) -> Scenario:
        """The same scenario, with these added to its remarks."""
        changed: Scenario = self.model_copy()
        changed._remarks = (*self._remarks, *remarks)
        return changed

    @property
    def acts_from(self) -> date:
        """First day on which something new can be started."""
        return max(self.planning_date, self.first_act or self.planning_date)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Planning periods, first to last."""
        return calendar(self.horizon, self.planning_date)

    @cached_property
    def posts(self) -> dict[str, tuple[int, ...]]:
        """Posts of each cohort in each period, at all offices: the latest count dated by then."""
        steps = {cohort.id: [(self.planning_date, cohort.posts)] for cohort in self.cohorts}
        for step in self.headcount:
            steps[step.cohort].append((step.effective_from, step.posts))
        return {
            cohort: tuple(
                max(count for count in counts if count[0] <= period.starts)[1]
                for period in self.periods
            )
            for cohort, counts in steps.items()
        }

    @cached_property
    def export_places(self) -> dict[str, str]:
        """Jurisdiction whose export law applies to each entity.

        The jurisdiction where it stores data that the law there regulates, otherwise its own.
        """
        laws = {place.id: place.exports for place in self.jurisdictions}
        stored = {
            dataset.entity: dataset.stored_in
            for dataset in self.datasets
            if (law := laws.get(dataset.stored_in)) and law.regulates(group_of(dataset.data_class))
        }
        return {each.id: stored.get(each.id, each.jurisdiction) for each in self.entities}

    @cached_property
    def protected(self) -> dict[str, int]:
        """People of each cohort who may not be dismissed, as counted or else as expected."""
        share = {place.id: place.expected_protected_share for place in self.jurisdictions}
        return {
            cohort.id: self._counted(cohort, cohort.protected, share) for cohort in self.cohorts
        }

    @cached_property
    def exit_barred(self) -> dict[str, int]:
        """People of each cohort who may not leave the jurisdiction, as counted or expected."""
        share = {place.id: place.exit_barred_share for place in self.jurisdictions}
        return {
            cohort.id: self._counted(cohort, cohort.exit_barred, share) for cohort in self.cohorts
        }

    def _counted(self, cohort: Cohort, count: int | None, share: dict[str, float]) -> int:
        """The count if given, else the expected number, rounded up; unknown does not mean zero."""
        if count is not None:
            return count
        place = next(office.jurisdiction for office in self.offices if office.id == cohort.office)
        return math.ceil(Fraction(str(share[place])) * (cohort.posts - cohort.vacant))

    def loss_of(self, case: Case) -> Money:
        """Cost of a case if it happens: its own loss, or the default of its place and topic."""
        if case.loss is not None:
            return case.loss
        parts = self.parts_of(case)
        if parts:
            amount = sum(part.amount.amount for part in parts)
            return Money(currency=parts[0].amount.currency, amount=amount)
        topic = case.jurisdiction, case.topic
        return next(row.loss for row in self.losses if (row.jurisdiction, row.topic) == topic)

    def parts_of(self, case: Case) -> tuple[LossPart, ...]:
        """The parts of a case's loss; empty if the loss is given as one sum.

        Order of precedence: the case's own parts, the default loss of its jurisdiction and topic,
        the parts of that default.
        """
        if case.loss is not None:
            return ()
        own = tuple(part for part in self.loss_parts if part.case == case.id)
        topic = case.jurisdiction, case.topic
        if own or any((row.jurisdiction, row.topic) == topic for row in self.losses):
            return own
        return tuple(part for part in self.loss_parts if (part.jurisdiction, part.topic) == topic)

    @cached_property
    def canonical(self) -> str:
        """The scenario as JSON: the same content gives the same bytes."""
        return json.dumps(
            self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical form, in hexadecimal."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()
