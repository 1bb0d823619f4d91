"""Lines of the receipt about amounts: pay by currency, and rows against tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.roster.money import three_digits
from planner.roster.pay_totals import PayTotal
from planner.roster.receipt_line import ReceiptLine
from planner.wording.amounts import money_whole

NO_SHARE = "+0.0 %"


def pay_lines(totals: Sequence[PayTotal], floor: int, unread: int) -> Iterator[ReceiptLine]:
    """Pay of all people by currency; none that tells what fewer people than the floor get.

    Parameters
    ----------
    totals
        The pay.
    floor
        Fewest people that a figure may be about.
    unread
        Rejected rows of which no pay was read.
    """
    for each in totals:
        why, currency = each.withheld(floor), each.currency
        name = f"Yearly pay of {each.people:,} people"
        exact, rounded = money_whole(each.amount, currency), about(each.amount, currency)
        if each.people < floor:
            yield ReceiptLine(f"Pay in {currency}: {why}, not shown")
        elif each.control is None:
            yield ReceiptLine(
                f"{name} in {currency}: not shown, since {why}"
                if why
                else f"{name}: about {rounded}; no control total was given",
                f"{name}: {exact}; no control total was given (--control '{currency} ...')",
            )
        else:
            yield _beside_control(each, each.control, floor, unread)


def _beside_control(total: PayTotal, control: int, floor: int, unread: int) -> ReceiptLine:
    name, currency = f"Yearly pay of {total.people:,} people", total.currency
    share = share_of(total.amount - control, control)
    exact = against_control(name, total.amount, control, currency)
    if why := total.withheld(floor):
        text = f"{name} in {currency}, and its control total: not shown, since {why}"
    elif share != NO_SHARE and total.control_withheld(floor, unread):
        text = (
            f"{name}: about {about(total.amount, currency)}; the control total is another, not "
            f"shown, since the gap may be the pay of fewer than {floor} people"
        )
    else:
        text = (
            f"{name}: about {about(total.amount, currency)}, control total about "
            f"{about(control, currency)}: {share}"
        )
    return ReceiptLine(text, exact)


def difference_line(name: str, by_row: float, written: float, currency: str) -> ReceiptLine:
    """An amount by row, and how far that of the tables is from it."""
    share = share_of(written - by_row, by_row)
    exact, tables = (money_whole(round(each), currency) for each in (by_row, written))
    return ReceiptLine(
        f"{name}: about {about(by_row, currency)} by row; the tables give {share}",
        f"{name}: {exact} by row, {tables} from the tables ({share})",
    )


def about(amount: float, currency: str) -> str:
    """An amount so rounded that no wage can be worked out."""
    return money_whole(three_digits(amount), currency)


def share_of(gap: float, whole: float) -> str:
    """A difference in per cent, to a tenth; no minus before a zero."""
    tenths = round(1000 * gap / whole) if whole else 0
    return f"{tenths / 10:+.1f} %"


def against_control(name: str, amount: int, control: int, currency: str) -> str:
    """An amount, its control total, and how far it is from that, to the last unit."""
    gap = amount - control
    sign = "-" if gap < 0 else "+"
    return (
        f"{name}: {money_whole(amount, currency)}, control total {money_whole(control, currency)}: "
        f"{sign}{money_whole(abs(gap), currency)} ({share_of(gap, control)})"
    )
