"""What could give in a clash: values of the scenario that can be loosened step by step."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.clash import ClashMember
from models.scenario import Scenario
from planner.books import Books
from planner.explain.feasibility import Asking, programme_of
from planner.explain.members import kind_of, member_of
from planner.explain.separable import Limit, SeparableProgram
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable


def negotiables_of(scenario: Scenario, members: Sequence[ClashMember]) -> tuple[Negotiable, ...]:
    """What could give in the members of a clash, each once, those first that the firm decides."""
    found: dict[str, Negotiable] = {}
    for member in members:
        kind = kind_of(member)
        for each in kind.gives(NamedLimit(member, scenario)) if kind is not None else ():
            if each.steps > 0:
                found.setdefault(each.path, each)
    return tuple(sorted(found.values(), key=lambda each: each.law))


@dataclass(frozen=True, eq=False)
class GivingLimits:
    """The limits of a programme with the values that could give in each."""

    separable: SeparableProgram
    values: Mapping[str, Negotiable]
    """By path, those first that the firm decides."""
    paths: Mapping[Limit, frozenset[str]]
    """Values that could give in a limit."""

    def clash_without(self, given: Collection[str]) -> tuple[str, ...] | None:
        """Values that could give in limits that clash, though some values have given all they can.

        None if a fractional plan keeps all limits in which none of those values could give.
        """
        left = [each for each in self.separable.limits if not self.paths[each] & set(given)]
        clashing = self.separable.irreducible_for_fractions(left)
        return None if clashing is None else self.values_of(clashing)

    def values_of(self, limits: Sequence[Limit]) -> tuple[str, ...]:
        """Values that could give in any of some limits, in the order of ``values``."""
        found = frozenset[str]().union(*(self.paths[each] for each in limits))
        return tuple(path for path in self.values if path in found)


def giving_limits(books: Books, asking: Asking) -> GivingLimits:
    """Every limit of a scenario, with what could give in it."""
    separable = SeparableProgram(programme_of(books.scenario, books, separate=True), asking)
    groups: dict[Hashable, list[Limit]] = {}
    for limit in separable.limits:
        groups.setdefault((limit.rule, limit.name, _place(limit)), []).append(limit)
    values: dict[str, Negotiable] = {}
    paths: dict[Limit, frozenset[str]] = {}
    for group in groups.values():
        member = member_of(books, [(each.rule, each.name, each.at) for each in group])
        given = negotiables_of(books.scenario, [member])
        values.update((each.path, each) for each in given if each.path not in values)
        paths.update(dict.fromkeys(group, frozenset(each.path for each in given)))
    firm_first = sorted(values.items(), key=lambda item: item[1].law)
    return GivingLimits(separable, dict(firm_first), paths)


def _place(limit: Limit) -> tuple[tuple[str, int], ...]:
    """Where a limit is, whatever the period: what could give in it is the same in all of them."""
    return tuple(each for each in limit.at if each[0] != "period")


class GivingClash(NamedTuple):
    """A clash by what could give in it."""

    values: tuple[str, ...]
    """Paths of values of which one has to give."""
    given: frozenset[str] = frozenset()
    """Paths of values that have to be loosened for these limits to clash at all."""


def hitting_set(
    clashes: Sequence[GivingClash], size: int, tried: Collection[frozenset[str]]
) -> frozenset[str] | None:
    """So many values or fewer, one at least of each clash, that have not been tried; None if none.

    Of every clash something has to give, so what makes a plan possible is such a set (R. Reiter, *A
    theory of diagnosis from first principles*, Artificial Intelligence 32, 1987).
    """

    def sets(chosen: frozenset[str]) -> Iterator[frozenset[str]]:
        open_ = (each.values for each in clashes if each.given <= chosen)
        unhit = next((values for values in open_ if chosen.isdisjoint(values)), None)
        if unhit is None:
            yield chosen
        elif len(chosen) < size:
            for value in unhit:
                yield from sets(chosen | {value})

    return next((each for each in sets(frozenset()) if each not in tried), None)
