"""Which roles' holders can take which roles' vacant posts."""

from __future__ import annotations

from models.base import Factor, Frozen, Id, Share
from models.money import Money


class Substitute(Frozen):
    """Holders of one role can take vacant posts of another, after some retraining."""

    role_from: Id
    """Role of the posts that leave home."""
    role_to: Id
    """Role of the vacant posts; the same role where its holders can take each other's."""
    acceptance: Share
    """Of a cohort's people, the share that takes such a post when it is offered."""
    retraining: Money | None = None
    """Paid for each person who changes; none for nothing."""
    retraining_months: Factor = 0.0
    """Months until the person works at full output in the new post."""
    retraining_loss: Share = 0.0
    """Share of output lost during those months."""
