"""Race the planner with one-call HiGHS, SCIP and CP-SAT: ``python -m benchmarks.run``."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from benchmarks import bracket, goals, log, page
from benchmarks.contenders import REPORTING, Contender
from benchmarks.contest import Contest, contest
from benchmarks.instances import (
    INSTANCES,
    OWN_SECONDS,
    QUICK,
    QUICK_SECONDS,
    SECONDS,
    is_replan,
    selected,
)
from benchmarks.table import GAPS, contradictions, plain, rows
from models.search_limits import REPLANNING_LIMITS


def main() -> None:
    """Race, and show the tables; leave with 1 where a contender contradicts another."""
    chosen = _options()
    contests: list[Contest] = []
    for each in _contests(chosen):
        contests.append(each)
        sys.stderr.write(f"{each.instance} {each.seed} {each.contender} {each.failure}\n")
    sys.stdout.write(plain(rows(contests)) + "\n\n")
    sys.stdout.write(plain(bracket.rows(bracket.brackets(contests)), bracket.HEADINGS) + "\n")
    known = log.read(chosen.log) if chosen.log else contests
    if chosen.goals:
        sys.stdout.write("\n" + plain(goals.rows(known), goals.HEADINGS) + "\n")
    if chosen.write:
        page.write(known)
    wrong = contradictions(known)
    sys.stdout.writelines(f"contradiction: {words}\n" for words in wrong)
    sys.exit(1 if wrong else 0)


def seeds_in(text: str) -> tuple[int, ...]:
    """Read seeds such as ``0-4`` or ``0,2,5``.

    Raises
    ------
    ValueError
        They are written in another way.
    """
    if not re.fullmatch(r"\d+(-\d+)?(,\d+(-\d+)?)*", text):
        raise ValueError(f"{text!r} are no seeds; write them as 0-4 or 0,2,5")
    ends = [[int(end) for end in part.split("-")] for part in text.split(",")]
    return tuple(seed for part in ends for seed in range(part[0], part[-1] + 1))


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="two small instances, one seed: a smoke test")
    add("--only", nargs="+", help="instances, or how their names begin: 12x200x8 12x400x8/firm")
    add("--contenders", nargs="+", type=Contender, default=list(Contender))
    add("--seeds", type=seeds_in, help="as 0-4, which is the default, or 0,2")
    add("--seconds", type=float, help=f"limit for each (the planner's own, rivals {SECONDS:.0f})")
    add("--log", type=Path, help="JSON lines to continue from and to add to")
    add("--no-race", action="store_true", help="show what the log holds, and race nothing")
    add("--goals", action="store_true", help="show the goals and what was measured of them")
    add("--write", action="store_true", help="put all that the log holds into docs/")
    chosen = parser.parse_args()
    chosen.instances = (
        selected(chosen.only) if chosen.only else QUICK if chosen.quick else INSTANCES
    )
    chosen.seeds = chosen.seeds or ((0,) if chosen.quick else tuple(range(5)))
    chosen.seconds = chosen.seconds or (QUICK_SECONDS if chosen.quick else None)
    return chosen


def _contests(chosen: Namespace) -> Iterator[Contest]:
    logged = log.read(chosen.log) if chosen.log else []
    if chosen.no_race:
        yield from logged
        return
    known = {(c.instance, c.seed, c.contender, c.limit_seconds): c for c in logged}
    for name in chosen.instances:
        for contender in chosen.contenders:
            if is_replan(name) and contender is not Contender.PLANNER:
                continue
            limit = chosen.seconds or _limit(name, contender)
            gaps = (REPLANNING_LIMITS.gap,) if is_replan(name) else _gaps(contender)
            for seed in chosen.seeds:
                if (name, seed, contender, limit) in known:
                    yield known[name, seed, contender, limit]
                    continue
                done = contest(name, seed, contender, gaps, limit)
                if chosen.log:
                    log.append(chosen.log, done)
                yield done


def _gaps(contender: Contender) -> tuple[float, ...]:
    """Gaps to prove; who reports on the way goes on to the limit, for the gap of the saving."""
    return (*GAPS, 0.0) if contender in REPORTING else GAPS


def _limit(name: str, contender: Contender) -> float:
    own = contender is Contender.PLANNER
    return OWN_SECONDS.get(name, SECONDS) if own else SECONDS


if __name__ == "__main__":
    main()
