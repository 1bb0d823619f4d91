"""Counts and amounts as a board reads them: multiples of a step, and no small counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from models.money import minor_digits
from models.outlook import ShownCount

Key = TypeVar("Key", bound=tuple[str, ...])


def nearest(value: int, step: int) -> int:
    """The multiple of a step that is nearest; the upper one of two."""
    return (value + step // 2) // step * step


def shared_out(total: int, parts: Mapping[Key, int], step: int) -> dict[Key, int]:
    """Round the parts of a total up or down to a multiple, so that they add up to it.

    Those with the largest remainders are rounded up, and of equal ones the first by key
    (controlled rounding, largest remainder).

    Parameters
    ----------
    total
        A multiple of the step next to the sum of the parts; if it is below what they add up to
        rounded down, they add up to that.
    parts
        Exact parts by key.
    step
        What all become multiples of.
    """
    shown = {key: part // step * step for key, part in parts.items()}
    by_remainder = sorted(parts, key=lambda key: (-(parts[key] % step), key))
    for key in by_remainder[: max(0, total - sum(shown.values())) // step]:
        shown[key] += step
    return shown


def shown_stock(count: int, floor: int) -> ShownCount:
    """A count by itself: nobody, ``1 to floor`` as None, or a multiple of the floor.

    The first multiple that is shown is twice the floor. What one number may stand for is never
    less than the floor: 1 to 5, 6 to 12, 13 to 17 and so on, if it is 5.
    """
    if 0 < count <= floor:
        return None
    return max(2 * floor, nearest(count, floor)) if count else 0


def shown_pool(count: int, cells: int, floor: int) -> ShownCount:
    """The sum of small counts, as `shown_stock` shows it, but a floor less than it can be at most.

    Near the largest possible sum every part would be known to be large.

    Parameters
    ----------
    count
        The sum.
    cells
        Number of small counts that there may be.
    floor
        The largest of them.
    """
    shown = shown_stock(count, floor)
    return shown and min(shown, floor * max(2, cells - 1))


def above_middle(floor: int) -> int:
    """By how much the first multiple that is shown lies above the middle of what it stands for."""
    first, last = floor + 1, 2 * floor + (floor - 1) // 2
    return 2 * floor - (first + last) // 2


def middle(floor: int) -> int:
    """What a count that is not shown stands for in sums: the middle of 1 to the floor."""
    return (floor + 1) // 2


def shown_sum(parts: Iterable[ShownCount], floor: int) -> ShownCount:
    """The sum of counts that are shown; None if it is of a single one that is not."""
    known = list(parts)
    hidden = known.count(None)
    rest = sum(count for count in known if count is not None)
    if hidden == 1 and not rest:
        return None
    return rest + nearest(middle(floor) * hidden, floor)


def shown_few(total: ShownCount, all_of_them: ShownCount, floor: int) -> ShownCount:
    """A sum of counts that are not shown, no more than there are at least of all that it is of.

    Parameters
    ----------
    total
        What it is by `shown_sum`.
    all_of_them
        How many there are in all, as `shown_stock` shows it.
    floor
        Largest count that is not shown.
    """
    if not total:
        return total
    if all_of_them is None:
        return None
    return min(total, max(floor, all_of_them - floor))


def shown_total(counts: Iterable[int], floor: int) -> ShownCount:
    """The sum of exact counts, each small one as its middle: it does not tell them."""
    known = list(counts)
    large = sum(count for count in known if count > floor)
    small = sum(0 < count <= floor for count in known)
    if not large:
        return shown_sum([None] * small, floor)
    return shown_stock(large + middle(floor) * small, floor)


def shown_rest(value: int, floor: int) -> ShownCount:
    """A count that was worked out from shown ones, each hidden one as its middle."""
    return None if 0 < value < floor else max(0, nearest(value, floor))


def count_words(shown: ShownCount, floor: int) -> str:
    """A count as it is shown: ``1,200``, or ``1 to 5`` for one that is not."""
    if shown is not None:
        return f"{shown:,}"
    return f"1 to {floor:,}" if floor > 1 else "1"


def two_digits(amount: int) -> int:
    """An amount to two significant digits."""
    return rounded_amount(amount, int(10 ** max(0, len(str(abs(amount))) - 2)))


def rounded_amount(amount: int, step: int) -> int:
    """An amount to the nearest multiple of a step: nothing if it is less than half a step."""
    size = nearest(abs(amount), step)
    return size if amount > 0 else -size


def amount_step(staying_put: int, posts: int, currency: str) -> int:
    """The step of amounts: 1, 2 or 5 times a power of ten of whole units, up to the cost of a post.

    With a finer step, amounts would tell how many posts there are in a small flow.

    Parameters
    ----------
    staying_put
        What staying put costs in all.
    posts
        Posts that it has at first; what one costs on average is the most that a step can be.
    currency
        Its currency; the step is at least one unit of it.
    """
    unit = int(10 ** minor_digits(currency))
    most = max(1, abs(staying_put) // unit // max(1, posts))
    power = int(10 ** (len(str(most)) - 1))
    return unit * power * max(each for each in (1, 2, 5) if each * power <= most)
