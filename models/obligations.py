"""Legal duties that cost money for certain while people, systems or data stay in a place."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from models.base import Frozen, Id, Text, split
from models.data import DataClass
from models.money import Money
from models.provenance import Certainty
from models.signals import Stage


class ObligationAbout(StrEnum):
    """What an entity must have in a place for an obligation to apply."""

    POSTS_WITH_ACCESS = "posts_with_access"
    """Posts in the place that can reach data of the classes, or the dataset."""
    SYSTEM = "system"
    """A dataset stored in the place, of the classes, at the level or above. No plan moves it."""
    EXPORTED = "exported"
    """Data of the classes, or the dataset, that leaves the place."""


class Obligation(Frozen):
    """A duty that costs money for certain, once and each year, while it applies to its entity.

    It is law, and its cost does not count against the programme's budget.
    """

    id: Id
    name: Text
    entity: Id
    """The entity that has the duty."""
    jurisdiction: Id
    about: ObligationAbout
    data_classes: Annotated[tuple[DataClass, ...], BeforeValidator(split)] = ()
    """Classes of data that trigger it; empty for any."""
    dataset: Id | None = None
    """The dataset that triggers it; empty for any."""
    mlps_level: Annotated[int, Field(ge=1, le=5)] | None = None
    """Lowest MLPS level of a dataset's system that triggers it; empty for any."""
    set_up: Money
    """Paid once, on the first day on which it is due and applies."""
    yearly: Money
    """Paid while it is due and applies, tail included."""
    due_from: date | None = None
    """Day from which it is due. Without this and without a matter it is always due."""
    matter: Id | None = None
    """Matter that makes it due once the matter has reached ``stage``."""
    stage: Stage | None = None
    """Only with ``matter``. The stage follows from the signals known at the planning date."""
    in_force: bool = False
    """Whether it is met at the planning date: its set-up is paid, and the yearly cost goes on."""
    source: Text = Field(min_length=1)
    """Statute, offer or page that states the duty and its price."""
    certainty: Certainty = Certainty.UNVERIFIED
    """How certain it is that the source says so."""

    @model_validator(mode="after")
    def _about_something_at_one_time(self) -> Obligation:
        if not (self.data_classes or self.dataset or self.mlps_level):
            raise ValueError("give data_classes, dataset or mlps_level: what is it about?")
        if (self.matter is None) != (self.stage is None):
            raise ValueError("matter and stage go together")
        if self.matter is not None and self.due_from is not None:
            raise ValueError("give either due_from or a matter")
        return self
