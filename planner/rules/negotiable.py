"""Values of a scenario that can be loosened step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from models.clash import WrittenValue
from models.money import Money, minor_digits
from models.scenario import Scenario

LATER_PERIODS = 8
"""By how many periods a horizon is made longer at most."""

MONEY_STEPS = 1000
"""A limit on money is loosened in steps of about so many to its amount."""

Setting = tuple[str, WrittenValue]
"""Place of a value, such as ``offices.singapore.seats``, and the value as written in files; None
takes a row out, or resets a value."""


@dataclass(frozen=True)
class Negotiable:
    """A value that can be loosened; a step further never makes a plan impossible by itself."""

    steps: int
    """Number of steps to the loosest value."""
    step: str
    """What one step is, such as ``1 seat``."""
    setting: Callable[[int], Setting]
    """The value after a number of steps; after none that of today."""
    law: bool = False
    """Whether the firm alone cannot change it: a lead time, or a date of the law."""
    adds_limits: bool = False
    """Whether loosening it brings limits along, as further periods do."""
    unit: int = 1
    """Number of steps of which people ask what they are worth: ten people, a month of a budget."""
    unit_words: str = ""
    """What these are together, such as ``10 people``; empty for one step."""

    @property
    def path(self) -> str:
        """Place of the value."""
        return self.setting(0)[0]


def rising(path: str, now: int, steps: int, step: str) -> Negotiable:
    """A number that may be larger."""
    return Negotiable(steps, step, lambda n: (path, str(now + n)))


def falling(path: str, now: int, step: str, *, least: int = 0) -> Negotiable:
    """A number that may be smaller."""
    return Negotiable(now - least, step, lambda n: (path, str(now - n)))


def falling_away(row: str, field: str, now: int, step: str) -> Negotiable:
    """A number that may be smaller; at none its row is taken out."""
    return Negotiable(
        now, step, lambda n: (f"{row}.{field}", str(now - n)) if n < now else (row, None)
    )


def taken_out(row: str, kind: str, step: str) -> Negotiable:
    """A row that may be taken out; today it is of some kind."""
    return Negotiable(1, step, lambda n: (row, None if n else kind))


def switched(
    path: str, today: Sequence[str], then: Sequence[str], step: str, *, law: bool = False
) -> Negotiable:
    """A list that may be another; an empty one is reset."""
    values = ";".join(today) or None, ";".join(then) or None
    return Negotiable(1, step, lambda n: (path, values[n]), law)


def raised(limit: Money, setting: Callable[[Money], Setting], parts: int) -> Negotiable:
    """A limit on money that may be higher, in round steps, up to a thousand times of itself.

    Parameters
    ----------
    limit
        The limit.
    setting
        The value of the scenario with another limit.
    parts
        About how many units there are to the limit, such as the months of a year.
    """
    whole = 10 ** minor_digits(limit.currency)
    step = whole * 10 ** max(len(str(limit.amount // whole // MONEY_STEPS)), 1)
    if limit.amount < whole * MONEY_STEPS:
        step = whole * MONEY_STEPS

    def after(n: int) -> Setting:
        return setting(limit.model_copy(update={"amount": limit.amount + n * step}))

    most = 1000 * max(limit.amount, step) // step
    unit = max(1, round(limit.amount / parts / step))

    def words(n: int) -> str:
        return str(Money(currency=limit.currency, amount=n * step)).removesuffix(".00")

    return Negotiable(most, words(1), after, unit=unit, unit_words=words(unit))


def sooner(scenario: Scenario, path: str, days: int, before: Iterable[int] = ()) -> Negotiable:
    """A lead time that may be shorter; each step brings one more period within reach.

    Parameters
    ----------
    scenario
        The scenario.
    path
        Place of the lead time.
    days
        Its days.
    before
        Days of other lead times that may come before or after it.
    """
    begun = {scenario.planning_date, scenario.acts_from}
    begun |= {each.started_on for each in scenario.incumbent if each.started_on is not None}
    reach = {
        (period.starts - start).days - other
        for period in scenario.periods
        for start in begun
        for other in (0, *before)
    }
    shorter = [days, *sorted((each for each in reach if 0 <= each < days), reverse=True)]
    return Negotiable(len(shorter) - 1, "1 day", lambda n: (path, str(shorter[n])), law=True)


def share_raised(path: str, share: float) -> Negotiable:
    """A share that may be larger, to a hundredth."""
    now = int(Fraction(str(share)) * 100)

    def after(n: int) -> Setting:
        return path, f"{(now + n) / 100:g}" if n else str(share)

    return Negotiable(100 - now, "1%", after)


def later_end(scenario: Scenario) -> Negotiable:
    """A horizon that may end some periods later."""
    horizon = scenario.horizon

    def longer(n: int) -> Setting:
        if horizon.ends is None:
            return "horizon.periods", str(len(scenario.periods) + n)
        months = horizon.ends.year * 12 + horizon.ends.month - 1 + n * horizon.period.months
        return "horizon.ends", date(months // 12, months % 12 + 1, 1).isoformat()

    return Negotiable(LATER_PERIODS, f"1 {horizon.period}", longer, adds_limits=True)
