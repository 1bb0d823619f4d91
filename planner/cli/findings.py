"""Findings of rules and remarks of lints, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from models.account import Verdict, is_close
from planner.cli.terminal import wrapped

if TYPE_CHECKING:
    from models.account import Finding, Judgement, Remark

MOST_LINTS, MOST_ROWS = 6, 4
"""Lints whose remarks are shown, and further rows that a line names."""

MOST_LINES = 2
"""Lines of one lint."""

MOST_OF_READING = 50
"""The same for lints that are always shown."""

ALWAYS = frozenset(
    {
        "hidden",
        "totals",
        "cells",
        "pay_units",
        "wage_units",
        "office_units",
        "slipped_amounts",
        "whole_shares",
    }
)
"""Lints of how the files were read, and of slips of the hand: what a plan goes wrong by most."""


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
    """Remarks by lint; those that differ by their row only in one line. What is left is counted."""
    lints: dict[str, list[Remark]] = {}
    for remark in remarks:
        lints.setdefault(remark.lint, []).append(remark)
    others = [name for name in lints if name not in ALWAYS]
    room = max(MOST_LINTS - (len(lints) - len(others)), 0)
    lines, left = ["Worth a second look, though not mistakes:"], []
    for name, each in lints.items():
        alike = list(_alike(each))
        most = MOST_OF_READING if name in ALWAYS else MOST_LINES * (name in others[:room])
        lines += [_line(group) for group in alike[:most]]
        if rest := sum(map(len, alike[most:])):
            left.append(f"{name} ({rest})")
    if len(remarks) > len(lines) - 1 or left:
        also = f"More of {', '.join(left)}. " if left else ""
        lines.append(wrapped(f"{also}check --json lists all remarks.", indent=2))
    return "\n".join(lines)


def remark_document(remark: Remark) -> dict[str, Any]:
    """A remark for programs, in words."""
    fields = remark.model_dump(mode="json", exclude={"lint", "sentence"})
    return {"lint": remark.lint, "words": remark.words, **fields}


def _alike(remarks: Sequence[Remark]) -> Iterator[list[Remark]]:
    """Remarks of one lint, together where all but their row is the same."""
    groups: dict[tuple[str, ...], list[Remark]] = {}
    for number, remark in enumerate(remarks):
        alone = "" if remark.row else str(number)
        key = (remark.table, remark.field, remark.next_step, remark.sentence, alone)
        groups.setdefault(key, []).append(remark)
    yield from groups.values()


def _line(alike: Sequence[Remark]) -> str:
    first, others = alike[0], [remark.row for remark in alike[1:]]
    more = f" and {len(others) - MOST_ROWS} more" if len(others) > MOST_ROWS else ""
    like = f" The same goes for {', '.join(others[:MOST_ROWS])}{more}." if others else ""
    words = f"- {first.words}. {first.next_step}".rstrip() + f"{like} ({first.lint})"
    return wrapped(words, indent=2, hanging=2)
