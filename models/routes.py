"""Legal routes of a data export."""

from __future__ import annotations

from enum import StrEnum


class RouteKind(StrEnum):
    """Legal route of an entity's export, in rising order of duty."""

    EXEMPT = "exempt"
    STANDARD_CONTRACT = "standard_contract"
    CERTIFICATION = "certification"
    SECURITY_ASSESSMENT = "security_assessment"


class DataGroup(StrEnum):
    """Data that one route covers together."""

    PERSONAL = "personal"
    IMPORTANT = "important"
