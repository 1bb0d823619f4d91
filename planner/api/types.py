"""Types of what the rest of this package takes and returns, for annotations."""

from planner.explain.signals import CaseReading, PriorReading, SignalLine, SignalsOnDay
from planner.notify import Notifier
from planner.optimizer.state import Progress, SearchHooks
from planner.roster.drafts import RosterDraft
from planner.roster.updates import RosterUpdate
from planner.rules.cards import RuleCard

__all__ = [
    "CaseReading",
    "Notifier",
    "PriorReading",
    "Progress",
    "RosterDraft",
    "RosterUpdate",
    "RuleCard",
    "SearchHooks",
    "SignalLine",
    "SignalsOnDay",
]
