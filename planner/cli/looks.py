"""What is worth a second look, in no more lines than a screen has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from models.readable import counted
from planner.cli.screen import wrapped

if TYPE_CHECKING:
    from models.account import Remark

MOST_LINTS, MOST_ROWS = 6, 4
"""Lints that speak, and further rows that each of them names."""


def remarks_in_words(remarks: Sequence[Remark]) -> str:
    """The first remark of each lint, with the rows of its others; what is left out is counted."""
    lints = [list(each) for _, each in groupby(remarks, lambda remark: remark.lint)]
    shown, left = lints[:MOST_LINTS], lints[MOST_LINTS:]
    lines = ["Worth a look; none of it is a mistake:", *map(_lint, shown)]
    more = ", ".join(f"{counted(len(each), 'remark')} of {each[0].lint}" for each in left)
    if len(remarks) > len(shown):
        lines.append(wrapped(f"{f'Besides: {more}. ' if left else ''}--json has all.", indent=2))
    return "\n".join(lines)


def _lint(remarks: Sequence[Remark]) -> str:
    first, others = remarks[0], [remark.row for remark in remarks[1:]]
    more = f" and {len(others) - MOST_ROWS} more" if len(others) > MOST_ROWS else ""
    like = f" The same of {', '.join(others[:MOST_ROWS])}{more}." if others else ""
    words = f"- {first.words}. {first.next_step}".rstrip() + f"{like} ({first.lint})"
    return wrapped(words, indent=2, hanging=2)
