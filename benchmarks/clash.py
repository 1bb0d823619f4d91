"""How long it takes to say why no plan exists, and what would have to give.

    python -m benchmarks.clash --seconds 60

Variants of ``shanghai-2026`` without a plan, one after another. For each it prints the seconds
until it is known which limits clash and what would have to give, and what was found.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping

from models.choices import Solver
from planner import api
from planner.books import books_of
from planner.explain.clash_words import relaxation_words
from planner.explain.infeasible import clash_of, with_relaxations

SCENARIO = "shanghai-2026"

KUALA_LUMPUR_IS_FULL = {
    "offices.kuala-lumpur.max_blocks": "0",
    "cohorts.kul-kyc.must_stay": "34",
    "cohorts.kul-payments.must_stay": "24",
    "cohorts.kul-client-data.must_stay": "38",
    "cohorts.kul-client-service.must_stay": "20",
}

VARIANTS: Mapping[str, Mapping[str, str]] = {
    "seats": {**KUALA_LUMPUR_IS_FULL, "cohorts.sha-kyc-mandarin.must_go": "44"},
    "money": {"budget.total": "USD 300000", "cohorts.sha-kyc-mandarin.must_go": "30"},
    "loss": {"exposure_cap.total": "USD 1000000"},
    "several": {
        "offices.kuala-lumpur.max_blocks": "0",
        "cohorts.sha-kyc-mandarin.must_go": "44",
        "cohorts.sha-client-data-mandarin.must_go": "42",
        "cohorts.sha-bank-kyc.must_go": "34",
    },
}
"""Settings with which no plan exists; with the last ones, no single value is enough."""


def measure(name: str, seconds: float) -> str:
    """A variant in a line: seconds for the clash and its relaxations, and what they are."""
    company = api.load(SCENARIO, settings=VARIANTS[name])
    books, started = books_of(company), time.monotonic()
    clash = clash_of(books, solver=Solver.HIGHS, time_limit_seconds=seconds)
    known = time.monotonic()
    clash = with_relaxations(company, clash, solver=Solver.HIGHS, time_limit_seconds=seconds)
    ended = time.monotonic()
    found = "; ".join(relaxation_words(each) for each in clash.relaxations) or "none"
    more = "" if clash.complete else ", not all tried"
    return (
        f"{name}: {len(clash.members)} limits after {known - started:.1f} s, "
        f"relaxations after {ended - started:.1f} s{more}: {found}"
    )


def main(arguments: list[str]) -> None:
    """Measure each variant in turn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clash", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit for each of the two")
    parser.add_argument("variants", nargs="*", choices=[[], *VARIANTS], help="all by default")
    given = parser.parse_args(arguments)
    for name in given.variants or VARIANTS:
        sys.stdout.write(f"{measure(name, given.seconds)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
