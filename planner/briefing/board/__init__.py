"""What a board gets: built anew of what may pass, with rounded counts and amounts.

See docs/privacy.md.
"""

from planner.briefing.board.masked import for_board

__all__ = ["for_board"]
