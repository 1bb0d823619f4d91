"""How amounts, rules and outcomes are said to people; one place for all of them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from models.analysis import Alternatives, Frontier
from models.baselines import BaselineName
from models.money import minor_digits
from models.readable import in_percent, titled
from models.result import Result, Status
from models.workforce import Mode

_SCALES = ((3, "k"), (6, "m"), (9, "bn"), (12, "tn"))

DISCLAIMER = "A person decides. These figures are an aid to planning, not legal advice."


def money_words(amount: int, currency: str) -> str:
    """Write an amount in short, to three digits: ``USD 12.3 m``.

    Parameters
    ----------
    amount
        In the smallest unit of the currency.
    currency
        ISO 4217 code.
    """
    whole = Decimal(amount).scaleb(-minor_digits(currency))
    rounded = Decimal(f"{whole:.2e}") if abs(whole) >= 1000 else _rounded(whole, 0)
    power, suffix = max(
        ((power, suffix) for power, suffix in _SCALES if abs(rounded) >= 10**power),
        default=(0, ""),
    )
    scaled = rounded.scaleb(-power)
    digits = max(0, 2 - scaled.adjusted()) if power else 0
    return f"{currency} {_plain(scaled, digits)} {suffix}".rstrip()


def money_exact(amount: int, currency: str) -> str:
    """Write an amount to its last digit: ``USD 12,345,678.90``.

    Parameters
    ----------
    amount
        In the smallest unit of the currency.
    currency
        ISO 4217 code.
    """
    digits = minor_digits(currency)
    return f"{currency} {_plain(Decimal(amount).scaleb(-digits), digits)}"


def baseline_words(name: BaselineName) -> str:
    """Name of a baseline for people: ``staying plus measures``."""
    return name.value.replace("_", " ")


def baseline_title(name: BaselineName) -> str:
    """The same at the head of a column: ``Staying plus measures``."""
    return baseline_words(name).capitalize()


def rule_words(rule: str) -> str:
    """Name of a rule for people: ``run_rate`` is ``Run rate``."""
    return titled(rule)


_MODES = {
    Mode.TRANSFER: "transfer",
    Mode.REDUNDANCY: "redundancy here, hire there",
    Mode.REFILL: "vacancy filled elsewhere",
    Mode.REDEPLOY: "redeployed",
}


def mode_words(mode: Mode | str) -> str:
    """How people say that a post moves."""
    return _MODES[Mode(mode)]


def status_words(result: Result | Frontier | Alternatives) -> str:
    """How a solve ended, in a sentence."""
    asked = in_percent(result.provenance.asked_gap)
    return {
        Status.OPTIMAL: f"Optimal: proven to be within the asked {asked} of the best",
        Status.FEASIBLE: f"Feasible: a plan, not yet proven to be within {asked} of the best",
        Status.INFEASIBLE: "Infeasible: no plan can keep every rule",
        Status.NO_PLAN_IN_TIME: "No plan found in the time given; one may exist",
        Status.INVALID: "Withheld: what the solver returned did not pass the audit",
    }[result.status]


def scaled_words(amount: int, currency: str, power: int, digits: int) -> str:
    """Write an amount in units of ``10 ** power``, without its currency: ``12,346``."""
    return _plain(Decimal(amount).scaleb(-minor_digits(currency) - power), digits)


def _plain(value: Decimal, digits: int) -> str:
    return f"{_rounded(value, digits) + 0:,.{digits}f}"


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
