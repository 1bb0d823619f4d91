"""Upper bounds that a rule gives on how many posts move, for tight rows of other rules.

A bound forbids nothing; the rule's own rows do. Bounds give the smallest valid big-M coefficients
of rows such as "somebody is there", and so a tighter relaxation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.workforce import Mode
from planner.formulation.program import Floats
from planner.formulation.sets import Integers

MostWithin = Callable[[Integers], Floats]
"""Most posts within the last periods, given how many [t] to look back on."""


@dataclass(frozen=True, eq=False)
class GroupLandings:
    """Posts of each group of cohorts that can land, wherever they go."""

    group: Integers
    """[c] number of the group of each cohort."""
    most: MostWithin
    """[group, t]."""


@dataclass(frozen=True, eq=False)
class OfficeLandings:
    """Posts that can land at each office, whoever holds them."""

    most: MostWithin
    """[o, t]; infinite where an office has no limit."""


@dataclass(frozen=True, eq=False)
class JurisdictionSeparations:
    """People of a jurisdiction who can be made redundant."""

    jurisdiction: str
    most: MostWithin
    """[t]; infinite where there is no limit yet."""


@dataclass(frozen=True, eq=False)
class ModeLandings:
    """Posts of each cohort that can land by one mode, wherever they go."""

    mode: Mode
    so_far: Integers
    """[c, t] up to a period."""
    at_once: Integers
    """[c, t] in a period."""


@dataclass(frozen=True, eq=False)
class LeastBatches:
    """Fewest posts of a cohort that land in one place and period, if any do."""

    least: Integers
    """[c]."""


RuleBound = GroupLandings | OfficeLandings | JurisdictionSeparations | ModeLandings | LeastBatches
