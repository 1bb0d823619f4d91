"""Findings of rules and remarks of lints, in lines for people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from models.account import Verdict, is_close
from models.readable import counted
from planner.cli.terminal import wrapped

if TYPE_CHECKING:
    from models.account import Finding, Judgement, Remark

MOST_LINTS, MOST_ROWS = 6, 4
"""Lints whose remarks are shown, and further rows that each of them names."""


def limit_lines(judgement: Judgement) -> tuple[list[str], list[str]]:
    """Findings of broken rules, and of limits that are kept but close, a paragraph each."""
    broken = [_finding(finding) for finding in judgement.violations]
    kept = (f for f in judgement.findings if f.verdict is not Verdict.VIOLATED)
    return broken, [_finding(finding) for finding in kept if _is_close(finding)]


def _is_close(finding: Finding) -> bool:
    if finding.verdict is Verdict.TIGHT:
        return True
    if finding.limit is None or finding.headroom is None:
        return False
    return is_close(finding.headroom, finding.limit)


def _finding(finding: Finding) -> str:
    stands_on = "law" if finding.law else "policy"
    return wrapped(f"- {finding.words} ({finding.rule}, {stands_on})", indent=2, hanging=2)


def remarks_words(remarks: Sequence[Remark]) -> str:
    """The first remark of each lint, with the rows of its others; what is left out is counted."""
    lints = [list(each) for _, each in groupby(remarks, lambda remark: remark.lint)]
    shown, left = lints[:MOST_LINTS], lints[MOST_LINTS:]
    lines = ["Worth a second look, though not mistakes:", *map(_lint, shown)]
    more = ", ".join(f"{counted(len(each), 'remark')} of {each[0].lint}" for each in left)
    if len(remarks) > len(shown):
        also = f"Also {more}. " if left else ""
        lines.append(wrapped(f"{also}--json lists all remarks.", indent=2))
    return "\n".join(lines)


def _lint(remarks: Sequence[Remark]) -> str:
    first, others = remarks[0], [remark.row for remark in remarks[1:]]
    more = f" and {len(others) - MOST_ROWS} more" if len(others) > MOST_ROWS else ""
    like = f" The same goes for {', '.join(others[:MOST_ROWS])}{more}." if others else ""
    words = f"- {first.words}. {first.next_step}".rstrip() + f"{like} ({first.lint})"
    return wrapped(words, indent=2, hanging=2)
