"""The revision of a recommendation: of the first answer since which nothing of it has changed."""

from __future__ import annotations

from collections.abc import Mapping

from models.answer import Answer, Proposal
from streams.state import Recommended

WORTH_TELLING = 0.1
"""Share of a recommendation's worth; a smaller change alone makes no new revision."""


def recommended_by(
    answer: Answer, programme: str, before: Mapping[str, Recommended]
) -> dict[str, Recommended]:
    """What an answer recommends; what has not changed stays under the revision that it had.

    Parameters
    ----------
    answer
        It brings or confirms a plan.
    programme
        Whose answer.
    before
        By id: what was recommended until now.
    """
    found = {}
    for proposal in answer.proposals:
        name = proposal.move_key.id(programme)
        old = before.get(name)
        same = old is not None and not _has_changed(old.proposal, proposal)
        found[name] = old if same and old is not None else Recommended(answer.revision, proposal)
    return found


def worth_of(proposal: Proposal) -> int:
    """What the posts save that nobody has accepted: their share of the worth of the move."""
    priced = proposal.priced
    return priced.worth * proposal.undecided_heads // priced.move.heads


def _has_changed(old: Proposal, new: Proposal) -> bool:
    """Whether it is worth telling: a day that passes changes every worth a little."""
    was, now = worth_of(old), worth_of(new)
    return abs(now - was) > WORTH_TELLING * max(abs(was), abs(now)) or _said(old) != _said(new)


def _said(each: Proposal) -> tuple[object, ...]:
    tasks = tuple((task.kind, task.what, task.count, task.by) for task in each.tasks)
    return each.undecided_heads, each.start_by, each.expires_on, tasks
