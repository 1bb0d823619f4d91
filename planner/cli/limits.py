"""What the rules say of a plan, as far as people have to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.account import is_close
from planner.cli.screen import wrapped

if TYPE_CHECKING:
    from models.account import Finding, Judgement


def limit_lines(judgement: Judgement) -> tuple[list[str], list[str]]:
    """Findings of broken rules, and of limits that are kept but close, a paragraph each."""
    broken = [_words(finding) for finding in judgement.violations]
    close = [_words(f) for f in judgement.findings if f.verdict.value != "violated" and _close(f)]
    return broken, close


def _close(finding: Finding) -> bool:
    if finding.verdict.value == "tight":
        return True
    if finding.limit is None or finding.headroom is None:
        return False
    return is_close(finding.headroom, finding.limit)


def _words(finding: Finding) -> str:
    stands_on = "law" if finding.law else "policy"
    return wrapped(f"- {finding.words} ({finding.rule}, {stands_on})", indent=2, hanging=2)
