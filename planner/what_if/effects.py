"""Whether a wish has an effect, and which rules shut it where it has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np

from models.errors import Problem, shown
from models.readable import counted
from models.requests import Request, RequestKind
from models.scenario import Scenario
from planner.books import Books, books_of
from planner.formulation.builder import ColumnGroups, ProgramBuilder
from planner.formulation.program import Floats, Program
from planner.formulation.sets import MODES, Integers, sets_of
from planner.formulation.variables import HEADS, conceivable
from planner.lint.ways import Ways, excluding_rules, ways_of
from planner.rules import RULES, rules_of
from planner.rules.requests import RULE, build
from planner.what_if.words import Wish

_LEAVE_OUT = "Leave it out."


class Instance:
    """A scenario and the programme that its rules make of it, worked out where it is needed."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    @cached_property
    def books(self) -> Books:
        """Its prices."""
        return books_of(self.scenario)

    @cached_property
    def ways(self) -> Ways:
        """Its programme, and what its rules leave possible."""
        return ways_of(self.books)

    def objection(self, wish: Wish, after: Instance) -> Problem | None:
        """Why a wish is refused; None where it has an effect.

        Parameters
        ----------
        wish
            What is asked for.
        after
            The scenario with the wish applied.
        """
        if wish.request is not None:
            repeated = _repeated(self.scenario, wish, wish.request)
            return repeated or _objection(self, wish, wish.request)
        if _same(self.ways.program, after.ways.program):
            return _problem(wish, f"changes nothing: {_REASONS[wish.option]}", _LEAVE_OUT)
        return None


_REASONS = {
    "full": "the office has no free seats and can add none",
    "wait": "nothing is started before that day anyway",
    "matters": "no likelihood or obligation depends on it, or it has gone as far already",
}


def _same(before: Program, after: Program) -> bool:
    """Whether two programmes have the same rows, bounds and prices."""
    arrays = ("lower", "upper", "row_lower", "row_upper", "rows", "columns", "values", "objective")
    return before.constant == after.constant and all(
        np.array_equal(getattr(before, name), getattr(after, name)) for name in arrays
    )


def _repeated(scenario: Scenario, wish: Wish, request: Request) -> Problem | None:
    """Why a request counts for nothing in a scenario, whatever it asks for."""
    if request.id in {each.id for each in scenario.requests}:
        return _problem(wish, "is asked for already", _LEAVE_OUT)
    if RULE.name in scenario.switched_off:
        step = f"Take {RULE.name} out of switched_off."
        return _problem(wish, "changes nothing: requests are switched off", step)
    return None


def _objection(before: Instance, wish: Wish, request: Request) -> Problem | None:
    """Why a request changes nothing, or cannot be kept."""
    ways, (columns, least) = before.ways, _rows_of(before, request)
    if request.kind is RequestKind.KEEP:
        return _keeping(ways, wish, request, columns, least)
    if request.kind is RequestKind.PIN:
        return _pinning(ways, wish, request, columns)
    if ways.bounds.contradict or (ways.bounds.upper[columns] >= 1).any():
        return None
    if request.kind is RequestKind.FORBID:
        words = "changes nothing: no posts can move there anyway"
        return _problem(wish, words, _shut(ways, _to(ways, request)))
    words = "changes nothing: no plan starts it anyway"
    name = "measures" if request.measure is not None else "routes"
    return _problem(wish, words, _by_rules([name]))


def _rows_of(before: Instance, request: Request) -> tuple[Integers, Floats]:
    """Columns in the rows that a request adds to a programme, and the rows' lower bounds."""
    scenario, program = before.scenario, before.ways.program
    asked = replace(before.books, scenario=scenario.model_copy(update={"requests": (request,)}))
    builder = ProgramBuilder(
        sets_of(asked),
        rule=RULE.name,
        rules=tuple(rule.name for rule in rules_of(scenario)),
        groups=ColumnGroups(program.groups),
        size=len(program.lower),
    )
    build(builder)
    rows = builder.finish()
    return rows.columns, rows.row_lower


def _keeping(
    ways: Ways, wish: Wish, request: Request, home: Integers, least: Floats
) -> Problem | None:
    c = _cohort(ways, request)
    posts = int(ways.sets.posts[c].max())
    if request.posts is not None and request.posts > posts:
        words = f"cannot be kept: the cohort has {counted(posts, 'post')}"
        return _problem(wish, words, "Keep fewer, or all of them: leave the number out.")
    if not ways.possible[c].any():
        others = [(c, o) for o in range(len(ways.sets.scenario.offices)) if o != ways.sets.home[c]]
        words = "changes nothing: none of its posts can move anyway"
        return _problem(wish, words, _shut(ways, others))
    if not ways.bounds.contradict and (ways.bounds.lower[home] >= least).all():
        words = "changes nothing: so many of its posts stay anyway"
        kept = [each for each in ways.sets.scenario.requests if each.kind is RequestKind.KEEP]
        asked = any(each.cohort == request.cohort for each in kept)
        return _problem(wish, words, _by_rules([RULE.name if asked else "kept_posts"]))
    return None


def _pinning(ways: Ways, wish: Wish, request: Request, columns: Integers) -> Problem | None:
    if ways.bounds.contradict:
        return None
    c, o = _cohort(ways, request), _office(ways, request)
    t = [period.label for period in ways.sets.scenario.periods].index(request.period or "")
    movable, by_moves = int(ways.movable[c]), np.floor(ways.bounds.upper[columns]).clip(0)
    most = min(int(by_moves.sum()), int(ways.sets.posts[c, t]), movable)
    if most >= (request.posts or 0):
        return None
    if o == ways.sets.home[c]:
        step = "Its posts are there already: keep holds them there."
        return _problem(wish, "cannot be kept: it is the cohort's own office", step)
    number = f"at most {counted(most, 'post')}" if most else "no post"
    words = f"cannot be kept: {number} can land there in {request.period}"
    if most == movable == int(ways.sets.posts[c, t]):
        words = f"cannot be kept: the cohort has {counted(movable, 'post')} in {request.period}"
        return _problem(wish, words, "Pin fewer.")
    return _problem(wish, words, _limiting(ways, request, t, by_others=most == movable))


def _limiting(ways: Ways, request: Request, t: int, *, by_others: bool) -> str:
    """The rules that keep a pin from landing, by claims of others on its posts or by themselves."""
    c, o = _cohort(ways, request), _office(ways, request)
    asked = _claiming(ways.sets.scenario, ways.sets.scenario.cohorts[c].id) & {RULE.name}
    if asked and (by_others or not ways.possible[c, o].any()):
        return _by_rules(asked)
    if not ways.possible[c, o].any():
        return _shut(ways, [(c, o)])
    if by_others:
        return _by_rules(["kept_posts"])
    modes = [MODES.index(request.mode)] if request.mode is not None else range(len(MODES))
    return _by_rules(_shutting(ways, c, o, modes, t))


def _shutting(ways: Ways, c: int, o: int, modes: Iterable[int], t: int) -> set[str]:
    """Rules that shut moves of a period, or limit how many posts they bring."""
    index, ids = ways.program.groups[HEADS].index, ways.program.groups[HEADS].ids
    blame: set[str] = set()
    for m in modes:
        alone = [name for name, mask in ways.admitted.items() if not mask[c, o, m, t]]
        if not conceivable(ways.sets)[c, o, m, t]:
            blame.add("horizon")
        elif alone:
            blame.add(alone[0])
        at = zip(("cohort", "office", "mode", "period"), (c, o, m, t), strict=True)
        mine = ids[np.logical_and.reduce([index[axis] == place for axis, place in at])]
        rows = np.concatenate([ways.bounds.excluded_by[mine], ways.bounds.narrowed_by[mine]])
        blame |= {ways.program.rules[ways.program.row_rule[row]] for row in rows[rows >= 0]}
    if "posts" in blame:
        blame |= _claiming(ways.sets.scenario, ways.sets.scenario.cohorts[c].id)
    # A mode for which nobody could be placed says nothing of a pin that leaves the mode open.
    return blame - {"placements"} or blame or {"posts"}


def _claiming(scenario: Scenario, cohort: str) -> set[str]:
    """Rules that claim posts of a cohort, so that too few are left for other moves."""
    promised = (each.cohort for each in scenario.incumbent if scenario.churn.is_committed(each))
    asked = (each.cohort for each in scenario.requests)
    claims = {"commitments": cohort in promised, RULE.name: cohort in asked}
    return {name for name, holds in claims.items() if holds}


def _to(ways: Ways, request: Request) -> list[tuple[int, int]]:
    """Cohorts and offices that a request forbids each other."""
    o = _office(ways, request)
    cohorts = range(len(ways.sets.home)) if request.cohort is None else [_cohort(ways, request)]
    return [(c, o) for c in cohorts if ways.sets.home[c] != o]


def _shut(ways: Ways, pairs: Iterable[tuple[int, int]]) -> str:
    """The rules that exclude every move of some cohorts to some offices."""
    return _by_rules({name for c, o in pairs for name in excluding_rules(ways, c, o)})


def _by_rules(names: Iterable[str]) -> str:
    found = set(names)
    known = [rule.name for rule in RULES if rule.name in found]
    if not known:
        return _LEAVE_OUT
    return f"Shut by {', '.join(known)}: `relocate rules {known[0]}` says what that is."


def _cohort(ways: Ways, request: Request) -> int:
    return [cohort.id for cohort in ways.sets.scenario.cohorts].index(request.cohort or "")


def _office(ways: Ways, request: Request) -> int:
    return [office.id for office in ways.sets.scenario.offices].index(request.office or "")


def _problem(wish: Wish, words: str, step: str) -> Problem:
    return Problem(words, field=wish.option, found=shown(wish.text), next_step=step)
