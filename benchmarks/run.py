"""Race the planner with one-call HiGHS, SCIP and CP-SAT: ``python -m benchmarks.run``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from benchmarks import log, page
from benchmarks.contenders import Contender
from benchmarks.contest import Contest, contest
from benchmarks.table import GAPS, contradictions, plain, rows

INSTANCES = ("shanghai-2026", "9x80x8", "12x200x8", "12x1000x8", "20x2000x12")
LIMIT_SECONDS = 120.0
OWN_LIMIT_SECONDS = {"20x2000x12": 300.0}
"""Where the planner's own target allows more than the rivals get."""

QUICK = ("4x20x4", "5x24x6")
QUICK_LIMIT_SECONDS = 6.0


def main() -> None:
    """Race, and show the table; leave with 1 where a contender contradicts another."""
    chosen = _options()
    contests: list[Contest] = []
    for each in _contests(chosen):
        contests.append(each)
        sys.stderr.write(f"{each.instance} {each.seed} {each.contender} {each.failure}\n")
    sys.stdout.write(plain(rows(contests)) + "\n")
    if chosen.write:
        page.write(contests)
    wrong = contradictions(contests)
    sys.stdout.writelines(f"contradiction: {words}\n" for words in wrong)
    sys.exit(1 if wrong else 0)


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="two small instances, one seed: a smoke test")
    add("--instances", nargs="+", help="sizes as 12x200x8, or bundled scenarios")
    add("--contenders", nargs="+", type=Contender, default=list(Contender))
    add("--seeds", type=int, help="how many, from 0 (5)")
    add("--limit", type=float, help=f"seconds for each ({LIMIT_SECONDS:.0f})")
    add("--log", type=Path, help="JSON lines to continue from and to add to")
    add("--no-race", action="store_true", help="show what the log holds, and race nothing")
    add("--write", action="store_true", help="put table and plot into docs/")
    chosen = parser.parse_args()
    chosen.instances = chosen.instances or (QUICK if chosen.quick else INSTANCES)
    chosen.seeds = chosen.seeds or (1 if chosen.quick else 5)
    chosen.limit = chosen.limit or (QUICK_LIMIT_SECONDS if chosen.quick else None)
    return chosen


def _contests(chosen: Namespace) -> Iterator[Contest]:
    logged = log.read(chosen.log) if chosen.log else []
    if chosen.no_race:
        yield from logged
        return
    known = {(each.instance, each.seed, each.contender): each for each in logged}
    for name in chosen.instances:
        for contender in chosen.contenders:
            for seed in range(chosen.seeds):
                if (name, seed, contender) in known:
                    yield known[name, seed, contender]
                    continue
                limit = chosen.limit or _limit(name, contender)
                done = contest(name, seed, contender, GAPS, limit)
                if chosen.log:
                    log.append(chosen.log, done)
                yield done


def _limit(name: str, contender: Contender) -> float:
    own = contender is Contender.PLANNER
    return OWN_LIMIT_SECONDS.get(name, LIMIT_SECONDS) if own else LIMIT_SECONDS


if __name__ == "__main__":
    main()
