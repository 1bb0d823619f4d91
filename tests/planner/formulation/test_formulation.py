"""The formulation: arrays mean what the audit says of the same decisions, and add up exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.calendar import Horizon
from models.plan import Plan
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.api import load
from planner.audit import audit
from planner.books import Books, books_of
from planner.expanded_plan import expand
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import plan_of
from planner.formulation.program import ColumnRole, Columns, Floats, Program
from planner.formulation.sets import MODES, Integers, sets_of
from planner.formulation.variables import (
    HEADS,
    HOME,
    SEPARATED,
    conceivable,
    from_then_on,
    home_ids,
    while_away,
    with_tail,
)
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.rules.exposure.case_charges import heads_there
from planner.rules.leases import RELEASES
from planner.rules.mass_redundancy.consultations import CONSULTATIONS
from planner.rules.measures import MEASURE
from planner.rules.placements.variables import PLACED
from planner.rules.routes.spells import SPELLS
from planner.rules.seats.rule import BLOCKS
from tests.support.builders import (
    block,
    cohort,
    move,
    office,
    plan,
    scenario,
    service,
    small_scenarios,
)
from tests.support.builders import money as amount_of
from tests.support.seeds import examples


def program_of(whole: Scenario) -> Program:
    books = books_of(whole)
    return compose(sets_of(books), rules_of(whole))


def empty_builder(whole: Scenario | None = None) -> ProgramBuilder:
    return ProgramBuilder(sets_of(books_of(whole or scenario())), rule="posts")


def declared(builder: ProgramBuilder, count: int) -> Columns:
    return builder.declare("x", {"period": np.arange(count)}, 0, 10, integer=True)


# ---------------------------------------------------------------- counts


def test_columns_and_rows_of_the_default_company() -> None:
    """One cohort of unknown service, two offices, four quarters, no block to be had.

    Columns: heads for transfer and refill in four quarters (8), home (4), draws from a vacancy of
    this quarter or the last (7), seats taken at two offices (8). Rows: home (4), refills filled
    and vacancies drawn from (4 + 4), seats given up and blocks of two offices (2 + 2), seats taken
    and seats had (8 + 8).
    """
    program = program_of(scenario())

    assert {name: group.size for name, group in program.groups.items()} == {
        HEADS: 8,
        HOME: 4,
        PLACED: 0,
        "drawn": 7,
        "taken": 0,
        "closed": 0,
        SEPARATED: 0,
        "absorbed": 0,
        "lapsed": 0,
        BLOCKS: 0,
        "occupied": 8,
        CONSULTATIONS: 0,
        MEASURE: 0,
        RELEASES: 0,
        SPELLS: 0,
    }
    assert len(program.lower) == 27
    assert len(program.row_lower) == 32
    counts = np.bincount(program.row_rule, minlength=len(program.rules))
    assert dict(zip(program.rules, counts.tolist(), strict=True)) == {
        "posts": 4,
        "kept_posts": 0,
        "decided": 0,
        "placements": 0,
        "vacancies": 8,
        "leases": 2,
        "seats": 18,
        "measures": 0,
    }


@pytest.mark.parametrize(("overlap", "redundancies"), [(0, 4), (1, 3), (3, 1), (4, 0)])
def test_redundancies_complete_their_hand_over_within_the_horizon(
    overlap: int, redundancies: int
) -> None:
    """Of four quarters, a hand-over of one leaves three to land in, of four none."""
    program = program_of(
        scenario(
            service=(service("kyc", 10, 1, "USD 1"),),
            modes=ModePolicies(redundancy=ModePolicy(overlap_periods=overlap)),
        )
    )
    heads = program.groups[HEADS]
    landing = heads.index["period"][heads.index["mode"] == MODES.index(Mode.REDUNDANCY)]

    assert landing.tolist() == list(range(redundancies))
    assert (heads.index["leaves"] <= 3).all()


def test_conceivable_moves_lead_elsewhere() -> None:
    """To any office but the home office, in every period."""
    mask = conceivable(sets_of(books_of(scenario())))

    assert mask.shape == (1, 2, 4, 4)
    assert mask.any(axis=(2, 3)).tolist() == [[True, False]]
    assert mask[0, 0].all()


def test_home_rows_carry_posts_over() -> None:
    """By hand: ten posts, three refilled away in the second quarter leave 10, 7, 7, 7."""
    program = program_of(scenario())
    x = np.zeros(len(program.lower))
    x[index_of(program, Mode.REFILL, 1)] = 3
    x[program.groups[HOME].ids] = [10, 7, 7, 7]
    posts = program.row_rule == program.rules.index("posts")

    assert (activity(program, x)[posts] == program.row_lower[posts]).all()
    assert program.row_lower[posts].tolist() == program.row_upper[posts].tolist() == [10, 0, 0, 0]


def index_of(program: Program, mode: Mode, period: int) -> int:
    heads = program.groups[HEADS]
    found = (heads.index["mode"] == MODES.index(mode)) & (heads.index["period"] == period)
    return int(heads.ids[found][0])


def activity(program: Program, x: Floats) -> Floats:
    """[row] value of each row at a point."""
    totals = np.zeros(len(program.row_lower))
    np.add.at(totals, program.rows, program.values * x[program.columns])
    return totals


# ---------------------------------------------------------------- the meaning of the arrays


@dataclass(frozen=True)
class Point:
    """A point of the programme whose auxiliaries follow, by hand, from heads and blocks."""

    program: Program
    books: Books
    x: Floats

    @property
    def plan(self) -> Plan:
        return plan_of(self.program, self.x)

    @property
    def kept(self) -> bool:
        """Whether every bound and row holds."""
        rows, lower = activity(self.program, self.x), self.program.row_lower
        inside = (self.program.lower <= self.x) & (self.x <= self.program.upper)
        return bool(
            inside.all()
            and (rows >= lower - 1e-6).all()
            and (rows <= self.program.row_upper + 1e-6).all()
        )


def point(whole: Scenario, choose: Random, share: float) -> Point:
    """Random heads and blocks, each within its bound, and what follows from them.

    ``share`` is how often a move gets any heads at all.
    """
    books = books_of(whole)
    program = compose(sets_of(books), rules_of(whole))
    x = np.zeros(len(program.lower))
    for name, largest in ((HEADS, 3), (BLOCKS, 1)):
        for i in program.groups[name].ids:
            if choose.random() < share:
                x[i] = choose.randint(0, min(largest, int(program.upper[i])))
    heads = list(heads_at(program, x))
    x[program.groups[HOME].ids] = home_by_hand(program, heads).ravel()
    x[program.groups["occupied"].ids] = occupied_by_hand(program, heads).ravel()
    fill_cases(program, x, heads)
    fill_drawn(program, x, heads)
    return Point(program, books, x)


@dataclass(frozen=True)
class Going:
    """Heads of one column."""

    cohort: int
    office: int
    mode: Mode
    lands: int
    leaves: int
    count: int


def heads_at(program: Program, x: Floats) -> Iterator[Going]:
    heads = program.groups[HEADS]
    for i, count in enumerate(x[heads.ids]):
        axes = {axis: int(positions[i]) for axis, positions in heads.index.items()}
        yield Going(
            axes["cohort"],
            axes["office"],
            MODES[axes["mode"]],
            axes["period"],
            axes["leaves"],
            int(count),
        )


def home_by_hand(program: Program, heads: list[Going]) -> Integers:
    """[c, t] posts less everyone who has left."""
    home = program.sets.posts.copy()
    for each in heads:
        home[each.cohort, each.leaves :] -= each.count
    return home


def occupied_by_hand(program: Program, heads: list[Going]) -> Integers:
    """[o, t] thousandths of seats; who leaves still sits on the day of leaving."""
    sets, cohorts = program.sets, program.sets.scenario.cohorts
    taken = np.zeros((len(sets.scenario.offices), sets.span), dtype=np.int64)
    each_takes = [round(each.seats_per_head * 1000) for each in cohorts]
    for c, posts in enumerate(sets.posts):
        taken[sets.home[c]] += each_takes[c] * posts
    for each in heads:
        taken[each.office, each.lands :] += each_takes[each.cohort] * each.count
        taken[sets.home[each.cohort], each.leaves + 1 :] -= each_takes[each.cohort] * each.count
    return taken


def there_by_hand(program: Program, heads: list[Going], case_id: str) -> Integers:
    """[t] residents left at home and concerned arrivals at the case's sites."""
    sets, whole = program.sets, program.sets.scenario
    (case,) = (each for each in sets.books.exposure.cases if each.id == case_id)
    home = home_by_hand(program, heads)
    residents = [c for c, each in enumerate(whole.cohorts) if each.id in case.residents]
    there: Integers = home[residents].sum(axis=0) + visiting_by_hand(program, heads, case_id)
    return there


def visiting_by_hand(program: Program, heads: list[Going], case_id: str) -> Integers:
    """[t] concerned arrivals at the case's sites so far."""
    sets, whole = program.sets, program.sets.scenario
    (case,) = (each for each in sets.books.exposure.cases if each.id == case_id)
    visiting = np.zeros(sets.span, dtype=np.int64)
    for each in heads:
        arrives = whole.offices[each.office].id in case.sites
        if arrives and whole.cohorts[each.cohort].id in case.concerned:
            visiting[each.lands :] += each.count
    return visiting


def fill_cases(program: Program, x: Floats, heads: list[Going]) -> None:
    """Heads there, the load they put on the case, at its least, and whether any are there."""
    for case in program.sets.books.exposure.cases:
        there = there_by_hand(program, heads, case.id)
        values = {
            "there": there,
            "visiting": visiting_by_hand(program, heads, case.id),
            "load": np.minimum(there, case.most_heads),
            "present": there > 0,
        }
        for name, figures in values.items():
            if group := program.groups.get(f"{name} {case.id}"):
                x[group.ids] = figures
        if full := program.groups.get(f"full {case.id}"):
            fills = np.zeros(program.sets.span)
            at = full.index["period"]
            more = there[at] - case.most_heads
            # With just as many as fit into one loss either is right.
            fills[at] = x[full.ids] = np.where(more == 0, program.lower[full.ids], more > 0)
            spared = program.groups[f"spared {case.id}"]
            whose = spared.index["cohort"], spared.index["period"]
            left = program.sets.posts[whose] - home_by_hand(program, heads)[whose]
            x[spared.ids] = np.where(fills[spared.index["period"]] > 0, 0, left)


def fill_drawn(program: Program, x: Floats, heads: list[Going]) -> None:
    """Falls close the oldest vacancies, then refills draw on what is open, as far as there is any.

    What finds none to close is separated; what nobody uses lapses.
    """
    sets, whole = program.sets, program.sets.scenario
    home = home_by_hand(program, heads)
    for c, cohort_ in enumerate(whole.cohorts):
        before, opened = cohort_.posts - cohort_.vacant, list[list[int]]()
        for t in range(sets.span):
            step = int(sets.posts[c, t]) - before
            before = int(sets.posts[c, t])
            left = int(sets.books.costs.leavers[c, t - 1]) * int(home[c, t - 1]) if t else 0
            opened.append([t, 10_000 * max(step, 0) + left])
            wanted = 10_000 * sum(
                each.count
                for each in heads
                if (each.cohort, each.mode, each.lands) == (c, Mode.REFILL, t)
            )
            still = [each for each in opened if each[0] >= t - whole.refill_window_periods]
            if step < 0:
                beyond = use_up(program, x, "closed", c, t, still, -10_000 * step)
                put(program, x, SEPARATED, -(-beyond // 10_000), cohort=c, period=t)
                put(program, x, "absorbed", int(not beyond), cohort=c, period=t)
            use_up(program, x, "drawn", c, t, still, wanted)
        for born, unused in opened:
            put(program, x, "lapsed", int(unused > 0), cohort=c, born=born)


def use_up(
    program: Program, x: Floats, use: str, c: int, t: int, opened: list[list[int]], wanted: int
) -> int:
    """Take parts of vacancies, oldest first; what finds none."""
    for vacancy in opened:
        taken = min(max(vacancy[1], 0), wanted)
        if taken:
            put(program, x, use, taken, cohort=c, born=vacancy[0], used=t)
        vacancy[1] -= taken
        wanted -= taken
    return wanted


def put(program: Program, x: Floats, name: str, value: float, **at: int) -> None:
    """Set a column."""
    group = program.groups[name]
    found = np.logical_and.reduce([group.index[axis] == i for axis, i in at.items()])
    x[group.ids[found]] = value


POINTS = st.builds(
    point, small_scenarios(), st.randoms(use_true_random=False), st.sampled_from([0.03, 0.1, 0.3])
)
RANDOM_POINTS = settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.mark.slow
@RANDOM_POINTS
@given(at=POINTS)
def test_a_point_reads_back_as_the_plan_it_stands_for(at: Point) -> None:
    """Each column of heads or blocks above zero is one move or order of the plan, with count."""
    landed = {
        (landing.cohort, landing.office, landing.mode, landing.lands, landing.leaves): landing.heads
        for landing in expand(at.books, at.plan).landings
    }

    assert landed == {
        (each.cohort, each.office, each.mode, each.lands, each.leaves): each.count
        for each in heads_at(at.program, at.x)
        if each.count
    }
    blocks = at.x[at.program.groups[BLOCKS].ids]
    assert sum(order.blocks for order in at.plan.blocks) == blocks.sum()


@pytest.mark.slow
@RANDOM_POINTS
@given(at=POINTS)
def test_auxiliaries_by_hand_are_what_the_outcome_says(at: Point) -> None:
    """Home, seats taken and heads there: from the columns and from the expanded plan."""
    done, heads = expand(at.books, at.plan), list(heads_at(at.program, at.x))
    home = home_by_hand(at.program, heads)

    for c in range(len(at.books.scenario.cohorts)):
        assert list(done.home(c).heads) == home[c].tolist()
    for case in at.books.exposure.cases:
        assert heads_there(done, case) == there_by_hand(at.program, heads, case.id).tolist()


@pytest.mark.slow
@RANDOM_POINTS
@given(at=POINTS)
def test_definitional_rows_hold_whatever_is_decided(at: Point) -> None:
    """Rows that define home, seats taken and heads there are met by the figures by hand.

    Those that fill refills from vacancies are met only where there are vacancies.
    """
    filled = [i for i, rule in enumerate(at.program.rules) if rule == "vacancies"]
    defines = at.program.row_lower == at.program.row_upper
    defines &= ~np.isin(at.program.row_rule, filled)

    assert activity(at.program, at.x)[defines] == pytest.approx(at.program.row_lower[defines])


@pytest.mark.slow
@RANDOM_POINTS
@given(at=POINTS)
def test_the_objective_is_the_audits_total(at: Point) -> None:
    """With auxiliaries at their least, the arrays charge to the cent what the audit charges.

    Rule by rule as well. Points that send away more than there is are left aside: the audit
    prices no negative posts.
    """
    assume((at.x[at.program.groups[HOME].ids] >= 0).all())
    judgement = audit(at.plan, at.books)

    assert round(float(at.program.objective @ at.x)) + at.program.constant == judgement.total
    for rule, prices in at.program.prices.items():
        claimed = round(float(prices @ at.x)) + at.program.constants[rule]
        assert claimed == judgement.amount(rule), rule


@pytest.mark.slow
@RANDOM_POINTS
@given(at=POINTS)
def test_rows_and_bounds_hold_where_the_audit_finds_no_violation_and_only_there(at: Point) -> None:
    """Both sides of every rule agree on every random plan, lawful or not."""
    judgement = audit(at.plan, at.books)

    assert at.kept == judgement.lawful, [finding.words for finding in judgement.violations]


@pytest.mark.slow
@RANDOM_POINTS
@given(at=POINTS)
def test_whole_decisions_make_whole_auxiliaries(at: Point) -> None:
    """Every coefficient and bound of a row is whole, money aside, so that solvers of whole numbers
    lose nothing: seats count in thousandths, vacancies in ten-thousandths of a head.
    """
    money = [i for i, rule in enumerate(at.program.rules) if rule in {"budget", "exposure_cap"}]
    counts = ~np.isin(at.program.row_rule, money)

    entries = at.program.values[counts[at.program.rows]]
    assert (entries == np.rint(entries)).all()
    for bounds in (at.program.row_lower[counts], at.program.row_upper[counts]):
        assert (bounds == np.rint(bounds)).all()


# ---------------------------------------------------------------- builder


def test_entries_of_one_place_add_up() -> None:
    """2 and 3 entered for one row and column make 5; 4 and -4 leave no entry."""
    builder = empty_builder()
    columns, rows = declared(builder, 2), builder.add_rows(2, 0, 9)
    builder.enter(rows[[1, 1, 0]], columns.ids[[0, 0, 1]], [2, 3, 4])
    builder.enter(rows[0], columns.ids[1], -4)
    builder.enter(rows[0], columns.ids[0], 7)
    program = builder.finish()

    assert program.rows.tolist() == [0, 1]
    assert program.columns.tolist() == [0, 0]
    assert program.values.tolist() == [7, 5]


def test_entries_stand_in_the_order_of_rows_then_columns() -> None:
    """However they were entered."""
    builder = empty_builder()
    columns, rows = declared(builder, 3), builder.add_rows(2, 0, 9)
    builder.enter(rows[[1, 0, 1, 0]], columns.ids[[2, 1, 0, 0]], 1)
    program = builder.finish()

    assert program.rows.tolist() == [0, 0, 1, 1]
    assert program.columns.tolist() == [0, 1, 0, 2]


def test_the_narrowest_bounds_win() -> None:
    """Of 0 to 10, then at least 2, at most 7, at least 1, at most 8: 2 to 7; others stay."""
    builder = empty_builder()
    columns = declared(builder, 2)
    builder.tighten(columns.ids[:1], lower=2)
    builder.tighten(columns.ids[:1], upper=7)
    builder.tighten(columns.ids[:1], lower=1, upper=8)
    program = builder.finish()

    assert program.lower.tolist() == [2, 0]
    assert program.upper.tolist() == [7, 10]


def test_bounds_may_differ_by_column() -> None:
    """One number for each."""
    builder = empty_builder()
    builder.tighten(declared(builder, 3).ids, lower=[1, -5, 3], upper=[4, 5, 99])
    program = builder.finish()

    assert program.lower.tolist() == [1, 0, 3]
    assert program.upper.tolist() == [4, 5, 10]


def test_groups_follow_each_other() -> None:
    """A second group starts where the first ends, with its own bounds and kind."""
    builder = empty_builder()
    first = declared(builder, 2)
    second = builder.declare("y", {"office": np.arange(3)}, -1, [4, 5, 6], integer=False)
    program = builder.finish()

    assert first.ids.tolist() == [0, 1]
    assert second.ids.tolist() == [2, 3, 4]
    assert program.integer.tolist() == [True, True, False, False, False]
    assert program.lower.tolist() == [0, 0, -1, -1, -1]
    assert program.upper.tolist() == [10, 10, 4, 5, 6]


def test_groups_are_found_by_what_they_are_to_a_search() -> None:
    """A role is looked up by type, whatever a group is called, in the order of declaration."""
    builder, index = empty_builder(), {"period": np.arange(2)}
    builder.declare("b", index, 0, 1, integer=True, roles={ColumnRole.FLIP, ColumnRole.ROUND})
    builder.declare("flip", index, 0, 1, integer=True)
    builder.declare("a", index, 0, 1, integer=True, roles={ColumnRole.FLIP}, flips_by="period")
    program = builder.finish()

    flips = program.columns_of(ColumnRole.FLIP)
    assert [(each.start, each.flips_by) for each in flips] == [(0, None), (4, "period")]
    assert [each.start for each in program.columns_of(ColumnRole.ROUND)] == [0]
    assert program.columns_of(ColumnRole.LANDING) == ()


@pytest.mark.parametrize("name", ["tiny", "shanghai-2019", "onshore-china"])
def test_what_a_search_sets_to_a_whole_number_is_one(name: str) -> None:
    """Roles are for columns that are 0 or 1; a role on any other would make a search round it."""
    program = program_of(load(name))
    for role in ColumnRole:
        for columns in program.columns_of(role):
            assert program.integer[columns.ids].all(), columns
            assert program.upper[columns.ids].max(initial=0) <= 1, columns


def test_prices_add_up_by_rule() -> None:
    """Two rules charge for the same columns: each keeps its list, the objective is the sum."""
    builder = empty_builder()
    columns = declared(builder, 2)
    builder.price(columns.ids, [3, 4])
    builder.price(columns.ids[[0, 0]], 10)
    builder.charge(100)
    builder.rule = "seats"
    builder.price(columns.ids, 1)
    builder.charge(7)
    builder.charge(8)
    program = builder.finish()

    assert {rule: prices.tolist() for rule, prices in program.prices.items()} == {
        "posts": [23, 4],
        "seats": [1, 1],
    }
    assert program.constants == {"posts": 100, "seats": 15}
    assert program.objective.tolist() == [24, 5]
    assert program.constant == 115


def test_rows_know_their_rule() -> None:
    """Rows that one rule adds at two times answer to one name."""
    builder = empty_builder()
    builder.add_rows(2, 0, 1)
    builder.rule = "seats"
    builder.add_rows(1, 0, 2)
    builder.rule = "posts"
    builder.add_rows(1, [3], 4)
    program = builder.finish()

    assert [program.rules[i] for i in program.row_rule] == ["posts", "posts", "seats", "posts"]
    assert program.row_lower.tolist() == [0, 0, 0, 3]
    assert program.row_upper.tolist() == [1, 1, 2, 4]


def test_tallies_are_kept_by_name() -> None:
    """Amounts with their columns and periods, and what is due anyway; other names stay empty."""
    builder = empty_builder()
    columns = declared(builder, 2)
    builder.tally("cash", columns.ids, [30, 40], [0, 1])
    builder.tally("cash", columns.ids[1], 5)
    builder.tally_constant("cash", 9)
    periods, of, amounts, constant = builder.tally_of("cash")

    assert (periods.tolist(), of.tolist(), amounts.tolist(), constant) == (
        [0, 1, 0], [0, 1, 1], [30, 40, 5], 9,
    )  # fmt: skip
    assert [len(part) for part in builder.tally_of("exposure")[:3]] == [0, 0, 0]
    assert builder.tally_of("exposure")[3] == 0


def test_an_empty_builder_is_an_empty_programme() -> None:
    """Nothing declared: arrays of nothing, not an error."""
    program = empty_builder().finish()

    assert [len(part) for part in (program.lower, program.row_lower, program.values)] == [0, 0, 0]
    assert program.constant == 0


# ---------------------------------------------------------------- time in the formulation


def heads_landing(*periods: int) -> Columns:
    return Columns(start=100, index={"period": np.array(periods)}, size=len(periods))


def test_who_has_landed_is_away_from_then_on() -> None:
    """Of four periods: landed in the first four times, in the third twice, in the last once."""
    columns, periods = while_away(heads_landing(0, 2, 3), np.array([True, True, True]), 4)

    assert list(zip(columns.tolist(), periods.tolist(), strict=True)) == [
        (100, 0), (100, 1), (100, 2), (100, 3), (101, 2), (101, 3), (102, 3),
    ]  # fmt: skip


def test_only_those_asked_for_are_away() -> None:
    """The second of three only; and none at all."""
    columns, periods = while_away(heads_landing(0, 2, 3), np.array([False, True, False]), 4)
    nobody, never = while_away(heads_landing(0, 2, 3), np.array([False, False, False]), 4)

    assert (columns.tolist(), periods.tolist()) == ([101, 101], [2, 3])
    assert (nobody.tolist(), never.tolist()) == ([], [])


def test_what_is_due_from_then_on_includes_the_tail() -> None:
    """1, 2, 4 by period and 8 for the tail: 15 from the first period on, 14, 12."""
    assert from_then_on(np.array([1, 2, 4, 8])).tolist() == [15, 14, 12]
    assert from_then_on(np.array([[1, 8], [2, 16]])).tolist() == [[9], [18]]


def test_a_state_pays_the_tail_with_the_last_period() -> None:
    """1, 2, 4 by period and 8 for the tail: 1, 2, 12; the figures given stay as they are."""
    amounts = np.array([1, 2, 4, 8])

    assert with_tail(amounts).tolist() == [1, 2, 12]
    assert amounts.tolist() == [1, 2, 4, 8]
    assert with_tail(np.array([[1, 8], [2, 16]])).tolist() == [[9], [18]]


def test_home_columns_of_some_cohorts() -> None:
    """One row of columns for each cohort asked for, in the order of periods."""
    whole = scenario(
        horizon=Horizon(periods=2, tail_periods=0), cohorts=tuple(cohort(n) for n in "abc")
    )
    sets = sets_of(books_of(whole))
    builder = ProgramBuilder(sets, rule="posts")
    builder.declare(HOME, {"period": np.tile(np.arange(2), 3)}, 0, 1, integer=False)

    assert home_ids(builder, np.array([True, False, True])).tolist() == [[0, 1], [4, 5]]


# ---------------------------------------------------------------- sets and read-back


def test_sets_follow_the_order_of_the_tables() -> None:
    """Offices and cohorts by id; posts by period; days from the planning date."""
    whole = scenario(
        cohorts=(cohort("zeta", posts=3), cohort("alpha", office="bengaluru", posts=2)),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=2)),
    )
    sets = sets_of(books_of(whole))

    assert sets.home.tolist() == [0, 1]
    assert sets.posts.tolist() == [[2, 2, 2, 2], [3, 3, 3, 3]]
    assert sets.overlap.tolist() == [0, 2, 0, 0]
    assert sets.shape == (2, 2, 4, 4)
    assert sets.span == 4
    assert sets.days_until().tolist() == [0, 90, 181, 273]
    assert sets.cohorts_in(frozenset({"zeta"})).tolist() == [False, True]
    assert sets.offices_in(frozenset({"bengaluru", "mars"})).tolist() == [True, False]


def test_solutions_are_whole_up_to_a_tolerance() -> None:
    """2.9999999 heads are three, a ten-millionth of a head is nobody; blocks likewise."""
    whole = scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office(
                "bengaluru",
                "india",
                "services_in",
                block_seats=4,
                max_blocks=2,
                block_fit_out=amount_of("USD 1"),
                block_lease=amount_of("USD 1"),
            ),
        )
    )
    program = program_of(whole)
    x = np.zeros(len(program.lower))
    x[index_of(program, Mode.TRANSFER, 2)] = 2.9999999
    x[index_of(program, Mode.REFILL, 0)] = 0.0000001
    x[program.groups[BLOCKS].ids[1]] = 1.0000001

    assert plan_of(program, x) == plan(
        [move(3, Mode.TRANSFER, "2027-Q3")], [block("bengaluru", 1, "2027-Q2")]
    )
