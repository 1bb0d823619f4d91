"""What a board gets: built anew of what may pass, with rounded counts and amounts.

See docs/privacy.md.
"""

from planner.briefing.board.masked import board_briefing_of, for_board

__all__ = ["board_briefing_of", "for_board"]
