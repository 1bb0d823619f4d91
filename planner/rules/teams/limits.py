"""The kind of limit that a team is: how it reads, and what could give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.limits import TeamKind
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, falling, taken_out

_HOW: Mapping[TeamKind, str] = {
    TeamKind.INDIVISIBLE: "each cohort moves whole or stays",
    TeamKind.TOGETHER: "all move together or stay",
    TeamKind.APART: "no two land at one office",
}


def _words(limit: NamedLimit) -> str:
    team = limit.row_of(limit.scenario.teams)
    how = _HOW.get(team.kind) or f"at least {limit.number(team.minimum)} posts land together"
    return f"team {team.id} ({', '.join(team.cohorts)}): {how}"


def _smaller(limit: NamedLimit) -> Iterator[Negotiable]:
    """A smaller batch, or no such team."""
    team = limit.row_of(limit.scenario.teams)
    row = f"teams.{team.id}"
    if team.kind is TeamKind.MINIMUM_BATCH:
        yield falling(f"{row}.minimum", team.minimum, "1 post", least=1)
        return
    yield taken_out(row, str(team.kind), "the whole team")


TEAM = LimitKind("team", _words, gives=_smaller)
