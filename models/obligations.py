"""What it certainly costs to stay: duties that law puts on who keeps people, systems or data."""

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
    """What an entity has in a place while an obligation holds for it."""

    POSTS_WITH_ACCESS = "posts_with_access"
    """Posts there that can reach data of the classes, or the dataset."""
    SYSTEM = "system"
    """A dataset stored there, of the classes and of the level or above; no plan moves it."""
    EXPORTED = "exported"
    """Data of the classes, or the dataset, that leaves the place."""


class Obligation(Frozen):
    """A duty that costs money for certain, once and by the year, while its entity is subject to it.

    It is law, and no part of the programme's budget.
    """

    id: Id
    name: Text
    entity: Id
    """Who has to see to it."""
    jurisdiction: Id
    about: ObligationAbout
    data_classes: Annotated[tuple[DataClass, ...], BeforeValidator(split)] = ()
    """Classes of data that it is about; empty for any."""
    dataset: Id | None = None
    """The one dataset that it is about; none for any."""
    mlps_level: Annotated[int, Field(ge=1, le=5)] | None = None
    """Least level of a dataset's system that it is about; none for any."""
    set_up: Money
    """Paid once, on the first day on which it is due and there is what it is about."""
    yearly: Money
    """Paid while it is due and there is what it is about, tail included."""
    due_from: date | None = None
    """Day from which it is due; none, without a matter, for always."""
    matter: Id | None = None
    """Matter that makes it due once it has come as far as ``stage``."""
    stage: Stage | None = None
    """With ``matter`` only; as signals known at the planning date have it."""
    in_force: bool = False
    """Whether it is met at the planning date: set up and paid for, and the yearly sum goes on."""
    source: Text = Field(min_length=1)
    """Statute, offer or page that the duty and its price come from."""
    certainty: Certainty = Certainty.UNVERIFIED
    """How sure it is that the source says so."""

    @model_validator(mode="after")
    def _about_something_at_one_time(self) -> Obligation:
        if not (self.data_classes or self.dataset or self.mlps_level):
            raise ValueError("give data_classes, dataset or mlps_level: what is it about?")
        if (self.matter is None) != (self.stage is None):
            raise ValueError("matter and stage go together")
        if self.matter is not None and self.due_from is not None:
            raise ValueError("give due_from or a matter, one of the two")
        return self
