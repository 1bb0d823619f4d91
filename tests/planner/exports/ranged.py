"""A plan that was judged with four of its inputs at the ends of their ranges."""

from __future__ import annotations

from models.limits import Acceptance
from models.sensitivity import End, Input, Instead, Judged, Sensitivity, Shift
from tests.support.exported_company import scenario

COMPANY = scenario(acceptance=(Acceptance(cohort="kyc", office="sin", share=0.5, low=0.5),))


def fares(total: int, broken: tuple[str, ...] = ()) -> Judged:
    return Judged(
        total=total,
        staying_put=4_300_000_000,
        staying_plus_measures=4_200_000_000,
        broken=broken,
    )


BASE = fares(3_215_000_000)
LOST = fares(4_215_000_000)
WON = fares(2_215_000_000)
OVERSPENT = fares(3_215_000_000, ("budget", "people_at_risk"))


def an_input(table: str, row: str, field: str, base: str, low: End, high: End) -> Input:
    savings = [low.judged.saving, BASE.saving, high.judged.saving]
    return Input(
        table=table, row=row, field=field, base=base, low=low, high=high,
        swing=max(savings) - min(savings),
    )  # fmt: skip


PAY = an_input(
    "pay", "analyst/sin", "annual", "USD 90000.00",
    End(
        value="USD 80000.00",
        judged=WON,
        instead=Instead(status="feasible", regret=0, gap=0.012),
    ),
    End(
        value="USD 120000.00",
        judged=LOST,
        flips_beyond="USD 105000.00",
        instead=Instead(
            status="optimal", regret=15_000_000, gap=0.0, moved_otherwise=13,
            shifts=(Shift(office="sin", heads=-13),),
        ),
    ),
)  # fmt: skip
ACCEPTANCE = an_input(
    "acceptance", "kyc/sin", "share", "0.5",
    End(
        value="0.25",
        judged=OVERSPENT,
        flips_beyond="0.375",
        instead=Instead(status="infeasible"),
    ),
    End(value="0.5", judged=BASE),
)  # fmt: skip
WEIGHT = an_input(
    "settings", "", "risk_weight", "1.0",
    End(value="0.5", judged=BASE),
    End(value="2.0", judged=WON),
)  # fmt: skip
SEATS = an_input(
    "offices", "sin", "seats", "5",
    End(value="4", judged=BASE),
    End(value="1200", judged=BASE),
)  # fmt: skip
FOUND = Sensitivity(
    base=BASE,
    inputs=(PAY, ACCEPTANCE, WEIGHT, SEATS),
    worse=LOST.model_copy(update={"broken": ("budget",)}),
    better=WON,
)
