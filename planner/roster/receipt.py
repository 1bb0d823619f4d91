"""The receipt of a roster: what became of its rows, without what any row says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from models.readable import counted
from planner.roster.amount_lines import difference_line, pay_lines
from planner.roster.asked import RosterTerms
from planner.roster.cohorts import Grouping, Joining
from planner.roster.outstanding import NEAR, OutstandingPay
from planner.roster.posts import Posts
from planner.roster.reading import RosterColumns
from planner.roster.receipt_line import ReceiptLine
from planner.roster.reconciliation import (
    CountedRows,
    Reconciliation,
)
from planner.roster.rejections import rows_by_reason, short_spans, spans
from planner.roster.repeats import several_posts_remarks
from planner.roster.staying_put import staying_put_line
from planner.scenario_files.folders import ROSTER_FILES

RECEIPT_FILE = ROSTER_FILES[1]
_MOST_SPANS = 4000


def found_lines(roster: RosterColumns, terms: RosterTerms, grouping: Grouping) -> list[str]:
    """What of the roster was read: its columns, what was dropped, and who counts several times."""
    choice = roster.choice
    lines = [
        f"{field}: column '{heading}'{_times(field, terms)}"
        for field, heading in choice.headings.items()
    ]
    if choice.personal:
        columns = counted(choice.personal, "column")
        lines.append(f"{columns} about persons (names, ids, ...): dropped, nothing of them is kept")
    if choice.unknown:
        listed = ", ".join(f"'{heading}'" for heading in choice.unknown)
        lines.append(f"columns that are not known, dropped too: {listed}")
    filled = {post.row for group in grouping.groups for post in group.people}
    return [*lines, *roster.remarks, *several_posts_remarks(roster.of_one, filled)]


def _times(field: str, terms: RosterTerms) -> str:
    return ", times 12" if field == "pay" and terms.pay_period == "month" else ""


def joining_lines(joinings: Sequence[Joining], posts: Posts) -> list[str]:
    """Which small groups join which, for confirmation; never written to a file."""
    names = posts.written["role"]
    return [
        f"{each.small.office}: {names.get(each.small.role, each.small.role)} "
        f"({counted(each.people, 'person', 'people')}) joins {names.get(each.role, each.role)}"
        for each in joinings
    ]


def receipt_lines(
    sums: Reconciliation, terms: RosterTerms, currency: str, joined: int, unsaved: int
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
    unsaved
        Number of names of roles that are left out of the saved mapping.
    """
    lines = [
        rows_line(sums.rows, sums.filled, sums.vacant, sums.left, len(sums.rejected)),
        *count_lines(sums.counted, terms.floor_heads),
        *pay_lines(sums.pay, terms.floor_heads, sums.unread),
        difference_line(
            "Pay of the people in cohorts", sums.pay_by_row, sums.pay_as_written, currency
        ),
    ]
    lines.append(staying_put_line(sums.staying_put, terms.floor_heads))
    lines += outstanding_lines(sums.outstanding)
    if terms.pay_period == "month":
        lines.append(ReceiptLine("Pay in the roster is of a month: a year of it is 12 times that."))
    if sums.tenure:
        lines.append(
            difference_line(
                "Severance if all left on the planning date, by the agreement where the law of the "
                "office has one, which is capped only where it says so",
                sums.severance_by_row,
                sums.severance_by_band,
                currency,
            )
        )
    else:
        lines.append(ReceiptLine("No column of hire dates: no cohort is open to redundancy."))
    lines += _attrition(sums)
    if not terms.on_cost:
        lines.append(ReceiptLine("A post costs its pay: no on-cost was given (--set on_cost=0.35)"))
    if joined:
        lines.append(
            ReceiptLine(
                f"Groups of fewer than {terms.floor_heads} people that joined others of their "
                f"office and employer: {joined}"
            )
        )
    if unsaved:
        lines.append(
            ReceiptLine(
                f"{counted(unsaved, 'name')} of roles that fewer than {terms.floor_heads} people "
                "have: left out of roster.yaml; give them again with the next roster"
            )
        )
    lines += rejected_lines(sums.rejected)
    return lines


def few_lines(posts: Mapping[str, int], floor: int) -> Iterator[ReceiptLine]:
    """Cohorts of which a file will hold fewer posts than the floor, which nothing joins.

    Parameters
    ----------
    posts
        Posts that are written by cohort.
    floor
        Fewest people that a figure may be about.
    """
    few = {cohort: each for cohort, each in posts.items() if 0 < each < floor}
    if few:
        listed = ", ".join(f"{cohort} ({each})" for cohort, each in few.items())
        yield ReceiptLine(
            f"headcount.csv holds counts of fewer than {floor} posts, which tell about those few: "
            f"{listed}"
        )


def rows_line(rows: int, filled: int, vacant: int, left: int, rejected: int) -> ReceiptLine:
    """What became of all rows."""
    return ReceiptLine(
        f"{counted(rows, 'row')} = {counted(filled + vacant, 'post')} "
        f"({filled:,} filled, {vacant:,} open) + {counted(left, 'leaver')} + {rejected:,} rejected"
    )


def _attrition(sums: Reconciliation) -> Iterator[ReceiptLine]:
    """What attrition was not counted of, which a share of 0 does not tell."""
    if sums.undated:
        yield ReceiptLine(
            f"{counted(sums.undated, 'leaver')} without a day of leaving: not in attrition"
        )
    if not sums.left_lately:
        yield ReceiptLine(
            "No leaver has a day of leaving in the year before the planning date: attrition is 0"
        )


def count_lines(rows: Sequence[CountedRows], floor: int) -> Iterator[ReceiptLine]:
    """What became of the rows of each office, and of its functions that are large enough."""
    offices: defaultdict[str, list[CountedRows]] = defaultdict(list)
    for each in rows:
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


def _totals(rows: Sequence[CountedRows]) -> tuple[int, int, int]:
    return (
        sum(each.posts for each in rows),
        sum(each.left for each in rows),
        sum(each.rejected for each in rows),
    )


def _count(name: str, rows: CountedRows) -> ReceiptLine:
    return ReceiptLine(
        f"{name}: {counted(rows.rows, 'row')} = {counted(rows.posts, 'post')} "
        f"+ {counted(rows.left, 'leaver')} + {rows.rejected:,} rejected"
    )


def outstanding_lines(outstanding: Sequence[OutstandingPay]) -> Iterator[ReceiptLine]:
    """Pay that a mean tells about; neither how much nor whose mean is for a file."""
    for each in outstanding:
        rows = " and ".join(f"{row:,}" for row in each.rows)
        where = f"{each.office}, {each.role}"
        means = "the mean in pay.csv tells about it, and so do the wages in service.csv"
        if each.times is None:
            pays, are = ("One pay", "is") if len(each.rows) == 1 else ("Two pays", "are")
            yield ReceiptLine(
                f"{pays} {are} all of the mean of a role at an office: {_row(each)} {rows}",
                f"{where}: {pays.lower()} {are} all of the mean in pay.csv, "
                f"and of the wages in service.csv: {_row(each)} {rows}",
            )
            continue
        times = f"{each.times:,.0f} times the mean of the others"
        if len(each.rows) == 1:
            yield ReceiptLine(
                f"One pay is far above the others of its role and office: row {rows}. "
                "Their mean tells about it",
                f"{where}: one pay is {times}: row {rows}. Check it; if it is right, {means}",
            )
        else:
            yield ReceiptLine(
                f"Two pays are far above the others of their role and office: rows {rows}. "
                "Their mean tells whoever has the lower about the higher",
                f"{where}: two pays are {times}: rows {rows}. Check them; if they are right, "
                f"whoever has the lower can tell the higher to within {NEAR:.0%}: {means}",
            )


def _row(pay: OutstandingPay) -> str:
    return "row" if len(pay.rows) == 1 else "rows"


def rejected_lines(rejected: Mapping[int, str]) -> Iterator[ReceiptLine]:
    """Rows that are no posts, by number and reason."""
    for reason, numbers in rows_by_reason(rejected).items():
        listed = spans(numbers)
        cut = listed if len(listed) <= _MOST_SPANS else f"{listed[:_MOST_SPANS]} ..."
        text = f"{counted(len(numbers), 'row')} rejected: {reason}"
        yield ReceiptLine(f"{text}. Rows {cut}", f"{text}. Rows {short_spans(numbers)}")
