"""Ten posts in Shanghai whose saving hangs on inputs with a range, worked out by hand.

Ten posts cost USD 73,000 each a year in Shanghai and USD 36,500 in Bengaluru. One case is
expected to cost 0.1 x USD 365,000 a year while they are in Shanghai, and nothing once all are
gone. Staying put costs 730,000 + 36,500, moving everybody at once 365,000: it saves 401,500.
"""

from __future__ import annotations

from typing import Any

from models.plan import Plan
from models.ranges import Range
from models.risk import Channel
from models.scenario import Scenario
from models.sensitivity import Input, Sensitivity
from models.settings import Budget
from planner.sensitivity import (
    Judge,
    PlanAndBaselines,
    judge_at_ends,
    judge_of,
    uncertain_inputs,
)
from tests.support.builders import (
    access,
    case,
    dataset,
    money,
    move,
    office,
    plan,
    scenario,
    topic,
)

PAY = Range(table="pay", row="analyst/bengaluru", field="annual", low="USD 29200", high="USD 91250")
LIKELIHOOD = Range(table="cases", row="raid", field="likelihood", low="0", high="0.3")
BUDGET = Range(table="settings", field="budget.total", low="USD 8000", high="USD 30000")
EVERYBODY = plan([move(10)])
CENTS = 100


def company(*ranges: Range, **changes: Any) -> Scenario:
    """The ten posts and their case."""
    defaults: dict[str, Any] = {
        "datasets": (dataset("files"),),
        "access": (access("kyc", "files"),),
        "topics": (topic("leak", Channel.PRESENCE),),
        "cases": (case("raid", "leak", 0.1, "USD 365000"),),
    }
    return scenario(**{**defaults, "ranges": ranges, **changes})


def judged(of: Scenario, made: Plan = EVERYBODY) -> Sensitivity:
    inputs = uncertain_inputs(of)
    return judge_at_ends(judge(of, made), inputs)


def judge(of: Scenario, made: Plan = EVERYBODY) -> Judge:
    """With nobody moved and nothing done as both baselines."""
    return judge_of(of, PlanAndBaselines(made, Plan(), Plan()), uncertain_inputs(of))


def only(found: Sensitivity) -> Input:
    (each,) = found.inputs
    return each


def savings(each: Input) -> tuple[int, int]:
    """In whole dollars, at low and at high."""
    low, high = (end.judged.saving for end in each.ends)
    assert low % CENTS == high % CENTS == 0
    return low // CENTS, high // CENTS


def moving_at_a_price(*ranges: Range, **changes: Any) -> Scenario:
    """A transfer costs USD 1,000, and USD 20,000 may be spent."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", relocation=money("USD 1000")),
    )
    return company(*ranges, offices=offices, budget=Budget(total=money("USD 20000")), **changes)
