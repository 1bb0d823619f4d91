"""PPTX: slides to decide from, six at most, and an appendix with everything."""

from __future__ import annotations

from models.errors import InputError
from planner.exports.paper import Paper

_INSTALL = "Install it: pip install 'relocation-planner[slides]'."


def paper_bytes(paper: Paper) -> bytes:
    """Return a paper as slides, with native tables and charts, dated by the planning date.

    The same paper gives the same bytes.

    Raises
    ------
    InputError
        The library that writes slides is not installed.
    """
    try:
        from planner.exports.pptx.deck import deck_bytes
    except ModuleNotFoundError as error:
        raise InputError.of(
            "slides need a library that is not installed", found=str(error.name), next_step=_INSTALL
        ) from error
    return deck_bytes(paper)
