"""What may be shown of a result: a plan that was audited, and that the audit did not refuse."""

from __future__ import annotations

from models.account import Judgement
from models.plan import Plan
from models.result import Result, Status


def audited_plan(result: Result) -> Plan | None:
    """Return the plan if it may be shown."""
    return None if audited_judgement(result) is None else result.plan


def audited_judgement(result: Result) -> Judgement | None:
    """Return the audit of the plan if it may be shown."""
    if result.plan is None or result.status is Status.INVALID:
        return None
    return result.judgement
