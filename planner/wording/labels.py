"""What rules, baselines and ways to move are called."""

from __future__ import annotations

from models.baselines import BaselineName
from models.readable import titled
from models.workforce import Mode

DISCLAIMER = "A person decides. These figures are an aid to planning, not legal advice."


def baseline_words(name: BaselineName) -> str:
    """Name of a baseline for people: ``staying plus measures``."""
    return name.value.replace("_", " ")


def baseline_title(name: BaselineName) -> str:
    """The same at the head of a column: ``Staying plus measures``."""
    return baseline_words(name).capitalize()


def rule_words(rule: str) -> str:
    """Name of a rule for people: ``run_rate`` is ``Run rate``."""
    return titled(rule)


_MODES = {
    Mode.TRANSFER: "transfer",
    Mode.REDUNDANCY: "redundancy here, hire there",
    Mode.REFILL: "vacancy filled elsewhere",
    Mode.REDEPLOY: "redeployed",
}


def mode_words(mode: Mode | str) -> str:
    """How people say that a post moves."""
    return _MODES[Mode(mode)]
