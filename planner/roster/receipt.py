"""The receipt of a roster: what became of its rows, without what any row says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.roster.asked import RosterTerms
from planner.roster.cohorts import Joining
from planner.roster.money import three_digits
from planner.roster.posts import Posts
from planner.roster.reading import RosterColumns
from planner.roster.reconciliation import (
    CountedRows,
    PayTotal,
    Reconciliation,
    rows_by_reason,
    spans,
)
from planner.scenario_files.folders import ROSTER_FILES
from planner.wording.amounts import money_whole

RECEIPT_FILE = ROSTER_FILES[1]
_MOST_SPANS = 4000


@dataclass(frozen=True)
class ReceiptLine:
    """A line of the receipt; ``exact`` is for the screen of whoever holds the roster."""

    text: str
    exact: str = ""


def found_lines(roster: RosterColumns) -> list[str]:
    """What of the roster was read: its columns, and what was dropped."""
    choice = roster.choice
    lines = [f"{field}: column '{heading}'" for field, heading in choice.headings.items()]
    if choice.personal:
        lines.append(f"{choice.personal} columns about persons (names, ids, ...): dropped unread")
    if choice.unknown:
        listed = ", ".join(f"'{heading}'" for heading in choice.unknown)
        lines.append(f"columns that are not known, dropped too: {listed}")
    return [*lines, *roster.remarks]


def joining_lines(joinings: Sequence[Joining], posts: Posts) -> list[str]:
    """Which small groups join which, for confirmation; never written to a file."""
    names = posts.written["role"]
    return [
        f"{each.small.office}: {names.get(each.small.role, each.small.role)} "
        f"({each.people} people) joins {names.get(each.role, each.role)}"
        for each in joinings
    ]


def receipt_lines(
    sums: Reconciliation, terms: RosterTerms, currency: str, joined: int
) -> list[ReceiptLine]:
    """The reconciliation in lines.

    Parameters
    ----------
    sums
        The reconciliation.
    terms
        What holds for all rows.
    currency
        The planning currency.
    joined
        Number of small groups that have joined others.
    """
    lines = [
        rows_line(sums.rows, sums.filled, sums.vacant, sums.left, len(sums.rejected)),
        *count_lines(sums.counted, terms.floor_heads),
        *_pay(sums.pay, terms.floor_heads),
        _difference("Pay of the people in cohorts", sums.pay_by_row, sums.pay_as_written, currency),
    ]
    if sums.severance_by_row:
        lines.append(
            _difference(
                "Severance if all left on the planning date",
                sums.severance_by_row,
                sums.severance_by_band,
                currency,
            )
        )
    else:
        lines.append(ReceiptLine("No column of hire dates: no cohort is open to redundancy."))
    if not terms.on_cost:
        lines.append(ReceiptLine("A post costs its pay: no on-cost was given (--set on_cost=0.35)"))
    if joined:
        lines.append(
            ReceiptLine(
                f"Groups of fewer than {terms.floor_heads} people that joined others of their "
                f"office and employer: {joined}"
            )
        )
    lines += rejected_lines(sums.rejected)
    return lines


def rows_line(rows: int, filled: int, vacant: int, left: int, rejected: int) -> ReceiptLine:
    """What became of all rows."""
    return ReceiptLine(
        f"{rows:,} rows = {filled + vacant:,} posts ({filled:,} filled, {vacant:,} open) "
        f"+ {left:,} leavers + {rejected:,} rejected"
    )


def count_lines(counted: Sequence[CountedRows], floor: int) -> Iterator[ReceiptLine]:
    """What became of the rows of each office, and of its functions that are large enough."""
    offices: defaultdict[str, list[CountedRows]] = defaultdict(list)
    for each in counted:
        offices[each.office].append(each)
    for office, here in offices.items():
        small = [each for each in here if each.rows < floor]
        sums: Counter[str] = Counter()
        for each in small:
            sums.update(posts=each.posts, left=each.left, rejected=each.rejected)
        yield _count(office, CountedRows(office, "", *_totals(here)))
        if len(here) == 1:
            continue
        for each in here:
            if each.rows >= floor:
                yield _count(f"{office}, {each.function or 'no function'}", each)
        if small:
            others = CountedRows(office, "", sums["posts"], sums["left"], sums["rejected"])
            yield _count(f"{office}, other functions", others)


def _totals(counted: Sequence[CountedRows]) -> tuple[int, int, int]:
    return (
        sum(each.posts for each in counted),
        sum(each.left for each in counted),
        sum(each.rejected for each in counted),
    )


def _count(name: str, rows: CountedRows) -> ReceiptLine:
    return ReceiptLine(
        f"{name}: {rows.rows:,} rows = {rows.posts:,} posts + {rows.left:,} leavers "
        f"+ {rows.rejected:,} rejected"
    )


def _pay(totals: Sequence[PayTotal], floor: int) -> Iterator[ReceiptLine]:
    for each in totals:
        if each.people < floor:
            yield ReceiptLine(f"Pay in {each.currency}: of fewer than {floor} people, not shown")
            continue
        name, currency = f"Yearly pay of {each.people:,} people", each.currency
        exact, about = money_whole(each.amount, currency), _about(each.amount, currency)
        if each.control is None:
            yield ReceiptLine(
                f"{name}: about {about}; no control total was given",
                f"{name}: {exact}; no control total was given (--control '{currency} ...')",
            )
            continue
        gap = each.amount - each.control
        share = _share(gap, each.control)
        yield ReceiptLine(
            f"{name}: about {about}, control total about {_about(each.control, currency)}: {share}",
            f"{name}: {exact}, control total {money_whole(each.control, currency)}: "
            f"{'-' if gap < 0 else '+'}{money_whole(abs(gap), currency)} ({share})",
        )


def _difference(name: str, by_row: float, written: float, currency: str) -> ReceiptLine:
    share = _share(written - by_row, by_row)
    exact, tables = (money_whole(round(each), currency) for each in (by_row, written))
    return ReceiptLine(
        f"{name}: about {_about(by_row, currency)} by row; the tables give {share}",
        f"{name}: {exact} by row, {tables} from the tables ({share})",
    )


def _about(amount: float, currency: str) -> str:
    """An amount so rounded that no wage can be worked out."""
    return money_whole(three_digits(amount), currency)


def _share(gap: float, whole: float) -> str:
    """A difference in per cent, to a tenth; no minus before a zero."""
    tenths = round(1000 * gap / whole) if whole else 0
    return f"{tenths / 10:+.1f} %"


def rejected_lines(rejected: Mapping[int, str]) -> Iterator[ReceiptLine]:
    """Rows that are no posts, by number and reason."""
    for reason, numbers in rows_by_reason(rejected).items():
        listed = spans(numbers)
        cut = listed if len(listed) <= _MOST_SPANS else f"{listed[:_MOST_SPANS]} ..."
        short = listed if len(listed) <= 60 else f"{listed[:60]} ..."
        text = f"{len(numbers):,} row{'s' * (len(numbers) > 1)} rejected: {reason}"
        yield ReceiptLine(f"{text}. Rows {cut}", f"{text}. Rows {short}")
