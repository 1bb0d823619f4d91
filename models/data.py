"""Datasets, the people they are about, and the cohorts that can reach them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from models.base import Count, Frozen, Id, Text, split


class DataClass(StrEnum):
    """How the law classes a dataset."""

    NONE = "none"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    IMPORTANT = "important"
    CORE = "core"


DataClasses = Annotated[tuple[DataClass, ...], BeforeValidator(split), Field(min_length=1)]
"""Classes of data in one cell, separated by semicolons; at least one."""


class ExemptGround(StrEnum):
    """Why an access needs no route (CAC Order 16 of 2024-03-22, Arts. 3-5)."""

    COLLECTED_ABROAD = "collected_abroad"
    CONTRACT = "contract"
    EMPLOYEES = "employees"
    EMERGENCY = "emergency"
    NEGATIVE_LIST = "negative_list"


class Population(Frozen):
    """Individuals that data is about, counted once however many datasets contain them."""

    id: Id
    name: Text
    individuals: Count


class Dataset(Frozen):
    """A data asset."""

    id: Id
    name: Text
    entity: Id
    """The data handler."""
    data_class: DataClass
    notified_by: Text = ""
    """Who notified or published it as important data, and when; ``assumption: ...`` if nobody has.
    Data that has not been notified or published as important need not be treated as such (CAC Order
    16 of 2024-03-22, Art. 2; Network Data Security Management Regulations, Art. 37)."""
    population: Id | None = None
    """The people it is about; empty if it is not about individuals."""
    mlps_level: Annotated[int, Field(ge=1, le=5)] | None = None
    """Level of its system under the multi-level protection scheme (MLPS)."""
    stored_in: Id
    """Jurisdiction in which it is stored."""


class Touch(StrEnum):
    """Whether a cohort can reach a dataset."""

    YES = "yes"
    UNKNOWN = "unknown"
    """Not known; counted as access, and remarked on."""


class Access(Frozen):
    """A cohort's link to a dataset."""

    cohort: Id
    dataset: Id
    exempt_ground: ExemptGround | None = None
    touches: Touch = Touch.YES
