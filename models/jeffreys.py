"""Jeffreys' estimate and interval for the rate of rare events.

Of ``k`` events in ``E`` years of exposure, a Poisson rate with Jeffreys' prior has the posterior
Gamma(k + 1/2, E) (Jeffreys, Theory of Probability, 3rd ed., 1961, ch. 3; Brown, Cai and DasGupta,
Statistica Sinica 13, 2003). The estimate is above zero even if no event has been counted.
"""

from __future__ import annotations

import math
from functools import cache

MOST_EVENTS = 10_000
"""Largest number of events: the quantile sums over them one by one."""

_HALVINGS = 80


def mean(events: int, exposure: float) -> float:
    """Expected rate: ``(events + 1/2) / exposure``."""
    return (events + 0.5) / exposure


def quantile(events: int, exposure: float, probability: float) -> float:
    """Rate below which the true rate lies with the given probability.

    Parameters
    ----------
    events
        Number of events counted, at most ``MOST_EVENTS``.
    exposure
        Years of exposure, above zero.
    probability
        Above 0 and below 1.
    """
    return _standard_quantile(events, probability) / exposure


@cache
def _standard_quantile(events: int, probability: float) -> float:
    """Quantile of Gamma(events + 1/2, 1), by bisection."""
    low, high = 0.0, events + 40.0 + 10.0 * math.sqrt(events)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if 1.0 - _above(events, middle) < probability:
            low = middle
        else:
            high = middle
    return high


def _above(events: int, x: float) -> float:
    """Regularised upper incomplete gamma function Q(events + 1/2, x), x above zero.

    Q(1/2, x) = erfc(sqrt(x)), and Q(a + 1, x) = Q(a, x) + x^a e^-x / Gamma(a + 1) (DLMF 8.4.6 and
    8.8.6). All terms are positive, so nothing cancels.
    """
    steps = (math.exp((j + 0.5) * math.log(x) - x - math.lgamma(j + 1.5)) for j in range(events))
    return math.erfc(math.sqrt(x)) + math.fsum(steps)
