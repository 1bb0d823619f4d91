"""Kinds of company: open to nearly every office, as firms are, and firms under the newer rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a company is like; kinds of one size and seed have the same offices, pay and posts."""

    OPEN = "open"
    """Nearly every cohort may go to nearly every office: a stress test."""
    FIRM = "firm"
    """Three or four destinations for each cohort, access and teams as firms have them."""
    FIRM_RULES = "firm-rules"
    """The same, with obligations, redeployment, departures and agreements that bind."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What distinguishes a kind."""

    destinations: tuple[int, int] | None
    """Fewest and most offices that a cohort may go to; None if few cohorts are limited at all."""
    with_access: float
    """Share of cohorts that reach datasets of their employer."""
    indivisible: float
    """Share of cohorts that move whole or not at all."""
    newer_rules: bool = False
    """Whether obligations, redeployment, departures and agreements weigh on plans."""


TRAITS: Mapping[Kind, Traits] = {
    Kind.OPEN: Traits(destinations=None, with_access=6 / 7, indivisible=1 / 4),
    Kind.FIRM: Traits(destinations=(3, 4), with_access=0.65, indivisible=1 / 40),
    Kind.FIRM_RULES: Traits((3, 4), with_access=0.65, indivisible=1 / 40, newer_rules=True),
}
