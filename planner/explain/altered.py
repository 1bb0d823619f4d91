"""Plans that differ from another in what becomes of a few people."""

from __future__ import annotations

from collections.abc import Mapping

from models.plan import Move, Plan
from models.workforce import Mode


def without(plan: Plan, staying: Mapping[int, int]) -> Plan:
    """The plan with some posts left at home.

    Parameters
    ----------
    plan
        As it was made.
    staying
        Posts that stay, by the position of their move.
    """
    moves = [_less(move, staying.get(i, 0)) for i, move in enumerate(plan.moves)]
    return plan.model_copy(update={"moves": tuple(move for move in moves if move is not None)})


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
