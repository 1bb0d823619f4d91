"""A programme in the making: columns, rows and prices as the rules add them, one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from planner.formulation.limits import LimitRows, RowSubject
from planner.formulation.program import ColumnRole, Columns, DecisionGroup, Floats, Program, Tally
from planner.formulation.rule_bounds import RuleBound
from planner.formulation.sets import Integers, Mask, Sets

Numbers = npt.ArrayLike

TALLIES = ("cash", "exposure")
"""What rules count over all columns."""


class UndeclaredColumnsError(LookupError):
    """Variables are looked up that have not been declared so far; its only argument is their name.

    ``compose`` adds which rule looked them up.
    """


class ColumnGroups(dict[str, Columns]):
    """Groups of variables by name."""

    def __missing__(self, name: str) -> Columns:
        """Raise, since rules look up only what the rules before them declare."""
        raise UndeclaredColumnsError(name)


@dataclass
class ProgramBuilder:
    """A programme in the making; the only object here that changes.

    Rules add to it in their order and ``finish`` turns it into arrays that stay.
    """

    sets: Sets
    rule: str = ""
    """Name of the rule whose rows and prices are being added."""
    margin: int = 0
    """By how much limits on money are tightened, in the smallest unit of the planning currency."""
    rules: tuple[str, ...] = ()
    """Names of the rules in force, in the order in which they build."""
    bounds: tuple[RuleBound, ...] = ()
    """Upper bounds of the rules in force on how many posts move."""
    separate: bool = False
    """Whether each limit is a row by itself, so that it can be left out: no bound of a column is
    a limit, and no row holds only because another limit does."""
    groups: ColumnGroups = field(default_factory=ColumnGroups)
    """Variables declared so far."""
    size: int = 0
    height: int = 0
    _lower: list[Floats] = field(default_factory=list)
    _upper: list[Floats] = field(default_factory=list)
    _integer: list[npt.NDArray[np.bool_]] = field(default_factory=list)
    _rows: list[tuple[str, Floats, Floats]] = field(default_factory=list)
    _redundant: list[Mask] = field(default_factory=list)
    _entries: list[tuple[Integers, Integers, Floats]] = field(default_factory=list)
    _prices: list[tuple[str, Integers, Integers]] = field(default_factory=list)
    _constants: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _subject: RowSubject | None = None
    _limits: list[LimitRows] = field(default_factory=list)
    _bounds: list[tuple[Integers, Floats, Floats]] = field(default_factory=list)
    _tallies: defaultdict[str, list[tuple[Integers, Integers, Integers]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _tallied: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def declare(
        self,
        name: str,
        index: dict[str, Integers],
        lower: Numbers,
        upper: Numbers,
        *,
        integer: bool,
        roles: Collection[ColumnRole] = (),
        flips_by: str | None = None,
    ) -> Columns:
        """Add variables under a name.

        Parameters
        ----------
        name
            Name under which rules look them up.
        index
            Position of each variable on each axis, all of one length.
        lower, upper
            Bounds, one number or one for each variable.
        integer
            Whether they are integer.
        roles
            What a search may do with them.
        flips_by
            Axis that tells structural decisions apart, for columns that are to be flipped.
        """
        size = len(next(iter(index.values())))
        columns = Columns(self.size, index, size, frozenset(roles), flips_by)
        self.groups[name] = columns
        self.size += size
        self._lower.append(_array_of(lower, size))
        self._upper.append(_array_of(upper, size))
        self._integer.append(np.full(size, integer))
        return columns

    def declare_decision(
        self,
        group: DecisionGroup,
        index: dict[str, Integers],
        lower: Numbers,
        upper: Numbers,
        *,
        roles: Collection[ColumnRole] = (),
        flips_by: str | None = None,
    ) -> Columns:
        """Add a group of decision variables, all integer, with parameters as of ``declare``."""
        columns = self.declare(
            group.name, index, lower, upper, integer=True, roles=roles, flips_by=flips_by
        )
        self.groups[group.name] = replace(columns, decision=group)
        return self.groups[group.name]

    def declared_if_in_force(self, name: str, rule: str) -> Columns | None:
        """Variables that a rule declares; None where it is left out, as in a search for a clash.

        Raises
        ------
        UndeclaredColumnsError
            The rule is in force and has not declared them so far.
        """
        return self.groups[name] if rule in self.rules else self.groups.get(name)

    def add_rows(
        self, count: int, lower: Numbers, upper: Numbers, *, redundant: bool = False
    ) -> Integers:
        """Add rows of the current rule, still empty, and return their positions.

        Implied rows are redundant constraints: other rows imply them for integer solutions.
        Relaxations of large programmes and searches for plans leave them out. Only families of many
        rows are marked.
        """
        self._rows.append((self.rule, _array_of(lower, count), _array_of(upper, count)))
        self._redundant.append(np.full(count, redundant))
        start, self.height = self.height, self.height + count
        rows = np.arange(start, self.height)
        if self._subject is not None:
            self._limits.append(LimitRows(self.rule, self._subject, rows))
        return rows

    @contextmanager
    def limiting(self, subject: RowSubject) -> Iterator[None]:
        """Say what the rows and bounds that are added within limit; other rows define columns."""
        self._subject = subject
        try:
            yield
        finally:
            self._subject = None

    def enter(self, rows: Numbers, columns: Numbers, values: Numbers) -> None:
        """Enter coefficients; entries for the same place add up."""
        at, of = np.asarray(rows), np.asarray(columns)
        if at.shape != of.shape:
            at, of = np.broadcast_arrays(at, of)
        self._entries.append((at.ravel(), of.ravel(), _array_of(values, at.size)))

    def price(self, columns: Numbers, amounts: Numbers) -> None:
        """Charge for columns, under the name of the current rule."""
        of, each = np.broadcast_arrays(columns, np.asarray(amounts, dtype=np.int64))
        self._prices.append((self.rule, of.ravel(), each.ravel()))

    def charge(self, amount: int) -> None:
        """Charge an amount in every plan, under the name of the current rule."""
        self._constants[self.rule] += int(amount)

    def tighten(self, columns: Integers, lower: Numbers = -np.inf, upper: Numbers = np.inf) -> None:
        """Narrow the bounds of columns; the narrowest of all wins.

        A bound that limits something is a row of its own where limits are kept separate.
        """
        size = len(columns)
        if self.separate and self._subject is not None:
            self.enter(self.add_rows(size, lower, upper), columns, 1)
            return
        self._bounds.append((columns, _array_of(lower, size), _array_of(upper, size)))

    def tally(self, name: str, columns: Numbers, amounts: Numbers, periods: Numbers = 0) -> None:
        """Count amounts of columns under a name, such as one-off cash, for a later rule's limit."""
        when, of, each = np.broadcast_arrays(periods, columns, np.asarray(amounts, dtype=np.int64))
        self._tallies[name].append((when.ravel(), of.ravel(), each.ravel()))

    def tally_constant(self, name: str, amount: int) -> None:
        """Count an amount that is due in every plan."""
        self._tallied[name] += int(amount)

    def tally_of(self, name: str) -> Tally:
        """What has been counted under a name so far."""
        return Tally(*_concatenated_triples(self._tallies[name]), self._tallied[name])

    def finish(self) -> Program:
        """Turn what has been added into arrays, entries sorted by row, then column."""
        rules = tuple(dict.fromkeys(rule for rule, _, _ in self._rows))
        rows, columns, values = _entries_added_up(self._entries, self.size)
        prices = {
            rule: np.zeros(self.size, dtype=np.int64)
            for rule in dict.fromkeys([rule for rule, _, _ in self._prices] + list(self._constants))
        }
        for rule, of, amounts in self._prices:
            np.add.at(prices[rule], of, amounts)
        lower, upper = _concatenated(self._lower), _concatenated(self._upper)
        for columns_, low, high in self._bounds:
            lower[columns_] = np.maximum(lower[columns_], low)
            upper[columns_] = np.minimum(upper[columns_], high)
        return Program(
            sets=self.sets,
            lower=lower,
            upper=upper,
            integer=np.concatenate([np.zeros(0, dtype=np.bool_), *self._integer]),
            row_lower=_concatenated([lower for _, lower, _ in self._rows]),
            row_upper=_concatenated([upper for _, _, upper in self._rows]),
            row_rule=np.concatenate(
                [np.zeros(0, np.int64)]
                + [np.full(len(lower), rules.index(rule)) for rule, lower, _ in self._rows]
            ),
            redundant=np.concatenate([np.zeros(0, dtype=np.bool_), *self._redundant]),
            rules=rules,
            rows=rows,
            columns=columns,
            values=values,
            prices=prices,
            constants={rule: self._constants[rule] for rule in prices},
            groups=dict(self.groups),
            tallies={name: self.tally_of(name) for name in TALLIES},
            limits=tuple(self._limits),
        )


def _array_of(numbers: Numbers, size: int) -> Floats:
    array = np.empty(size)
    array[:] = np.asarray(numbers, dtype=np.float64).ravel()
    return array


def _concatenated(parts: list[Floats]) -> Floats:
    return np.concatenate([np.zeros(0), *parts])


def _concatenated_triples(
    parts: list[tuple[Integers, Integers, Integers]],
) -> tuple[Integers, Integers, Integers]:
    empty = np.zeros(0, dtype=np.int64)
    first, second, third = zip((empty, empty, empty), *parts, strict=True)
    return np.concatenate(first), np.concatenate(second), np.concatenate(third)


def _entries_added_up(
    entries: list[tuple[Integers, Integers, Floats]], width: int
) -> tuple[Integers, Integers, Floats]:
    empty = np.zeros(0, dtype=np.int64)
    rows = np.concatenate([empty, *(at for at, _, _ in entries)])
    columns = np.concatenate([empty, *(of for _, of, _ in entries)])
    values = _concatenated([value for _, _, value in entries])
    keys, where = np.unique(rows * max(width, 1) + columns, return_inverse=True)
    summed = np.bincount(where, weights=values, minlength=len(keys))
    kept = summed != 0
    return keys[kept] // max(width, 1), keys[kept] % max(width, 1), summed[kept]
