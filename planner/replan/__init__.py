"""A planning view and the plan in force -> an answer; what ``streams`` is given to plan with."""

from planner.replan.answering import CutShortOncePlanned, replan
from planner.replan.proposals import needs_of
from planner.replan.reference import reference_plan

__all__ = ["CutShortOncePlanned", "needs_of", "reference_plan", "replan"]
