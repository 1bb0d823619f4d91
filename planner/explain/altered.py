"""Plans that differ from another in what becomes of a few people."""

from __future__ import annotations

from collections.abc import Mapping

from models.plan import Move, Placement, Plan
from models.workforce import Mode


def without(plan: Plan, staying: Mapping[int, int]) -> Plan:
    """The plan with some posts left at home, and whoever was to be redeployed in them.

    Parameters
    ----------
    plan
        As it was made.
    staying
        Posts that stay, by the position of their move.
    """
    moves = [_less(move, staying.get(i, 0)) for i, move in enumerate(plan.moves)]
    redeployed = {i: heads for i, heads in staying.items() if plan.moves[i].mode is Mode.REDEPLOY}
    placements = list(plan.placements)
    for i, heads in redeployed.items():
        placements = _not_placed(placements, plan.moves[i].cohort, heads)
    return plan.model_copy(
        update={
            "moves": tuple(move for move in moves if move is not None),
            "placements": tuple(placements),
        }
    )


def hired_for(plan: Plan, replaced: Mapping[int, int]) -> Plan:
    """The plan with some of those who move made redundant, and others hired where they would go.

    Parameters
    ----------
    plan
        As it was made.
    replaced
        People by the position of their move.
    """
    fewer = without(plan, replaced)
    heads = {_hire(move): move.heads for move in fewer.moves}
    for i, people in replaced.items():
        hire = _hire(plan.moves[i].model_copy(update={"mode": Mode.REDUNDANCY}))
        heads[hire] = heads.get(hire, 0) + people
    moves = [move.model_copy(update={"heads": count}) for move, count in heads.items()]
    return Plan.model_validate({**dict(fewer), "moves": tuple(moves)})


def _hire(move: Move) -> Move:
    """A move without its number of heads: two of them that are equal are one."""
    return move.model_copy(update={"heads": 1})


def _less(move: Move, heads: int) -> Move | None:
    left = move.heads - heads
    return move.model_copy(update={"heads": left}) if left > 0 else None


def _not_placed(placements: list[Placement], cohort: str, heads: int) -> list[Placement]:
    """Placements of fewer people of a cohort: those of the last day are not needed first."""
    kept: list[Placement] = []
    for each in reversed(placements):
        dropped = min(heads, each.heads) if each.cohort == cohort else 0
        heads -= dropped
        if each.heads > dropped:
            kept.append(each.model_copy(update={"heads": each.heads - dropped}))
    return kept[::-1]
