"""Legal routes of a data export."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.base import Frozen, Id
from models.data import DataClass


class RouteKind(StrEnum):
    """Legal route of an entity's export, in rising order of duty."""

    EXEMPT = "exempt"
    STANDARD_CONTRACT = "standard_contract"
    CERTIFICATION = "certification"
    SECURITY_ASSESSMENT = "security_assessment"

    @property
    def tier(self) -> int:
        """What it reaches: 0 nothing due, 1 contract or certification, 2 security assessment."""
        return {RouteKind.EXEMPT: 0, RouteKind.SECURITY_ASSESSMENT: 2}.get(self, 1)


class DataGroup(StrEnum):
    """Data that one route covers together."""

    PERSONAL = "personal"
    IMPORTANT = "important"


def group_of(data_class: DataClass) -> DataGroup | None:
    """Group whose route an export of a class needs; none for data on nothing regulated."""
    if data_class in {DataClass.PERSONAL, DataClass.SENSITIVE}:
        return DataGroup.PERSONAL
    return DataGroup.IMPORTANT if data_class is DataClass.IMPORTANT else None


class RouteInForce(Frozen):
    """A route that an entity has at the planning date."""

    entity: Id
    group: DataGroup
    route: RouteKind
    until: date | None = None
    """First day on which it is no longer in force; none for no end."""


class ExportedToDate(Frozen):
    """A population that an entity has exported since the first of January of the planning date."""

    entity: Id
    population: Id
    data_class: DataClass
