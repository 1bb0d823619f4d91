"""What a firm under the newer rules has: duties that cost, people placed elsewhere, agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from benchmarks.family.places import ASSUMED, CHINA, EXPORTERS
from models.data import DataClass
from models.money import Money
from models.obligations import Obligation, ObligationAbout
from models.workforce import ModePolicies, ModePolicy, Role, Substitute

ASKED = ModePolicies(
    transfer=ModePolicy(asking_days=28, ramp_up_months=3.0, ramp_up_loss=0.25),
    redundancy=ModePolicy(overlap_periods=1, ramp_up_months=8.0, ramp_up_loss=0.3),
    redeploy=ModePolicy(overlap_periods=1, asking_days=28, ramp_up_months=8.0, ramp_up_loss=0.3),
    refill=ModePolicy(ramp_up_months=8.0, ramp_up_loss=0.4),
)
"""People are asked before they move or take another post."""

WITHDRAW = 0.1
"""Of those who accept a transfer."""


def obligations(due_from: date) -> tuple[Obligation, ...]:
    """Four duties of each mainland exporter: on posts with access, systems, exports; one later."""
    personal, important = (DataClass.PERSONAL, DataClass.SENSITIVE), (DataClass.IMPORTANT,)
    posts, system, exported = (
        ObligationAbout.POSTS_WITH_ACCESS,
        ObligationAbout.SYSTEM,
        ObligationAbout.EXPORTED,
    )
    return tuple(
        Obligation(
            id=f"{entity}-{name}",
            name=name,
            entity=entity,
            jurisdiction=CHINA,
            about=about,
            data_classes=classes,
            mlps_level=3 if about is system else None,
            set_up=Money(currency="CNY", amount=set_up * 100),
            yearly=Money(currency="CNY", amount=yearly * 100),
            due_from=due_from if set_up else None,
            in_force=not set_up and about is not exported,
            source=ASSUMED,
        )
        for entity in EXPORTERS
        for name, about, classes, set_up, yearly in (
            ("audits", posts, personal, 0, 1_200_000),
            ("risk-assessment", posts, important, 0, 1_000_000),
            ("system-assessment", system, (), 0, 900_000),
            ("export-reports", exported, personal, 0, 600_000),
            ("separate-access", posts, (DataClass.SENSITIVE,), 24_000_000, 7_000_000),
        )
    )


def substitutes(roles: Sequence[Role]) -> tuple[Substitute, ...]:
    """Own role after a month; the two roles that follow in the list after three, and a course."""
    own = (
        Substitute(
            role_from=role.id,
            role_to=role.id,
            acceptance=0.6,
            retraining_months=1.0,
            retraining_loss=0.25,
        )
        for role in roles
    )
    others = (
        Substitute(
            role_from=role.id,
            role_to=roles[(i + step) % len(roles)].id,
            acceptance=share,
            retraining=Money(currency="CNY", amount=20_000_00),
            retraining_months=3.0,
            retraining_loss=0.3,
        )
        for i, role in enumerate(roles)
        for step, share in ((1, 0.5), (2, 0.3))
    )
    return (*own, *others)
