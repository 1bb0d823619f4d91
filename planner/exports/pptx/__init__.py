"""PPTX: slides to decide from, six at most, and an appendix with everything."""

from __future__ import annotations

from planner.exports.extras import SLIDES, expect
from planner.exports.paper import Paper


def slides_bytes(paper: Paper) -> bytes:
    """Return a paper as slides, with native tables and charts, dated by the planning date.

    The same paper gives the same bytes.

    Raises
    ------
    InputError
        The library that writes slides is not installed.
    """
    expect(SLIDES)
    from planner.exports.pptx.deck import deck_bytes

    return deck_bytes(paper)
